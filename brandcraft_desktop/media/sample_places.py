"""Where the samples of a track of an MP4 or QuickTime file lie.

Structure: ISO/IEC 14496-12 (stsz and stz2 in 8.7.3, stsc in 8.7.4, stco and co64 in 8.7.5, tfhd in
8.8.7, trun in 8.8.8).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

_BASE, _DESCRIBED, _LASTING, _SIZED, _FROM_MOOF = 0x1, 0x2, 0x8, 0x10, 0x020000  # tfhd
_OFFSET, _FIRST_FLAGS, _SAMPLE_SIZE = 0x1, 0x4, 0x200  # trun
_SAMPLE_FIELDS = (0x100, _SAMPLE_SIZE, 0x400, 0x800)


def sample_places(bodies: Mapping[bytes, bytes]) -> Iterator[tuple[int, int]]:
    """Chunk by chunk (place, bytes), from the bodies of a track's tables; none of broken ones."""
    try:
        sizes = _sizes(bodies[b"stsz"]) if b"stsz" in bodies else _small_sizes(bodies[b"stz2"])
        runs = list(struct.iter_unpack(">III", _entries(bodies[b"stsc"], 12)))
        if b"co64" in bodies:
            places = [one for (one,) in struct.iter_unpack(">Q", _entries(bodies[b"co64"], 8))]
        else:
            places = [one for (one,) in struct.iter_unpack(">I", _entries(bodies[b"stco"], 4))]
    except (KeyError, struct.error):
        return
    run = taken = 0
    for number, place in enumerate(places, 1):
        while run + 1 < len(runs) and runs[run + 1][0] <= number:
            run += 1
        count = runs[run][1] if runs else 0
        yield place, sum(sizes[taken : taken + count])
        taken += count


def fragment_places(
    trafs: list[list[tuple[bytes, bytes]]], moof: int, wanted: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Run by run (place, bytes) of the wanted tracks in a fragment whose moof box lies there.

    `trafs` are the boxes of its tracks, kind and body; `wanted` tells by the number of a track how
    many bytes a sample has where nothing else is told. Ends at what is broken.
    """
    following = moof
    try:
        for number, boxes in enumerate(trafs):
            head = next((body for kind, body in boxes if kind == b"tfhd"), b"")
            flags, track = struct.unpack_from(">II", head)
            at, base = 8, moof if number == 0 or flags & _FROM_MOOF else following
            if flags & _BASE:
                (base,) = struct.unpack_from(">Q", head, at)
                at += 8
            at += 4 * bool(flags & _DESCRIBED) + 4 * bool(flags & _LASTING)
            usual = wanted.get(track, 0)
            if flags & _SIZED:
                (usual,) = struct.unpack_from(">I", head, at)
            following = base
            for body in (body for kind, body in boxes if kind == b"trun"):
                place, size = _run(body, base, following, usual)
                following = place + size
                if track in wanted:
                    yield place, size
    except struct.error:
        return


def _run(body: bytes, base: int, following: int, usual: int) -> tuple[int, int]:
    flags, count = struct.unpack_from(">II", body)
    at, place = 8, following
    if flags & _OFFSET:
        place = base + struct.unpack_from(">i", body, at)[0]
        at += 4
    at += 4 * bool(flags & _FIRST_FLAGS)
    step = 4 * sum(bool(flags & one) for one in _SAMPLE_FIELDS)
    if not flags & _SAMPLE_SIZE:
        return place, count * usual
    at += 4 * bool(flags & _SAMPLE_FIELDS[0])
    count = min(count, len(body) // step)
    return place, sum(struct.unpack_from(">I", body, at + one * step)[0] for one in range(count))


def _entries(body: bytes, size: int) -> bytes:
    (count,) = struct.unpack_from(">I", body, 4)
    return body[8 : 8 + min(count, (len(body) - 8) // size) * size]


def _sizes(body: bytes) -> list[int]:
    each, count = struct.unpack_from(">II", body, 4)
    if each:
        return [each] * min(count, 1_000_000)
    listed = body[12 : 12 + min(count, (len(body) - 12) // 4) * 4]
    return [one for (one,) in struct.iter_unpack(">I", listed)]


def _small_sizes(body: bytes) -> list[int]:
    """Sizes of 4, 8 or 16 bits."""
    bits, count = struct.unpack_from(">II", body, 4)
    bits &= 0xFF
    if bits == 16:
        return [one for (one,) in struct.iter_unpack(">H", body[12 : 12 + count * 2 & ~1])]
    if bits == 4:
        return [half for one in body[12:] for half in (one >> 4, one & 15)][:count]
    return list(body[12 : 12 + count])
