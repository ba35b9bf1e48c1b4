"""Taking what tells about its recording out of a Matroska or WebM file, not one picture touched.

Tags, chapters, titles and attached files become Void elements of the same size, as does every track
that is neither picture nor sound, with its blocks; names of programs become empty. Nothing moves,
so every place that the file names stays right.

Structure: RFC 9559 (Segment, Info, Tracks, Tags, Chapters, Attachments, Cluster); RFC 8794 (Void in
11.3.2, CRC-32 in 11.3.1; a string ends at its first 0, 7.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from brandcraft_desktop.media.blanking import CHUNK, Blank
from brandcraft_desktop.media.ebml import Element, NotEbml, element_at, number, unsigned

_SEGMENT, _INFO, _TRACKS, _TRACK, _CLUSTER = 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0x1F43B675
_VOID, _CHECKSUM = 0xEC, 0xBF  # a checksum would not be right any more
_TELLING = frozenset(
    (
        *(0x1254C367, 0x1043A770, 0x1941A469),  # Tags, Chapters, Attachments
        *(0x7BA9, 0x536E, 0x258688),  # Title; Name and CodecName of a track
        *(0x4461, 0x7384, 0x3C83AB, 0x3E83BB),  # DateUTC and names of files
        *(0x73A4, 0x3CB923, 0x3EB923, 0x4444, 0x6924),  # by which files of one recording are known
    )
)
_WORDS = (0x4D80, 0x5741)  # MuxingApp and WritingApp must be there, so they become empty
_NUMBER, _KIND, _SHOWN = 0xD7, 0x83, (1, 2)  # of a track: pictures and sound
_SIMPLE, _GROUP, _BLOCK = 0xA3, 0xA0, 0xA1
_CUES, _POSITIONS, _CUED = 0x1C53BB6B, 0xB7, 0xF7
_OPEN = frozenset((_SEGMENT, _CLUSTER))  # these alone may not tell where they end (RFC 9559, 5.1)
_Spot = tuple[int, Element]  # where its head begins


def blanks(file: BinaryIO, size: int) -> tuple[Blank, ...]:
    """What must be emptied in a file of so many bytes. Raises OSError."""
    hidden: set[int] = set()
    found = tuple(_telling(file, 0, size, hidden))
    # Now that all tracks are known, for whatever stood before them.
    return tuple(_telling(file, 0, size, hidden)) if hidden else found


def _telling(file: BinaryIO, start: int, end: int, hidden: set[int]) -> Iterator[Blank]:
    """`hidden` are the numbers of tracks that are emptied; filled as they come."""
    for place, found in _elements(file, start, end):
        if found.id in _TELLING or found.id == _CHECKSUM:
            yield _void(place, found)
        elif found.id == _VOID or found.id in _WORDS:
            if _holds_something(file, found):
                yield Blank(found.start, b"", found.end - found.start)
        elif found.id == _TRACK and not _is_shown(file, found, hidden):
            yield _void(place, found)
        elif found.id in (_SIMPLE, _GROUP):
            if hidden and _track_of(file, found) in hidden:
                yield _void(place, found)
        elif found.id == _CUES and hidden:
            yield from _cues(file, found, hidden)
        elif found.id in (_INFO, _TRACKS, _TRACK) and found.size is not None:
            yield from _telling(file, found.start, found.end, hidden)


def _cues(file: BinaryIO, cues: Element, hidden: set[int]) -> Iterator[Blank]:
    """Where the blocks of emptied tracks lay; a moment without any place goes as a whole."""
    for place, moment in _elements(file, cues.start, cues.end):
        ways = [one for one in _elements(file, moment.start, moment.end) if one[1].id == _POSITIONS]
        gone = [one for one in ways if _cued(file, one[1]) in hidden]
        if gone and len(gone) == len(ways):
            yield _void(place, moment)
        else:
            yield from (_void(*one) for one in gone)


def _cued(file: BinaryIO, positions: Element) -> int | None:
    for _, found in _elements(file, positions.start, positions.end):
        if found.id == _CUED:
            return unsigned(_read(file, found, 8))
    return None


def _elements(file: BinaryIO, start: int, end: int) -> Iterator[_Spot]:
    """The elements there, and within the segment and its clusters; ends where something is none."""
    place = start
    while place < end:
        try:
            found = element_at(file, place)
        except NotEbml:
            return
        if found is None or (found.size is None and found.id not in _OPEN) or found.end > end:
            return
        yield place, found
        place = found.start if found.id in _OPEN else found.end


def _void(place: int, found: Element) -> Blank:
    """As a Void of the same size, whose own size is written in as many bytes as there is room."""
    size = found.end - place
    if size < 9:
        return Blank(place, bytes((_VOID, 0x80 | size - 2)), size - 2)
    return Blank(place, bytes((_VOID, 0x01)) + (size - 9).to_bytes(7), size - 9)


def _is_shown(file: BinaryIO, track: Element, hidden: set[int]) -> bool:
    told = {
        found.id: unsigned(_read(file, found, 8))
        for _, found in _elements(file, track.start, track.end)
        if found.id in (_NUMBER, _KIND)
    }
    if told.get(_KIND) in _SHOWN:
        return True
    hidden.add(told.get(_NUMBER, 0))
    return False


def _track_of(file: BinaryIO, found: Element) -> int | None:
    block: Element | None = found
    if found.id == _GROUP:
        inner = _elements(file, found.start, found.end)
        block = next((one for _, one in inner if one.id == _BLOCK), None)
    if block is None:
        return None
    try:
        return number(_read(file, block, 8), 0)[0]
    except NotEbml:
        return None


def _holds_something(file: BinaryIO, found: Element) -> bool:
    file.seek(found.start)
    left = found.end - found.start
    while left > 0:
        piece = file.read(min(left, CHUNK))
        if not piece or any(piece):
            return bool(piece)
        left -= len(piece)
    return False


def _read(file: BinaryIO, found: Element, most: int) -> bytes:
    file.seek(found.start)
    return file.read(min(found.end - found.start, most))
