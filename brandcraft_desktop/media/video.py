"""What a video is: its own table of contents, and one decoded frame from a child process."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind
from brandcraft_desktop.media import child, refusals
from brandcraft_desktop.media.boxes import read_movie
from brandcraft_desktop.media.codecs import codec_name
from brandcraft_desktop.media.matroska import read_matroska
from brandcraft_desktop.media.movie import Locked, Movie, NoPictures, Unreadable

TIME_LIMIT = 60.0
_WEB = ("video/webm", "video/x-matroska")
_MODULE = "brandcraft_desktop.media.video_child"


@dataclass(frozen=True)
class Decoded:
    """What decoding one frame told; pixels after rotation."""

    width: int
    height: int
    frame_rate: float
    duration: float
    codec: str


def header_facts(path: Path, name: str, mime: str) -> MediaFacts:
    """The figures that cost no decoding. Raises `BadInput` for a file that is cut off."""
    try:
        movie = read_matroska(path) if mime in _WEB else read_movie(path)
    except NoPictures as error:
        raise refusals.no_pictures(name) from error
    except Locked as error:
        raise refusals.locked(name) from error
    except Unreadable as error:
        raise broken(name) from error
    except OSError as error:
        raise refusals.unreadable(name, error) from error
    return _facts(movie, mime, path.stat().st_size)


def decode(
    path: Path,
    name: str,
    poster: Path,
    *,
    moment: int | None = None,
    facts: MediaFacts | None = None,
    side: int | None = None,
) -> Decoded:
    """Decode one frame into `poster` (JPEG): that of `moment` (milliseconds), else a telling one.

    With the `facts` of the header the poster has square pixels. Its long side has `side` pixels at
    most (of a chosen moment; None: as thumbnails need). Raises `BadInput` if none can be decoded.
    """
    arguments: list[str | Path] = [path, poster]
    if moment is not None:
        arguments += [str(moment)] if side is None else [str(moment), str(side)]
    try:
        said = child.ask(_MODULE, arguments, seconds=TIME_LIMIT, environment=child_environment())
        figures = json.loads(said)
    except (child.ChildTrouble, ValueError) as error:
        raise broken(name) from error
    decoded = Decoded(
        width=int(figures["width"]),
        height=int(figures["height"]),
        frame_rate=float(figures["frame_rate"]),
        duration=float(figures["duration"]),
        codec=str(figures["codec"]),
    )
    if facts is not None and _size(facts, decoded) != (decoded.width, decoded.height):
        _squared(poster, _size(facts, decoded))
    return decoded


def _squared(poster: Path, seen: tuple[int, int]) -> None:
    """Bring a picture of pixels that are not square into the shape in which it is seen."""
    from PIL import Image

    with Image.open(poster) as picture:
        shown = picture.resize((max(1, round(picture.height * seen[0] / seen[1])), picture.height))
    shown.save(poster, "JPEG", quality=88)


def child_environment() -> dict[str, str]:
    """What a process that decodes is told: to be quiet, and to open its own file alone."""
    return {
        **child.clean_environment(),
        "OPENCV_LOG_LEVEL": "SILENT",
        "OPENCV_FFMPEG_LOGLEVEL": "-8",
        # A file that names other files or addresses must not make us open them.
        "OPENCV_FFMPEG_CAPTURE_OPTIONS": "protocol_whitelist;file",
    }


def decoded_facts(facts: MediaFacts, decoded: Decoded) -> MediaFacts:
    """The figures of the header, completed by what decoding told."""
    duration = facts.duration or decoded.duration
    width, height = _size(facts, decoded)
    return replace(
        facts,
        width=width,
        height=height,
        duration=duration,
        frame_rate=facts.frame_rate or decoded.frame_rate,
        bit_rate=round(facts.bytes * 8 / duration) if duration else None,
        codec=facts.codec or codec_name(decoded.codec),
    )


def _size(facts: MediaFacts, decoded: Decoded) -> tuple[int, int]:
    """What was decoded is the truth, but of pixels that are not square it knows nothing."""
    stretched = (facts.width == decoded.width) != (facts.height == decoded.height)
    if facts.width and facts.height and (stretched or not decoded.width):
        return facts.width, facts.height
    return decoded.width or facts.width, decoded.height or facts.height


def _facts(movie: Movie, mime: str, size: int) -> MediaFacts:
    sound = movie.sound
    return MediaFacts(
        kind=MediaKind.VIDEO,
        mime=mime,
        bytes=size,
        width=movie.width,
        height=movie.height,
        duration=movie.duration,
        frame_rate=movie.frame_rate,
        bit_rate=round(size * 8 / movie.duration) if movie.duration else None,
        codec=codec_name(movie.codec),
        audio_codec=sound.codec or codec_name(movie.audio_codec),
        chroma=movie.chroma,
        audio_channels=sound.channels or None,
        audio_sample_rate=sound.rate or None,
        audio_bit_rate=sound.bit_rate or None,
        fast_start=movie.fast_start,
        edited=movie.edited,
        constant_rate=movie.constant_rate,
        closed_gop=movie.closed_gop,
    )


broken = refusals.broken_video
