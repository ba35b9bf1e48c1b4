"""Reading an MP4 or QuickTime file's table of contents, without decoding anything.

Structure: ISO/IEC 14496-12 (boxes moov, mvhd, trak, tkhd, edts, elst, mdia, mdhd, hdlr, stsd, stts,
stsz).
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from brandcraft_desktop.media.sample_entries import Sound, children, chroma, sound

MAX_CONTENTS = 64 * 1024 * 1024  # no honest table of contents is larger
# Encoders let a track start a little late (sound: 1024 or 2112 samples, pictures: some frames).
LEAD_IN = 0.5


class Unreadable(Exception):
    """The file is no MP4 or it is cut off; the text is for a log, not for a person."""


@dataclass(frozen=True)
class Movie:
    """Seconds, pixels after rotation, frames a second; codecs are four-letter names.

    `fast_start`: this table stands before the data; `edited`: an edit list cuts or shifts.
    """

    duration: float
    width: int
    height: int
    frame_rate: float
    codec: str
    audio_codec: str
    rotation: int
    chroma: str
    sound: Sound
    fast_start: bool
    edited: bool


@dataclass
class _Track:
    handler: bytes = b""
    codec: str = ""
    width: int = 0
    height: int = 0
    rotation: int = 0
    scale: int = 0
    length: int = 0
    samples: int = 0
    size: int = 0
    edits: int = 0
    skipped: int = 0  # ticks that the first edit leaves out
    description: bytes = field(default=b"", repr=False)


def read_movie(path: Path) -> Movie:
    """What the file says of itself. Raises `Unreadable`, OSError."""
    size = path.stat().st_size
    with path.open("rb") as file:
        contents, first = _contents(file, size)
    try:
        return _movie(contents, fast_start=first)
    except (struct.error, IndexError) as error:
        raise Unreadable("a box is cut off") from error


def _contents(file: BinaryIO, size: int) -> tuple[bytes, bool]:
    """The moov box and whether it stands before the data.

    Every top-level box must lie inside the file, or it was cut off.
    """
    found, data, first = b"", False, False
    place = 0
    while place + 8 <= size:
        file.seek(place)
        head = file.read(16)
        length, kind = struct.unpack(">I4s", head[:8])
        start = 8
        if length == 1 and len(head) == 16:
            length, start = struct.unpack(">Q", head[8:16])[0], 16
        elif length == 0:
            length = size - place
        if length < start or place + length > size:
            raise Unreadable(f"box {kind!r} goes beyond the end of the file")
        if kind == b"moov":
            if length > MAX_CONTENTS:
                raise Unreadable("the table of contents is too large")
            file.seek(place + start)
            found, first = file.read(length - start), not data
        data = data or kind == b"mdat"
        place += length
    if not found or not data:
        raise Unreadable("no moov or no mdat box")
    return found, first


def _movie(contents: bytes, *, fast_start: bool) -> Movie:
    duration = 0.0
    tracks: list[_Track] = []
    for kind, body in children(contents):
        if kind == b"mvhd":
            scale, length = _timing(body)
            duration = length / scale if scale else 0.0
        elif kind == b"trak":
            tracks.append(_track(body))
    video = next((track for track in tracks if track.handler == b"vide"), None)
    if video is None:
        raise Unreadable("no video track")
    audio = next((track for track in tracks if track.handler == b"soun"), None)
    own = video.length / video.scale if video.scale else 0.0
    turned = video.rotation in (90, 270)
    return Movie(
        duration=duration or own,
        width=video.height if turned else video.width,
        height=video.width if turned else video.height,
        frame_rate=round(video.samples / own, 3) if own else 0.0,
        codec=video.codec,
        audio_codec=audio.codec if audio else "",
        rotation=video.rotation,
        chroma=chroma(video.description),
        sound=_sound(audio) if audio else Sound(),
        fast_start=fast_start,
        edited=any(_edited(track) for track in tracks),
    )


def _sound(track: _Track) -> Sound:
    told = sound(track.description)
    if told.bit_rate or not track.size or not track.length:
        return told
    seconds = track.length / track.scale
    return replace(told, bit_rate=round(track.size * 8 / seconds))


def _edited(track: _Track) -> bool:
    """Whether more than a decoder's lead-in is left out."""
    return track.edits > 1 or track.skipped > LEAD_IN * track.scale > 0


def _timing(body: bytes) -> tuple[int, int]:
    """(ticks a second, length in ticks) of mvhd or mdhd."""
    if body[0] == 1:
        return struct.unpack_from(">IQ", body, 20)
    return struct.unpack_from(">II", body, 12)


def _track(body: bytes) -> _Track:
    track = _Track()
    for kind, inner in children(body):
        if kind == b"tkhd":
            _track_head(track, inner)
        elif kind == b"mdia":
            _media(track, inner)
        elif kind == b"edts":
            for deeper, table in children(inner):
                if deeper == b"elst":
                    _edits(track, table)
    return track


def _track_head(track: _Track, body: bytes) -> None:
    matrix = 52 if body[0] == 1 else 40
    a, b = struct.unpack_from(">ii", body, matrix)
    width, height = struct.unpack_from(">II", body, matrix + 36)
    track.width, track.height = width >> 16, height >> 16
    track.rotation = round(math.degrees(math.atan2(b, a))) % 360


def _edits(track: _Track, body: bytes) -> None:
    """Empty edits only let a track start later; the others name what is played."""
    count = struct.unpack_from(">I", body, 4)[0]
    entry = struct.Struct(">QqI" if body[0] == 1 else ">IiI")
    for number in range(min(count, (len(body) - 8) // entry.size)):
        start = entry.unpack_from(body, 8 + number * entry.size)[1]
        if start >= 0:
            track.skipped = track.skipped or start
            track.edits += 1


def _media(track: _Track, body: bytes) -> None:
    for kind, inner in children(body):
        if kind == b"mdhd":
            track.scale, track.length = _timing(inner)
        elif kind == b"hdlr":
            track.handler = inner[8:12]
        elif kind == b"minf":
            for deeper, table in children(inner):
                if deeper == b"stbl":
                    _samples(track, table)


def _samples(track: _Track, body: bytes) -> None:
    for kind, inner in children(body):
        if kind == b"stsd":
            track.codec = inner[12:16].decode("ascii", "replace").strip()
            track.description = inner[16:]
        elif kind == b"stsz":
            track.size = _sizes(inner)
        elif kind == b"stts":
            count = min(struct.unpack_from(">I", inner, 4)[0], (len(inner) - 8) // 8)
            track.samples = sum(
                struct.unpack_from(">I", inner, 8 + 8 * entry)[0] for entry in range(count)
            )


def _sizes(body: bytes) -> int:
    """The bytes of all samples of a track."""
    each, count = struct.unpack_from(">II", body, 4)
    if each:
        return int(each * count)
    count = min(count, (len(body) - 12) // 4)
    return sum(struct.unpack_from(f">{count}I", body, 12))
