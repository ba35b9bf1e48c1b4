"""Small real files, each with pixels of its own."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image

from tests.practice.pictures import MP4

Colour = tuple[int, int, int]


@cache
def jpeg(number: int = 0, size: tuple[int, int] = (64, 48), mode: str = "RGB") -> bytes:
    """A JPEG of one colour."""
    written = BytesIO()
    colour: Colour = (40 + 10 * number, 120, 200 - 5 * number)
    Image.new("RGB", size, colour).convert(mode).save(written, "JPEG", quality=90)
    return written.getvalue()


def film(size: int = 100_000) -> bytes:
    """Bytes that begin as a video does, and differ in each place."""
    body = b"".join(number.to_bytes(4, "big") for number in range(size // 4 + 1))
    return (MP4 + body)[:size]
