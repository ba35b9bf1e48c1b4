"""What we find in every kind of video against what ffprobe finds: another program's reading."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TypedDict

import pytest

from brandcraft_desktop.domain.media_rules import MediaFacts
from brandcraft_desktop.media.probe import probe
from tests.media import corpus
from tests.media.corpus import CLIPS, Clip
from tests.real.availability import program

CONTAINERS = {
    ".mp4": "video/mp4",
    ".mov": "video/quicktime",
    ".m4v": "video/x-m4v",
    ".webm": "video/webm",
    ".mkv": "video/x-matroska",
}
CHROMA = {"yuv420p": "4:2:0", "yuv422p": "4:2:2", "yuv444p": "4:4:4", "yuv420p10le": "4:2:0"}
UNTOLD = ("prores", "mjpeg")  # their tables do not say how colours are stored


class Stream(TypedDict, total=False):
    """A stream as ffprobe writes it."""

    codec_type: str
    codec_name: str
    width: int
    height: int
    sample_aspect_ratio: str
    side_data_list: list[dict[str, float]]
    avg_frame_rate: str
    nb_read_packets: str
    pix_fmt: str
    duration: str
    channels: int
    sample_rate: str
    bit_rate: str
    disposition: dict[str, int]


@dataclass(frozen=True)
class Told:
    """What ffprobe says; None where it says nothing."""

    width: int
    height: int
    codec: str
    chroma: str
    frame_rate: float
    duration: float | None
    bit_rate: int | None
    audio_codec: str
    channels: int | None
    sample_rate: int | None
    audio_bit_rate: int | None


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("corpus")


def ffprobe(path: Path) -> Told:
    command = [
        program("ffprobe", package="ffmpeg"),
        "-v",
        "error",
        "-count_packets",
        "-show_format",
    ]
    done = subprocess.run(
        [*command, "-show_streams", "-of", "json", str(path)], capture_output=True, check=True
    )
    said = json.loads(done.stdout)
    streams: list[Stream] = said["streams"]
    pictures, sound = _first(streams, "video"), _first(streams, "audio")
    duration = said["format"].get("duration")
    width, height = int(pictures["width"]), int(pictures["height"])
    across, down = map(int, pictures.get("sample_aspect_ratio", "1:1").split(":"))
    width = round(width * across / down)
    turn = next(
        (one["rotation"] for one in pictures.get("side_data_list", ()) if "rotation" in one), 0
    )
    if turn % 180:
        width, height = height, width
    lasts = float(pictures.get("duration") or duration or 0)
    rate = Fraction(pictures["avg_frame_rate"])
    if lasts and path.suffix in (".mkv", ".webm"):
        # The rate that Matroska tells need not be the one it has: pictures are counted.
        counted = int(pictures["nb_read_packets"]) / lasts
        rate = rate if abs(rate / counted - 1) < 0.06 else Fraction(counted)
    return Told(
        width=width,
        height=height,
        codec=pictures["codec_name"],
        chroma=CHROMA.get(pictures["pix_fmt"], ""),
        frame_rate=float(rate),
        duration=None if duration is None else float(duration),
        bit_rate=int(said["format"]["bit_rate"]) if "bit_rate" in said["format"] else None,
        audio_codec=sound.get("codec_name", "").split("_")[0],
        channels=sound.get("channels"),
        sample_rate=int(sound["sample_rate"]) if "sample_rate" in sound else None,
        audio_bit_rate=int(sound["bit_rate"]) if "bit_rate" in sound else None,
    )


def _first(streams: list[Stream], kind: str) -> Stream:
    """The one that is played: the default one, else the first; empty if there is none."""
    alike = [one for one in streams if one["codec_type"] == kind]
    marked = [one for one in alike if one["disposition"]["default"]]
    return next(iter([*marked, *alike]), Stream())


def agree(facts: MediaFacts, told: Told) -> None:
    assert (facts.width, facts.height, facts.codec) == (told.width, told.height, told.codec)
    if told.codec not in UNTOLD:
        assert facts.chroma == told.chroma
    assert facts.frame_rate == pytest.approx(told.frame_rate, rel=0.02)
    if told.duration is not None and told.bit_rate is not None:
        assert facts.duration == pytest.approx(told.duration, abs=0.03)
        assert facts.bit_rate == pytest.approx(told.bit_rate, rel=0.03)
    assert facts.audio_codec == told.audio_codec
    assert facts.audio_channels == told.channels
    assert facts.audio_sample_rate == told.sample_rate
    if told.audio_bit_rate is not None:
        assert facts.audio_bit_rate == pytest.approx(told.audio_bit_rate, rel=0.05)


@pytest.mark.parametrize("clip", CLIPS, ids=lambda clip: clip.name)
def test_every_video_is_read_as_ffprobe_reads_it(folder: Path, clip: Clip) -> None:
    path = corpus.made(folder, clip)
    facts = probe(path, clip.name)
    assert facts.mime == CONTAINERS[path.suffix]
    assert (facts.constant_rate, facts.closed_gop) == (clip.constant, clip.closed)
    agree(facts, ffprobe(path))


@pytest.mark.parametrize("degrees", corpus.TURNS)
@pytest.mark.parametrize("name", ["baseline.mp4", "high.mov", "wide.mp4"])
def test_a_turned_video_is_as_wide_as_it_is_seen(folder: Path, name: str, degrees: int) -> None:
    (clip,) = corpus.by_name(name)
    upright = probe(corpus.made(folder, clip), name)
    path = corpus.turned(folder, corpus.made(folder, clip), degrees)
    facts = probe(path, name)
    agree(facts, ffprobe(path))
    swapped = (upright.height, upright.width)
    assert (facts.width, facts.height) == (
        swapped if degrees != 180 else (upright.width, upright.height)
    )


@pytest.mark.parametrize("name", ["main.mp4", "apple.m4v", "high.mov"])
def test_a_video_cut_without_encoding_lasts_as_long_as_it_is_played(
    folder: Path, name: str
) -> None:
    (clip,) = corpus.by_name(name)
    path = corpus.cut(folder, corpus.made(folder, clip), 0.7)
    facts = probe(path, name)
    told = ffprobe(path)
    assert facts.duration == pytest.approx(told.duration, abs=0.05)
    assert facts.edited is True


def test_key_frames_are_where_ffprobe_sees_them(folder: Path) -> None:
    """Of an open group the pictures behind its key frame are shown before it."""
    closed, opened = corpus.by_name("closed.mp4", "open.mp4")
    assert not _shown_before_key(corpus.made(folder, closed))
    assert _shown_before_key(corpus.made(folder, opened))


def _shown_before_key(path: Path) -> bool:
    done = subprocess.run(
        [
            *(program("ffprobe", package="ffmpeg"), "-v", "error", "-select_streams", "v:0"),
            *("-show_entries", "packet=pts,flags", "-of", "json", str(path)),
        ],
        capture_output=True,
        check=True,
    )
    packets = json.loads(done.stdout)["packets"]
    key = 0
    for packet in packets:
        if packet["flags"].startswith("K"):
            key = int(packet["pts"])
        elif int(packet["pts"]) < key:
            return True
    return False
