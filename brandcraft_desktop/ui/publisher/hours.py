"""The hours of a week or a day from top to bottom, also where clocks jump in between.

Rows are hours as clocks show them. A night that shows an hour twice has a second row for it, and
a night that skips one has no moments there: every moment has one place, every place at most one
moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Final
from zoneinfo import ZoneInfo

from brandcraft_desktop.ui.here import begin_of
from brandcraft_desktop.ui.publisher.days import Moment

HOURS: Final = 24
HOUR: Final = 60
STEP: Final = 15
"""Minutes: what is put somewhere by hand snaps to these."""


@dataclass(frozen=True, order=True)
class HourRow:
    """An hour on the clock; `again` where clocks went back and show it once more."""

    hour: int
    again: bool = False


class Axis:
    """Turns moments into minutes from the top, and back."""

    def __init__(self, days: Sequence[date], zone: ZoneInfo) -> None:
        self.zone = zone
        self._odd = {day: _quarters(day, zone) for day in days if _is_odd(day, zone)}
        twice = {
            HourRow(hour, again)
            for found in self._odd.values()
            for hour, again, _ in found
            if again
        }
        self.rows: tuple[HourRow, ...] = tuple(
            sorted({HourRow(hour) for hour in range(HOURS)} | twice)
        )

    @property
    def minutes(self) -> int:
        """How long the axis is."""
        return len(self.rows) * HOUR

    @cached_property
    def _tops(self) -> dict[HourRow, int]:
        return {row: number * HOUR for number, row in enumerate(self.rows)}

    def place(self, moment: datetime) -> float:
        """Minutes from the top to a moment (of one of the days)."""
        here = moment.astimezone(self.zone)
        top = self._tops.get(HourRow(here.hour, bool(here.fold)), here.hour * HOUR)
        return top + here.minute + here.second / 60

    def row_at(self, minutes: float) -> HourRow:
        """The hour `minutes` below the top."""
        return self.rows[min(max(0, int(minutes) // HOUR), len(self.rows) - 1)]

    def moment(self, day: date, minutes: float) -> Moment | None:
        """The quarter of an hour nearest to a place; None where clocks skip it that day."""
        nearest = round(minutes / STEP) * STEP
        kept = min(max(0, nearest), self.minutes - STEP)
        row, minute = self.row_at(kept), kept % HOUR
        found = self._odd.get(day)
        if row.again and found is None:
            return None
        if found is not None and (row.hour, row.again, minute) not in found:
            return None
        wall = datetime.combine(day, time(row.hour, minute))
        at = wall.replace(tzinfo=self.zone, fold=int(row.again)).astimezone(UTC)
        return Moment(at, wall.isoformat(timespec="minutes"))

    def missing(self, day: date) -> tuple[tuple[int, int], ...]:
        """The stretches (minutes from the top) that clocks do not show that day."""
        found = self._odd.get(day)
        gone: list[tuple[int, int]] = []
        for number, row in enumerate(self.rows):
            for minute in range(0, HOUR, STEP):
                there = not row.again if found is None else (row.hour, row.again, minute) in found
                if there:
                    continue
                begin = number * HOUR + minute
                if gone and gone[-1][1] == begin:
                    gone[-1] = (gone[-1][0], begin + STEP)
                else:
                    gone.append((begin, begin + STEP))
        return tuple(gone)


def _is_odd(day: date, zone: ZoneInfo) -> bool:
    """Whether clocks are set differently at the end of a day than at its beginning."""
    begin, end = begin_of(day, zone), begin_of(day + timedelta(days=1), zone)
    return end.astimezone(UTC) - begin.astimezone(UTC) != timedelta(hours=HOURS)


def _quarters(day: date, zone: ZoneInfo) -> frozenset[tuple[int, bool, int]]:
    """Every quarter of an hour that clocks show on a day: hour, whether again, minute."""
    moment = begin_of(day, zone).astimezone(UTC)
    end = begin_of(day + timedelta(days=1), zone).astimezone(UTC)
    found: set[tuple[int, bool, int]] = set()
    while moment < end:
        here = moment.astimezone(zone)
        found.add((here.hour, bool(here.fold), here.minute))
        moment += timedelta(minutes=STEP)
    return frozenset(found)
