"""What a camera writes beside the pictures goes; the pictures, the sound and the size stay."""

from __future__ import annotations

import random
import stat
from pathlib import Path

import pytest

from brandcraft_desktop.media.blanking import write_stripped
from brandcraft_desktop.media.boxes import read_movie
from brandcraft_desktop.media.movie_strip import blanks
from brandcraft_desktop.media.sample_places import sample_places
from tests.media.films import (
    ALONG,
    CAMERA,
    PLACE,
    SECRETS,
    SPHERICAL,
    numbers,
    pictures,
    run_ffmpeg,
    subtitled_film,
    telephone_film,
    with_ffmpeg,
)


def stripped(source: Path) -> Path:
    target = source.with_name("stripped" + source.suffix)
    write_stripped(source, target, blanks(source))
    return target


def test_a_telephone_s_film(tmp_path: Path) -> None:
    source = telephone_film(tmp_path / "film.mp4")
    before = source.read_bytes()
    assert all(secret in before for secret in SECRETS)
    target = stripped(source)
    after = target.read_bytes()
    assert not any(secret in after for secret in SECRETS)
    assert SPHERICAL in after, "how it is to be seen stays"
    assert len(after) == len(before)
    assert read_movie(target) == read_movie(source)
    shown = pictures(source)
    assert shown.count("\n") > 5
    assert pictures(target) == shown
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert source.read_bytes() == before


@pytest.mark.parametrize("suffix", [".mp4", ".mov"])
def test_another_program_s_film(tmp_path: Path, suffix: str) -> None:
    source = with_ffmpeg(telephone_film(tmp_path / "own.mp4"), tmp_path / f"film{suffix}")
    assert CAMERA in source.read_bytes()
    assert "location" in run_ffmpeg("-i", str(source))
    target = stripped(source)
    said = run_ffmpeg("-i", str(target))
    assert not {"location", "title", "comment", "creation_time"} & set(said.split())
    assert not any(box in target.read_bytes() for box in (b"loci", b"\xa9xyz", PLACE))
    assert CAMERA not in target.read_bytes()
    assert pictures(target) == pictures(source)


@pytest.mark.parametrize(
    ("suffix", "written"),
    [
        (".mp4", "+faststart"),
        (".mov", "+faststart"),
        (".mp4", "+frag_keyframe+empty_moov"),
        (".mp4", "+frag_keyframe+empty_moov+default_base_moof"),
    ],
)
def test_subtitles_and_chapters_go(tmp_path: Path, suffix: str, written: str) -> None:
    """A drone writes where it is into subtitles."""
    source = subtitled_film(
        tmp_path,
        tmp_path / f"film{suffix}",
        *("-c:v", "mpeg4", "-g", "3", "-c:a", "aac", "-c:s", "mov_text", "-movflags", written),
    )
    before = source.read_bytes()
    assert before.count(ALONG) == 2
    assert CAMERA in before
    target = stripped(source)
    after = target.read_bytes()
    assert len(after) == len(before)
    assert ALONG not in after
    assert CAMERA not in after
    assert not any(name in after for name in (b"VideoHandler", b"SoundHandler", b"tx3g"))
    assert read_movie(target) == read_movie(source)
    assert pictures(source).count("\n") > 10
    assert pictures(target) == pictures(source)
    said = run_ffmpeg("-i", str(target))
    assert said.count("Stream #") == 2
    assert "Chapter" not in said
    assert blanks(target) == ()


@pytest.mark.parametrize(("bits", "sizes"), [(4, b"\x23"), (8, b"\x02\x03"), (16, b"\0\2\0\3")])
def test_small_sizes_of_samples(bits: int, sizes: bytes) -> None:
    table = {
        b"stz2": bytes(7) + bytes([bits]) + numbers(2) + sizes,
        b"stsc": bytes(4) + numbers(1, 1, 1, 1),
        b"stco": bytes(4) + numbers(2, 100, 200),
    }
    assert list(sample_places(table)) == [(100, 2), (200, 3)]


def test_twice_is_once_and_always_the_same(tmp_path: Path) -> None:
    source = telephone_film(tmp_path / "film.mp4")
    first = stripped(source)
    assert blanks(first) == ()
    again = tmp_path / "again.mp4"
    write_stripped(source, again, blanks(source))
    assert again.read_bytes() == first.read_bytes()


def test_a_table_that_lies_empties_nothing_but_media(tmp_path: Path) -> None:
    """Its samples are said to lie in the table of contents itself."""
    source = telephone_film(tmp_path / "film.mp4")
    data = bytearray(source.read_bytes())
    entry = data.rindex(b"stco") + 12
    data[entry : entry + 4] = data.index(b"moov").to_bytes(4)
    source.write_bytes(data)
    target = stripped(source)
    assert read_movie(target) == read_movie(source)
    assert ALONG in target.read_bytes()


def test_what_is_no_film_is_left_alone(tmp_path: Path) -> None:
    for content in (b"", b"RIFF", bytes(100), b"\x1aE\xdf\xa3" + bytes(50)):
        (tmp_path / "file").write_bytes(content)
        assert blanks(tmp_path / "file") == ()


def test_broken_files_do_no_harm(tmp_path: Path) -> None:
    """Cut off or with wrong bytes: nothing is raised, and nothing grows."""
    whole = telephone_film(tmp_path / "film.mp4").read_bytes()
    chance = random.Random(7)
    file, target = tmp_path / "broken.mp4", tmp_path / "target.mp4"
    start = whole.rindex(b"moov")
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(start, len(data))] = chance.randrange(256)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        file.write_bytes(data)
        write_stripped(file, target, blanks(file))
        assert target.stat().st_size == len(data)
