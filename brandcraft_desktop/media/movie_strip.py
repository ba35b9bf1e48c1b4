"""Taking what tells about its recording out of an MP4 or QuickTime file, not one picture touched.

Boxes with metadata (place, camera, title, XMP) become empty `free` boxes of the same size. So does
every track that is neither picture nor sound: timed metadata, subtitles (drones write where they
are into them), chapters, time codes. Names of handlers are emptied and moments of recording become
0. Nothing moves, so every table in the file stays right, and the same file always gives the same
bytes.

Structure: ISO/IEC 14496-12 (boxes, moov, trak, stbl; free in 8.1.2, tref in 8.3.3, hdlr in 8.4.3,
uuid in 4.2); QuickTime File Format ("User data atoms", "Metadata", "Timed metadata media",
"Chapter lists", "Handler reference atoms").
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from brandcraft_desktop.media import matroska_strip
from brandcraft_desktop.media.blanking import CHUNK, Blank
from brandcraft_desktop.media.sample_places import fragment_places, sample_places

_EBML = b"\x1a\x45\xdf\xa3"
_TELLING = (b"udta", b"meta", b"uuid")
_EMPTY = (b"free", b"skip")  # what once stood there may still do
_DATED = (b"mvhd", b"tkhd", b"mdhd")
_OUTER = (b"moov", b"moof", b"traf", b"mdia", b"minf")
# Tracks that are seen or heard; depth and transparency (auxv) belong to a picture. "" is a track
# without a handler, which nobody plays and whose samples nobody can name.
_SHOWN = (b"vide", b"soun", b"auxv", b"pict", b"")
# How a track points to one that is emptied: chapters, time code, subtitles, transcript.
_POINTING = (b"chap", b"tmcd", b"subt", b"sbtl", b"scpt", b"folw", b"forc", b"clcp")
_PLACES = (b"stsz", b"stz2", b"stsc", b"stco", b"co64")
_NAME = 12  # of a handler: behind version, flags, kind twice; what QuickTime says of its maker too
# How a round picture is to be seen; without it the video plays wrongly.
# https://github.com/google/spatial-media/blob/master/docs/spherical-video-rfc.md
_SPHERICAL = bytes.fromhex("ffcc8263f8554a938814587a02521fdd")


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
    """What must be emptied, in Matroska and WebM too; nothing for a file of another kind.

    Raises OSError.
    """
    with path.open("rb") as file:
        size = path.stat().st_size
        if file.read(4) == _EBML:
            return matroska_strip.blanks(file, size)
        top = list(_boxes(file, 0, size))
        if not any(box.kind == b"moov" for box in top):
            return ()
        media = [box for box in top if box.kind == b"mdat"]
        hidden = _hidden(file, top)
        return (*_telling(file, top, media), *_in_fragments(file, top, media, hidden))


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
        elif box.kind == b"hdlr":
            yield from _name(file, box)
        elif box.kind == b"tref":
            for pointer in _boxes(file, box.body, box.end):
                if pointer.kind in _POINTING:
                    yield _emptied(pointer)
        elif box.kind in _OUTER:
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
        piece = file.read(min(left, CHUNK))
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


def _name(file: BinaryIO, box: _Box) -> Iterator[Blank]:
    file.seek(box.body + _NAME)
    size = box.end - box.body - _NAME
    if size > 0 and any(file.read(min(size, CHUNK))):
        yield Blank(box.body + _NAME, b"", size)


def _track(file: BinaryIO, track: _Box, media: list[_Box]) -> Iterator[Blank]:
    inner = list(_boxes(file, track.body, track.end))
    handler, table = _handler(file, inner)
    if handler in _SHOWN:
        yield from _telling(file, inner, media)
        return
    bodies = {box.kind: _read(file, box) for box in table if box.kind in _PLACES}
    yield from _in_media(sample_places(bodies), media)
    yield _emptied(track)


def _in_media(places: Iterator[tuple[int, int]], media: list[_Box]) -> Iterator[Blank]:
    """Only what surely is media: a broken table must not empty anything else."""
    for place, size in places:
        if any(box.body <= place and place + size <= box.end for box in media):
            yield Blank(place, b"", size)


def _hidden(file: BinaryIO, top: list[_Box]) -> dict[int, int]:
    """Tracks that are emptied, by their number: how many bytes a sample has unless told."""
    moov = [box for outer in top if outer.kind == b"moov" for box in _inside(file, outer)]
    found: dict[int, int] = {}
    for track in (box for box in moov if box.kind == b"trak"):
        inner = _inside(file, track)
        if _handler(file, inner)[0] in _SHOWN:
            continue
        for head in (_read(file, box) for box in inner if box.kind == b"tkhd"):
            at = 20 if head[:1] == b"\x01" else 12
            found[int.from_bytes(head[at : at + 4])] = 0
    for extends in (box for box in moov if box.kind == b"mvex"):
        for told in (_read(file, box) for box in _inside(file, extends) if box.kind == b"trex"):
            number = int.from_bytes(told[4:8])
            if number in found:
                found[number] = int.from_bytes(told[16:20])
    return found


def _in_fragments(
    file: BinaryIO, top: list[_Box], media: list[_Box], hidden: dict[int, int]
) -> Iterator[Blank]:
    """Samples of emptied tracks; the fragments' tables stay, as each leans on the one before."""
    for moof in (box for box in top if box.kind == b"moof" and hidden):
        runs = [
            [(box.kind, _read(file, box)) for box in _inside(file, traf)]
            for traf in _inside(file, moof)
            if traf.kind == b"traf"
        ]
        yield from _in_media(fragment_places(runs, moof.place, hidden), media)


def _inside(file: BinaryIO, box: _Box) -> list[_Box]:
    return list(_boxes(file, box.body, box.end))


def _read(file: BinaryIO, box: _Box) -> bytes:
    file.seek(box.body)
    return file.read(box.end - box.body)


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
