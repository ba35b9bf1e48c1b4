"""Reading an MP4 or QuickTime file's table of contents, without decoding anything.

Structure: ISO/IEC 14496-12 (boxes moov, mvhd, trak, mvex, moof, mdat).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from brandcraft_desktop.media.codecs import codec_name
from brandcraft_desktop.media.fragments import (
    MAX_FRAGMENT,
    MAX_FRAGMENTS,
    add_fragment,
    read_defaults,
)
from brandcraft_desktop.media.key_frames import closed_gop, length_size
from brandcraft_desktop.media.movie import Locked, Movie, NoPictures, Unreadable, steady
from brandcraft_desktop.media.sample_entries import VISUAL, Sound, children, chroma, sound
from brandcraft_desktop.media.tracks import Track, chosen, read_track, seen_size, timing

MAX_CONTENTS = 64 * 1024 * 1024  # no honest table of contents is larger
_MOST_BOXES = 3 * MAX_FRAGMENTS
_TURNED = (90, 270)


@dataclass
class _Contents:
    """The moov box, whether it stands before the data, and where the fragments' tables lie."""

    moov: bytes = field(default=b"", repr=False)
    first: bool = False
    data: bool = False
    fragments: list[tuple[int, int, int]] = field(default_factory=list)


def read_movie(path: Path) -> Movie:
    """What the file says of itself. Raises `Unreadable`, OSError."""
    size = path.stat().st_size
    with path.open("rb") as file:
        contents = _contents(file, size)
        try:
            scale, length, tracks = _tracks(file, contents)
            return _movie(file, contents, tracks, length / scale if scale else 0.0, scale, size)
        except (struct.error, IndexError) as error:
            raise Unreadable("a box is cut off") from error


def _contents(file: BinaryIO, size: int) -> _Contents:
    """Every top-level box must lie inside the file, or it was cut off."""
    found = _Contents()
    for place, start, length, kind in _boxes(file, size):
        if place + length > size:
            if found.moov and found.data and kind not in (b"moov", b"moof", b"mdat"):
                break  # something else was put behind a whole film
            raise Unreadable(f"box {kind!r} goes beyond the end of the file")
        if kind == b"moov":
            if length > MAX_CONTENTS:
                raise Unreadable("the table of contents is too large")
            file.seek(place + start)
            found.moov, found.first = file.read(length - start), not found.data
        elif kind == b"moof":
            if length > MAX_FRAGMENT:
                raise Unreadable("the table of a fragment is too large")
            found.fragments.append((place, start, length))
        found.data = found.data or kind == b"mdat"
    if not found.moov or not found.data:
        raise Unreadable("no moov or no mdat box")
    if sum(length for _, _, length in found.fragments) > MAX_CONTENTS:
        raise Unreadable("the tables of the fragments are too large")
    return found


def _boxes(file: BinaryIO, size: int) -> Iterator[tuple[int, int, int, bytes]]:
    """Place, bytes of the head, bytes in all and kind of each box of the file."""
    place = 0
    for _ in range(_MOST_BOXES):
        if place + 8 > size:
            return
        file.seek(place)
        head = file.read(16)
        length, kind = struct.unpack(">I4s", head[:8])
        start = 8
        if length == 1 and len(head) == 16:
            length, start = struct.unpack(">Q", head[8:16])[0], 16
        elif length == 0:
            length = size - place
        if length < start:
            raise Unreadable(f"box {kind!r} is shorter than its head")
        yield place, start, length, kind
        place += length
    raise Unreadable("too many boxes")


def _tracks(file: BinaryIO, contents: _Contents) -> tuple[int, int, list[Track]]:
    """Ticks a second and length of the whole, and its tracks, fragments included."""
    scale = length = 0
    tracks: list[Track] = []
    extends = b""
    for kind, body in children(contents.moov):
        if kind == b"mvhd":
            scale, length = timing(body)
        elif kind == b"trak":
            tracks.append(read_track(body))
        elif kind == b"mvex":
            extends = body
    if contents.fragments:
        samples = {track.number: track.samples for track in tracks}
        defaults = read_defaults(extends)
        for place, start, whole in contents.fragments:
            file.seek(place + start)
            add_fragment(file.read(whole - start), place, samples, defaults)
        length = 0  # what the head says was written before the fragments were
    return scale, length, tracks


def _movie(
    file: BinaryIO, contents: _Contents, tracks: list[Track], told: float, scale: int, size: int
) -> Movie:
    video = chosen(tracks, b"vide")
    if video is None:
        raise NoPictures("no video track")
    if video.codec == "encv":
        raise Locked("encrypted")
    if any(track.samples.end > size for track in tracks):
        raise Unreadable("samples lie beyond the end of the file")
    audio = chosen(tracks, b"soun")
    frames = video.samples
    width, height = seen_size(video)
    turned = video.rotation in _TURNED
    codec = codec_name(video.codec)
    closed = None if frames.partial else _closed(file, video, codec)
    return Movie(
        duration=_played(tracks, scale) or told,
        width=height if turned else width,
        height=width if turned else height,
        frame_rate=round(frames.count / video.seconds, 3) if video.seconds else 0.0,
        codec=video.codec,
        audio_codec=audio.codec if audio else "",
        rotation=video.rotation,
        chroma=chroma(video.entry, codec),
        sound=_sound(audio) if audio else Sound(),
        fast_start=contents.first,
        edited=any(track.edited for track in tracks),
        constant_rate=steady(frames.runs),
        closed_gop=False if frames.partial else closed,
    )


def _closed(file: BinaryIO, video: Track, codec: str) -> bool | None:
    return closed_gop(file, video.samples.keys, codec, length_size(video.entry[VISUAL:]))


def _played(tracks: list[Track], scale: int) -> float:
    """Seconds of the longest track of pictures or sound, as its edit list has it."""
    seconds = 0.0
    for track in tracks:
        if track.handler in (b"vide", b"soun"):
            played = track.played / scale if track.played and scale else track.seconds
            seconds = max(seconds, played)
    return seconds


def _sound(track: Track) -> Sound:
    told = sound(track.entry, track.codec)
    if told.bit_rate or not track.samples.bytes or not track.seconds:
        return told
    return replace(told, bit_rate=round(track.samples.bytes * 8 / track.seconds))
