"""The next free time for a post that missed its own: the same time of day, away from others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from brandcraft_desktop.ui.here import zone

APART = timedelta(minutes=30)
SOON = timedelta(minutes=10)  # nothing is moved so close that it is gone before one looked
_DAY = timedelta(days=1)


def next_free(missed: datetime, now: datetime, taken: Iterable[datetime]) -> datetime:
    """The first day on which `missed`'s local time of day is ahead and `APART` from all `taken`.

    If every day of a month is taken, the last one looked at is given: a person can still move it.
    """
    busy = list(taken)
    clocks = zone()
    here = missed.astimezone(clocks)
    day = max(now.astimezone(clocks).date(), here.date())
    candidate = missed
    for _ in range(31):
        wall = datetime.combine(day, here.time(), clocks)
        candidate = wall.astimezone(missed.tzinfo)  # with the offset of that day
        if candidate >= now + SOON and all(abs(candidate - one) >= APART for one in busy):
            return candidate
        day += _DAY
    return candidate
