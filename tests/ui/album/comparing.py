"""Where two pictures of the window differ.

Pictures are compared in squares: what is a little lighter or darker throughout (another rounding)
is no difference; a letter, a mark or an edge that moved is one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SQUARE = 8
"""Pixels along the side of a square."""
TOLERATED = 6.0
"""Levels of 255 by which the pixels of a square may differ on average."""
OF_A_LINE = 20.0
"""The same for one row or column of a square: a hairline is thin, but it is all of its pixels."""

Pixels = NDArray[np.int16]


@dataclass(frozen=True)
class Box:
    """A part of a picture, in pixels."""

    left: int
    top: int
    right: int
    bottom: int


def differences(first: Image.Image, second: Image.Image) -> tuple[Box, ...]:
    """The squares in which the pictures differ; the whole when their sizes do."""
    if first.size != second.size:
        return (Box(0, 0, *(max(pair) for pair in zip(first.size, second.size, strict=True))),)
    apart = np.abs(_pixels(first) - _pixels(second)).max(axis=2)
    high, wide = apart.shape
    return tuple(
        Box(left, top, min(left + SQUARE, wide), min(top + SQUARE, high))
        for top in range(0, high, SQUARE)
        for left in range(0, wide, SQUARE)
        if _differs(apart[top : top + SQUARE, left : left + SQUARE])
    )


def _differs(square: Pixels) -> bool:
    lines = max(square.mean(axis=0).max(), square.mean(axis=1).max())
    return bool(square.mean() > TOLERATED or lines > OF_A_LINE)


def around(boxes: tuple[Box, ...]) -> Box:
    """One box that holds all of them."""
    return Box(
        min(one.left for one in boxes),
        min(one.top for one in boxes),
        max(one.right for one in boxes),
        max(one.bottom for one in boxes),
    )


def _pixels(picture: Image.Image) -> Pixels:
    return np.asarray(picture.convert("RGB"), dtype=np.int16)
