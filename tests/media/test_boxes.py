"""What a video's table of contents tells, of files that a real encoder wrote."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from PIL import Image

from brandcraft_desktop.media.probe import probe
from brandcraft_desktop.media.sample_entries import Sound, chroma, sound
from tests.media.files import PICTURES, encoded


@pytest.mark.parametrize(
    ("name", "options", "colours", "audio", "channels", "hertz", "first"),
    [
        ("a.mp4", "-pix_fmt yuv420p -c:a aac -ac 2", "4:2:0", "aac", 2, 44_100, False),
        (
            "b.mp4",
            "-pix_fmt yuv422p -c:a aac -ac 6 -ar 48000 -movflags +faststart",
            "4:2:2",
            "aac",
            6,
            48_000,
            True,
        ),
        ("c.mov", "-pix_fmt yuv444p -c:a aac -ac 1 -ar 96000", "4:4:4", "aac", 1, 96_000, False),
        ("d.mp4", "-pix_fmt yuv420p10le -c:a libmp3lame", "4:2:0", "mp3", 1, 44_100, False),
        ("e.mov", "-pix_fmt yuv420p -c:a pcm_s16le -ac 2", "4:2:0", "pcm", 2, 44_100, False),
        (
            "f.mp4",
            "-c:v libx265 -x265-params log-level=none -pix_fmt yuv420p -c:a libopus -ar 48000",
            "4:2:0",
            "opus",
            1,
            48_000,
            False,
        ),
        ("g.mp4", "-c:v libvpx-vp9 -pix_fmt yuv444p -c:a ac3", "4:4:4", "ac3", None, 44_100, False),
    ],
)
def test_colours_sound_and_layout(
    tmp_path: Path,
    name: str,
    options: str,
    colours: str,
    audio: str,
    channels: int | None,
    hertz: int,
    first: bool,
) -> None:
    facts = probe(encoded(tmp_path / name, *options.split()), name)
    assert (facts.chroma, facts.audio_codec, facts.fast_start) == (colours, audio, first)
    assert facts.audio_sample_rate == hertz
    assert facts.edited is False
    if channels is not None:  # of AC-3 the sample entry always says 2 (ETSI TS 102 366, F.3)
        assert facts.audio_channels == channels


def test_the_bit_rate_of_sound_is_that_of_the_sound_alone(tmp_path: Path) -> None:
    options = ("-c:a", "pcm_s16le", "-ac", "2", "-pix_fmt", "yuv420p")
    facts = probe(encoded(tmp_path / "a.mov", *options), "a.mov")
    assert facts.audio_bit_rate == pytest.approx(44_100 * 2 * 16, rel=0.05)
    assert (facts.bit_rate or 0) > (facts.audio_bit_rate or 0)


def test_a_video_without_sound_says_nothing_of_it(tmp_path: Path) -> None:
    path = encoded(tmp_path / "a.mp4", "-pix_fmt", "yuv420p", sources=PICTURES)
    facts = probe(path, "a.mp4")
    assert facts.audio_codec == ""
    assert (facts.audio_channels, facts.audio_sample_rate, facts.audio_bit_rate) == (None,) * 3


def test_a_video_that_was_cut_without_encoding_shows_it(tmp_path: Path) -> None:
    whole = encoded(tmp_path / "a.mp4", "-pix_fmt", "yuv420p", "-c:a", "aac")
    assert probe(whole, "a.mp4").edited is False
    cut = encoded(tmp_path / "b.mp4", "-c", "copy", sources=("-ss", "0.7", "-i", str(whole)))
    assert probe(cut, "b.mp4").edited is True


def test_odd_descriptions_tell_nothing_and_break_nothing() -> None:
    box = struct.pack(">I4s", 12, b"esds") + bytes(4)
    entry = bytes(28) + box
    assert sound(entry) == Sound()
    assert sound(b"") == Sound()
    assert chroma(bytes(78) + struct.pack(">I4s", 9, b"hvcC") + b"x") == ""
    assert chroma(b"") == ""


def test_the_frames_of_a_moving_picture_are_counted(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (20, 20), (level, 0, 0)) for level in range(0, 250, 25)]
    for name in ("a.gif", "a.webp"):
        frames[0].save(tmp_path / name, save_all=True, append_images=frames[1:])
        assert probe(tmp_path / name, name).frames == 10
    frames[0].save(tmp_path / "still.png")
    assert probe(tmp_path / "still.png", "still.png").frames is None
