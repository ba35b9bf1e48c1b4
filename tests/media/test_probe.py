"""What a file is, judged by its content; and clear words for everything unusable."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image

from brandcraft_desktop.domain.media_rules import MediaKind
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.media.probe import probe
from brandcraft_desktop.media.video import decode, decoded_facts
from tests.media.files import bomb, photo, video


@pytest.mark.parametrize(
    ("suffix", "mime"),
    [
        ("jpg", "image/jpeg"),
        ("png", "image/png"),
        ("webp", "image/webp"),
        ("gif", "image/gif"),
        ("avif", "image/avif"),
        ("tif", "image/tiff"),
        ("bmp", "image/bmp"),
    ],
)
def test_every_kind_of_picture_is_known_by_its_content(
    tmp_path: Path, suffix: str, mime: str
) -> None:
    made = tmp_path / f"a.{suffix}"
    Image.new("RGB", (40, 30), (200, 10, 10)).save(made)
    named = made.rename(tmp_path / "holiday.doc")
    facts = probe(named, "holiday.doc")
    assert (facts.mime, facts.kind, facts.width, facts.height) == (mime, MediaKind.IMAGE, 40, 30)
    assert facts.bytes == named.stat().st_size


@pytest.mark.parametrize("turn", range(1, 9))
def test_the_size_is_told_as_it_is_seen(tmp_path: Path, turn: int) -> None:
    facts = probe(photo(tmp_path / "a.jpg", (60, 40), turn=turn), "a.jpg")
    assert (facts.width, facts.height) == ((60, 40) if turn < 5 else (40, 60))
    assert facts.orientation == turn


def test_movement_and_transparency_are_seen(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (20, 20), (level, 0, 0)) for level in (0, 200)]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    assert probe(tmp_path / "a.gif", "a.gif").animated
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(tmp_path / "b.png")
    facts = probe(tmp_path / "b.png", "b.png")
    assert facts.has_alpha
    assert not facts.animated


def refusal(path: Path) -> BadInput:
    with pytest.raises(BadInput) as caught:
        probe(path, path.name)
    assert path.name in caught.value.title
    assert caught.value.field == "media"
    return caught.value


def test_no_such_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.jpg").title == "There is no file “gone.jpg”."


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "holiday").mkdir()
    assert "is a folder" in refusal(tmp_path / "holiday").title


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    assert "not an ordinary file" in refusal(tmp_path / "pipe.jpg").title


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").touch()
    assert "is empty" in refusal(tmp_path / "a.jpg").title


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"%PDF-1.7 and so on", "PDF document"),
        (b"PK\x03\x04 and so on", "ZIP archive"),
        (b"Dear diary, today", "none of the known kinds"),
        (b"\x00\x00\x00\x1cftypM4A rest of a song", "sound file"),
    ],
)
def test_something_else_named_like_a_picture(tmp_path: Path, content: bytes, word: str) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    error = refusal(tmp_path / "a.jpg")
    assert "not a picture or video" in error.title
    assert word in error.cause


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "gif"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.95])
def test_a_picture_that_is_cut_off(tmp_path: Path, suffix: str, part: float) -> None:
    path = tmp_path / f"a.{suffix}"
    Image.effect_noise((200, 150), 90).convert("RGB").save(path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    assert "damaged or incomplete" in refusal(path).title


def test_a_picture_of_rubbish(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + os.urandom(500))
    assert "damaged" in refusal(tmp_path / "a.png").title


@pytest.mark.parametrize("side", [11_000, 14_000, 60_000])
def test_a_bomb_is_not_opened(tmp_path: Path, side: int) -> None:
    assert "too many pixels" in refusal(bomb(tmp_path / "a.png", side, side)).title


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    with path.open("wb") as file:
        file.write(b"\xff\xd8\xff\xe0")
        file.truncate(100_000_001)
    assert "too large" in refusal(path).title


def test_a_video_tells_its_figures(tmp_path: Path) -> None:
    path = video(tmp_path / "a.mp4", seconds=2)
    header = probe(path, "a.mp4")
    facts = decoded_facts(header, decode(path, "a.mp4", tmp_path / "poster.jpg"))
    assert (facts.kind, facts.mime, facts.codec) == (MediaKind.VIDEO, "video/mp4", "mpeg4")
    assert (facts.width, facts.height, facts.audio_codec) == (320, 180, "")
    assert facts.duration == pytest.approx(2.0, abs=0.11)
    assert facts.frame_rate == pytest.approx(10.0, abs=0.1)
    assert facts.bit_rate is not None
    with Image.open(tmp_path / "poster.jpg") as poster:
        assert poster.size == (320, 180)
        red, _, blue = poster.convert("RGB").getpixel((5, 150))  # type: ignore[misc]
        assert red > 150 > blue


def test_webm(tmp_path: Path) -> None:
    path = video(tmp_path / "a.webm", code="VP80")
    facts = probe(path, "a.webm")
    assert facts.mime == "video/webm"
    whole = decoded_facts(facts, decode(path, "a.webm", tmp_path / "poster.jpg"))
    assert (whole.width, whole.height, whole.codec) == (320, 180, "vp8")


@pytest.mark.parametrize("part", [0.1, 0.5, 0.97])
def test_a_video_that_is_cut_off(tmp_path: Path, part: float) -> None:
    path = video(tmp_path / "a.mp4")
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    assert "damaged or incomplete" in refusal(path).title


def test_a_video_of_rubbish(tmp_path: Path) -> None:
    path = tmp_path / "a.webm"
    path.write_bytes(b"\x1aE\xdf\xa3" + os.urandom(5000))
    with pytest.raises(BadInput, match="damaged"):
        decode(path, "a.webm", tmp_path / "poster.jpg")
    assert not (tmp_path / "poster.jpg").exists()
