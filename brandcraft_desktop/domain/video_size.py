"""How large a converted video becomes. Pure arithmetic in even numbers of pixels."""

from __future__ import annotations

from collections.abc import Iterator
from math import isqrt

from brandcraft_desktop.domain.media_rules import VideoRules

# ITU-T H.264, table A-1, level 5.1, which decoders of telephones know: 36,864 blocks of 16 x 16
# pixels, no side longer than the square root of eight times as many blocks.
MOST_PIXELS = 36_864 * 256
LONGEST_SIDE = 8_688
# Borders add nothing to see: no telephone shows more (1080 x 1920, what all platforms recommend).
LONGEST_BORDERED = 1920

_Size = tuple[int, int]


def even_size(
    rules: VideoRules, shaped: _Size, *, bordered: bool = False, most_pixels: int | None = None
) -> _Size:
    """The largest size within the rules and within `shaped`, the size after crop and frame.

    Its shape is that of `shaped` to a pixel or two, and stays one that the rules take. What is
    too small from the beginning stays too small: nothing is enlarged. `most_pixels` is a limit of
    its own, for files that would get too many bytes.
    """
    longest = min(LONGEST_SIDE, LONGEST_BORDERED if bordered else LONGEST_SIDE)
    widest = min(rules.max_width or longest, longest, shaped[0])
    highest = min(rules.max_height or longest, longest, shaped[1])
    pixels = min(rules.max_pixels or MOST_PIXELS, most_pixels or MOST_PIXELS, MOST_PIXELS)
    aspect = rules.aspect
    shape_fits = aspect is None or aspect.holds(*shaped)

    def fits(size: _Size, *, strict: bool) -> bool:
        wide, high = size
        if wide > widest or high > highest or wide * high > pixels:
            return False
        if not strict:
            return True
        if shape_fits and aspect is not None and not aspect.holds(wide, high):
            return False
        return (shaped[0] < rules.min_width or wide >= rules.min_width) and (
            shaped[1] < rules.min_height or high >= rules.min_height
        )

    for strict in (True, False):
        for size in _candidates(shaped, widest, highest, pixels):
            if fits(size, strict=strict):
                return size
    return 2, 2


def _candidates(shaped: _Size, widest: int, highest: int, pixels: int) -> Iterator[_Size]:
    """Even sizes near the shape, from the largest that can fit downwards."""
    width, height = shaped
    upright = height > width
    long, short = max(shaped), max(1, min(shaped))
    at_most = min(
        highest if upright else widest,
        (widest if upright else highest) * long // short + 2,
        isqrt(pixels * long // short) + 2,
    )
    for side in range(at_most - at_most % 2, 0, -2):
        exact = side * short / long
        lower = max(2, int(exact) // 2 * 2)
        for other in sorted({lower, lower + 2}, key=lambda one: abs(one - exact)):
            yield (other, side) if upright else (side, other)
