"""Moments on an hour grid, also on days of 23 and 25 hours; and what overlaps side by side."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.ui.publisher.hours import HOUR, STEP, Axis
from brandcraft_desktop.ui.publisher.lanes import Lane, Span, side_by_side

BERLIN = ZoneInfo("Europe/Berlin")
LONG, SHORT = date(2026, 10, 25), date(2026, 3, 29)


def test_an_hour_shown_twice_has_two_rows() -> None:
    axis = Axis((date(2026, 10, 24), LONG), BERLIN)
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    assert (axis.place(first), axis.place(second)) == (150, 210)
    landed = [axis.moment(LONG, minutes) for minutes in (150, 210)]
    assert [one.at for one in landed if one is not None] == [first, second]
    assert axis.moment(date(2026, 10, 24), 210) is None
    assert axis.missing(date(2026, 10, 24)) == ((180, 240),)
    assert axis.missing(LONG) == ()


def test_an_hour_that_is_skipped_takes_nothing() -> None:
    axis = Axis((SHORT,), BERLIN)
    assert axis.missing(SHORT) == ((120, 180),)
    assert axis.moment(SHORT, 150) is None
    after = axis.moment(SHORT, 180)
    assert after is not None
    assert after.at == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "zone", ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago"]
)
@given(quarter=st.integers(0, 366 * 96))
def test_every_moment_is_found_where_it_was_put(zone: str, quarter: int) -> None:
    there = ZoneInfo(zone)
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=STEP * quarter)
    day = moment.astimezone(there).date()
    axis = Axis((day - timedelta(days=1), day), there)
    place = axis.place(moment)
    assert 0 <= place < axis.minutes
    landed = axis.moment(day, place)
    assert landed is not None
    assert landed.at == moment
    assert not any(begin <= place < end for begin, end in axis.missing(day))
    assert axis.minutes % HOUR == 0


@given(st.lists(st.integers(0, 400), max_size=40).map(sorted), st.integers(2, 5))
def test_nothing_lies_over_another_and_nothing_is_lost(tops: list[int], most: int) -> None:
    spans = [Span(top, 40) for top in tops]
    lanes, rests = side_by_side(spans, most, 24)
    hidden = [number for rest in rests for number in rest.hidden]
    assert sorted([*lanes, *hidden]) == list(range(len(spans)))
    for one, lane in lanes.items():
        assert lane.lanes <= most
        for other, beside in lanes.items():
            meet = spans[one].top < spans[other].bottom and spans[other].top < spans[one].bottom
            if one < other and meet:
                assert lane.lane != beside.lane


def test_what_stands_alone_has_all_the_room() -> None:
    lanes, _ = side_by_side([Span(0, 40), Span(20, 40), Span(100, 40)], 3, 24)
    assert lanes == {0: Lane(0, 2), 1: Lane(1, 2), 2: Lane(0, 1)}
