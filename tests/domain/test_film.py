"""Moments of a video: written, read back, kept, and which of them make a cover."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.film import (
    SHORTEST,
    Shot,
    Span,
    ended,
    evenly,
    moments,
    read,
    started,
    telling,
    written,
)
from brandcraft_desktop.errors import BadInput


def shot(moment: int, sharpness: float = 100.0, light: float = 120.0) -> Shot:
    return Shot(moment, f"{moment}.jpg", sharpness, light, 40.0)


@given(st.integers(0, 100_000_000))
def test_what_is_written_is_read_back(milliseconds: int) -> None:
    assert read(written(milliseconds / 1000)) == pytest.approx(milliseconds / 1000, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("1:05.25", 65.25), ("65,25", 65.25), ("1:02:03", 3723.0), (" 7 ", 7.0), ("0:00.005", 0.005)],
)
def test_people_write_moments_in_many_ways(text: str, seconds: float) -> None:
    assert read(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "1:", "1.2.3", "-4", "1:05.2505", "nan"])
def test_what_is_no_moment_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadInput, match="no moment"):
        read(text)


def test_covers_are_sharp_lit_and_spread() -> None:
    shots = [shot(ms * 100) for ms in range(12)]
    shots[0] = shot(0, 900.0, light=2.0)  # the fade-in is black, however grainy
    shots[2] = shot(200, 400.0)
    shots[7] = shot(700, 300.0)
    shots[10] = shot(1000, 500.0)
    found = telling(shots, 3)
    assert [one.moment for one in found] == [200, 700, 1000]


def test_smears_are_left_out_even_where_a_stretch_has_nothing_else() -> None:
    shots = [shot(0), shot(100), shot(200), shot(300, 3.0)]
    assert 300 not in [one.moment for one in telling(shots, 4)]


def test_a_video_that_is_black_still_has_a_cover() -> None:
    assert telling([shot(0, light=1.0), shot(900, light=1.0)], 2)
    assert telling([], 4) == ()


@given(st.floats(0.05, 40_000), st.integers(1, 30))
def test_moments_lie_inside_the_video_in_their_order(seconds: float, count: int) -> None:
    found = moments(seconds, count)
    assert list(found) == sorted(set(found))
    assert all(0 <= one < seconds * 1000 for one in found)
    assert 1 <= len(found) <= count


def test_a_strip_takes_frames_equally_far_apart() -> None:
    shots = [shot(ms) for ms in range(28)]
    assert len(evenly(shots, 14)) == 14
    assert evenly(shots[:3], 14) == tuple(shots[:3])


@given(st.floats(0, 50), st.floats(-10, 100))
def test_a_trim_never_turns_round(start: float, at: float) -> None:
    span = Span(start, 60.0)
    assert started(span, at).seconds >= SHORTEST - 1e-9
    assert started(span, at).start >= 0
    assert ended(span, at, 60.0).seconds >= SHORTEST - 1e-9
    assert ended(span, at, 60.0).end <= max(60.0, start + SHORTEST)
