"""Which frame brings a file into a shape that a surface takes, where a person decided how."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor

from brandcraft_desktop.domain.media_edit import Framing, MediaEdit
from brandcraft_desktop.domain.media_rules import Aspect, Frame

NEAR = 0.01  # shapes that differ by less look the same


def alike(width: int, height: int, shape: float) -> bool:
    """Whether a size has a shape (width divided by height), as far as anybody can see."""
    return abs(width / height / shape - 1) <= NEAR


def frame_for(
    aspect: Aspect | None,
    width: int,
    height: int,
    edit: MediaEdit,
    *,
    shape: float | None = None,
    colour: str,
) -> Frame | None:
    """The frame for a file of this size (after its crop); None where it needs or is given none.

    It goes to the nearest shape of `aspect`, or to `shape` where all files of a post share one.
    """
    if edit.framing is None:
        return None
    fits = aspect is None or aspect.holds(width, height)
    if fits and (shape is None or alike(width, height, shape)):
        return None
    size = _size(aspect, width, height, edit.framing, _wanted(aspect, width / height, shape))
    return Frame(size[0] / size[1], edit.framing, edit.focus_x, edit.focus_y, colour)


def _wanted(aspect: Aspect | None, found: float, shape: float | None) -> float:
    wanted = found if shape is None else shape
    return wanted if aspect is None else min(max(wanted, aspect.least), aspect.most)


def _size(
    aspect: Aspect | None, width: int, height: int, framing: Framing, wanted: float
) -> tuple[int, int]:
    """The size in whole pixels: a shape of whole pixels comes out of every frame exactly."""

    def holds(wide: int, high: int) -> bool:
        return aspect is None or aspect.holds(wide, high)

    wider = width > height * wanted
    if wider == (framing is Framing.CROP):
        return _nearest(height * wanted, lambda wide: holds(wide, height)), height
    return width, _nearest(width / wanted, lambda high: holds(width, high))


def _nearest(length: float, fits: Callable[[int], bool]) -> int:
    around = (round(length), floor(length), ceil(length), floor(length) - 1, ceil(length) + 1)
    return next((one for one in around if one > 0 and fits(one)), max(1, round(length)))
