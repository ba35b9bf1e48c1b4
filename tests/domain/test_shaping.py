"""Sizes after a crop and a frame."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.media_edit import Box, Framing
from brandcraft_desktop.domain.media_rules import Frame, MediaFacts, MediaKind, Recipe, VideoRecipe
from brandcraft_desktop.domain.shaping import cut, framed, made_size

sides = st.integers(1, 20_000)
shapes = st.floats(0.1, 10)


@given(sides, sides, st.floats(0, 0.999), st.floats(0.001, 1))
def test_a_cut_lies_within_the_picture(width: int, height: int, first: float, last: float) -> None:
    left, top, right, bottom = cut(Box(first, first, last, last), width, height)
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height


@given(sides, sides, shapes)
def test_a_crop_only_takes_away_and_borders_only_add(width: int, height: int, shape: float) -> None:
    cropped = framed(Frame(shape, Framing.CROP), width, height)
    assert cropped[0] <= width
    assert cropped[1] <= height
    assert width in cropped or height in cropped
    for framing in (Framing.BARS, Framing.BLUR):
        whole = framed(Frame(shape, framing), width, height)
        assert whole[0] >= width
        assert whole[1] >= height


@pytest.mark.parametrize(
    ("framing", "shape", "size"),
    [
        (Framing.CROP, 1.0, (600, 600)),
        (Framing.CROP, 2.0, (800, 400)),
        (Framing.BARS, 1.0, (800, 800)),
        (Framing.BLUR, 2.0, (1200, 600)),
        (Framing.BLUR, 800 / 600, (800, 600)),
    ],
)
def test_a_frame_gives_its_shape(framing: Framing, shape: float, size: tuple[int, int]) -> None:
    assert framed(Frame(shape, framing), 800, 600) == size


def test_the_finished_size_is_cut_framed_and_scaled() -> None:
    photo = MediaFacts(MediaKind.IMAGE, "image/jpeg", 1, 4000, 3000)
    crop, frame = Box(0.25, 0, 0.75, 1), Frame(1.0, Framing.CROP)
    assert made_size(photo, None) == (4000, 3000)
    assert made_size(photo, Recipe("image/jpeg", 1, 1000)) == (1000, 750)
    assert made_size(photo, Recipe("image/jpeg", 1, 1000, crop=crop)) == (667, 1000)
    assert made_size(photo, Recipe("image/jpeg", 1, 1000, crop=crop, frame=frame)) == (1000, 1000)
    assert made_size(photo, VideoRecipe(720, 1280, 1, 1)) == (720, 1280)
