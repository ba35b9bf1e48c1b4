"""Frames: only where a person decided, to the nearest shape that is taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.frame_fit import frame_for
from brandcraft_desktop.domain.media_edit import UNTOUCHED, Framing, MediaEdit
from brandcraft_desktop.domain.media_rules import Aspect, Frame
from brandcraft_desktop.domain.shaping import framed, window

FEED = Aspect(0.8, 1.91)
TALL = Aspect(9 / 16, 9 / 16)


def frame(
    aspect: Aspect | None, size: tuple[int, int], edit: MediaEdit, shape: float | None = None
) -> Frame | None:
    return frame_for(aspect, *size, edit, shape=shape, colour="#ffffff")


@pytest.mark.parametrize(
    ("framing", "size", "made"),
    [
        (Framing.CROP, (3000, 1000), (1910, 1000)),
        (Framing.CROP, (1000, 3000), (1000, 1250)),
        (Framing.BARS, (3000, 1000), (3000, 1571)),
        (Framing.BLUR, (1000, 3000), (2400, 3000)),
    ],
)
def test_to_the_nearest_shape_that_is_taken(
    framing: Framing, size: tuple[int, int], made: tuple[int, int]
) -> None:
    assert framed(frame(FEED, size, MediaEdit(framing=framing)), *size) == made


def test_nothing_is_framed_without_need_or_against_nobody_s_will() -> None:
    crop = MediaEdit(framing=Framing.CROP)
    assert frame(FEED, (1000, 1000), crop) is None
    assert frame(None, (9000, 1), crop) is None
    assert frame(FEED, (9000, 10), UNTOUCHED) is None
    assert frame(None, (1000, 1000), UNTOUCHED, 2.0) is None
    assert frame(None, (1003, 1000), crop, 1.0) is None  # looks the same


def test_the_shape_of_the_first_file_as_far_as_it_is_taken() -> None:
    crop = MediaEdit(framing=Framing.CROP)
    assert framed(frame(None, (1000, 1000), crop, 2.0), 1000, 1000) == (1000, 500)
    assert framed(frame(FEED, (1000, 1000), crop, 2.0), 1000, 1000) == (1000, 524)


def test_the_focus_stays_in_sight_as_far_as_the_edges_allow() -> None:
    def left(focus: float) -> int:
        found = frame(TALL, (1920, 1080), MediaEdit(None, Framing.CROP, focus, 0.5))
        return window(found, 1920, 1080)[0]

    assert [left(focus) for focus in (0.0, 0.1, 0.5, 0.7, 1.0)] == [0, 0, 656, 1040, 1312]


@given(
    size=st.tuples(st.integers(1, 9000), st.integers(1, 9000)),
    framing=st.sampled_from(Framing),
    aspect=st.sampled_from([FEED, TALL, Aspect(1 / 3, 3.0), Aspect(0.01, 1.0), Aspect(1, 1)]),
    shape=st.none() | st.floats(0.02, 50),
    focus=st.floats(0, 1),
)
def test_whatever_was_decided_holds(
    size: tuple[int, int], framing: Framing, aspect: Aspect, shape: float | None, focus: float
) -> None:
    found = frame(aspect, size, MediaEdit(None, framing, focus, focus), shape)
    made = framed(found, *size)
    assert aspect.holds(*made)
    left, top, right, bottom = window(found, *size)
    assert 0 <= left < right <= size[0]
    assert 0 <= top < bottom <= size[1]
    if framing is Framing.CROP:
        assert (right - left, bottom - top) == made
    else:
        assert made[0] >= size[0]
        assert made[1] >= size[1]
