"""Films of reels: what platforms ask of a file, and how they end early."""

from __future__ import annotations

import math
import re
import struct
import threading
import wave
from pathlib import Path

import pytest

from brandcraft_desktop.domain.reel import Film, Picture, Reel, checked, timetable
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.media import ffmpeg
from brandcraft_desktop.media.probe import probe
from brandcraft_desktop.media.reel import Layers, layers
from brandcraft_desktop.media.reel_film import Quality, film, sound_seconds
from tests.media.files import noise, video

SMALL = Quality(108, 192, 10, "superfast")  # ultrafast is no High profile


@pytest.fixture(scope="module")
def drawn() -> Layers:
    return layers(checked(Reel("Two words", template="gradient")))


def tone(path: Path, seconds: float, *, loud: float = 1.0) -> Path:
    """A sound of one tone."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22_050)
        values = (
            round(32_000 * loud * math.sin(place * 0.14))
            for place in range(round(22_050 * seconds))
        )
        file.writeframes(b"".join(struct.pack("<h", value) for value in values))
    return path


def volume(path: Path, start: float, end: float) -> float:
    """The highest level of a stretch, in decibels below full scale."""
    cut = f"atrim={start}:{end},volumedetect"
    said = ffmpeg.run(["-i", str(path), "-af", cut, "-vn", "-f", "null", "-"])
    found = re.search(r"max_volume: (-?[\d.]+|-inf) dB", said)
    assert found is not None, said
    return float(found[1])


def test_a_film_is_what_platforms_take(drawn: Layers, tmp_path: Path) -> None:
    out, told = tmp_path / "reel.mp4", list[float]()
    film(drawn, Reel("x"), [4.0], out, quality=SMALL, progress=told.append)
    facts = probe(out, "reel.mp4")
    assert (facts.mime, facts.codec, facts.chroma) == ("video/mp4", "h264", "4:2:0")
    assert (facts.width, facts.height) == (SMALL.width, SMALL.height)
    assert facts.duration == pytest.approx(4.0, abs=0.05)
    assert facts.frame_rate == pytest.approx(10)
    assert (facts.audio_codec, facts.audio_sample_rate, facts.audio_channels) == ("aac", 48_000, 2)
    assert facts.fast_start
    assert not facts.edited
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0, abs=0.1)
    assert volume(out, 0, 4) < -80
    assert [one.name for one in tmp_path.iterdir()] == ["reel.mp4"]
    said = ffmpeg.run(["-i", str(out), "-f", "null", "-"])
    assert "High" in said
    assert "bt709" in said


def test_the_same_reel_is_the_same_film(drawn: Layers, tmp_path: Path) -> None:
    for name in ("a.mp4", "b.mp4"):
        film(drawn, Reel("x"), [1.0], tmp_path / name, quality=SMALL)
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


def test_cards_follow_one_another_and_the_first_frame_has_words(tmp_path: Path) -> None:
    text = "ill it is, till it is ill. " * 12 + "WHOM MAMMOTHS WARMED. " * 12
    reel = checked(Reel(text, template="minimal"))
    two = layers(reel)
    out = tmp_path / "reel.mp4"
    assert len(two.cards) > 1
    film(two, reel, [1.0, *[0.7] * (len(two.cards) - 1)], out, quality=SMALL)
    frames = [frame(out, moment) for moment in (0.0, 0.6, 1.6)]
    assert difference(frames[0], frames[1]) < 1 < difference(frames[0], frames[2])
    blank = frame_of(two.ground.convert("RGBA").tobytes(), two.ground.size)
    assert difference(frames[0], blank) > 2


def frame(path: Path, moment: float) -> bytes:
    """The greys of one frame."""
    out = path.with_suffix(".grey")
    ffmpeg.run(
        [
            *("-y", "-ss", str(moment), "-i", str(path), "-frames:v", "1"),
            *("-f", "rawvideo", "-pix_fmt", "gray", str(out)),
        ]
    )
    return out.read_bytes()


def frame_of(pixels: bytes, size: tuple[int, int]) -> bytes:
    from PIL import Image

    picture = Image.frombytes("RGBA", size, pixels).convert("L")
    return picture.resize((SMALL.width, SMALL.height)).tobytes()


def difference(one: bytes, other: bytes) -> float:
    assert len(one) == len(other)
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one)


@pytest.mark.parametrize("seconds", [1.0, 9.0])
def test_sound_is_cut_or_followed_by_silence_and_fades(
    drawn: Layers, tmp_path: Path, seconds: float
) -> None:
    out, sound = tmp_path / "reel.mp4", tone(tmp_path / "tone.wav", seconds)
    assert sound_seconds(sound) == pytest.approx(seconds, abs=0.02)
    film(drawn, Reel("x", sound=sound), [4.0], out, quality=SMALL)
    facts = probe(out, "reel.mp4")
    assert facts.duration == pytest.approx(4.0, abs=0.05)
    assert volume(out, 0.1, 0.6) > -30
    assert volume(out, 0, 4) < -0.9, "never at the very top"
    assert volume(out, 3.95, 4) < -20
    if seconds < 4:
        assert volume(out, 2, 4) < -60


def test_a_picture_moves_slowly_closer(tmp_path: Path) -> None:
    ground = Picture(noise(tmp_path / "ground.jpg", (54, 96)))
    reel = checked(Reel("x", template="photo", ground=ground))
    out = tmp_path / "reel.mp4"
    film(layers(reel), reel, [2.0], out, quality=SMALL)
    assert difference(frame(out, 0.0), frame(out, 1.8)) > 3


def test_a_short_film_is_played_again_and_cut_to_the_shape(tmp_path: Path) -> None:
    ground = Film(video(tmp_path / "wide.mp4", seconds=0.5))
    reel = checked(Reel("x", template="photo", ground=ground))
    out = tmp_path / "reel.mp4"
    film(layers(reel), reel, [2.0], out, quality=SMALL)
    facts = probe(out, "reel.mp4")
    assert facts.duration == pytest.approx(2.0, abs=0.05)
    assert (facts.width, facts.height) == (SMALL.width, SMALL.height)


@pytest.mark.parametrize("content", [None, b"", b"RIFF no sound"])
def test_a_sound_that_is_none_is_refused(
    drawn: Layers, tmp_path: Path, content: bytes | None
) -> None:
    sound = tmp_path / "tone.mp3"
    if content is not None:
        sound.write_bytes(content)
    with pytest.raises(BadInput) as caught:
        film(drawn, Reel("x", sound=sound), [4.0], tmp_path / "reel.mp4", quality=SMALL)
    assert caught.value.field == "sound"
    assert "tone.mp3" in caught.value.title
    assert not (tmp_path / "reel.mp4").exists()


def test_a_picture_without_sound_is_no_sound(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no sound"):
        sound_seconds(noise(tmp_path / "picture.jpg", (64, 64)))


def test_a_stopped_film_leaves_nothing(drawn: Layers, tmp_path: Path) -> None:
    going = threading.Event()
    with pytest.raises(ffmpeg.Cancelled):
        film(
            drawn,
            Reel("x"),
            timetable(("word " * 400,), 180.0),
            tmp_path / "reel.mp4",
            quality=Quality(540, 960, 30, "medium"),
            progress=lambda _: going.set(),
            cancelled=going.is_set,
        )
    assert going.is_set()
    assert not list(tmp_path.iterdir())


def test_a_film_cut_off_says_so(drawn: Layers, tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"\0\0\0\x18ftypmp42" + bytes(100))
    with pytest.raises(BadInput, match="damaged"):
        film(drawn, Reel("x", ground=Film(broken)), [4.0], tmp_path / "reel.mp4", quality=SMALL)
