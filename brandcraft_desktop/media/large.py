"""Large pictures are worked on in strips: no step may make a copy of the whole.

Decoded, a pixel takes four bytes; turning, colours and transparency each want a copy. Of 100
megapixels that would be 1.5 GB.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

BEARABLE = 50_000_000  # pixels of which a few copies may be made: 200 MB each
_STRIP = 4_000_000  # pixels worked on at a time


def is_large(picture: Image) -> bool:
    """Whether copies of the whole would take too much memory."""
    return picture.width * picture.height > BEARABLE


def divisor(size: tuple[int, int], side: int | None) -> int:
    """By how much both sides may be divided at once where `side` pixels are wanted of the long one.

    With `side` None every pixel is wanted.
    """
    return 1 if side is None else max(1, max(size) // side)


def strips(picture: Image, by: int) -> Iterator[tuple[int, Image]]:
    """A picture from top to bottom, each strip with the row of the divided picture it begins at.

    It is the picture itself where that is small and nothing is to be divided.
    """
    if by == 1 and not is_large(picture):
        yield 0, picture
        return
    width, height = picture.size
    rows = max(1, _STRIP // (width * by)) * by
    for top in range(0, height, rows):
        yield top // by, picture.crop((0, top, width, min(height, top + rows)))
