"""Taking what tells about its recording out of an MP4 or QuickTime file, not one picture touched.

Boxes with metadata (place, camera, title, XMP) become empty `free` boxes of the same size, tracks
of timed metadata (places along the way) too, and moments of recording become 0. Nothing moves, so
every table in the file stays right, and the same file always gives the same bytes.

Structure: ISO/IEC 14496-12 (boxes, moov, trak, stbl; free in 8.1.2, uuid in 4.2); QuickTime File
Format ("User data atoms", "Metadata", "Timed metadata media").
"""

from __future__ import annotations

import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from brandcraft_desktop.media.atomic import writing_whole

_TELLING = (b"udta", b"meta", b"uuid")
_EMPTY = (b"free", b"skip")  # what once stood there may still do
_DATED = (b"mvhd", b"tkhd", b"mdhd")
_OUTER = (b"moov", b"moof", b"traf")
# How a round picture is to be seen; without it the video plays wrongly.
# https://github.com/google/spatial-media/blob/master/docs/spherical-video-rfc.md
_SPHERICAL = bytes.fromhex("ffcc8263f8554a938814587a02521fdd")
_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Blank:
    """From `place` on, `head` and then `zeros` bytes of 0."""

    place: int
    head: bytes
    zeros: int


@dataclass(frozen=True)
class _Box:
    kind: bytes
    place: int
    head: int  # bytes in front of its content
    end: int

    @property
    def body(self) -> int:
        return self.place + self.head


def blanks(path: Path) -> tuple[Blank, ...]:
    """What must be emptied; nothing for a file of another kind. Raises OSError."""
    with path.open("rb") as file:
        size = path.stat().st_size
        top = list(_boxes(file, 0, size))
        if not any(box.kind == b"moov" for box in top):
            return ()
        media = [box for box in top if box.kind == b"mdat"]
        return tuple(_telling(file, top, media))


def write_stripped(path: Path, target: Path, found: tuple[Blank, ...]) -> None:
    """A copy of the file with these places emptied, whole or not there. Raises OSError."""
    with path.open("rb") as source, writing_whole(target) as copy:
        shutil.copyfileobj(source, copy, _CHUNK)
        for blank in found:
            copy.seek(blank.place)
            copy.write(blank.head)
            left = blank.zeros
            while left > 0:
                left -= copy.write(bytes(min(left, _CHUNK)))


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[_Box]:
    """The boxes side by side there; ends where something is no box."""
    place = start
    while place + 8 <= end:
        file.seek(place)
        first = file.read(16)
        if len(first) < 8:
            return
        length, kind = struct.unpack_from(">I4s", first)
        head = 8
        if length == 1 and len(first) == 16:
            (length,), head = struct.unpack_from(">Q", first, 8), 16
        elif length == 0:
            length = end - place
        if length < head or place + length > end:
            return
        yield _Box(kind, place, head, place + length)
        place += length


def _telling(file: BinaryIO, boxes: list[_Box], media: list[_Box]) -> Iterator[Blank]:
    for box in boxes:
        if box.kind in _TELLING:
            if not _is_spherical(file, box):
                yield _emptied(box)
        elif box.kind in _EMPTY:
            if _holds_something(file, box):
                yield _emptied(box)
        elif box.kind in _DATED:
            yield from _dates(file, box)
        elif box.kind == b"trak":
            yield from _track(file, box, media)
        elif box.kind in _OUTER or box.kind == b"mdia":
            yield from _telling(file, list(_boxes(file, box.body, box.end)), media)


def _emptied(box: _Box) -> Blank:
    """As a free box; its length stays written as it was."""
    size = box.end - box.place
    if box.head == 16:
        return Blank(box.place, struct.pack(">I4sQ", 1, b"free", size), size - 16)
    # A length that does not fit was written as 0, "to the end of the file", and may stay so.
    return Blank(box.place, struct.pack(">I4s", size if size < 1 << 32 else 0, b"free"), size - 8)


def _is_spherical(file: BinaryIO, box: _Box) -> bool:
    file.seek(box.body)
    return box.kind == b"uuid" and file.read(16) == _SPHERICAL


def _holds_something(file: BinaryIO, box: _Box) -> bool:
    file.seek(box.body)
    left = box.end - box.body
    while left > 0:
        piece = file.read(min(left, _CHUNK))
        if not piece or piece.count(0) != len(piece):
            return bool(piece)
        left -= len(piece)
    return False


def _dates(file: BinaryIO, box: _Box) -> Iterator[Blank]:
    """Made and changed: twice 32 bits, in version 1 twice 64, behind version and flags."""
    file.seek(box.body)
    start = file.read(20)
    size = 16 if start[:1] == b"\x01" else 8
    if any(start[4 : 4 + size]) and box.body + 4 + size <= box.end:
        yield Blank(box.body + 4, b"", size)


def _track(file: BinaryIO, track: _Box, media: list[_Box]) -> Iterator[Blank]:
    inner = list(_boxes(file, track.body, track.end))
    handler, table = _handler(file, inner)
    if handler != b"meta":
        yield from _telling(file, inner, media)
        return
    for place, size in _samples(file, table):
        # Only what surely is media: a broken table must not empty anything else.
        if any(box.body <= place and place + size <= box.end for box in media):
            yield Blank(place, b"", size)
    yield _emptied(track)


def _handler(file: BinaryIO, track: list[_Box]) -> tuple[bytes, list[_Box]]:
    """What kind of track it is, and the boxes that say where its samples lie."""
    kind, table = b"", list[_Box]()
    for mdia in (box for box in track if box.kind == b"mdia"):
        for box in _boxes(file, mdia.body, mdia.end):
            if box.kind == b"hdlr":
                file.seek(box.body + 8)
                kind = file.read(4)
            elif box.kind == b"minf":
                for deeper in _boxes(file, box.body, box.end):
                    if deeper.kind == b"stbl":
                        table = list(_boxes(file, deeper.body, deeper.end))
    return kind, table


def _samples(file: BinaryIO, table: list[_Box]) -> Iterator[tuple[int, int]]:
    """Where the samples of a track lie: chunk by chunk, (place, bytes)."""
    bodies: dict[bytes, bytes] = {}
    for box in table:
        if box.kind in (b"stsz", b"stsc", b"stco", b"co64"):
            file.seek(box.body)
            bodies[box.kind] = file.read(box.end - box.body)
    try:
        sizes = _sizes(bodies[b"stsz"])
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


def _entries(body: bytes, size: int) -> bytes:
    (count,) = struct.unpack_from(">I", body, 4)
    return body[8 : 8 + min(count, (len(body) - 8) // size) * size]


def _sizes(body: bytes) -> list[int]:
    each, count = struct.unpack_from(">II", body, 4)
    if each:
        return [each] * min(count, 1_000_000)
    listed = body[12 : 12 + min(count, (len(body) - 12) // 4) * 4]
    return [one for (one,) in struct.iter_unpack(">I", listed)]
