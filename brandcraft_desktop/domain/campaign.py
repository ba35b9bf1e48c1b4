"""When a campaign starts, how often it posts, and the first moment that follows from both."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from brandcraft_desktop.domain.posting_times import Slot, occurrences
from brandcraft_desktop.domain.schedule import MONTHS_AHEAD
from brandcraft_desktop.errors import BadInput

MOST_A_WEEK = 21  # three a day: what is suggested, not what is allowed
WEEK = 7
_HOURS = (9 * 60, 17 * 60, 13 * 60)  # of a day's first, second and third post, in minutes
_DAYS = (  # spread over the week, workdays first; Monday is 0
    (1,),
    (1, 3),
    (0, 2, 4),
    (0, 1, 3, 4),
    (0, 1, 2, 3, 4),
    (0, 1, 2, 3, 4, 5),
    (0, 1, 2, 3, 4, 5, 6),
)


class Start(StrEnum):
    """The answers to "When do you want to start your campaign?"."""

    TODAY = "today"
    THIS_WEEK = "this_week"
    NEXT_MONTH = "next_month"
    ON_DATE = "on_date"
    LOOKING = "looking"


def start_day(start: Start, today: date, chosen: date | None = None) -> date | None:
    """The day that an answer means to a person whose calendar shows `today`.

    "This week" is the next day there is to prepare for, tomorrow; `ON_DATE` is `chosen`; None is
    no campaign. Raises `BadInput` for a day that is over, or where none was chosen.
    """
    if start is Start.ON_DATE:
        if chosen is None or chosen < today:
            raise BadInput(
                "A campaign starts today or later.",
                "The chosen day is over." if chosen else "No day was chosen.",
                "Choose another day.",
                field="campaign",
            )
        return chosen
    if start is Start.TODAY:
        return today
    if start is Start.THIS_WEEK:
        return today + timedelta(days=1)
    if start is Start.NEXT_MONTH:
        return (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return None


def in_this_week(day: date, today: date, first_weekday: int) -> bool:
    """Whether a day lies in the calendar week of `today`; weeks begin on `first_weekday`."""
    begin = today - timedelta(days=(today.weekday() - first_weekday) % WEEK)
    return begin <= day < begin + timedelta(days=WEEK)


def answer_for(day: date | None, today: date) -> Start:
    """The answer that a stored day stands for: what is shown when the question comes again."""
    if day is None:
        return Start.LOOKING
    for start in (Start.TODAY, Start.THIS_WEEK, Start.NEXT_MONTH):
        if start_day(start, today) == day:
            return start
    return Start.ON_DATE


def weekly_slots(times_a_week: int) -> tuple[Slot, ...]:
    """Posting times for so many posts a week, spread over its days, at most three a day.

    Raises `BadInput` below 1 and above `MOST_A_WEEK`.
    """
    if not 1 <= times_a_week <= MOST_A_WEEK:
        raise BadInput(
            f"{times_a_week} times a week can't be suggested.",
            f"It may be from 1 to {MOST_A_WEEK}.",
            "Choose another number, or set the times yourself.",
            field="times",
        )
    found: list[Slot] = []
    for minute in _HOURS:
        rest = min(times_a_week - len(found), WEEK)
        if rest > 0:
            found.extend(Slot(weekday, minute) for weekday in _DAYS[rest - 1])
    return tuple(sorted(found))


def first_time(
    slots: Iterable[Slot],
    zone: ZoneInfo,
    now: datetime,
    start: date | None,
    months: int = MONTHS_AHEAD,
) -> datetime | None:
    """The first posting time (UTC) on or after the day `start` on the clocks of `zone`.

    None where there are no times, or none as far as may be scheduled.
    """
    return next(
        (
            moment
            for moment in occurrences(slots, zone, now, months)
            if start is None or moment.astimezone(zone).date() >= start
        ),
        None,
    )
