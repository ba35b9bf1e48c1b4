"""Taking the metadata out of a JPEG without touching its pixels.

Markers: ITU-T T.81, table B.1. What stays besides the picture itself: APP0 (JFIF) and APP14
(Adobe), because decoders need them to get the colours right.
"""

from __future__ import annotations

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_KEPT_APPS = (0xE0, 0xEE)
_COMMENT = 0xFE
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})


def stripped(data: bytes) -> bytes | None:
    """The same picture without EXIF, XMP, IPTC, profiles and comments; None if it can't be done.

    Whatever follows the end of the first picture (previews, motion photos) goes too.
    """
    if not data.startswith(b"\xff\xd8\xff"):
        return None
    kept = [b"\xff\xd8"]
    place = 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            return None
        marker = data[place + 1]
        if marker == 0xFF:  # fill byte
            place += 1
            continue
        if marker == _END:
            return b"".join([*kept, b"\xff\xd9"])
        if marker in _ALONE or marker == _START:
            return None
        length = int.from_bytes(data[place + 2 : place + 4])
        after = place + 2 + length
        if length < 2 or after > len(data):
            return None
        dropped = marker == _COMMENT or (0xE0 <= marker <= 0xEF and marker not in _KEPT_APPS)
        if not dropped:
            kept.append(data[place:after])
        place = after
        if marker == _SCAN:
            finish = _scan_end(data, place)
            kept.append(data[place:finish])
            place = finish
    tail = data[place:]
    return b"".join([*kept, tail]) if tail == b"\xff\xd9" else None


def _scan_end(data: bytes, place: int) -> int:
    """Where the entropy-coded data stops: the next marker that is no restart and no stuffing."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            return len(data)
        following = data[place + 1]
        if following == 0x00 or 0xD0 <= following <= 0xD7:
            place += 2
        elif following == 0xFF:
            place += 1
        else:
            return place
