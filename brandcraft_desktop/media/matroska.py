"""Reading a Matroska or WebM file's tables and the heads of its blocks, without decoding anything.

Structure: RFC 9559 (Segment, Info, Tracks, Cluster, SimpleBlock, BlockGroup). Recorders in
browsers write neither sizes nor lengths in advance; then the blocks alone tell.
"""

from __future__ import annotations

import math
import struct
from array import array
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from pathlib import Path
from typing import BinaryIO

from brandcraft_desktop.media.codecs import codec_name
from brandcraft_desktop.media.ebml import (
    MAX_BODY,
    Element,
    NotEbml,
    element_at,
    elements,
    floating,
    number,
    unsigned,
)
from brandcraft_desktop.media.key_frames import closed_gop
from brandcraft_desktop.media.matroska_tracks import PICTURES, SOUND, WebTrack, chosen, read_tracks
from brandcraft_desktop.media.movie import Locked, Movie, NoPictures, Unreadable, steady
from brandcraft_desktop.media.sample_entries import Sound
from brandcraft_desktop.media.vp9 import chroma_of_frame

MOST_BLOCKS = 300_000
"""Blocks whose heads are read; of a longer film the rest is believed to be alike."""

_MOST_ELEMENTS = 3_000_000
_SEGMENT, _CLUSTER, _GROUP = 0x18538067, 0x1F43B675, 0xA0
_INFO, _TRACKS, _TIME, _SIMPLE, _BLOCK = 0x1549A966, 0x1654AE6B, 0xE7, 0xA3, 0xA1
_CHANGED = 0xFB  # ReferenceBlock: the block needs another, so it is no key frame
_KEY = 0x80
_EXACT = 0.002  # how far a counted rate may lie from the one the file tells


@dataclass
class _Seen:
    """What the blocks of one track told: ticks, bytes, places of key frames."""

    times: array[int] = field(default_factory=lambda: array("q"))
    bytes: int = 0
    keys: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class _Film:
    scale: int = 1_000_000  # nanoseconds a tick
    duration: float = 0.0  # ticks
    tracks: list[WebTrack] = field(default_factory=list)
    seen: dict[int, _Seen] = field(default_factory=dict)
    blocks: int = 0
    clusters: int = 0
    now: int = 0
    end: int | None = None  # the first byte behind the segment, where it tells

    @property
    def all_seen(self) -> bool:
        return self.blocks < MOST_BLOCKS


def read_matroska(path: Path) -> Movie:
    """What the file says of itself. Raises `Unreadable`, OSError."""
    size = path.stat().st_size
    with path.open("rb") as file:
        try:
            film = _walk(file, size)
        except NotEbml as error:
            raise Unreadable(str(error)) from error
        return _movie(file, film)


def _walk(file: BinaryIO, size: int) -> _Film:
    """Every element must lie inside the file, or it was cut off."""
    film, place = _Film(), 0
    for _ in range(_MOST_ELEMENTS):
        if place >= (size if film.end is None else film.end):
            break  # whatever was put behind the segment does not matter
        found = _next(file, place, film)
        if found is None:
            break
        if found.end > size:
            raise Unreadable(f"element {found.id:x} goes beyond the end of the file")
        place = _step(file, film, found)
    else:
        raise Unreadable("too many elements")
    if not film.tracks or not film.clusters:
        raise Unreadable("no tracks or no clusters")
    return film


def _next(file: BinaryIO, place: int, film: _Film) -> Element | None:
    try:
        return element_at(file, place)
    except NotEbml:
        if film.clusters:
            return None  # something else was put behind a whole film
        raise


def _step(file: BinaryIO, film: _Film, found: Element) -> int:
    """Take in an element; gives the place of the next, which is within it where it holds more."""
    if found.id == _SEGMENT:
        film.end = None if found.size is None else found.end
        return found.start
    if found.id == _CLUSTER:
        film.clusters += 1
        return found.start if film.all_seen or found.size is None else found.end
    if found.size is None:
        raise Unreadable(f"element {found.id:x} has no size")
    if found.id in (_INFO, _TRACKS, _TIME, _GROUP):
        _take(file, film, found)
    elif found.id == _SIMPLE:
        _block(film, _read(file, found.start, min(found.size, 16)), found.start, found.size, None)
    return found.end


def _take(file: BinaryIO, film: _Film, found: Element) -> None:
    if found.id == _GROUP:
        _group(file, film, found)
        return
    body = _read(file, found.start, found.size or 0)
    if found.id == _TIME:
        film.now = unsigned(body)
    elif found.id == _TRACKS:
        film.tracks = film.tracks or read_tracks(body)
    else:
        for identity, value in elements(body):
            if identity == 0x2AD7B1:
                film.scale = unsigned(value) or film.scale
            elif identity == 0x4489:
                film.duration = floating(value)


def _group(file: BinaryIO, film: _Film, group: Element) -> None:
    place, block, key = group.start, None, True
    while place < group.end:
        inner = element_at(file, place)
        if inner is None or inner.size is None or inner.end > group.end:
            raise Unreadable("a block is cut off")
        if inner.id == _BLOCK:
            block = inner
        elif inner.id == _CHANGED:
            key = False
        place = inner.end
    if block is not None and block.size is not None:
        head = _read(file, block.start, min(block.size, 16))
        _block(film, head, block.start, block.size, key)


def _block(film: _Film, head: bytes, start: int, size: int, key: bool | None) -> None:
    """`key` None: the block itself says whether it is a key frame."""
    track, at = number(head, 0)
    if track is None or at + 3 > len(head):
        raise Unreadable("a block is cut off")
    after, flags = struct.unpack_from(">hB", head, at)
    film.blocks += 1
    seen = film.seen.setdefault(track, _Seen())
    seen.times.append(film.now + after)
    seen.bytes += size - at - 3
    if key or (key is None and flags & _KEY):
        seen.keys.append((start + at + 3, size - at - 3))


def _read(file: BinaryIO, place: int, size: int) -> bytes:
    if size > MAX_BODY:
        raise Unreadable("a table is too large")
    file.seek(place)
    return file.read(size)


def _movie(file: BinaryIO, film: _Film) -> Movie:
    video, audio = chosen(film.tracks, PICTURES), chosen(film.tracks, SOUND)
    if video is None:
        raise NoPictures("no video track")
    if video.encrypted:
        raise Locked("encrypted")
    seen = film.seen.get(video.number)
    if seen is None:
        raise Unreadable("the video track is empty")
    width, height = video.seen
    turned = video.rotation in (90, 270)
    codec = codec_name(video.codec)
    size = 0 if video.packed else video.length_size
    times = sorted(seen.times)
    duration = _duration(film, times, video.frame)
    return Movie(
        duration=duration,
        width=height if turned else width,
        height=width if turned else height,
        frame_rate=_rate(film, times, video.frame),
        codec=video.codec,
        audio_codec=audio.codec if audio else "",
        rotation=video.rotation,
        chroma=video.chroma or _first_chroma(file, seen, codec),
        sound=_sound(film, audio, duration) if audio else Sound(),
        fast_start=None,
        edited=None,
        constant_rate=steady(_runs(times)),
        closed_gop=closed_gop(file, seen.keys, codec, size),
    )


def _first_chroma(file: BinaryIO, seen: _Seen, codec: str) -> str:
    """WebM does not have to tell how VP9 stores colours; its key frames do."""
    if codec != "vp9" or not seen.keys:
        return ""
    return chroma_of_frame(_read(file, seen.keys[0][0], 16))


def _runs(times: list[int]) -> list[tuple[int, int]]:
    """How many frames in a row last how many ticks, with a last one of which nobody knows."""
    apart = (after - before for before, after in pairwise(times))
    return [*((len(list(alike)), ticks) for ticks, alike in groupby(apart)), (1, 0)]


def _rate(film: _Film, times: list[int], frame: int) -> float:
    """Counted; ticks are coarse, so what the file tells is taken where it agrees."""
    told = 1e9 / frame if frame else 0.0
    if len(times) < 2 or times[-1] == times[0]:
        return round(told, 3)
    counted = (len(times) - 1) * 1e9 / ((times[-1] - times[0]) * film.scale)
    coarse = 1 / (times[-1] - times[0])  # one tick more or less
    return round(told if abs(told / counted - 1) <= _EXACT + coarse else counted, 3)


def _duration(film: _Film, times: list[int], frame: int) -> float:
    told = film.duration * film.scale / 1e9
    if told > 0 and math.isfinite(told):
        return told
    last = max((max(seen.times) for seen in film.seen.values() if seen.times), default=0)
    lasting = frame / 1e9
    if not lasting and len(times) > 1:
        lasting = (times[-1] - times[0]) * film.scale / 1e9 / (len(times) - 1)
    return last * film.scale / 1e9 + lasting


def _sound(film: _Film, track: WebTrack, duration: float) -> Sound:
    seen = film.seen.get(track.number)
    rate = round(track.rate) if 0 < track.rate < 1e7 else 0
    bits = round(seen.bytes * 8 / duration) if seen and film.all_seen and duration else 0
    return Sound(codec_name(track.codec), track.channels, rate, bits)
