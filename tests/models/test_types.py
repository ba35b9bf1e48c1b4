"""Moments come back from the database exactly as they went in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.models.types import from_microseconds, to_microseconds

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(
    st.datetimes(
        min_value=datetime(1900, 1, 2),  # noqa: DTZ001 - hypothesis adds the zone
        max_value=datetime(2999, 12, 30),  # noqa: DTZ001
        timezones=ZONES,
    )
)
def test_a_moment_survives_to_the_microsecond(moment: datetime) -> None:
    back = from_microseconds(to_microseconds(moment))
    assert back == moment
    assert back.tzinfo is UTC


@given(st.integers(-(10**15), 10**16), st.integers(-(10**15), 10**16))
def test_numbers_sort_as_moments_do(one: int, other: int) -> None:
    assert (one < other) == (from_microseconds(one) < from_microseconds(other))


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        to_microseconds(datetime(2027, 1, 1))  # noqa: DTZ001 - that is the point
