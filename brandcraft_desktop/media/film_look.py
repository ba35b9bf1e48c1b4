"""What ffmpeg says of a film before anything is decoded: which streams, which colours, which turn.

It is read from the words it prints for people, which have stood still for many versions
(libavformat/dump.c, libavcodec/avcodec.c: avcodec_string); what is not found is unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from brandcraft_desktop.media import ffmpeg

OPENING = (
    # A file that names other files or addresses must not make us open them.
    *("-protocol_whitelist", "file"),
    "-format_whitelist",
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,gif,avi,mpeg,mpegts,mpegvideo,flv,asf,ogg,webp_anim,apng",
)
"""Stands before every film that is opened."""
_SECONDS = 30.0
_STREAM = re.compile(r"^  Stream #0:(\d+)\S*: (Video|Audio): (.*)$", re.MULTILINE)
_LENGTH = re.compile(r"^  Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)", re.MULTILINE)
_SIZE = re.compile(r"[ ,](\d{1,5})x(\d{1,5})(?=[ ,\[]|$)")
_PIXELS = re.compile(r"\bSAR (\d+):(\d+)")
_RATE = re.compile(r"([\d.]+) fps")
_HERTZ = re.compile(r"(\d+) Hz, ([^,]+)")
_KBITS = re.compile(r"(\d+) kb/s")
_TURN = re.compile(r"rotation of (-?[\d.]+) degrees")
_CHANNELS = {"mono": 1, "stereo": 2, "2.1": 3, "quad": 4, "4.0": 4, "5.0": 5, "5.1": 6, "7.1": 8}
_MATRICES = ("bt709", "smpte170m", "bt470bg", "bt2020nc", "bt2020c", "smpte240m", "fcc", "gbr")


@dataclass(frozen=True)
class Sounds:
    """The stream of sound that is played: its number in the file, hertz, bits a second.

    `channels` 0 and `bit_rate` None are not known.
    """

    stream: int
    codec: str
    rate: int
    channels: int
    bit_rate: int | None


@dataclass(frozen=True)
class Look:
    """The first film in a file; pixels as they are stored, before they are turned.

    `pixel` is the width of a pixel by its height. `matrix` "" is not told. `high_range`: HDR, by
    the curves of ITU-R BT.2100 (PQ or HLG). `rate` in frames a second, 0.0 unknown; `seconds`.
    """

    stream: int
    codec: str
    width: int
    height: int
    pixel: float
    rate: float
    turned: bool
    interlaced: bool
    matrix: str
    full_range: bool
    high_range: bool
    seconds: float | None
    sound: Sounds | None


def look(path: Path) -> Look | None:
    """What the file holds; None where there are no moving pictures in it that can be read.

    Blocks for a few hundredths of a second: never on the main thread.
    """
    asked = ("-map", "0:V:0", "-c", "copy", "-t", "0", "-f", "null", "-")
    limits = ffmpeg.Limits(seconds=_SECONDS, silent_seconds=_SECONDS)
    try:
        said = ffmpeg.run([*OPENING, "-i", str(path), *asked], limits=limits)
    except (ffmpeg.Failed, ffmpeg.Exceeded):
        return None
    return read(said)


def read(said: str) -> Look | None:
    """The same from the words themselves."""
    said = said.partition("\nStream mapping:")[0].partition("\nOutput #0")[0]
    streams = list(_STREAM.finditer(said))
    ends = [*(one.start() for one in streams[1:]), len(said)]
    film = next(
        (
            (one, said[one.end() : end])
            for one, end in zip(streams, ends, strict=True)
            if one[2] == "Video" and "(attached pic)" not in one[3]
        ),
        None,
    )
    if film is None:
        return None
    found, below = film
    words = found[3]
    size = _SIZE.search(words)
    if size is None:
        return None
    pixels = _PIXELS.findall(words)
    wide, high = map(int, pixels[-1]) if pixels else (1, 1)
    rate = _RATE.search(words)
    turn = _TURN.search(below)
    return Look(
        stream=int(found[1]),
        codec=_codec(words),
        width=int(size[1]),
        height=int(size[2]),
        pixel=wide / high if wide and high else 1.0,
        rate=float(rate[1]) if rate else 0.0,
        turned=turn is not None and round(float(turn[1])) % 180 != 0,
        interlaced=any(f"{order} " in words for order in ("top", "bottom")),
        matrix=next((one for one in _MATRICES if re.search(rf"[(, ]{one}\b", words)), ""),
        full_range="(pc" in words or _codec(words) == "gif",
        high_range="smpte2084" in words or "arib-std-b67" in words,
        seconds=_seconds(said),
        sound=_sound(streams),
    )


def _codec(words: str) -> str:
    return words.partition(" ")[0].rstrip(",")


def _seconds(said: str) -> float | None:
    found = _LENGTH.search(said)
    if found is None:
        return None
    return int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3]) or None


def _sound(streams: list[re.Match[str]]) -> Sounds | None:
    """The sound that players choose: the one marked as default, else the first."""
    known = [one for one in streams if one[2] == "Audio" and _HERTZ.search(one[3])]
    known = [one for one in known if _codec(one[3]) not in ("none", "unknown")]
    chosen = next((one for one in known if "(default)" in one[3]), known[0] if known else None)
    if chosen is None:
        return None
    words = chosen[3]
    hertz = _HERTZ.search(words)
    kbits = _KBITS.search(words)
    layout = hertz[2].strip() if hertz else ""
    counted = re.match(r"(\d+) channels", layout)
    return Sounds(
        stream=int(chosen[1]),
        codec=_codec(words),
        rate=int(hertz[1]) if hertz else 0,
        channels=int(counted[1]) if counted else _CHANNELS.get(layout.partition("(")[0], 0),
        bit_rate=int(kbits[1]) * 1000 if kbits else None,
    )
