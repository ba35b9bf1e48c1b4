"""An account's weekly posting times: the moments they mean, and the next one that is free."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from brandcraft_desktop.domain.schedule import MONTHS_AHEAD, latest, resolve_wall_time
from brandcraft_desktop.errors import BadInput

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
CLOSE = timedelta(minutes=10)
"""Posts of one account that go out nearer to each other than this stand in each other's way."""
SOON = timedelta(minutes=1)
MOST_A_WEEK = 168

_WRITTEN = re.compile(r"([A-Za-z]{3,9})\s+(\d{1,2}):(\d{2})")


@dataclass(frozen=True, order=True)
class Slot:
    """A posting time: `weekday` 0 is Monday, `minute` counts from midnight on the wall clock."""

    weekday: int
    minute: int

    @property
    def words(self) -> str:
        """ "Tue 09:30"."""
        return f"{WEEKDAYS[self.weekday]} {self.minute // 60:02d}:{self.minute % 60:02d}"


def read_slot(words: str) -> Slot:
    """A slot from "Tue 09:30". Raises `BadInput`."""
    found = _WRITTEN.fullmatch(words.strip())
    if found is not None:
        day, hour, minute = found[1].casefold(), int(found[2]), int(found[3])
        for weekday, name in enumerate(WEEKDAYS):
            if _LONG[weekday].startswith(day) and day.startswith(name.casefold()):
                if hour < 24 and minute < 60:
                    return Slot(weekday, hour * 60 + minute)
                break
    raise BadInput(
        f"“{words}” is not a posting time.",
        "",
        "Write a week day and a time, like “Tue 09:30”.",
        field="slots",
    )


_LONG = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def occurrences(
    slots: Iterable[Slot], zone: ZoneInfo, now: datetime, months: int = MONTHS_AHEAD
) -> Iterator[datetime]:
    """The moments (UTC) that `slots` mean after `now`, soonest first, as far as may be scheduled.

    A wall time that is skipped that night lies as far behind the jump; one that comes twice is
    meant once, the first time.
    """
    ordered, end = sorted(set(slots)), latest(now, months)
    day = now.astimezone(zone).date()
    later: list[datetime] = []  # clocks that jump at night put a time into the next day
    while ordered:
        found = (
            resolve_wall_time(
                datetime.combine(day, time(slot.minute // 60, slot.minute % 60)), zone
            ).at
            for slot in ordered
            if slot.weekday == day.weekday()
        )
        moments = sorted((*later, *found))
        border = resolve_wall_time(datetime.combine(day + timedelta(days=1), time()), zone).at
        later = [moment for moment in moments if moment >= border]
        for moment in moments[: len(moments) - len(later)]:
            if moment > end:
                return
            if moment >= now + SOON:
                yield moment
        day += timedelta(days=1)
        if day > end.astimezone(zone).date():
            return


def is_free(moment: datetime, taken: Collection[datetime]) -> bool:
    """Whether no post is so close that it would stand in the way."""
    return has_room(moment, sorted(taken))


def has_room(moment: datetime, taken: Sequence[datetime]) -> bool:
    """`is_free` for moments that are in order: a queue may hold thousands."""
    after = bisect_left(taken, moment)
    before = after and moment - taken[after - 1] < CLOSE
    return not before and (after == len(taken) or taken[after] - moment >= CLOSE)


def next_free(
    slots: Iterable[Slot],
    zone: ZoneInfo,
    now: datetime,
    taken: Collection[datetime],
    months: int = MONTHS_AHEAD,
) -> datetime | None:
    """The first posting time that no post is near; None if all of `months` are taken."""
    times, ordered = occurrences(slots, zone, now, months), sorted(taken)
    return next((one for one in times if has_room(one, ordered)), None)
