"""The tracks of an ISO media file: what each holds, how it is turned, how long it is played.

Structure: ISO/IEC 14496-12 (trak, tkhd, edts, elst, mdia, mdhd, hdlr, minf, stbl, stsd; 12.1.4:
pasp).
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

from brandcraft_desktop.media.sample_entries import VISUAL, children
from brandcraft_desktop.media.samples import Samples, read_samples

# Encoders let a track start a little late (sound: 1024 or 2112 samples, pictures: some frames).
LEAD_IN = 0.5
_ENABLED = 1
_COVERS = ("jpeg", "png")  # a lone picture of these is a cover
_ODD = 20.0  # no pixel is so much wider than high
_UNKNOWN = (0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF)


@dataclass
class Track:
    """`scale` is ticks a second; `length` in these; `played` in ticks of the whole movie."""

    number: int = 0
    enabled: bool = True
    handler: bytes = b""
    width: int = 0
    height: int = 0
    rotation: int = 0
    scale: int = 0
    length: int = 0
    edits: int = 0
    skipped: int = 0  # ticks that the first edit leaves out
    played: int = 0
    samples: Samples = field(default_factory=Samples)

    @property
    def codec(self) -> str:
        """The four letters of the first sample entry."""
        return self.samples.description[12:16].decode("ascii", "replace").strip()

    @property
    def entry(self) -> bytes:
        """The body of the first sample entry."""
        return self.samples.description[16:]

    @property
    def seconds(self) -> float:
        """How long its samples last."""
        ticks = self.samples.ticks or self.length
        return ticks / self.scale if self.scale else 0.0

    @property
    def edited(self) -> bool:
        """Whether more than a decoder's lead-in is left out."""
        return self.edits > 1 or self.skipped > LEAD_IN * self.scale > 0


def read_track(body: bytes) -> Track:
    """A trak box. Raises `struct.error`, IndexError for a broken one."""
    track = Track()
    for kind, inner in children(body):
        if kind == b"tkhd":
            _head(track, inner)
        elif kind == b"mdia":
            _media(track, inner)
        elif kind == b"edts":
            for deeper, table in children(inner):
                if deeper == b"elst":
                    _edits(track, table)
    return track


def chosen(tracks: Sequence[Track], handler: bytes) -> Track | None:
    """The track that is played of a kind: the first that is enabled and has something in it."""
    alike = [track for track in tracks if track.handler == handler]
    good = [track for track in alike if track.samples.count and not _is_cover(track)]
    enabled = [track for track in good if track.enabled]
    return next(iter([*enabled, *good, *alike]), None)


def _is_cover(track: Track) -> bool:
    return track.samples.count == 1 and track.codec in _COVERS


def seen_size(track: Track) -> tuple[int, int]:
    """Width and height as a player shows them before turning: with pixels made square.

    Like ffmpeg (libavformat/mov.c): the coded pixels, made wider or narrower as pasp tells, else as
    the track's head does.
    """
    width, height = (
        struct.unpack_from(">HH", track.entry, 24) if len(track.entry) >= VISUAL else (0, 0)
    )
    if not width or not height:
        return track.width, track.height
    shape = 1.0
    if track.width and track.height:
        shape = height * track.width / (width * track.height)
    for kind, body in children(track.entry[VISUAL:]):
        if kind == b"pasp" and len(body) >= 8:
            across, down = struct.unpack_from(">II", body)
            shape = across / down if across and down else shape
    if not 1 / _ODD < shape < _ODD:
        shape = 1.0
    return round(width * shape), height


def timing(body: bytes) -> tuple[int, int]:
    """(ticks a second, length in ticks) of mvhd or mdhd; 0 for a length that is not known."""
    scale, length = struct.unpack_from(*((">IQ", body, 20) if body[0] == 1 else (">II", body, 12)))
    return scale, 0 if length in _UNKNOWN else length


def _head(track: Track, body: bytes) -> None:
    wide = body[0] == 1
    track.enabled = bool(body[3] & _ENABLED)
    (track.number,) = struct.unpack_from(">I", body, 20 if wide else 12)
    matrix = 52 if wide else 40
    a, b = struct.unpack_from(">ii", body, matrix)
    width, height = struct.unpack_from(">II", body, matrix + 36)
    track.width, track.height = width >> 16, height >> 16
    track.rotation = round(math.degrees(math.atan2(b, a))) % 360


def _edits(track: Track, body: bytes) -> None:
    """Empty edits only let a track start later; the others name what is played."""
    count = struct.unpack_from(">I", body, 4)[0]
    entry = struct.Struct(">QqI" if body[0] == 1 else ">IiI")
    for number in range(min(count, (len(body) - 8) // entry.size)):
        length, start, _ = entry.unpack_from(body, 8 + number * entry.size)
        track.played += length
        if start >= 0:
            track.skipped = track.skipped or start
            track.edits += 1


def _media(track: Track, body: bytes) -> None:
    for kind, inner in children(body):
        if kind == b"mdhd":
            track.scale, track.length = timing(inner)
        elif kind == b"hdlr":
            track.handler = inner[8:12]
        elif kind == b"minf":
            for deeper, table in children(inner):
                if deeper == b"stbl":
                    track.samples = read_samples(table)
