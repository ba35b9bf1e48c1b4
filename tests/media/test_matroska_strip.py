"""What a recorder writes beside the pictures of WebM and MKV goes, with nothing moved."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from brandcraft_desktop.media.blanking import write_stripped
from brandcraft_desktop.media.matroska import read_matroska
from brandcraft_desktop.media.movie_strip import blanks
from tests.media.films import ALONG, CAMERA, PLACE, pictures, run_ffmpeg, subtitled_film

WEBM = ("-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus")
MKV = ("-c:v", "mpeg4", "-c:a", "aac", "-c:s", "srt", "-metadata:s:a", f"title={CAMERA.decode()}")
TOLD = ("-metadata", f"LOCATION={PLACE.decode()}", "-metadata", "creation_time=2020-02-02")


def film(folder: Path, kind: str, *words: str) -> Path:
    if kind == "webm":
        return subtitled_film(folder, folder / "film.webm", *WEBM, "-c:s", "webvtt", *TOLD, *words)
    attached = folder / "note.txt"
    attached.write_bytes(PLACE)
    more = ("-attach", str(attached), "-metadata:s:t", "mimetype=text/plain")
    return subtitled_film(folder, folder / "film.mkv", *MKV, *TOLD, *more, *words)


def stripped(source: Path) -> Path:
    target = source.with_name("stripped" + source.suffix)
    write_stripped(source, target, blanks(source))
    return target


@pytest.mark.parametrize("live", [(), ("-live", "1"), ("-cues_to_front", "1")])
@pytest.mark.parametrize("kind", ["webm", "mkv"])
def test_only_what_tells_goes(tmp_path: Path, kind: str, live: tuple[str, ...]) -> None:
    source = film(tmp_path, kind, *live)
    before = source.read_bytes()
    assert all(secret in before for secret in (ALONG, CAMERA, PLACE, b"Lavf"))
    target = stripped(source)
    after = target.read_bytes()
    assert len(after) == len(before)
    assert not any(secret in after for secret in (ALONG, CAMERA, PLACE, b"Lavf", b"note.txt"))
    assert read_matroska(target) == read_matroska(source)
    assert pictures(source).count("\n") > 10
    assert pictures(target) == pictures(source)
    said = run_ffmpeg("-i", str(target))
    assert said.count("Stream #") == 2
    assert not {"title", "location", "LOCATION", "creation_time", "Chapters:"} & set(said.split())
    assert blanks(target) == ()
    assert source.read_bytes() == before


def test_a_film_can_still_be_wound(tmp_path: Path) -> None:
    """The places in its tables of contents are those of before."""
    source = film(tmp_path, "mkv")
    words = ("-loglevel", "error", "-ss", "0.3", "-i")
    ends = ("-map", "0:v", "-f", "framemd5", "-")
    assert run_ffmpeg(*words, str(stripped(source)), *ends) == run_ffmpeg(
        *words, str(source), *ends
    )


def test_broken_files_do_no_harm(tmp_path: Path) -> None:
    """Cut off or with wrong bytes: nothing is raised, and nothing grows."""
    whole = film(tmp_path, "webm").read_bytes()
    chance = random.Random(7)
    file, target = tmp_path / "broken.webm", tmp_path / "target.webm"
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(4, 1500)] = chance.randrange(256)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        file.write_bytes(data)
        write_stripped(file, target, blanks(file))
        assert target.stat().st_size == len(data)
