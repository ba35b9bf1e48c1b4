"""How much room an hour and what lies in it take on an hour grid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from brandcraft_desktop.domain.schedule import latest
from brandcraft_desktop.ui.here import local_day
from brandcraft_desktop.ui.publisher.chip_face import SHORT, TALL
from brandcraft_desktop.ui.publisher.hours import HOUR

NARROWEST: Final = 68
"""Logical pixels that a chip needs beside others."""


@dataclass(frozen=True)
class Scale:
    """Logical pixels: of an hour, and of a chip."""

    hour: int
    chip: int

    def top(self, minutes: float) -> int:
        """Where a minute from the top lies."""
        return round(minutes * self.hour / HOUR)

    def minutes(self, top: float) -> float:
        """Which minute lies there."""
        return top * HOUR / self.hour

    def height(self, minutes: int) -> int:
        """All of it, with room for a chip that begins at the very end."""
        return self.top(minutes) + self.chip


WEEK: Final = Scale(hour=56, chip=TALL)
DAY: Final = Scale(hour=88, chip=80)
COMPACT: Final = Scale(hour=44, chip=SHORT)


@dataclass(frozen=True)
class Standing:
    """When it is now, and until when may be scheduled, `months` ahead."""

    now: datetime
    last: datetime
    today: date
    last_day: date
    months: int


def standing_at(now: datetime, months: int) -> Standing:
    """How things stand at a moment, on the clocks shown."""
    last = latest(now, months)
    return Standing(now, last, local_day(now), local_day(last), months)
