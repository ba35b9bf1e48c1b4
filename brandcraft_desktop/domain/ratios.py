"""The shapes that are offered for a picture, and those that a platform's layout is made for."""

from __future__ import annotations

from dataclasses import dataclass

from brandcraft_desktop.domain.plan import Layout


@dataclass(frozen=True)
class Ratio:
    """A shape by its name; `shape` (width divided by height) None: none, or the picture's own."""

    key: str
    label: str
    shape: float | None = None


FREE = Ratio("free", "Free")
ORIGINAL = Ratio("original", "Original")
FIXED = (
    Ratio("1:1", "1:1", 1.0),
    Ratio("4:5", "4:5", 4 / 5),
    Ratio("3:4", "3:4", 3 / 4),
    Ratio("16:9", "16:9", 16 / 9),
    Ratio("9:16", "9:16", 9 / 16),
    Ratio("1.91:1", "1.91:1", 1.91),
)
RATIOS = (FREE, ORIGINAL, *FIXED)
_FULL = {Layout.TALL: 9 / 16, Layout.STORY: 9 / 16, Layout.WIDE: 16 / 9}


def filling(layout: Layout) -> float | None:
    """The shape that fills a layout without borders; None where every shape is shown alike.

    A telephone's screen is 9:16 and a player 16:9 (YouTube Help, "Video resolution & aspect
    ratios"; Instagram's and TikTok's own frames: platforms' sheets, surfaces reel and video).
    """
    return _FULL.get(layout)


def named(key: str) -> Ratio:
    """The ratio with this key; any other word means no shape in particular."""
    return next((one for one in RATIOS if one.key == key), FREE)
