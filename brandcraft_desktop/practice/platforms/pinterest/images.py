"""The size of a picture in pixels, read from its head with nothing but the standard library.

Sources: PNG (ISO/IEC 15948, 11.2.2), JPEG (ITU-T T.81, B.2.2).
"""

from __future__ import annotations

import struct

_WITHOUT_SIZE = (0xC4, 0xC8, 0xCC)


def size_of(data: bytes) -> tuple[int, int] | None:
    """Width and height; None where these are the bytes of no PNG or JPEG."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR" and len(data) > 24:
        width, height = struct.unpack(">II", data[16:24])
        return int(width), int(height)
    return _jpeg(data) if data.startswith(b"\xff\xd8") else None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 < len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if 0xC0 <= marker <= 0xCF and marker not in _WITHOUT_SIZE:
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return int(width), int(height)
        place += 2 + int(struct.unpack(">H", data[place + 2 : place + 4])[0])
    return None
