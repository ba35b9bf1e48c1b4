"""The hours in which a person wants no notifications."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta


@dataclass(frozen=True)
class QuietHours:
    """From `start` to `end` on the person's own clock, over midnight where `end` comes first.

    The same time twice is no hour at all.
    """

    start: time
    end: time

    def hold(self, moment: time) -> bool:
        """Whether it is quiet at that time of day; the end itself is not."""
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end

    def over(self, wall: datetime) -> datetime | None:
        """When the quiet that holds at `wall` ends; None where it is not quiet.

        Both are what the clock on the wall shows, without a zone.
        """
        if not self.hold(wall.time()):
            return None
        end = datetime.combine(wall.date(), self.end)
        return end if end > wall else end + timedelta(days=1)
