"""How often somebody posts: heat of a day, streaks, the busiest week days. Days are local ones."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

LEVELS = 4
WEEK = 7
WEEKS_SHOWN = 53
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Streak:
    """Days in a row with a post: the run that goes on today, and the longest there was."""

    current: int
    best: int


@dataclass(frozen=True)
class Period:
    """The days from `first` to `last`, both included."""

    first: date
    last: date


def level(count: int, most: int) -> int:
    """How dark a day is: 0 without a post, then four equal steps of (0, `most`].

    So GitHub's own calendar does it, not by quartiles (found by experiment in
    https://stackoverflow.com/questions/78686095).
    """
    if count <= 0 or most <= 0:
        return 0
    return min(LEVELS, -(-count * LEVELS // most))


def streak(days: Collection[date], today: date) -> Streak:
    """The runs of days in a row among `days`, those with a post; days after `today` don't count.

    A day that is not over breaks nothing: without a post yet, the run up to yesterday goes on.
    """
    ordered = sorted({day for day in days if day <= today})
    best = run = 0
    before: date | None = None
    for day in ordered:
        run = run + 1 if before is not None and day - before == _ONE_DAY else 1
        best = max(best, run)
        before = day
    goes_on = before is not None and today - before <= _ONE_DAY
    return Streak(run if goes_on else 0, best)


def busiest_weekdays(counts: Mapping[date, int]) -> tuple[int, ...]:
    """The week days (0 is Monday) with the most posts, several if they are equal; none without."""
    sums = [0] * WEEK
    for day, count in counts.items():
        sums[day.weekday()] += count
    most = max(sums)
    return tuple(weekday for weekday, one in enumerate(sums) if one == most) if most else ()


def last_year(today: date, first_weekday: int) -> Period:
    """The 53 weeks up to and with that of `today`; weeks begin on `first_weekday`, 0 is Monday."""
    this_week = week_start(today, first_weekday)
    return Period(
        this_week - timedelta(weeks=WEEKS_SHOWN - 1), this_week + timedelta(days=WEEK - 1)
    )


def whole_year(year: int) -> Period:
    """A calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def week_start(day: date, first_weekday: int) -> date:
    """The first day of a day's week."""
    return day - timedelta(days=(day.weekday() - first_weekday) % WEEK)


def weeks_in(period: Period, first_weekday: int) -> int:
    """How many weeks a period touches: 53 or 54 for a year."""
    first = week_start(period.first, first_weekday)
    return (period.last - first).days // WEEK + 1
