"""Pictures of phones, cameras and strangers: told right, turned once, refused in clear words."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from brandcraft_desktop.domain.media_rules import Recipe, ThumbnailSize
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.media import picture_facts, thumbnails
from brandcraft_desktop.media.images import fit
from brandcraft_desktop.media.probe import probe
from tests.media.files import ORIENTATION

pillow_heif.register_heif_opener()

SUFFIXES = ("jpg", "png", "webp", "gif", "heic", "avif", "tif")
RECIPE = Recipe("image/png", 10_000_000, 4000)


def halves(size: tuple[int, int] = (96, 64)) -> Image.Image:
    """Red above, blue below."""
    picture = Image.new("RGB", size, (20, 20, 220))
    picture.paste((220, 20, 20), (0, 0, size[0], size[1] // 2))
    return picture


def frames() -> list[Image.Image]:
    return [Image.new("RGB", (40, 30), (level, 20, 255 - level)) for level in (0, 90, 180, 250)]


def refusal(path: Path) -> BadInput:
    with pytest.raises(BadInput) as caught:
        probe(path, path.name)
    assert path.name in caught.value.title
    return caught.value


def _is_red(picture: Image.Image, place: tuple[int, int]) -> bool:
    value = picture.getpixel(place)
    return isinstance(value, tuple) and value[0] > 150 > value[2]


@pytest.mark.parametrize(
    ("suffix", "turn", "side"),
    [
        ("heic", 1, "top"),
        ("heic", 3, "bottom"),
        ("heic", 6, "right"),
        ("heic", 8, "left"),
        ("avif", 6, "right"),
        ("tif", 6, "right"),
        ("webp", 8, "left"),
        ("png", 3, "bottom"),
    ],
)
def test_a_turned_picture_is_turned_once(tmp_path: Path, suffix: str, turn: int, side: str) -> None:
    """HEIC is turned by its decoder, TIFF by Pillow, the others by us."""
    exif = Image.Exif()
    exif[ORIENTATION] = turn
    path = tmp_path / f"a.{suffix}"
    halves().save(path, exif=exif.tobytes())
    facts = probe(path, "a")
    upright = (64, 96) if turn >= 5 else (96, 64)
    assert (facts.width, facts.height) == upright
    made = fit(path, "a", RECIPE)
    assert (made.width, made.height) == upright
    (tmp_path / "made.png").write_bytes(made.data)
    thumbnails.make(path, "a", tmp_path / "small", "ab" * 32)
    small = thumbnails.find(tmp_path / "small", "ab" * 32, ThumbnailSize.LARGE)
    assert small is not None
    for seen in (tmp_path / "made.png", small):
        with Image.open(seen) as shown:
            assert shown.size == upright
        assert _edge_is_red(seen, side)


def _edge_is_red(path: Path, side: str) -> bool:
    with Image.open(path) as picture:
        seen = picture.convert("RGB")
    width, height = seen.size
    places = {
        "top": ((width // 2, 3), (width // 2, height - 4)),
        "bottom": ((width // 2, height - 4), (width // 2, 3)),
        "left": ((3, height // 2), (width - 4, height // 2)),
        "right": ((width - 4, height // 2), (3, height // 2)),
    }
    red, blue = places[side]
    return _is_red(seen, red) and not _is_red(seen, blue)


def test_a_heic_tells_its_kind_and_keeps_its_colours(tmp_path: Path, wide_profile: bytes) -> None:
    picture = Image.new("RGB", (64, 64), (180, 60, 60))
    picture.save(tmp_path / "a.heic", icc_profile=wide_profile, quality=-1)
    facts = probe(tmp_path / "a.heic", "a")
    assert (facts.mime, facts.animated, facts.has_alpha) == ("image/heic", False, False)
    made = fit(tmp_path / "a.heic", "a", RECIPE)
    (tmp_path / "a.png").write_bytes(made.data)
    with Image.open(tmp_path / "a.png") as shown:
        assert "icc_profile" not in shown.info
        red, _, _ = shown.convert("RGB").getpixel((30, 30))  # type: ignore[misc]
    assert red > 195  # redder than the numbers say: the profile is wider than sRGB


def test_what_moves_and_what_only_has_pages(tmp_path: Path) -> None:
    first, *others = frames()
    for name in ("a.gif", "a.webp", "a.png", "a.avif"):
        first.save(tmp_path / name, save_all=True, append_images=others)
        facts = probe(tmp_path / name, name)
        assert (facts.animated, facts.frames) == (True, 4), name
    for name in ("b.tif", "b.heic"):
        first.save(tmp_path / name, save_all=True, append_images=others)
        facts = probe(tmp_path / name, name)
        assert (facts.animated, facts.frames) == (False, None), name


@pytest.mark.parametrize("suffix", ["png", "webp", "heic", "avif", "tif"])
def test_transparency(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    Image.new("RGBA", (40, 30), (200, 0, 0, 90)).save(path)
    assert probe(path, "a").has_alpha


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_cut_off_anywhere_it_is_refused(tmp_path: Path, suffix: str) -> None:
    whole = tmp_path / f"whole.{suffix}"
    Image.effect_noise((80, 60), 90).convert("RGB").save(whole)
    data = whole.read_bytes()
    path = tmp_path / f"a.{suffix}"
    # TIFF is decoded in a process of its own; its table stands at the end.
    for part in (0.5,) if suffix == "tif" else (0.02, 0.3, 0.6, 0.9, 0.99):
        path.write_bytes(data[: int(len(data) * part)])
        refusal(path)


@pytest.mark.parametrize("suffix", ["gif", "png", "webp", "avif"])
def test_a_moving_picture_without_its_last_frames_is_refused(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    first, *others = frames()
    first.save(path, save_all=True, append_images=others)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 3 // 4])
    assert "damaged or incomplete" in refusal(path).title


def _patched(path: Path, find: bytes, skip: int, new: bytes) -> None:
    data = bytearray(path.read_bytes())
    at = data.index(find) + skip
    data[at : at + len(new)] = new
    path.write_bytes(bytes(data))


def _gif(path: Path) -> None:
    Image.new("P", (4, 4)).save(path, "GIF")
    _patched(path, b"GIF8", 6, struct.pack("<HH", 65535, 65535))


def _jpeg(path: Path) -> None:
    Image.new("RGB", (16, 16)).save(path, "JPEG")
    _patched(path, b"\xff\xc0", 5, struct.pack(">HH", 65500, 65500))


def _webp(path: Path) -> None:
    first, *others = frames()
    first.save(path, "WEBP", save_all=True, append_images=others)
    _patched(path, b"VP8X", 12, b"\xfe\x3f\x00\xfe\x3f\x00")


def _tiff(path: Path) -> None:
    Image.new("RGB", (50, 50)).save(path, "TIFF", tiffinfo={256: 50})
    data = path.read_bytes()
    for tag in (256, 257):
        at = next(
            at
            for at in range(len(data) - 12)
            if data[at : at + 4] in (struct.pack("<HH", tag, 3), struct.pack("<HH", tag, 4))
        )
        data = data[: at + 2] + struct.pack("<HII", 4, 1, 60000) + data[at + 12 :]
    path.write_bytes(data)


def _heic(path: Path) -> None:
    Image.new("RGB", (64, 64)).save(path, "HEIF")
    _patched(path, b"ispe", 8, struct.pack(">II", 30000, 30000))


@pytest.mark.parametrize("make", [_gif, _jpeg, _webp, _tiff, _heic])
def test_a_small_file_that_claims_to_be_huge_is_refused(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "bomb"
    make(path)
    assert path.stat().st_size < 20_000
    error = refusal(path)
    assert "too many pixels" in error.title or "damaged" in error.title


def endless_jpeg(path: Path, scans: int) -> Path:
    """The last scan of a progressive picture again and again: each is decoded over the whole."""
    Image.new("L", (3000, 3000), 128).save(path, "JPEG", progressive=True)
    data = path.read_bytes()
    last = data.rindex(b"\xff\xda")
    path.write_bytes(data[:last] + data[last:-2] * scans + b"\xff\xd9")
    return path


def test_a_decoder_that_does_not_come_to_an_end_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = endless_jpeg(tmp_path / "a.jpg", 3000)
    assert path.stat().st_size < 2_000_000
    monkeypatch.setattr(picture_facts, "TIME_LIMIT", 1.0)
    began = time.process_time()
    error = refusal(path)
    assert "can't be decoded" in error.title
    assert time.process_time() - began < 3  # it was another process that worked


BOUNDED = """
import sys
from brandcraft_desktop.media import picture_child
picture_child.MEMORY = 150 * 1024**2
picture_child.main(sys.argv[1], "a.png", "image/png")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process")
def test_a_decoder_that_wants_too_much_memory_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (6000, 5000)).save(path, compress_level=1)  # 120 MB when decoded
    done = subprocess.run(
        [sys.executable, "-c", BOUNDED, str(path)], capture_output=True, text=True, check=True
    )
    assert "can't be decoded" in json.loads(done.stdout)["refused"][0]


def test_an_honest_picture_of_some_scans_is_fine(tmp_path: Path) -> None:
    path = endless_jpeg(tmp_path / "a.jpg", 2)
    assert probe(path, "a.jpg").width == 3000


def test_a_raw_file_of_a_camera_is_not_taken_for_its_preview(tmp_path: Path) -> None:
    path = tmp_path / "a.nef"
    Image.new("RGB", (160, 120)).save(path, "TIFF", tiffinfo={254: 1})
    error = refusal(path)
    assert "raw picture of a camera" in error.title
    assert "Export it as JPEG" in error.action
    Image.new("RGB", (160, 120)).save(path, "TIFF", tiffinfo={254: 0})
    assert probe(path, "a").mime == "image/tiff"


def test_a_bigtiff_is_read_or_refused_in_words(tmp_path: Path) -> None:
    Image.new("RGB", (40, 30)).save(tmp_path / "a.tif", big_tiff=True)
    assert (tmp_path / "a.tif").read_bytes()[:4] == b"II+\x00"
    assert probe(tmp_path / "a.tif", "a").width == 40


OTHERS = (
    (b"8BPS\x00\x01", "a Photoshop document", "Export it as JPEG or PNG"),
    (b"<?xml version='1.0'?><svg xmlns=''>", "an SVG drawing", "Export it as JPEG or PNG"),
    (b"\xef\xbb\xbf \n<svg>", "an SVG drawing", "Export it as JPEG or PNG"),
    (b"%PDF-1.7 and so on", "a PDF document", "Save the page as a picture"),
    (b"II*\x00\x10\x00\x00\x00CR\x02\x00", "a raw picture of a camera", "Export it as JPEG"),
    (b"\x00\x00\x00\x18ftypcrx \x00\x00\x00\x01", "a raw picture of a camera", "Export it as JPEG"),
    (b"ID3\x04\x00", "a sound file", "put it into one"),
    (b"\xff\xfb\x90\x64" + bytes(60), "a sound file", "put it into one"),
    (b"RIFF\x00\x00\x00\x00WAVEfmt ", "a sound file", "put it into one"),
    (b"RIFF\x00\x00\x00\x00AVI LIST", "an AVI video", "Save it as MP4"),
    ((b"G" + bytes(187)) * 5, "an MPEG transport stream video", "Save it as MP4"),
    (b"PK\x03\x04 and so on", "a ZIP archive", "Unpack it"),
    (b"<!DOCTYPE html><p>", "a web page", "Save the picture"),
    (b"\x00\x00\x00\x18stypmsdh", "a piece of a streamed video", "Add the whole video"),
    (b"\xff\x0a\xfa\x1f", "a JPEG XL picture", "save it as JPEG"),
)


@pytest.mark.parametrize(("content", "what", "todo"), OTHERS)
def test_of_everything_else_it_says_what_it_is_and_what_to_do(
    tmp_path: Path, content: bytes, what: str, todo: str
) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    error = refusal(tmp_path / "a.jpg")
    assert what in f"{error.title} {error.cause}"
    assert todo in error.action
