"""When a post may go out: reading times, wall clocks with gaps and overlaps, how far ahead."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from brandcraft_desktop.errors import BadInput

MONTHS_AHEAD = 3
FORMS = (
    "a time like 2026-11-27T18:00 on your own clocks, or with an offset as in"
    " 2026-11-27T18:00:00+01:00, or now, or +90s, +15m, +2h, +3d"
)
PAST_TOLERANCE = timedelta(seconds=60)  # a form filled in for "this minute" is not in the past

_RELATIVE = re.compile(r"\+(\d{1,7})([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_RFC3339 = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)([Zz]|[+-]\d{2}:\d{2})?"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Resolved:
    """The wall time exists once: `at` is its moment in UTC."""

    at: datetime


@dataclass(frozen=True)
class Gap:
    """Clocks jump over this wall time; `at` lies as far after the jump, `wall` is its face."""

    at: datetime
    wall: datetime

    @property
    def message(self) -> str:
        """What a person reads beside the time."""
        return (
            "That time does not exist on this day: clocks go forward. "
            f"It will go out at {self.wall:%H:%M}."
        )


@dataclass(frozen=True)
class Double:
    """Clocks show this wall time twice; `at` is the chosen one, `other` the other."""

    at: datetime
    other: datetime
    fold: int

    @property
    def message(self) -> str:
        """What a person reads beside the time."""
        which = "second" if self.fold else "first"
        return f"That time comes twice on this day: clocks go back. The {which} one is chosen."


WallTime = Resolved | Gap | Double


def zone_named(name: str) -> ZoneInfo:
    """The time zone called `name` (IANA). Raises `BadInput`."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadInput(
            f"There is no time zone called “{name}”.",
            "Zones have names like Europe/Berlin.",
            field="zone",
        ) from error


def resolve_wall_time(wall: datetime, zone: ZoneInfo, fold: int = 0) -> WallTime:
    """The moment at which clocks in `zone` show `wall` (naive).

    Where clocks go back, `fold` 0 is the first showing and 1 the second (PEP 495). Where they
    jump, the moment lies as far behind the jump as `wall` lies inside it.
    """
    if wall.tzinfo is not None:
        raise ValueError("a wall time has no offset")
    first = wall.replace(tzinfo=zone, fold=0)
    second = wall.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return Resolved(first.astimezone(UTC))
    back = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    if back != wall:
        return Gap(at=first.astimezone(UTC), wall=back)
    chosen, other = (second, first) if fold else (first, second)
    return Double(at=chosen.astimezone(UTC), other=other.astimezone(UTC), fold=1 if fold else 0)


def parse_when(text: str, now: datetime, zone: ZoneInfo | None = None) -> datetime:
    """A moment in UTC from `now`, `+90s`, `+15m`, `+2h`, `+3d` or an RFC 3339 time.

    A time without an offset is read on the clocks of `zone` (UTC without one). Raises `BadInput`.
    """
    words = text.strip()
    if words.lower() == "now":
        return now
    relative = _RELATIVE.fullmatch(words)
    if relative is not None:
        amount, unit = int(relative[1]), _UNITS[relative[2]]
        try:
            return now + timedelta(**{unit: amount})
        except OverflowError as error:
            raise _unreadable(text) from error
    absolute = _RFC3339.fullmatch(words)
    if absolute is None:
        raise _unreadable(text)
    day, clock, offset = absolute[1], absolute[2], absolute[3]
    try:
        if offset is None:
            wall = datetime.fromisoformat(f"{day}T{clock}")
            return resolve_wall_time(wall, zone or ZoneInfo("UTC")).at
        shift = "+00:00" if offset in "Zz" else offset
        return datetime.fromisoformat(f"{day}T{clock}{shift}").astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise _unreadable(text) from error


def _unreadable(text: str) -> BadInput:
    return BadInput(
        f"“{text}” is not a time.",
        f"Use {FORMS}.",
        field="time",
    )


def latest(now: datetime, months: int = MONTHS_AHEAD) -> datetime:
    """The last moment that may be scheduled: so many calendar months ahead."""
    month = now.month - 1 + months
    year, month = now.year + month // 12, month % 12 + 1
    day = min(now.day, calendar.monthrange(year, month)[1])
    return now.replace(year=year, month=month, day=day)


def opens_on(day: date, months: int = MONTHS_AHEAD) -> date:
    """The first day on which `day` may be scheduled: the other way round of `latest`."""
    month = day.month - 1 - months
    year, month = day.year + month // 12, month % 12 + 1
    length = calendar.monthrange(year, month)[1]
    if day.day <= length:
        return date(year, month, day.day)
    return date(year, month, length) + timedelta(days=1)


def day_name(day: date) -> str:
    """A day as sentences show it: "22 Feb 2027"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def months_words(months: int) -> str:
    """ "1 month", "3 months"."""
    return "1 month" if months == 1 else f"{months} months"


def check_time(at: datetime, now: datetime, months: int = MONTHS_AHEAD) -> tuple[str, ...]:
    """What is wrong with publishing at `at`; empty when nothing is. Both aware."""
    if at < now - PAST_TOLERANCE:
        return ("That time is in the past. Choose a later one, or post now.",)
    last = latest(now, months)
    if at > last:
        ahead = months_words(months)
        return (f"Brandcraft schedules up to {ahead} ahead, until {day_name(last)}.",)
    return ()


def relative_words(at: datetime, now: datetime) -> str:
    """How far away a moment is, e.g. "in 2 hours", "3 minutes ago", "now"."""
    seconds = (at - now).total_seconds()
    distance = abs(seconds)
    if distance < 5:
        return "now"
    for size, word in ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")):
        if distance >= size:
            count = int(distance // size)
            amount = f"{count} {word}{'' if count == 1 else 's'}"
            return f"in {amount}" if seconds > 0 else f"{amount} ago"
    return "now"
