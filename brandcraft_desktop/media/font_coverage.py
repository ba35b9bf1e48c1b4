"""Which characters a font has, read from its own table.

The OpenType specification 1.9.1: "OpenType font file", "cmap", formats 4, 6 and 12, which all fonts
of today have one of. Pillow can draw with a font but not tell what is in it.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_BEST = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
_MOST = 2_000_000  # bytes of a table of characters; the largest known has a quarter of that


@dataclass(frozen=True)
class Coverage:
    """Ranges of code points, in order: their first ones, and their last ones."""

    firsts: tuple[int, ...] = ()
    lasts: tuple[int, ...] = ()

    def has(self, character: str) -> bool:
        """Whether the font can draw it."""
        code = ord(character)
        place = bisect_right(self.firsts, code) - 1
        return place >= 0 and code <= self.lasts[place]


@lru_cache(maxsize=256)
def coverage(path: Path, index: int = 0) -> Coverage:
    """What the font in a file has (`index` in a collection); nothing where it can't be read."""
    try:
        with path.open("rb") as file:
            head = file.read(12)
            start = 0
            if head[:4] == b"ttcf":
                file.seek(12 + 4 * index)
                (start,) = struct.unpack(">I", file.read(4))
                file.seek(start)
                head = file.read(12)
            (count,) = struct.unpack_from(">H", head, 4)
            tables = file.read(16 * count)
            for place in range(0, len(tables) - 15, 16):
                if tables[place : place + 4] == b"cmap":
                    offset, length = struct.unpack_from(">II", tables, place + 8)
                    file.seek(offset)
                    return _joined(_ranges(file.read(min(length, _MOST))))
    except (OSError, struct.error, ValueError):
        return Coverage()
    return Coverage()


def _ranges(table: bytes) -> list[tuple[int, int]]:
    (count,) = struct.unpack_from(">H", table, 2)
    places = {
        struct.unpack_from(">HH", table, 4 + 8 * number): struct.unpack_from(
            ">I", table, 8 + 8 * number
        )[0]
        for number in range(count)
    }
    for kind in _BEST:
        if kind in places:
            return _subtable(table, places[kind])
    return []


def _subtable(table: bytes, at: int) -> list[tuple[int, int]]:
    (form,) = struct.unpack_from(">H", table, at)
    if form == 12:
        (groups,) = struct.unpack_from(">I", table, at + 12)
        groups = min(groups, (len(table) - at - 16) // 12)
        return [
            (first, last)
            for first, last, _ in struct.iter_unpack(">III", table[at + 16 : at + 16 + 12 * groups])
            if first <= last <= 0x10FFFF
        ]
    if form == 6:
        first, count = struct.unpack_from(">HH", table, at + 6)
        return [(first, first + count - 1)] if count else []
    return _segments(table, at) if form == 4 else []


def _segments(table: bytes, at: int) -> list[tuple[int, int]]:
    """Format 4: characters whose glyph is number 0 are not there."""
    (doubled,) = struct.unpack_from(">H", table, at + 6)
    count = doubled // 2
    lasts = struct.unpack_from(f">{count}H", table, at + 14)
    firsts = struct.unpack_from(f">{count}H", table, at + 16 + doubled)
    deltas = struct.unpack_from(f">{count}H", table, at + 16 + 2 * doubled)
    offsets_at = at + 16 + 3 * doubled
    offsets = struct.unpack_from(f">{count}H", table, offsets_at)
    found: list[tuple[int, int]] = []
    for number, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        if first > last or first == 0xFFFF:
            continue
        if offsets[number] == 0:
            missing = (0x10000 - deltas[number]) & 0xFFFF
            found += (
                [
                    (low, high)
                    for low, high in (
                        (first, min(last, missing - 1)),
                        (max(first, missing + 1), last),
                    )
                    if low <= high
                ]
                if first <= missing <= last
                else [(first, last)]
            )
            continue
        glyphs_at = offsets_at + 2 * number + offsets[number]
        for code in range(first, last + 1):
            (glyph,) = struct.unpack_from(">H", table, glyphs_at + 2 * (code - first))
            if glyph:
                found.append((code, code))
    return found


def _joined(ranges: list[tuple[int, int]]) -> Coverage:
    joined: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return Coverage(tuple(one for one, _ in joined), tuple(one for _, one in joined))
