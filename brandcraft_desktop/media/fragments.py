"""The pieces of a fragmented MP4, each with a table of its own.

Structure: ISO/IEC 14496-12, 8.8 (mvex, trex, moof, traf, tfhd, trun).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass

from brandcraft_desktop.media.sample_entries import children
from brandcraft_desktop.media.samples import Samples

MAX_FRAGMENTS = 200_000  # two days, a second each
MAX_FRAGMENT = 4 * 1024 * 1024
_NOT_SYNC = 0x10000


@dataclass(frozen=True)
class Defaults:
    """What holds for each sample of which nothing else is said: ticks, bytes, flags."""

    ticks: int = 0
    size: int = 0
    flags: int = 0


def read_defaults(mvex: bytes) -> dict[int, Defaults]:
    """By number of the track. Raises `struct.error`."""
    found = {}
    for kind, body in children(mvex):
        if kind == b"trex":
            number, _, ticks, size, flags = struct.unpack_from(">IIIII", body, 4)
            found[number] = Defaults(ticks, size, flags)
    return found


def add_fragment(
    moof: bytes, place: int, samples: Mapping[int, Samples], defaults: Mapping[int, Defaults]
) -> None:
    """Add what a moof box, which begins at `place`, tells of each track.

    Raises `struct.error`, IndexError for a broken one.
    """
    for kind, traf in children(moof):
        if kind != b"traf":
            continue
        base, at, known, mine = place, None, Defaults(), None
        for deeper, body in children(traf):
            if deeper == b"tfhd":
                number, base, known = _head(body, place, defaults)
                mine = samples.get(number)
            elif deeper == b"trun" and mine is not None:
                at = _run(mine, body, base, base if at is None else at, known)


def _head(body: bytes, place: int, defaults: Mapping[int, Defaults]) -> tuple[int, int, Defaults]:
    flags = int.from_bytes(body[1:4], "big")
    (number,) = struct.unpack_from(">I", body, 4)
    at, base = 8, place
    if flags & 1:
        (base,) = struct.unpack_from(">Q", body, at)
        at += 8
    at += 4 * bool(flags & 2)
    known = defaults.get(number, Defaults())
    values = [known.ticks, known.size, known.flags]
    for place_of, bit in enumerate((8, 0x10, 0x20)):
        if flags & bit:
            (values[place_of],) = struct.unpack_from(">I", body, at)
            at += 4
    return number, base, Defaults(*values)


def _run(mine: Samples, body: bytes, base: int, at: int, known: Defaults) -> int:
    """Add a trun; gives the place behind its last sample."""
    flags = int.from_bytes(body[1:4], "big")
    (count,) = struct.unpack_from(">I", body, 4)
    place, first_flags = 8, None
    if flags & 1:
        at = base + int(struct.unpack_from(">i", body, place)[0])
        place += 4
    if flags & 4:
        (first_flags,) = struct.unpack_from(">I", body, place)
        place += 4
    has = [bit for bit in (0x100, 0x200, 0x400, 0x800) if flags & bit]
    entry = struct.Struct(f">{len(has)}I")
    if entry.size:
        count = min(count, (len(body) - place) // entry.size)
    elif count > MAX_FRAGMENT:
        raise IndexError("a run claims too many samples")
    for number in range(count):
        told = dict(zip(has, entry.unpack_from(body, place + number * entry.size), strict=True))
        ticks, size = told.get(0x100, known.ticks), told.get(0x200, known.size)
        mark = told.get(0x400, known.flags)
        if number == 0 and first_flags is not None and not flags & 0x400:
            mark = first_flags
        _add(mine, ticks, size)
        if not mark & _NOT_SYNC:
            mine.keys.append((at, size))
        at += size
    mine.end = max(mine.end, at)
    return at


def _add(mine: Samples, ticks: int, size: int) -> None:
    mine.count += 1
    mine.bytes += size
    if mine.runs and mine.runs[-1][1] == ticks:
        mine.runs[-1] = (mine.runs[-1][0] + 1, ticks)
    else:
        mine.runs.append((1, ticks))
