"""A reel as a film: its layers put over one another frame by frame, with sound.

H.264 (High, 4:2:0, BT.709) and AAC in an MP4 with its table of contents first, which every platform
takes. The same reel gives the same bytes on one machine. Filters: https://ffmpeg.org/ffmpeg-filters.html
(loop, perspective, fade, overlay, loudnorm).
"""

from __future__ import annotations

import errno
import os
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.reel import FRAMES, HEIGHT, WIDTH, Film, Reel
from brandcraft_desktop.domain.reel_templates import template
from brandcraft_desktop.errors import BadInput, DiskFull, StorageTrouble
from brandcraft_desktop.media import ffmpeg
from brandcraft_desktop.media.reel import Layers
from brandcraft_desktop.media.reel_grounds import ZOOM, moves
from brandcraft_desktop.media.video import broken
from brandcraft_desktop.paths import shown_name

if TYPE_CHECKING:
    from PIL.Image import Image

FADE = 0.35
"""Seconds in which the words of one card go and those of the next come."""
SOUND_FADE = 1.5
# EBU R 128 s2 and what the apps play at: about -16 LUFS, never above -1.5 dB true peak.
_LOUDNESS = "loudnorm=I=-16:TP=-1.5:LRA=11"
_NO_ROOM = "No space left on device"
_DURATION = re.compile(r"Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)")
# A file that names other files or addresses must not make us open them.
_FILE_ALONE = ("-protocol_whitelist", "file")


@dataclass(frozen=True)
class Quality:
    """How large and how carefully a film is made; tests make small ones."""

    width: int = WIDTH
    height: int = HEIGHT
    frames: int = FRAMES
    preset: str = "veryfast"


def film(
    layers: Layers,
    reel: Reel,
    times: Sequence[float],
    out: Path,
    *,
    quality: Quality = Quality(),
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Make the film in `out`, which is there whole or not at all; `times` are seconds of each card.

    `progress` is told a part of the whole (0 to 1), from another thread. Raises `BadInput` for a
    film or a sound that can't be read, `DiskFull`, `StorageTrouble`, and `ffmpeg.Cancelled`.
    """
    whole = sum(times)
    sound = None if reel.sound is None else sound_seconds(reel.sound)
    with tempfile.TemporaryDirectory(prefix=".reel-", dir=out.parent) as name:
        folder = Path(name)
        made = folder / "reel.mp4"
        try:
            inputs, graph = _pictures(layers, reel, times, folder, quality)
            heard, filters = _sound(reel, sound, whole, number=inputs.count("-i"))
            ffmpeg.run(
                [
                    *inputs,
                    *heard,
                    "-filter_complex",
                    ";".join([*graph, filters]),
                    *_encoding(whole, quality),
                    str(made),
                ],
                progress=None
                if progress is None
                else lambda done: progress(min(1.0, done / whole)),
                cancelled=cancelled,
            )
            made.replace(out)
        except ffmpeg.Failed as error:
            raise _trouble(reel, str(error)) from error
        except ffmpeg.Exceeded as error:
            raise StorageTrouble(
                "Making the video took too long.", "It was stopped.", "Try a simpler background."
            ) from error
        except OSError as error:
            raise _disk_trouble(error) from error


def sound_seconds(path: Path) -> float | None:
    """How long a sound file is; None where it does not say. Raises `BadInput` if it is none."""
    name = shown_name(path)
    if not path.is_file():
        raise BadInput(
            f"There is no file “{name}”.",
            "It was moved, renamed or deleted, or the name is misspelt.",
            "Choose the sound again.",
            field="sound",
        )
    try:
        said = ffmpeg.run(
            [*_FILE_ALONE, "-i", str(path), "-map", "0:a:0", "-t", "0.5", "-f", "null", "-"],
            limits=ffmpeg.Limits(seconds=60),
        )
    except ffmpeg.FfmpegTrouble as error:
        raise BadInput(
            f"“{name}” has no sound that can be played.",
            "It is damaged, or no sound file.",
            "Choose an MP3, M4A, WAV or Ogg file.",
            field="sound",
        ) from error
    found = _DURATION.search(said)
    if found is None:
        return None
    hours, minutes, seconds = found.groups()
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _pictures(
    layers: Layers, reel: Reel, times: Sequence[float], folder: Path, quality: Quality
) -> tuple[list[str], list[str]]:
    """The inputs, and the filters that end in [pictures]."""
    ground = reel.ground or template(reel.template).ground
    size = f"{quality.width}:{quality.height}"
    colours = "out_color_matrix=bt709:out_range=tv"
    whole = sum(times)
    still = f"loop=loop=-1:size=1:start=0,setpts=N/({quality.frames}*TB)"
    inputs: list[str] = []
    graph: list[str] = []
    if isinstance(ground, Film):
        inputs += [*_FILE_ALONE, "-stream_loop", "-1", "-i", str(ground.path)]
        graph.append(
            f"[0:v:0]fps={quality.frames},"
            f"scale={size}:force_original_aspect_ratio=increase:{colours},crop={size},"
            f"setsar=1,format=yuv420p,trim=duration={whole}[ground]"
        )
    else:
        # What stands still over a ground that stands still is one picture with it.
        whole_ground = layers.ground.convert("RGBA")
        if not moves(ground):
            whole_ground.alpha_composite(layers.fixed)
        inputs += ["-i", _saved(whole_ground.convert("RGB"), folder / "ground.png")]
        zoom = f",{_zoom(whole, quality)}" if moves(ground) else ""
        graph.append(
            f"[0:v]scale={size}:{colours},format=yuv420p,{still},trim=duration={whole}{zoom}[ground]"
        )
    last = "ground"
    if isinstance(ground, Film) or moves(ground):
        inputs += ["-i", _saved(layers.fixed, folder / "fixed.png")]
        graph.append(f"[1:v]scale={size}:{colours},format=yuva420p[fixed]")
        graph.append(f"[{last}][fixed]overlay=format=yuv420:eof_action=repeat[under]")
        last = "under"
    start = 0.0
    for number, (card, seconds) in enumerate(zip(layers.cards, times, strict=True)):
        place = inputs.count("-i")
        inputs += ["-i", _saved(card, folder / f"card{number}.png")]
        fades = _fades(seconds, first=number == 0, last=number == len(times) - 1)
        graph.append(
            f"[{place}:v]scale={size}:{colours},format=yuva420p,{still},trim=duration={seconds}"
            f"{fades},setpts=PTS+{start}/TB[card{number}]"
        )
        graph.append(f"[{last}][card{number}]overlay=format=yuv420:eof_action=pass[with{number}]")
        last, start = f"with{number}", start + seconds
    graph.append(
        f"[{last}]setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv[pictures]"
    )
    return inputs, graph


def _fades(seconds: float, *, first: bool, last: bool) -> str:
    """The first card stands there at once: its first frame is what apps show of a film."""
    length = min(FADE, seconds / 4)
    coming = "" if first else f",fade=t=in:st=0:d={length}:alpha=1"
    going = "" if last else f",fade=t=out:st={seconds - length}:d={length}:alpha=1"
    return coming + going


def _zoom(whole: float, quality: Quality) -> str:
    """Closer and closer, evenly and between pixels, so that nothing trembles."""
    part = f"{ZOOM / (1 + ZOOM) / 2}*on/{max(1, round(whole * quality.frames))}"
    left, right = f"W*{part}", f"W*(1-{part})"
    top, bottom = f"H*{part}", f"H*(1-{part})"
    return (
        f"perspective=x0='{left}':y0='{top}':x1='{right}':y1='{top}':x2='{left}':y2='{bottom}'"
        f":x3='{right}':y3='{bottom}':interpolation=linear:eval=frame"
    )


def _sound(
    reel: Reel, seconds: float | None, whole: float, *, number: int
) -> tuple[list[str], str]:
    """The input and the filters that end in [sound]: platforms expect some, be it silence."""
    if reel.sound is None:
        return (
            ["-f", "lavfi", "-i", "anullsrc=sample_rate=48000:channel_layout=stereo"],
            f"[{number}:a]atrim=duration={whole}[sound]",
        )
    end = whole if seconds is None else min(whole, seconds)
    fade = min(SOUND_FADE, end / 4)
    return (
        [*_FILE_ALONE, "-i", str(reel.sound)],
        f"[{number}:a:0]atrim=duration={whole},aresample=48000,"
        f"aformat=channel_layouts=stereo,{_LOUDNESS},aresample=48000,"
        f"afade=t=out:st={max(0.0, end - fade):.3f}:d={fade:.3f},"
        f"apad,atrim=duration={whole}[sound]",
    )


def _encoding(whole: float, quality: Quality) -> list[str]:
    bit_exact = ("-fflags", "+bitexact", "-flags:v", "+bitexact+cgop", "-flags:a", "+bitexact")
    return [
        *("-map", "[pictures]", "-map", "[sound]", "-t", f"{whole:.3f}"),
        *("-c:v", "libx264", "-preset", quality.preset, "-profile:v", "high", "-crf", "18"),
        *("-maxrate", "12M", "-bufsize", "24M", "-pix_fmt", "yuv420p"),
        *("-r", str(quality.frames), "-g", str(2 * quality.frames), "-threads", "2"),
        *("-c:a", "aac", "-b:a", "128k", "-ar", "48000", "-ac", "2"),
        *bit_exact,
        *("-map_metadata", "-1", "-movflags", "+faststart", "-y"),
    ]


def _saved(picture: Image, path: Path) -> str:
    picture.save(path, "PNG", compress_level=1)
    return str(path)


def _trouble(reel: Reel, said: str) -> BadInput | StorageTrouble:
    if _NO_ROOM in said:
        return _no_room()
    ground = reel.ground
    if isinstance(ground, Film):
        return broken(shown_name(ground.path))
    return StorageTrouble(
        "The video could not be made.",
        said.strip().rpartition("\n")[2][:200],
        "Try again; if it comes back, choose another background or sound.",
    )


def _disk_trouble(error: OSError) -> StorageTrouble:
    if error.errno == errno.ENOSPC:
        return _no_room()
    return StorageTrouble(
        "The video could not be written.",
        os.strerror(error.errno) if error.errno else "",
        "Check the disk it goes to, then try again.",
    )


def _no_room() -> DiskFull:
    return DiskFull("The disk is full.", "The video has no room on it.", "Free some space.")
