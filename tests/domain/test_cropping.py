"""Crops under hands and keys: inside the picture, of their shape, and what is not held stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.domain.cropping import (
    LEAST,
    WHOLE,
    Side,
    Size,
    grown,
    is_whole,
    largest,
    moved,
    pulled,
    shape_of,
)
from brandcraft_desktop.domain.media_edit import Box

TINY = 1e-9
SIZES = st.builds(Size, st.integers(50, 8000), st.integers(50, 8000)).filter(
    lambda one: 1 / 3 <= one.shape <= 3
)
SHAPES = st.sampled_from((1.0, 4 / 5, 3 / 4, 16 / 9, 9 / 16, 1.91))
PLACES = st.floats(-0.5, 1.5)
HANDLES = st.sampled_from(
    (
        Side.LEFT,
        Side.TOP,
        Side.RIGHT,
        Side.BOTTOM,
        Side.LEFT | Side.TOP,
        Side.RIGHT | Side.TOP,
        Side.LEFT | Side.BOTTOM,
        Side.RIGHT | Side.BOTTOM,
    )
)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    left, top = draw(st.floats(0, 0.8)), draw(st.floats(0, 0.8))
    return Box(left, top, draw(st.floats(left + 0.15, 1)), draw(st.floats(top + 0.15, 1)))


def corner(box: Box) -> tuple[float, float]:
    return box.right, box.bottom


def inside(box: Box) -> bool:
    return -TINY <= box.left < box.right <= 1 + TINY and -TINY <= box.top < box.bottom <= 1 + TINY


@given(SIZES, SHAPES)
def test_the_largest_part_of_a_shape_touches_two_borders(size: Size, shape: float) -> None:
    box = largest(shape, size)
    assert inside(box)
    assert shape_of(box, size) == pytest.approx(shape)
    assert box.right - box.left == pytest.approx(1) or box.bottom - box.top == pytest.approx(1)


@given(boxes(), PLACES, PLACES)
def test_what_is_moved_keeps_its_size_and_stops_at_the_borders(
    box: Box, across: float, down: float
) -> None:
    there = moved(box, across, down)
    assert inside(there)
    assert there.right - there.left == pytest.approx(box.right - box.left)
    assert there.bottom - there.top == pytest.approx(box.bottom - box.top)


@given(boxes(), HANDLES, PLACES, PLACES, SIZES)
def test_a_pulled_part_stays_inside_and_keeps_the_sides_that_are_not_held(
    box: Box, sides: Side, x: float, y: float, size: Size
) -> None:
    there = pulled(box, sides, x, y, size, None)
    assert inside(there)
    assert there.right - there.left >= LEAST - TINY
    assert there.bottom - there.top >= LEAST - TINY
    for side, before, after in (
        (Side.LEFT, box.left, there.left),
        (Side.TOP, box.top, there.top),
        (Side.RIGHT, box.right, there.right),
        (Side.BOTTOM, box.bottom, there.bottom),
    ):
        if side not in sides:
            assert after == pytest.approx(before)


@given(boxes(), HANDLES, PLACES, PLACES, SIZES, SHAPES)
def test_a_part_with_a_shape_keeps_it(
    box: Box, sides: Side, x: float, y: float, size: Size, shape: float
) -> None:
    there = pulled(box, sides, x, y, size, shape)
    assert inside(there)
    assert shape_of(there, size) == pytest.approx(shape, rel=1e-6)
    if Side.LEFT in sides:
        assert there.right == pytest.approx(box.right)
    if Side.TOP in sides:
        assert there.bottom == pytest.approx(box.bottom)


def test_keys_move_the_right_and_lower_side() -> None:
    size, box = Size(1000, 500), Box(0.2, 0.2, 0.6, 0.6)
    assert corner(grown(box, 0.1, 0, size, None)) == pytest.approx((0.7, 0.6))
    assert corner(grown(box, 0, -0.1, size, None)) == pytest.approx((0.6, 0.5))
    square = Box(0.2, 0.2, 0.4, 0.6)
    assert corner(grown(square, 0.05, 0, size, 1.0)) == pytest.approx((0.45, 0.7))
    assert corner(grown(square, 0, 0.1, size, 1.0)) == pytest.approx((0.45, 0.7))


def test_the_whole_is_the_whole() -> None:
    assert is_whole(WHOLE)
    assert is_whole(Box(0.0, 0.0, 1.0 - 1e-9, 1.0))
    assert not is_whole(Box(0.0, 0.0, 0.99, 1.0))
