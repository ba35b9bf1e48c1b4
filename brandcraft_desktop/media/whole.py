"""Whether a picture's file is all there, by its own wrapping.

Decoders stop after the first picture of a moving one, and forgive an end that is missing.
"""

from __future__ import annotations

import os
import struct
from typing import BinaryIO

_MOST_BOXES = 10_000
_TAIL = 4096
_PNG_END = b"IEND\xaeB`\x82"


def cut_off(file: BinaryIO, mime: str) -> bool:
    """Whether the end is missing. Only what the format itself tells counts."""
    size = file.seek(0, os.SEEK_END)
    if mime == "image/gif":
        # GIF89a, 27: the trailer; programs pad behind it.
        return not _tail(file, size).rstrip(b"\0\r\n").endswith(b";")
    if mime == "image/png":
        return _PNG_END not in _tail(file, size)
    if mime == "image/webp":
        file.seek(4)
        return int(struct.unpack("<I", file.read(4))[0]) + 8 > size
    if mime in ("image/heic", "image/heif", "image/avif"):
        return _boxes_cut(file, size)
    return False


def _tail(file: BinaryIO, size: int) -> bytes:
    file.seek(max(0, size - _TAIL))
    return file.read()


def _boxes_cut(file: BinaryIO, size: int) -> bool:
    place = 0
    for _ in range(_MOST_BOXES):
        if place + 8 > size:
            return False
        file.seek(place)
        head = file.read(16)
        length, kind = struct.unpack_from(">I4s", head)
        if length == 1 and len(head) == 16:
            (length,) = struct.unpack_from(">Q", head, 8)
        if length == 0 or not kind.isalnum():
            return False  # up to the end, or something else behind the last box
        if length < 8 or place + length > size:
            return True
        place += length
    return True
