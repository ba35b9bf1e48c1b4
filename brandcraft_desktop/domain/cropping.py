"""Moving and resizing what is kept of a picture. Pure arithmetic in parts of its sides, 0 to 1.

A shape is width divided by height in pixels; `Size` is that of the upright picture, which the
arithmetic needs because the parts of a wide picture are wider than they are high.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag

from brandcraft_desktop.domain.media_edit import Box

WHOLE = Box(0.0, 0.0, 1.0, 1.0)
LEAST = 0.04
"""The shortest side of a crop that hands may leave: smaller ones can't be taken hold of again."""
_SAME = 1e-6


class Side(Flag):
    """The sides of a crop that a hand has hold of; two of them are a corner."""

    LEFT = 1
    TOP = 2
    RIGHT = 4
    BOTTOM = 8


@dataclass(frozen=True)
class Size:
    """A picture's upright size in pixels."""

    width: int
    height: int

    @property
    def shape(self) -> float:
        """Width divided by height."""
        return self.width / self.height


def is_whole(box: Box) -> bool:
    """Whether nothing is cut off."""
    every = (box.left, box.top, box.right - 1.0, box.bottom - 1.0)
    return all(abs(one) < _SAME for one in every)


def shape_of(box: Box, size: Size) -> float:
    """The shape of what is kept."""
    return size.shape * (box.right - box.left) / (box.bottom - box.top)


def largest(shape: float, size: Size, *, within: Box = WHOLE) -> Box:
    """The largest part of `within` that has a shape, in its middle."""
    width, height = within.right - within.left, within.bottom - within.top
    wide = shape / size.shape  # the shape in parts of the sides
    if width > height * wide:
        width = height * wide
    else:
        height = width / wide
    left = (within.left + within.right - width) / 2
    top = (within.top + within.bottom - height) / 2
    return Box(left, top, left + width, top + height)


def moved(box: Box, across: float, down: float) -> Box:
    """The same part elsewhere; it stops at the borders of the picture."""
    across = min(max(across, -box.left), 1.0 - box.right)
    down = min(max(down, -box.top), 1.0 - box.bottom)
    return Box(box.left + across, box.top + down, box.right + across, box.bottom + down)


def pulled(box: Box, sides: Side, x: float, y: float, size: Size, shape: float | None) -> Box:
    """The part after a hand pulled `sides` to a place; `shape` None lets every shape arise.

    What is not held stays where it is: the other corner, or the middle of the other side.
    """
    if shape is None:
        return _freely(box, sides, x, y)
    wide = shape / size.shape
    across, down = _asked(box, sides, x, y)
    width = across if Side.LEFT in sides or Side.RIGHT in sides else down * wide
    if sides & (Side.LEFT | Side.RIGHT) and sides & (Side.TOP | Side.BOTTOM):
        width = max(across, down * wide)
    width = min(max(width, LEAST, LEAST * wide), *_room(box, sides, wide))
    return _standing(box, sides, width, width / wide)


def grown(box: Box, across: float, down: float, size: Size, shape: float | None) -> Box:
    """The part with its right and lower side moved, as the keys do it; smaller for less than 0."""
    x, y = box.right + across, box.bottom + down
    if shape is None:
        return _freely(box, Side.RIGHT | Side.BOTTOM, x, y)
    # One key moves one side; with a shape the other side follows.
    if across:
        y = box.top + LEAST
    else:
        x = box.left + LEAST
    return pulled(box, Side.RIGHT | Side.BOTTOM, x, y, size, shape)


def _freely(box: Box, sides: Side, x: float, y: float) -> Box:
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    if Side.LEFT in sides:
        left = min(max(x, 0.0), right - LEAST)
    if Side.RIGHT in sides:
        right = max(min(x, 1.0), left + LEAST)
    if Side.TOP in sides:
        top = min(max(y, 0.0), bottom - LEAST)
    if Side.BOTTOM in sides:
        bottom = max(min(y, 1.0), top + LEAST)
    return Box(max(left, 0.0), max(top, 0.0), min(right, 1.0), min(bottom, 1.0))


def _asked(box: Box, sides: Side, x: float, y: float) -> tuple[float, float]:
    """How wide and high the hand wants it."""
    width = box.right - x if Side.LEFT in sides else x - box.left
    height = box.bottom - y if Side.TOP in sides else y - box.top
    return width, height


def _room(box: Box, sides: Side, wide: float) -> tuple[float, float]:
    """How wide it may become until it meets a border across, and down."""
    middle_x, middle_y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    if Side.LEFT in sides:
        across = box.right
    elif Side.RIGHT in sides:
        across = 1.0 - box.left
    else:
        across = 2 * min(middle_x, 1.0 - middle_x)
    if Side.TOP in sides:
        down = box.bottom
    elif Side.BOTTOM in sides:
        down = 1.0 - box.top
    else:
        down = 2 * min(middle_y, 1.0 - middle_y)
    return across, down * wide


def _standing(box: Box, sides: Side, width: float, height: float) -> Box:
    """A part of this size whose side that is not held stays."""
    if Side.LEFT in sides:
        left = box.right - width
    elif Side.RIGHT in sides:
        left = box.left
    else:
        left = (box.left + box.right - width) / 2
    if Side.TOP in sides:
        top = box.bottom - height
    elif Side.BOTTOM in sides:
        top = box.top
    else:
        top = (box.top + box.bottom - height) / 2
    left, top = max(left, 0.0), max(top, 0.0)
    return Box(left, top, min(left + width, 1.0), min(top + height, 1.0))
