"""Small pictures made with nothing but the standard library: PNG, for avatars and link cards."""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from typing import TypeAlias

Colour: TypeAlias = "tuple[int, int, int]"


@lru_cache(maxsize=32)
def gradient(width: int, height: int, first: Colour, second: Colour, padding: int = 0) -> bytes:
    """A PNG running from one colour to another, corner to corner.

    `padding` adds so many bytes that say nothing, for files of a certain size.
    """
    reach = max(width + height - 2, 1)
    ramp = b"".join(
        bytes(
            start + (end - start) * step // reach for start, end in zip(first, second, strict=True)
        )
        for step in range(reach + 1)
    )
    rows = b"".join(b"\x00" + ramp[3 * y : 3 * (y + width)] for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [_chunk(b"IHDR", header)]
    if padding:
        chunks.append(_chunk(b"prAc", bytes(padding)))
    chunks += [_chunk(b"IDAT", zlib.compress(rows, 6)), _chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
