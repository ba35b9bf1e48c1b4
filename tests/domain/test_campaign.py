"""When a campaign starts, how its times are spread, and the first moment of it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from brandcraft_desktop.domain.campaign import (
    MOST_A_WEEK,
    Start,
    answer_for,
    first_time,
    in_this_week,
    start_day,
    weekly_slots,
)
from brandcraft_desktop.domain.posting_times import Slot
from brandcraft_desktop.errors import BadInput

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("start", "today", "day"),
    [
        (Start.TODAY, SUNDAY, SUNDAY),
        (Start.THIS_WEEK, SUNDAY, date(2026, 11, 23)),
        (Start.THIS_WEEK, date(2026, 11, 30), date(2026, 12, 1)),
        (Start.THIS_WEEK, date(2026, 12, 31), date(2027, 1, 1)),
        (Start.THIS_WEEK, date(2028, 2, 28), date(2028, 2, 29)),
        (Start.NEXT_MONTH, date(2026, 11, 1), date(2026, 12, 1)),
        (Start.NEXT_MONTH, date(2026, 12, 31), date(2027, 1, 1)),
        (Start.NEXT_MONTH, date(2027, 1, 31), date(2027, 2, 1)),
        (Start.NEXT_MONTH, date(2028, 2, 29), date(2028, 3, 1)),
        (Start.NEXT_MONTH, date(2026, 4, 30), date(2026, 5, 1)),
        (Start.LOOKING, SUNDAY, None),
    ],
)
def test_an_answer_means_a_day(start: Start, today: date, day: date | None) -> None:
    assert start_day(start, today) == day


def test_a_chosen_day_may_be_today_but_not_over() -> None:
    assert start_day(Start.ON_DATE, SUNDAY, SUNDAY) == SUNDAY
    for chosen in (date(2026, 11, 21), None):
        with pytest.raises(BadInput) as refused:
            start_day(Start.ON_DATE, SUNDAY, chosen)
        assert refused.value.field == "campaign"


@pytest.mark.parametrize(
    ("day", "first_weekday", "inside"),
    [
        (date(2026, 11, 23), 0, False),  # weeks that begin on Monday: Sunday was the last day
        (date(2026, 11, 23), 6, True),
        (date(2026, 11, 28), 6, True),
        (date(2026, 11, 29), 6, False),
        (date(2026, 11, 16), 0, True),
        (date(2026, 11, 15), 0, False),
    ],
)
def test_whether_a_day_is_in_this_week(day: date, first_weekday: int, inside: bool) -> None:
    assert in_this_week(day, SUNDAY, first_weekday) is inside


@pytest.mark.parametrize("start", [Start.TODAY, Start.THIS_WEEK, Start.NEXT_MONTH, Start.LOOKING])
def test_a_stored_day_is_shown_as_the_answer_it_was(start: Start) -> None:
    today = date(2026, 11, 10)
    assert answer_for(start_day(start, today), today) is start


def test_a_stored_day_that_is_over_is_a_date() -> None:
    assert answer_for(date(2026, 11, 1), SUNDAY) is Start.ON_DATE


@pytest.mark.parametrize("times", range(1, MOST_A_WEEK + 1))
def test_times_are_as_many_as_wanted_and_spread(times: int) -> None:
    slots = weekly_slots(times)
    assert len(set(slots)) == times
    days = Counter(slot.weekday for slot in slots)
    assert len(days) == min(times, 7)
    assert max(days.values()) - min(days.values()) <= 1
    assert list(slots) == sorted(slots)


def test_three_a_week_are_monday_wednesday_friday() -> None:
    assert [slot.words for slot in weekly_slots(3)] == ["Mon 09:00", "Wed 09:00", "Fri 09:00"]


@pytest.mark.parametrize("times", [0, -1, MOST_A_WEEK + 1])
def test_other_numbers_are_refused(times: int) -> None:
    with pytest.raises(BadInput):
        weekly_slots(times)


@pytest.mark.parametrize(
    ("zone", "now", "first"),
    [
        # It is still Monday in Honolulu and already Tuesday in Auckland.
        ("Pacific/Honolulu", datetime(2026, 12, 1, 5, tzinfo=UTC), "2026-12-02T09:00:00-10:00"),
        ("Pacific/Auckland", datetime(2026, 11, 30, 20, tzinfo=UTC), "2026-12-02T09:00:00+13:00"),
        ("UTC", datetime(2026, 11, 30, 23, 59, tzinfo=UTC), "2026-12-02T09:00:00+00:00"),
    ],
)
def test_the_first_time_is_on_the_clocks_of_the_person(
    zone: str, now: datetime, first: str
) -> None:
    there = ZoneInfo(zone)
    found = first_time(weekly_slots(3), there, now, date(2026, 12, 1))
    assert found is not None
    assert found.astimezone(there).isoformat() == first


def test_the_first_time_may_be_the_day_of_the_start_itself() -> None:
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    found = first_time(weekly_slots(3), ZoneInfo("UTC"), now, date(2026, 11, 27))
    assert found == datetime(2026, 11, 27, 9, tzinfo=UTC)


def test_a_time_that_is_over_today_is_not_the_first() -> None:
    now = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
    found = first_time([Slot(4, 540)], ZoneInfo("UTC"), now, date(2026, 11, 27))
    assert found == datetime(2026, 12, 4, 9, tzinfo=UTC)


def test_a_start_beyond_what_may_be_scheduled_has_no_first_time() -> None:
    now = datetime(2026, 11, 27, tzinfo=UTC)
    assert first_time(weekly_slots(3), ZoneInfo("UTC"), now, date(2027, 6, 1)) is None
    assert first_time((), ZoneInfo("UTC"), now, None) is None
