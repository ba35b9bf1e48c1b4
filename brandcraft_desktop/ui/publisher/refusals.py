"""Why nothing can be put at a place of the calendar: short on the spot, whole in a toast."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import Final

from brandcraft_desktop.domain.schedule import months_words, opens_on
from brandcraft_desktop.ui.times import short_date

DATE: Final = "ddd d MMM yyyy"


class Refusal(Enum):
    """What is in the way."""

    PAST_DAY = "past day"
    PAST_TIME = "past time"
    TOO_FAR = "too far"
    SKIPPED = "skipped"


def of_day(day: date, today: date, last: date) -> Refusal | None:
    """What is in the way on a whole day; `last` is the last that may be scheduled."""
    if day < today:
        return Refusal.PAST_DAY
    return Refusal.TOO_FAR if day > last else None


def of_moment(at: datetime | None, now: datetime, last: datetime) -> Refusal | None:
    """What is in the way at a moment; None for `at` is a time that clocks skip that night."""
    if at is None:
        return Refusal.SKIPPED
    if at <= now:
        return Refusal.PAST_TIME
    return Refusal.TOO_FAR if at > last else None


def label(refusal: Refusal, months: int) -> str:
    """What stands beside the pointer; `months` may be scheduled ahead."""
    if refusal is Refusal.TOO_FAR:
        return f"More than {months_words(months)} ahead"
    return "Clocks skip this time" if refusal is Refusal.SKIPPED else "In the past"


def sentence(refusal: Refusal, months: int, day: date) -> str:
    """What a toast says of `day`."""
    if refusal is Refusal.PAST_DAY:
        return "That day is in the past. Choose a later one."
    if refusal is Refusal.PAST_TIME:
        return "That time is in the past. Choose a later one."
    if refusal is Refusal.SKIPPED:
        return "Clocks skip that time on this day. Choose another one."
    return f"{opens(day, months)} Choose an earlier day."


def opens(day: date, months: int, name: str = "") -> str:
    """What a day beyond the limit says of itself; `name` is what it begins, like a month."""
    what = name or short_date(day, DATE)
    since = short_date(opens_on(day, months), DATE)
    return f"Scheduling opens {months_words(months)} ahead: {what} on {since}."
