"""Videos of every kind that people bring, each made on the spot: tiny and short."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SIZE = "64x48"
_PICTURES = ("-f", "lavfi", "-i", f"testsrc2=size={SIZE}:rate=25:duration=1.2")
_SOUND = ("-f", "lavfi", "-i", "sine=duration=1.2:sample_rate=44100")
_STEREO = (
    "-f",
    "lavfi",
    "-i",
    "sine=duration=1.2:sample_rate=48000,aformat=channel_layouts=stereo",
)
_X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
_OPEN = "keyint=8:min-keyint=8:scenecut=0:bframes=2"
_X265 = ("-c:v", "libx265", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-tag:v", "hvc1")
# Pictures that come when they like: every third one is left out, and one after ten more.
_UNSTEADY = ("-vf", "select='mod(n,3)*not(eq(n,10))'", "-fps_mode", "vfr")


@dataclass(frozen=True)
class Clip:
    """A file of the corpus: what it is made of and what no other program tells of it."""

    name: str
    options: tuple[str, ...]
    sources: tuple[str, ...] = _PICTURES
    constant: bool | None = True
    closed: bool | None = True
    rotation: int = 0
    raw: bool = False  # an unsteady or odd clip whose rate programs estimate in other ways


def _clip(
    name: str,
    *options: str,
    sound: tuple[str, ...] = (),
    sources: tuple[str, ...] = _PICTURES,
    constant: bool | None = True,
    closed: bool | None = True,
    rotation: int = 0,
) -> Clip:
    return Clip(name, options, (*sources, *sound), constant, closed, rotation)


def _x265(*more: str) -> tuple[str, ...]:
    return (*_X265, "-x265-params", ":".join(("log-level=none", *more)))


CLIPS = (
    # H.264 in its profiles, sound, layout
    _clip("baseline.mp4", *_X264, "-profile:v", "baseline", "-c:a", "aac", sound=_SOUND),
    _clip(
        *("main.mp4", "-c:v", "libx264", "-preset", "fast", "-profile:v", "main"),
        *("-pix_fmt", "yuv420p", "-movflags", "+faststart", "-c:a", "aac", "-ac", "2"),
        sound=_STEREO,
    ),
    _clip("high.mov", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "pcm_s16le", sound=_STEREO),
    _clip("high10.mp4", "-c:v", "libx264", "-preset", "fast", "-pix_fmt", "yuv420p10le"),
    _clip("high422.mp4", "-c:v", "libx264", "-preset", "fast", "-pix_fmt", "yuv422p"),
    _clip("high444.mkv", "-c:v", "libx264", "-preset", "fast", "-pix_fmt", "yuv444p"),
    _clip("apple.m4v", *_X264, "-c:a", "aac", "-f", "ipod", "-brand", "M4V ", sound=_SOUND),
    _clip("mp3.mp4", *_X264, "-c:a", "libmp3lame", sound=_SOUND),
    _clip("ac3.mp4", *_X264, "-c:a", "ac3", "-ac", "6", sound=_STEREO),
    _clip("eac3.mp4", *_X264, "-c:a", "eac3", "-ac", "6", sound=_STEREO),
    _clip("opus.mp4", *_X264, "-c:a", "libopus", sound=_STEREO),
    _clip("pcm24.mov", *_X264, "-c:a", "pcm_s24le", "-ar", "96000", sound=_STEREO),
    # groups of pictures
    _clip("closed.mp4", "-c:v", "libx264", "-x264-params", _OPEN, "-pix_fmt", "yuv420p"),
    _clip(
        *("open.mp4", "-c:v", "libx264", "-x264-params", f"{_OPEN}:open-gop=1"),
        *("-pix_fmt", "yuv420p"),
        closed=False,
    ),
    _clip(
        *("open.mkv", "-c:v", "libx264", "-x264-params", f"{_OPEN}:open-gop=1"),
        *("-pix_fmt", "yuv420p"),
        closed=False,
    ),
    # HEVC
    _clip("hevc.mp4", *_x265("open-gop=0", "keyint=8"), "-c:a", "aac", sound=_SOUND),
    _clip("hevc10.mp4", *_x265("open-gop=0"), "-pix_fmt", "yuv420p10le"),
    _clip("hevcopen.mov", *_x265("open-gop=1", "keyint=8", "bframes=3"), closed=False),
    _clip("hevcopen.mkv", *_x265("open-gop=1", "keyint=8", "bframes=3"), closed=False),
    # the open formats
    _clip("vp8.webm", "-c:v", "libvpx", "-c:a", "libvorbis", sound=_SOUND),
    _clip("vp9.webm", "-c:v", "libvpx-vp9", "-cpu-used", "8", "-c:a", "libopus", sound=_STEREO),
    _clip("vp9444.webm", "-c:v", "libvpx-vp9", "-cpu-used", "8", "-pix_fmt", "yuv444p"),
    _clip("vp9.mp4", "-c:v", "libvpx-vp9", "-cpu-used", "8", "-pix_fmt", "yuv420p"),
    _clip("av1.mp4", "-c:v", "libaom-av1", "-cpu-used", "8", "-pix_fmt", "yuv420p"),
    _clip("av1.webm", "-c:v", "libaom-av1", "-cpu-used", "8", "-pix_fmt", "yuv420p"),
    # older ones, and those of cameras and cutters
    _clip("mpeg4.mp4", "-c:v", "mpeg4", "-c:a", "aac", sound=_SOUND, closed=None),
    _clip("mpeg4.mkv", "-c:v", "mpeg4", "-c:a", "mp2", sound=_SOUND, closed=None),
    _clip("prores.mov", "-c:v", "prores_ks", "-profile:v", "2", "-c:a", "pcm_s16be", sound=_SOUND),
    _clip("mjpeg.mov", "-c:v", "mjpeg", "-pix_fmt", "yuvj420p"),
    # Matroska with sound
    _clip("aac.mkv", *_X264, "-c:a", "aac", "-ac", "2", sound=_STEREO),
    _clip("ac3.mkv", *_X264, "-c:a", "ac3", "-ac", "6", sound=_STEREO),
    _clip("flac.mkv", *_X264, "-c:a", "flac", sound=_STEREO),
    _clip("pcm.mkv", *_X264, "-c:a", "pcm_s16le", sound=_STEREO),
    _clip("mp3.mkv", *_X264, "-c:a", "libmp3lame", sound=_STEREO),
    # pixels that are not square, odd sizes and rates
    _clip("wide.mp4", *_X264, "-vf", "setsar=4/3"),
    _clip("narrow.mov", *_X264, "-vf", "setsar=8/9"),
    _clip("wide.mkv", *_X264, "-vf", "setsar=4/3"),
    _clip("ntsc.mp4", *_X264, "-r", "30000/1001"),
    _clip("ntsc.mkv", *_X264, "-r", "30000/1001"),
    _clip("cinema.webm", "-c:v", "libvpx", "-r", "24000/1001"),
    _clip("fast.mp4", *_X264, "-r", "120"),
    # an unsteady pace
    _clip("unsteady.mp4", *_X264, *_UNSTEADY, constant=False),
    _clip("unsteady.mkv", *_X264, *_UNSTEADY, constant=False),
    _clip("unsteady.webm", "-c:v", "libvpx", *_UNSTEADY, constant=False),
    # layout
    _clip(
        *("pieces.mp4", *_X264, "-g", "10", "-c:a", "aac"),
        *("-movflags", "frag_keyframe+empty_moov+default_base_moof"),
        sound=_SOUND,
    ),
    _clip(
        *("oldpieces.mp4", *_X264, "-g", "10", "-c:a", "aac"),
        *("-movflags", "frag_keyframe", "-frag_duration", "300000"),
        sound=_SOUND,
    ),
    _clip("live.webm", "-c:v", "libvpx", "-live", "1", "-c:a", "libopus", sound=_STEREO),
    _clip("live.mkv", *_X264, "-c:a", "aac", "-live", "1", sound=_STEREO),
    # several of a kind
    _clip(
        *("two.mp4", *_X264, "-map", "0", "-map", "1", "-map", "2", "-map", "3"),
        *("-c:a", "aac", "-ac:a:1", "1", "-disposition:a:0", "0", "-disposition:a:1", "default"),
        sound=(
            *("-f", "lavfi", "-i", "testsrc=size=32x32:rate=25:duration=1.2"),
            *_STEREO,
            *_SOUND,
        ),
    ),
    _clip(
        *("two.mkv", *_X264, "-map", "0", "-map", "1", "-map", "2", "-c:a", "aac"),
        *("-disposition:a:0", "0", "-disposition:a:1", "default"),
        sound=(*_STEREO, *_SOUND),
    ),
)
TURNS = (90, 180, 270)


def made(folder: Path, clip: Clip) -> Path:
    """The file of a clip, made if it is not there yet."""
    path = folder / clip.name
    if not path.exists():
        _ffmpeg(*clip.sources, *clip.options, str(path))
    return path


def turned(folder: Path, source: Path, degrees: int) -> Path:
    """A copy that players turn clockwise by so many degrees."""
    path = folder / f"{source.stem}-{degrees}{source.suffix}"
    if not path.exists():
        _ffmpeg("-display_rotation", str(-degrees), "-i", str(source), "-c", "copy", str(path))
    return path


def cut(folder: Path, source: Path, start: float) -> Path:
    """A copy that begins later without being encoded again: with an edit list."""
    path = folder / f"{source.stem}-cut{source.suffix}"
    if not path.exists():
        _ffmpeg("-ss", str(start), "-i", str(source), "-c", "copy", str(path))
    return path


def sound_only(folder: Path, name: str) -> Path:
    """A video file without pictures."""
    path = folder / name
    if not path.exists():
        codec = "libopus" if path.suffix == ".webm" else "aac"
        _ffmpeg(*_STEREO, "-c:a", codec, str(path))
    return path


def by_name(*names: str) -> Iterator[Clip]:
    """These clips."""
    known = {clip.name: clip for clip in CLIPS}
    return (known[name] for name in names)


@cache
def _program() -> str:
    import imageio_ffmpeg

    return str(imageio_ffmpeg.get_ffmpeg_exe())


def _ffmpeg(*words: str) -> None:
    command = [_program(), "-nostdin", "-v", "error", "-threads", "1"]
    subprocess.run([*command, *words], check=True)
