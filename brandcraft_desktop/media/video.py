"""What a video is: its own table of contents, and one decoded frame from a child process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.media.boxes import Movie, Unreadable, read_movie

TIME_LIMIT = 60.0
_CODECS = {
    "avc1": "h264",
    "avc3": "h264",
    "h264": "h264",
    "hvc1": "hevc",
    "hev1": "hevc",
    "mp4v": "mpeg4",
    "fmp4": "mpeg4",
    "vp08": "vp8",
    "vp80": "vp8",
    "vp09": "vp9",
    "vp90": "vp9",
    "av01": "av1",
    "mp4a": "aac",
    ".mp3": "mp3",
    "Opus": "opus",
    "ac-3": "ac3",
    "ec-3": "eac3",
    **dict.fromkeys(("sowt", "twos", "lpcm", "in24", "in32", "fl32", "raw"), "pcm"),
    **dict.fromkeys(("apco", "apcs", "apcn", "apch", "ap4h", "ap4x"), "prores"),
}


@dataclass(frozen=True)
class Decoded:
    """What decoding one frame told; pixels after rotation."""

    width: int
    height: int
    frame_rate: float
    duration: float
    codec: str


def header_facts(path: Path, name: str, mime: str) -> MediaFacts:
    """The figures that cost no decoding. Raises `BadInput` for a file that is cut off.

    WebM tells nothing here: its width and height are 0 until `decoded_facts`.
    """
    size = path.stat().st_size
    if mime == "video/webm":
        return MediaFacts(MediaKind.VIDEO, mime, size, 0, 0)
    try:
        movie = read_movie(path)
    except Unreadable as error:
        raise broken(name) from error
    return _facts(movie, mime, size)


def decode(path: Path, name: str, poster: Path, *, moment: int | None = None) -> Decoded:
    """Decode one frame into `poster` (JPEG): that of `moment` (milliseconds), else a telling one.

    Raises `BadInput` if none can be decoded.
    """
    command = [sys.executable, "-m", "brandcraft_desktop.media.video_child"]
    try:
        done = subprocess.run(  # noqa: S603  our own module, an argument list
            [*command, str(path), str(poster), *([] if moment is None else [str(moment)])],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=TIME_LIMIT,
            check=True,
            env=child_environment(),
        )
        figures = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise broken(name) from error
    return Decoded(
        width=int(figures["width"]),
        height=int(figures["height"]),
        frame_rate=float(figures["frame_rate"]),
        duration=float(figures["duration"]),
        codec=str(figures["codec"]),
    )


def child_environment() -> dict[str, str]:
    """What a process that decodes is told: to be quiet, and to open its own file alone."""
    return {
        **os.environ,
        "OPENCV_LOG_LEVEL": "SILENT",
        "OPENCV_FFMPEG_LOGLEVEL": "-8",
        # A file that names other files or addresses must not make us open them.
        "OPENCV_FFMPEG_CAPTURE_OPTIONS": "protocol_whitelist;file",
    }


def decoded_facts(facts: MediaFacts, decoded: Decoded) -> MediaFacts:
    """The figures of the header, completed by what decoding told."""
    from dataclasses import replace

    duration = facts.duration or decoded.duration
    return replace(
        facts,
        width=decoded.width or facts.width,
        height=decoded.height or facts.height,
        duration=duration,
        frame_rate=facts.frame_rate or decoded.frame_rate,
        bit_rate=round(facts.bytes * 8 / duration) if duration else None,
        codec=facts.codec or _CODECS.get(decoded.codec, decoded.codec),
    )


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
        codec=_CODECS.get(movie.codec, movie.codec),
        audio_codec=sound.codec or _CODECS.get(movie.audio_codec, movie.audio_codec),
        chroma=movie.chroma,
        audio_channels=sound.channels or None,
        audio_sample_rate=sound.rate or None,
        audio_bit_rate=sound.bit_rate or None,
        fast_start=movie.fast_start,
        edited=movie.edited,
    )


def broken(name: str) -> BadInput:
    """The error for a video that can't be played."""
    return BadInput(
        f"“{name}” is damaged or incomplete.",
        "No picture of the video can be read, or the file was cut off.",
        "Export it again from your video program, or choose another.",
        field="media",
    )
