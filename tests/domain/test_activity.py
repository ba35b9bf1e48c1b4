"""Heat, streaks and week days: tables by hand, and what holds for all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.activity import (
    LEVELS,
    Streak,
    busiest_weekdays,
    last_year,
    level,
    streak,
    week_start,
    weeks_in,
    whole_year,
)

TODAY = date(2026, 11, 24)  # a Tuesday
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


def ago(*numbers: int) -> set[date]:
    return {TODAY - timedelta(days=number) for number in numbers}


@pytest.mark.parametrize(
    ("most", "levels"),
    [
        (1, [0, 4]),
        (2, [0, 2, 4]),
        (3, [0, 2, 3, 4]),
        (4, [0, 1, 2, 3, 4]),
        (8, [0, 1, 1, 2, 2, 3, 3, 4, 4]),
    ],
)
def test_four_equal_steps_up_to_the_most(most: int, levels: list[int]) -> None:
    assert [level(count, most) for count in range(most + 1)] == levels


@given(st.integers(1, 10_000), st.data())
def test_more_posts_are_never_paler(most: int, data: st.DataObject) -> None:
    fewer, more = sorted(data.draw(st.lists(st.integers(0, most), min_size=2, max_size=2)))
    assert 0 <= level(fewer, most) <= level(more, most) <= LEVELS
    assert (level(fewer, most) == 0) == (fewer == 0)
    assert level(most, most) == LEVELS
    # Equal steps: a level's days lie in ((level - 1) / 4, level / 4] of the most.
    assert (level(more, most) - 1) * most < more * LEVELS <= level(more, most) * most or more == 0


def test_nothing_is_nothing() -> None:
    assert level(0, 0) == level(3, 0) == level(-1, 4) == 0
    assert streak((), TODAY) == Streak(0, 0)
    assert busiest_weekdays({}) == ()


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (ago(0), Streak(1, 1)),
        (ago(1, 2, 3), Streak(3, 3)),  # today is not over
        (ago(2, 3, 4), Streak(0, 3)),
        (ago(0, 1, 3, 4, 5), Streak(2, 3)),
        (ago(-1, 0), Streak(1, 1)),  # tomorrow has not happened
    ],
)
def test_a_run_goes_on_until_a_whole_day_passed(days: set[date], expected: Streak) -> None:
    assert streak(days, TODAY) == expected


@given(st.sets(DAYS, max_size=60), DAYS)
def test_a_streak_is_what_one_counts_day_by_day(days: set[date], today: date) -> None:
    found = streak(days, today)

    def back_from(day: date) -> int:
        number = 0
        while day - timedelta(days=number) in days:
            number += 1
        return number

    assert found.current == (back_from(today) or back_from(today - timedelta(days=1)))
    assert found.best == max((back_from(day) for day in days if day <= today), default=0)


def test_equal_week_days_are_both_named() -> None:
    monday, tuesday = TODAY - timedelta(days=1), TODAY
    assert busiest_weekdays({monday: 1, tuesday: 3}) == (1,)
    assert busiest_weekdays({monday: 2, tuesday: 2}) == (0, 1)
    assert busiest_weekdays({tuesday: 1, tuesday - timedelta(days=7): 1, monday: 1}) == (1,)


@given(st.dictionaries(DAYS, st.integers(0, 50), max_size=40))
def test_no_week_day_has_more_than_the_busiest(counts: dict[date, int]) -> None:
    sums = {
        weekday: sum(count for day, count in counts.items() if day.weekday() == weekday)
        for weekday in range(7)
    }
    busiest = busiest_weekdays(counts)
    assert all(sums[one] == max(sums.values()) > 0 for one in busiest)
    assert bool(busiest) == (sum(counts.values()) > 0)


@given(DAYS, st.integers(0, 6))
def test_a_year_of_weeks_ends_with_this_one(today: date, first: int) -> None:
    shown = last_year(today, first)
    assert shown.first.weekday() == first
    assert shown.first <= today - timedelta(days=364)
    assert today <= shown.last < today + timedelta(days=7)
    assert weeks_in(shown, first) == 53


def test_some_years_touch_54_weeks() -> None:
    assert weeks_in(whole_year(2026), 0) == 53
    assert weeks_in(whole_year(2028), 6) == 54  # a leap year from Saturday, weeks from Sunday
    assert week_start(TODAY, 6) == date(2026, 11, 22)
