"""The tracks of a Matroska or WebM file. Ids of elements: RFC 9559, section 5."""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from brandcraft_desktop.media.codecs import codec_name
from brandcraft_desktop.media.ebml import elements, floating, unsigned, words
from brandcraft_desktop.media.key_frames import length_size_of
from brandcraft_desktop.media.sample_entries import ALWAYS, chroma_of

PICTURES, SOUND = 1, 2
_ENTRY, _VIDEO, _AUDIO = 0xAE, 0xE0, 0xE1
# What CodecPrivate is, by codec: the body of this box of ISO/IEC 14496-15 or of AV1 in ISOBMFF.
_BOXES = {"h264": b"avcC", "hevc": b"hvcC", "av1": b"av1C"}
_SUBSAMPLED = {(1, 1): "4:2:0", (1, 0): "4:2:2", (0, 0): "4:4:4"}
# https://www.webmproject.org/docs/container/#vp9-codec-feature-metadata-codecprivate
_VP9_CHROMA = {0: "4:2:0", 1: "4:2:0", 2: "4:2:2", 3: "4:4:4"}
_VP9_SUBSAMPLING = 4


@dataclass
class WebTrack:
    """A TrackEntry; `frame` are nanoseconds of one frame where the file tells."""

    number: int = 0
    kind: int = 0
    default: bool = True
    enabled: bool = True
    codec: str = ""
    private: bytes = b""
    frame: int = 0
    packed: bool = False  # its blocks are compressed or encrypted
    encrypted: bool = False
    width: int = 0
    height: int = 0
    shown: tuple[int, int, int] = (0, 0, 0)  # width, height, unit
    crop: tuple[int, int] = (0, 0)  # pixels cut off across, down
    roll: float = 0.0
    subsampling: tuple[int, int] | None = None
    channels: int = 1
    rate: float = 8000.0

    @property
    def length_size(self) -> int:
        """Bytes of the length before each piece of a picture; 0 if it is not known."""
        return length_size_of(_BOXES.get(codec_name(self.codec), b""), self.private)

    @property
    def chroma(self) -> str:
        """How colours are stored ("4:2:0"); "" if it is not told."""
        codec = codec_name(self.codec)
        if codec in ALWAYS:
            return ALWAYS[codec]
        if codec == "vp9":
            told = _vp9_subsampling(self.private)
            if told:
                return told
        try:
            told = chroma_of(_BOXES.get(codec, b""), self.private)
        except (struct.error, IndexError):
            told = ""
        return told or _SUBSAMPLED.get(self.subsampling or (-1, -1), "")

    @property
    def rotation(self) -> int:
        """Degrees clockwise; the file counts them the other way round (RFC 9559, 5.1.4.1.28.43)."""
        return round(-self.roll) % 360 if math.isfinite(self.roll) else 0

    @property
    def seen(self) -> tuple[int, int]:
        """Width and height as a player shows them before turning, with square pixels."""
        width, height = self.width - self.crop[0], self.height - self.crop[1]
        across, down, unit = self.shown
        if width < 1 or height < 1:
            return max(0, self.width), max(0, self.height)
        if not across or not down or unit > 3:
            return width, height
        shape = height * across / (width * down)
        return (round(width * shape) if 1 / 20 < shape < 20 else width), height


def read_tracks(body: bytes) -> list[WebTrack]:
    """The body of a Tracks element."""
    return [_entry(entry) for identity, entry in elements(body) if identity == _ENTRY]


def chosen(tracks: Sequence[WebTrack], kind: int) -> WebTrack | None:
    """The track that is played of a kind: the first default one that may be played."""
    alike = [track for track in tracks if track.kind == kind]
    enabled = [track for track in alike if track.enabled]
    default = [track for track in enabled if track.default]
    return next(iter([*default, *enabled, *alike]), None)


def _entry(body: bytes) -> WebTrack:
    track = WebTrack()
    for identity, value in elements(body):
        match identity:
            case 0xD7:
                track.number = unsigned(value)
            case 0x83:
                track.kind = unsigned(value)
            case 0x88:
                track.default = bool(unsigned(value))
            case 0xB9:
                track.enabled = bool(unsigned(value))
            case 0x86:
                track.codec = words(value)
            case 0x63A2:
                track.private = value
            case 0x23E383:
                track.frame = unsigned(value)
            case 0x6D80:
                track.packed = True
                # ContentEncoding with a ContentEncryption (0x5035) in it.
                track.encrypted = any(
                    inner == 0x5035
                    for _, coding in elements(value)
                    for inner, _ in elements(coding)
                )
            case 0xE0:
                _video(track, value)
            case 0xE1:
                _audio(track, value)
    return track


def _video(track: WebTrack, body: bytes) -> None:
    found = dict(elements(body))
    track.width, track.height = unsigned(found.get(0xB0, b"")), unsigned(found.get(0xBA, b""))
    track.shown = (
        unsigned(found.get(0x54B0, b"")),
        unsigned(found.get(0x54BA, b"")),
        unsigned(found.get(0x54B2, b"")),
    )
    track.crop = (
        unsigned(found.get(0x54CC, b"")) + unsigned(found.get(0x54DD, b"")),
        unsigned(found.get(0x54BB, b"")) + unsigned(found.get(0x54AA, b"")),
    )
    colour = dict(elements(found.get(0x55B0, b"")))
    if 0x55B3 in colour and 0x55B4 in colour:
        track.subsampling = (unsigned(colour[0x55B3]), unsigned(colour[0x55B4]))
    projection = dict(elements(found.get(0x7670, b"")))
    track.roll = floating(projection.get(0x7675, b""))


def _audio(track: WebTrack, body: bytes) -> None:
    found = dict(elements(body))
    track.channels = unsigned(found[0x9F]) if 0x9F in found else 1
    rate = found.get(0x78B5) or found.get(0xB5)
    track.rate = floating(rate) if rate else track.rate


def _vp9_subsampling(private: bytes) -> str:
    at = 0
    while at + 2 < len(private):
        if private[at] == _VP9_SUBSAMPLING:
            return _VP9_CHROMA.get(private[at + 2], "")
        at += 2 + private[at + 1]
    return ""
