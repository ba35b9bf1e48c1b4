"""Sizes, shapes and lengths as a person reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain import media_words as words


@pytest.mark.parametrize(
    ("found", "limit", "told"),
    [
        (301_000_000, 300_000_000, ("301 MB", "300 MB")),
        (300_200_000, 300_000_000, ("300.2 MB", "300.0 MB")),
        (300_000_001, 300_000_000, ("300,000,001 bytes", "300,000,000 bytes")),
        (9_400_000, 8_388_608, ("9.40 MB", "8.39 MB")),
        (60_000, 76_800, ("60.0 kB", "76.8 kB")),
        (5_000_000_000, 4_294_967_296, ("5,000 MB", "4,295 MB")),
    ],
)
def test_sizes(found: int, limit: int, told: tuple[str, str]) -> None:
    assert words.sizes(found, limit) == told


@given(st.integers(1, 10**12), st.integers(1, 10**12))
def test_two_sizes_look_different_only_if_they_are(found: int, limit: int) -> None:
    one, other = words.sizes(found, limit)
    assert (one == other) == (found == limit)


@pytest.mark.parametrize(
    ("found", "limit", "told"),
    [
        (2.96, 3.0, ("2.9 seconds", "3 seconds")),
        (0.1, 0.5, ("0.1 seconds", "0.5 seconds")),
        (60.01, 60.0, ("1:01 minutes", "1:00 minutes")),
        (45_000.0, 43_200.0, ("12:30:00 hours", "12:00:00 hours")),
    ],
)
def test_lengths(found: float, limit: float, told: tuple[str, str]) -> None:
    assert words.lengths(found, limit) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0.8, "4:5"),
        (0.5625, "9:16"),
        (16 / 9, "16:9"),
        (1.0, "1:1"),
        (1.91, "1.91:1"),
        (2.4, "2.4:1"),
        (5 / 12, "1:2.4"),
        (10.0, "10:1"),
        (0.01, "1:100"),
    ],
)
def test_shapes(value: float, told: str) -> None:
    assert words.ratio(value) == told


@given(st.integers(1, 9000), st.integers(1, 9000))
def test_a_shape_never_looks_like_the_limit_it_breaks(width: int, height: int) -> None:
    told = words.shape(width, height, 1.91)
    assert told.startswith("1.91:1 ") == (width / height == 1.91)
    assert f"({width} × {height} pixels)" in told


def test_formats_stand_in_one_order_whatever_their_set() -> None:
    assert words.formats({"hevc", "h264", "odd"}) == "H.264, H.265 or odd"
    assert words.formats(["video/mp4"]) == "MP4"
    assert words.formats([]) == ""
