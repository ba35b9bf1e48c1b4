"""Another ffmpeg than the program's own (Debian's) judges the films that were made."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from tests.real.availability import program


@dataclass(frozen=True)
class Judged:
    """What ffprobe finds; seconds, bits a second, pixels. `marks` are side data of the pictures."""

    codec: str
    profile: str
    width: int
    height: int
    pixel: str
    chroma: str
    colours: tuple[str, ...]
    rate: Fraction
    seconds: float
    frames: int
    marks: tuple[str, ...]
    sound: str
    hertz: int
    channels: int
    tags: frozenset[str]
    bit_rate: int


def judged(path: Path) -> Judged:
    """The figures of a film with one stream of pictures and at most one of sound."""
    return _judged(path, path.stat().st_mtime_ns)


@cache
def _judged(path: Path, written: int) -> Judged:
    found = json.loads(_probed(path, "-show_streams", "-show_format", "-count_frames"))
    films = [one for one in found["streams"] if one["codec_type"] == "video"]
    sounds = [one for one in found["streams"] if one["codec_type"] == "audio"]
    assert len(films) == 1
    assert len(sounds) <= 1
    assert len(films) + len(sounds) == len(found["streams"])
    film, sound = films[0], sounds[0] if sounds else {}
    tags = [found["format"].get("tags", {}), *(one.get("tags", {}) for one in found["streams"])]
    assert film["r_frame_rate"] == film["avg_frame_rate"]
    return Judged(
        codec=film["codec_name"],
        profile=film["profile"],
        width=film["width"],
        height=film["height"],
        pixel=film["sample_aspect_ratio"],
        chroma=film["pix_fmt"],
        colours=tuple(
            film.get(f"color_{one}", "") for one in ("range", "space", "transfer", "primaries")
        ),
        rate=Fraction(film["avg_frame_rate"]),
        seconds=float(film["duration"]),
        frames=int(film["nb_read_frames"]),
        marks=tuple(one["side_data_type"] for one in film.get("side_data_list", [])),
        sound=f"{sound['codec_name']} {sound['profile']}" if sound else "",
        hertz=int(sound.get("sample_rate", 0)),
        channels=int(sound.get("channels", 0)),
        tags=frozenset(name for one in tags for name in one),
        bit_rate=int(found["format"]["bit_rate"]),
    )


@dataclass(frozen=True)
class Packet:
    """A picture as it lies in the file: when it is shown, for how long, whether it is a key."""

    moment: float
    length: float
    key: bool


def packets(path: Path) -> list[Packet]:
    """The pictures in the order in which they are decoded."""
    shown = ("-select_streams", "v", "-show_entries", "packet=pts_time,duration_time,flags")
    return [
        Packet(float(one["pts_time"]), float(one["duration_time"]), "K" in one["flags"])
        for one in json.loads(_probed(path, *shown))["packets"]
    ]


def likeness(made: Path, source: Path, chain: str, *, before: tuple[str, ...] = ()) -> float:
    """SSIM (0 to 1) of a film and what `chain` makes of its source, frame by frame."""
    graph = f"[0:v]setpts=PTS-STARTPTS[a];[1:v]{chain},format=yuv420p,setpts=PTS-STARTPTS[b]"
    said = _ffmpeg(
        *("-i", str(made), *before, "-i", str(source)),
        *("-filter_complex", f"{graph};[a][b]ssim=shortest=1", "-f", "null", "-"),
    )
    found = re.findall(r"SSIM .*All:([\d.]+)", said)
    assert found, said
    return float(found[-1])


@dataclass(frozen=True)
class Loudness:
    """Decibels below full scale."""

    mean: float
    peak: float


def loudness(path: Path) -> Loudness:
    """Of all the sound of a film."""
    said = _ffmpeg("-i", str(path), "-vn", "-af", "volumedetect", "-f", "null", "-")
    mean = re.search(r"mean_volume: (-?[\d.]+) dB", said)
    peak = re.search(r"max_volume: (-?[\d.]+) dB", said)
    assert mean
    assert peak
    return Loudness(float(mean[1]), float(peak[1]))


def brightness(path: Path) -> float:
    """The mean of luma of the first picture, 16 to 235."""
    said = _ffmpeg(
        *("-i", str(path), "-frames:v", "1", "-vf", "signalstats,metadata=print"),
        *("-f", "null", "-"),
    )
    found = re.search(r"YAVG=([\d.]+)", said)
    assert found
    return float(found[1])


def _probed(path: Path, *options: str) -> str:
    command = [program("ffprobe", package="ffmpeg"), "-v", "error", *options, "-of", "json"]
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=True)
    return done.stdout


def _ffmpeg(*options: str) -> str:
    command = [program("ffmpeg", package="ffmpeg"), "-hide_banner", "-nostdin", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stderr
