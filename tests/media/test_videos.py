"""Videos that are broken, odd or hostile: refused in clear words, and never waited for."""

from __future__ import annotations

import random
import struct
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.media import video, video_child
from brandcraft_desktop.media.movie import steady
from brandcraft_desktop.media.probe import probe
from brandcraft_desktop.media.video import decode, decoded_facts
from tests.media import corpus
from tests.media.films import box, full, numbers

WHOLE = ("baseline.mp4", "main.mp4", "pieces.mp4", "vp8.webm", "open.mkv", "live.webm")


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("clips")
    names = (*WHOLE, "wide.mp4", "two.mp4", "apple.m4v")
    return {clip.name: corpus.made(folder, clip) for clip in corpus.by_name(*names)}


def refusal(path: Path) -> BadInput:
    with pytest.raises(BadInput) as caught:
        probe(path, path.name)
    assert path.name in caught.value.title
    return caught.value


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("part", [0.02, 0.2, 0.5, 0.8, 0.97])
def test_cut_off_anywhere_it_is_refused(
    clips: dict[str, Path], tmp_path: Path, name: str, part: float
) -> None:
    data = clips[name].read_bytes()
    path = tmp_path / "a"
    path.write_bytes(data[: int(len(data) * part)])
    assert "damaged or incomplete" in refusal(path).title


def test_what_stands_behind_a_whole_video_does_no_harm(
    clips: dict[str, Path], tmp_path: Path
) -> None:
    for name in ("baseline.mp4", "main.mp4", "vp8.webm"):
        (tmp_path / name).write_bytes(clips[name].read_bytes() + b"\xff\xf0trailing rubbish" * 3)
        assert probe(tmp_path / name, name).frame_rate == 25


def test_samples_must_lie_inside_the_file(clips: dict[str, Path], tmp_path: Path) -> None:
    """An mdat that goes on to the end says nothing of how long it was."""
    data = bytearray(clips["main.mp4"].read_bytes())
    at = data.index(b"mdat")
    data[at - 4 : at] = bytes(4)
    (tmp_path / "whole.mp4").write_bytes(data)
    assert probe(tmp_path / "whole.mp4", "a").width == 64
    (tmp_path / "cut.mp4").write_bytes(data[:-2000])
    assert "damaged or incomplete" in refusal(tmp_path / "cut.mp4").title


@pytest.mark.parametrize("name", ["a.mp4", "a.mov", "a.webm", "a.mkv"])
def test_sound_alone_is_no_video(tmp_path: Path, name: str) -> None:
    error = refusal(corpus.sound_only(tmp_path, name))
    assert "has no pictures" in error.title
    assert "only sound" in error.cause


def test_a_bought_film_is_refused_in_words(clips: dict[str, Path], tmp_path: Path) -> None:
    data = (
        clips["baseline.mp4"].read_bytes().replace(b"avc1\0\0\0\0\0\0\0\1", b"encv\0\0\0\0\0\0\0\1")
    )
    (tmp_path / "a.mp4").write_bytes(data)
    assert "protected against copying" in refusal(tmp_path / "a.mp4").title


def test_the_name_does_not_matter(clips: dict[str, Path], tmp_path: Path) -> None:
    named = tmp_path / "a.jpg"
    named.write_bytes(clips["vp8.webm"].read_bytes())
    assert probe(named, "a.jpg").mime == "video/webm"
    named.write_bytes(clips["open.mkv"].read_bytes())
    assert probe(named, "a.jpg").mime == "video/x-matroska"
    named.write_bytes(clips["apple.m4v"].read_bytes())
    assert probe(named, "a.jpg").mime == "video/x-m4v"


def test_pixels_that_are_not_square_stay_so_after_decoding(
    clips: dict[str, Path], tmp_path: Path
) -> None:
    path = clips["wide.mp4"]
    header = probe(path, "a")
    facts = decoded_facts(header, decode(path, "a", tmp_path / "poster.jpg", facts=header))
    assert (facts.width, facts.height) == (85, 48)
    with Image.open(tmp_path / "poster.jpg") as poster:
        assert poster.size == (85, 48)


def test_a_disabled_track_is_not_played(clips: dict[str, Path]) -> None:
    facts = probe(clips["two.mp4"], "a")
    assert (facts.width, facts.height) == (64, 48)
    assert (facts.audio_channels, facts.audio_sample_rate) == (1, 44_100)


def test_a_matroska_video_may_be_turned(clips: dict[str, Path], tmp_path: Path) -> None:
    """ProjectionPoseRoll, as newer programs write it for telephones' videos."""
    path = corpus.turned(tmp_path, clips["open.mkv"], 90)
    facts = probe(path, "a")
    assert (facts.width, facts.height) == (48, 64)


def test_a_decoder_that_hangs_is_stopped(
    clips: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(video, "TIME_LIMIT", 0.02)
    began = time.monotonic()
    with pytest.raises(BadInput, match="damaged"):
        decode(clips["baseline.mp4"], "a", tmp_path / "poster.jpg")
    assert time.monotonic() - began < 30
    assert not (tmp_path / "poster.jpg").exists()
    assert video_child.MEMORY <= 4 * 1024**3


def sparse(path: Path, head: bytes, size: int) -> Path:
    with path.open("wb") as file:
        file.write(head)
        file.truncate(size)
    return path


FTYP = box(b"ftyp", b"isom", bytes(4), b"isom")


@pytest.mark.parametrize(
    ("head", "size", "word"),
    [
        (FTYP, 10_000_000_000, "too large"),
        (b"\x1aE\xdf\xa3\x87\x42\x82\x84webm" + bytes(60), 10_000_000_000, "too large"),
        (b"\xff\xd8\xff\xe0", 10_000_000_000, "too large"),
        (FTYP, 4_000_000_000, "damaged"),
        (FTYP + struct.pack(">I4sQ", 1, b"mdat", 3_999_000_000), 4_000_000_000, "damaged"),
        (b"\x1aE\xdf\xa3\x87\x42\x82\x84webm" + bytes(60), 4_000_000_000, "damaged"),
    ],
)
def test_a_huge_file_is_answered_at_once(tmp_path: Path, head: bytes, size: int, word: str) -> None:
    path = sparse(tmp_path / "a.mp4", head, size)
    began = time.process_time()
    assert word in refusal(path).title
    assert time.process_time() - began < 5


def test_tables_that_claim_more_than_they_hold(clips: dict[str, Path], tmp_path: Path) -> None:
    data = bytearray(clips["baseline.mp4"].read_bytes())
    for kind in (b"stts", b"stsz", b"stsc", b"stco", b"elst"):
        at = data.find(kind)
        while at > 0:
            place = at + (12 if kind == b"stsz" else 8)
            data[place : place + 4] = b"\xff\xff\xff\xff"
            at = data.find(kind, at + 4)
    (tmp_path / "a.mp4").write_bytes(data)
    began = time.process_time()
    try:
        facts = probe(tmp_path / "a.mp4", "a")
    except BadInput:
        return
    finally:
        assert time.process_time() - began < 5
    assert facts.width == 64


def test_a_run_without_entries_may_not_claim_millions(tmp_path: Path) -> None:
    track = box(
        b"trak",
        full(b"tkhd", bytes(8), numbers(1), bytes(64)),
        box(b"mdia", full(b"mdhd", numbers(0, 0, 1000, 0, 0)), full(b"hdlr", bytes(4), b"vide")),
    )
    run = full(b"trun", numbers(0xFFFFFFFF))
    piece = box(b"moof", box(b"traf", full(b"tfhd", numbers(1)), run))
    movie = box(b"moov", full(b"mvhd", numbers(0, 0, 1000, 0)), track)
    (tmp_path / "a.mp4").write_bytes(FTYP + movie + piece + box(b"mdat", b"x"))
    began = time.process_time()
    refusal(tmp_path / "a.mp4")
    assert time.process_time() - began < 5


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**32), name=st.sampled_from(WHOLE))
def test_damaged_tables_never_break_the_program(
    clips: dict[str, Path], tmp_path: Path, seed: int, name: str
) -> None:
    chance = random.Random(seed)
    data = bytearray(clips[name].read_bytes())
    start = max(0, data.rfind(b"moov")) if chance.random() < 0.7 else 0
    for _ in range(chance.randint(1, 12)):
        at = chance.randint(start, min(len(data), start + 1500) - 1)
        data[at] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randint(0, 255)))
    path = tmp_path / "a"
    path.write_bytes(data)
    try:
        facts = probe(path, "a")
    except BadInput:
        return
    assert facts.width >= 0
    assert facts.height >= 0


@pytest.mark.parametrize(
    ("runs", "constant"),
    [
        ([(30, 512)], True),
        ([(29, 512), (1, 9000)], True),  # the last one is made up
        ([(1, 810), (29, 512)], True),  # the first one waits for the sound
        ([(10, 33), (5, 34), (20, 33)], True),  # milliseconds
        ([(10, 3000), (10, 3010), (10, 2990)], True),  # a telephone's clock
        ([(10, 512), (1, 1024), (10, 512)], False),
        ([(10, 512), (10, 1024)], False),
        ([(2, 512)], None),
        ([], None),
    ],
)
def test_a_steady_pace(runs: list[tuple[int, int]], constant: bool | None) -> None:
    assert steady(runs) is constant
