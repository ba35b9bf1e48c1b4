"""How well one colour can be read on another, and how dark a veil makes it readable.

WCAG 2.2, "relative luminance" and success criterion 1.4.3: 4.5 for text.
"""

from __future__ import annotations

import re
from functools import cache

TEXT = 4.5
Colour = tuple[int, int, int]
BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)


def colour_of(written: str) -> Colour:
    """ "#rrggbb" as red, green and blue (0 to 255). Raises `ValueError` for anything else."""
    if not re.fullmatch("#[0-9a-fA-F]{6}", written):
        raise ValueError(f"no colour: {written}")
    return (int(written[1:3], 16), int(written[3:5], 16), int(written[5:7], 16))


def mixed(first: Colour, second: Colour, share: float) -> Colour:
    """`first` with `share` (0 to 1) of `second` over it."""
    red, green, blue = (
        round(one + (other - one) * share) for one, other in zip(first, second, strict=True)
    )
    return red, green, blue


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = (_linear(value) for value in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: Colour, second: Colour) -> float:
    """The ratio of two colours, 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def worst(ink: Colour, ground: tuple[Colour, ...]) -> float:
    """The lowest ratio of `ink` on any of these colours."""
    return min(contrast(ink, one) for one in ground)


def veil_for(ink: Colour, ground: tuple[Colour, ...], veil: Colour, least: float = TEXT) -> float:
    """The thinnest veil (0 to 1, in steps of a hundredth) under which all of it is readable.

    1.0 where even a closed veil is not enough.
    """
    for hundredths in range(101):
        share = hundredths / 100
        if worst(ink, tuple(mixed(one, veil, share) for one in ground)) >= least:
            return share
    return 1.0


@cache
def _linear(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
