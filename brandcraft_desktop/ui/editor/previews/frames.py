"""Where the files of a post stand, as posts show them. Pure arithmetic in logical pixels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect

from brandcraft_desktop.domain.plan import Layout

GAP = 3
MOST = 4
"""Files of a grid that are shown; the last one tells how many are left."""
UNKNOWN = 0.62
_TALLEST, _WIDEST = 1.34, 0.5
HIGHEST = 460
"""Pixels: on a wide panel a tall picture gets narrower instead of filling the window."""
_LONGEST_PIN = 2.1
PIN_WIDTH = 236
PHONE_WIDTH = 232
TALL = 16 / 9
WIDE = 9 / 16


def frames(shapes: Sequence[float], width: int, layout: Layout = Layout.GRID) -> tuple[QRect, ...]:
    """The frame of each file, left to right; `shapes` are height by width, 0.0 while unknown.

    Only a grid shows several; every other layout shows the first, in its own shape.
    """
    if not shapes:
        return ()
    first = shapes[0] or UNKNOWN
    if layout in (Layout.TALL, Layout.STORY):
        return (_centred(width, min(width, PHONE_WIDTH), TALL),)
    if layout is Layout.WIDE:
        return (_centred(width, width, WIDE),)
    if layout is Layout.PIN:
        shape = min(max(shapes[0] or 1.5, _WIDEST), _LONGEST_PIN)
        return (_centred(width, min(width, PIN_WIDTH), shape),)
    if layout is Layout.CAROUSEL or len(shapes) == 1:
        shape = min(max(first, _WIDEST), _TALLEST)
        return (_centred(width, min(width, round(HIGHEST / shape)), shape),)
    return _grid(min(len(shapes), MOST), width)


def _centred(width: int, across: int, shape: float) -> QRect:
    return QRect((width - across) // 2, 0, across, round(across * shape))


def _grid(number: int, width: int) -> tuple[QRect, ...]:
    half = (width - GAP) // 2
    right = width - half - GAP
    if number == 2:
        return (QRect(0, 0, half, half), QRect(half + GAP, 0, right, half))
    tall = round(width * UNKNOWN)
    low = (tall - GAP) // 2
    if number == 3:
        return (
            QRect(0, 0, half, tall),
            QRect(half + GAP, 0, right, low),
            QRect(half + GAP, low + GAP, right, tall - low - GAP),
        )
    return tuple(
        QRect(
            (half + GAP) * (place % 2),
            (low + GAP) * (place // 2),
            right if place % 2 else half,
            low,
        )
        for place in range(MOST)
    )
