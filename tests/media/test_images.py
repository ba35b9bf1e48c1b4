"""Fitting pictures: upright, private, sRGB, small enough, never larger, always the same."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from brandcraft_desktop.domain.image_fit import image_recipe
from brandcraft_desktop.domain.media_rules import (
    Aspect,
    ImageRules,
    MediaFacts,
    MediaKind,
    Recipe,
)
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.media.images import Fitted, fit
from brandcraft_desktop.media.jpeg_strip import stripped
from tests.media.files import noise, photo

JPEG = Recipe("image/jpeg", 2_000_000, 4000)


def opened(fitted: Fitted) -> Image.Image:
    picture = Image.open(BytesIO(fitted.data))
    assert picture.size == (fitted.width, fitted.height)
    assert Image.MIME[picture.format or ""] == fitted.mime
    return picture


def colour(picture: Image.Image, place: tuple[int, int]) -> tuple[int, ...]:
    found = picture.convert("RGB").getpixel(place)
    assert isinstance(found, tuple)
    return tuple(int(part) for part in found)


def near(found: tuple[int, ...], wanted: tuple[int, int, int], by: int = 12) -> bool:
    return all(abs(one - other) <= by for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize("turn", range(1, 9))
def test_orientation_is_applied_and_everything_private_is_gone(tmp_path: Path, turn: int) -> None:
    source = photo(tmp_path / "a.jpg", turn=turn)
    assert b"A maker of cameras" in source.read_bytes()
    fitted = fit(source, "a.jpg", JPEG)
    picture = opened(fitted)
    assert not picture.getexif()
    for word in (b"Exif", b"camera", b"remark", b"GPS"):
        assert word not in fitted.data
    assert picture.size == ((640, 480) if turn < 5 else (480, 640))
    # EXIF 2.32: where the stored top left corner belongs, for each orientation.
    right, bottom = picture.width - 20, picture.height - 20
    corner = {
        1: (20, 20),
        2: (right, 20),
        3: (right, bottom),
        4: (20, bottom),
        5: (20, 20),
        6: (right, 20),
        7: (right, bottom),
        8: (20, bottom),
    }[turn]
    assert near(colour(picture, corner), (220, 20, 20))


def test_a_photo_that_fits_keeps_its_pixels_exactly(tmp_path: Path) -> None:
    source = photo(tmp_path / "a.jpg")
    fitted = fit(source, "a.jpg", JPEG)
    with Image.open(source) as before:
        assert np.array_equal(np.asarray(before), np.asarray(opened(fitted)))
    assert fitted.data == stripped(source.read_bytes())


def test_the_stripper_leaves_odd_files_alone() -> None:
    assert stripped(b"not a picture") is None
    assert stripped(b"\xff\xd8\xff\xe0\x00") is None
    assert stripped(b"\xff\xd8\xff\xe0\x00\x01xx") is None


def test_what_follows_the_picture_goes_too(tmp_path: Path) -> None:
    source = photo(tmp_path / "a.jpg")
    plain = stripped(source.read_bytes())
    assert stripped(source.read_bytes() + b"a film of the same moment") == plain


def test_a_24_megapixel_photo_fits_into_two_million_bytes(tmp_path: Path) -> None:
    source = noise(tmp_path / "a.jpg", (6000, 4000))
    assert source.stat().st_size > 4_000_000
    fitted = fit(source, "a.jpg", JPEG)
    assert len(fitted.data) <= 2_000_000
    assert max(opened(fitted).size) <= 4000
    assert fitted.width * 2 == pytest.approx(fitted.height * 3, abs=2)


def test_the_bytes_are_used_and_the_result_is_always_the_same(tmp_path: Path) -> None:
    source = noise(tmp_path / "a.jpg", (1600, 1200))
    recipe = Recipe("image/jpeg", 500_000, 1200)
    fitted = fit(source, "a.jpg", recipe)
    assert 350_000 < len(fitted.data) <= 500_000
    assert fit(source, "a.jpg", recipe) == fitted


@pytest.mark.parametrize("mime", ["image/jpeg", "image/png", "image/webp"])
def test_never_scaled_up_and_any_target(tmp_path: Path, mime: str) -> None:
    Image.new("RGB", (50, 20), (9, 99, 199)).save(tmp_path / "a.png")
    fitted = fit(tmp_path / "a.png", "a.png", Recipe(mime, 1_000_000, 4000))
    assert (fitted.width, fitted.height) == (50, 20)
    assert near(colour(opened(fitted), (25, 10)), (9, 99, 199))


def test_an_impossible_size_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="small enough"):
        fit(noise(tmp_path / "a.jpg", (400, 300)), "a.jpg", Recipe("image/jpeg", 200, 4000))


def test_cmyk(tmp_path: Path) -> None:
    Image.new("CMYK", (60, 60), (0, 255, 255, 0)).save(tmp_path / "a.jpg", "JPEG")
    picture = opened(fit(tmp_path / "a.jpg", "a.jpg", JPEG))
    assert picture.mode == "RGB"
    assert near(colour(picture, (30, 30)), (255, 0, 0), 40)


def test_sixteen_bits_keep_their_brightness(tmp_path: Path) -> None:
    levels = np.full((40, 40), 32768, dtype=np.uint16)
    levels[:20] = 65535
    Image.fromarray(levels).save(tmp_path / "a.png")
    picture = opened(fit(tmp_path / "a.png", "a.png", JPEG))
    assert near(colour(picture, (20, 35)), (128, 128, 128), 4)
    assert near(colour(picture, (20, 5)), (255, 255, 255), 4)


def test_a_palette_with_transparency(tmp_path: Path) -> None:
    picture = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    picture.paste((200, 0, 0, 255), (0, 0, 20, 40))
    picture.quantize(4).save(tmp_path / "a.png")
    flat = opened(fit(tmp_path / "a.png", "a.png", JPEG))
    assert near(colour(flat, (35, 20)), (255, 255, 255))
    assert near(colour(flat, (5, 20)), (200, 0, 0))
    kept = opened(fit(tmp_path / "a.png", "a.png", Recipe("image/png", 1_000_000, 4000)))
    assert kept.mode == "RGBA"
    assert kept.getpixel((35, 20))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_mode_of_png(tmp_path: Path, mode: str) -> None:
    Image.new("RGB", (30, 30), (255, 255, 255)).convert(mode).save(tmp_path / "a.png")
    picture = opened(fit(tmp_path / "a.png", "a.png", JPEG))
    assert near(colour(picture, (15, 15)), (255, 255, 255))


@pytest.mark.parametrize("mode", ["I", "F", "LAB", "YCbCr", "CMYK", "I;16"])
def test_every_mode_of_tiff(tmp_path: Path, mode: str) -> None:
    if mode in ("I", "F", "I;16"):
        kind = {"I": np.int32, "F": np.float32, "I;16": np.uint16}[mode]
        picture = Image.fromarray(np.full((30, 30), 60000, dtype=kind))
    elif mode == "LAB":
        picture = Image.new("LAB", (30, 30), (200, 128, 128))
    else:
        picture = Image.new("RGB", (30, 30), (230, 230, 230)).convert(mode)
    picture.save(tmp_path / "a.tif")
    assert opened(fit(tmp_path / "a.tif", "a.tif", JPEG)).mode == "RGB"


def test_a_wide_colour_space_becomes_srgb(tmp_path: Path, wide_profile: bytes) -> None:
    Image.new("RGB", (40, 40), (120, 200, 60)).save(
        tmp_path / "a.jpg", icc_profile=wide_profile, quality=95
    )
    fitted = fit(tmp_path / "a.jpg", "a.jpg", JPEG)
    picture = opened(fitted)
    assert "icc_profile" not in picture.info
    red, green, blue = colour(picture, (20, 20))
    assert abs(red - 120) + abs(green - 200) + abs(blue - 60) > 20


def test_a_broken_profile_does_no_harm(tmp_path: Path) -> None:
    Image.new("RGB", (40, 40), (120, 200, 60)).save(tmp_path / "a.png", icc_profile=b"rubbish")
    picture = opened(fit(tmp_path / "a.png", "a.png", Recipe("image/png", 100_000, 4000)))
    assert colour(picture, (20, 20)) == (120, 200, 60)


def test_a_moving_gif_becomes_its_first_picture(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (20, 20), (level, 0, 0)) for level in (250, 0)]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    assert near(colour(opened(fit(tmp_path / "a.gif", "a.gif", JPEG)), (9, 9)), (250, 0, 0))


def test_a_truncated_photo_is_never_fitted(tmp_path: Path) -> None:
    source = photo(tmp_path / "a.jpg")
    source.write_bytes(source.read_bytes()[:-900])
    with pytest.raises(BadInput, match="damaged"):
        fit(source, "a.jpg", JPEG)


def test_bytes_are_never_bought_with_fewer_pixels_than_asked_for(tmp_path: Path) -> None:
    source = noise(tmp_path / "a.jpg", (900, 600))
    small = fit(source, "a.jpg", Recipe("image/jpeg", 40_000, 900))
    assert max(small.width, small.height) < 700
    least = Recipe("image/jpeg", 40_000, 900, min_side=700)
    with pytest.raises(BadInput, match="small enough"):
        fit(source, "a.jpg", least)
    enough = Recipe("image/jpeg", len(small.data), 900, min_side=small.width)
    assert fit(source, "a.jpg", enough).width == small.width


@settings(max_examples=25)
@given(
    width=st.integers(100, 400),
    height=st.integers(100, 400),
    most_wide=st.integers(60, 400),
    most_pixels=st.integers(4_000, 160_000),
    most_bytes=st.integers(4_000, 60_000),
    mimes=st.sampled_from([{"image/jpeg"}, {"image/jpeg", "image/png"}, {"image/webp"}]),
)
def test_what_comes_out_keeps_the_rules_its_recipe_was_made_from(
    tmp_path_factory: pytest.TempPathFactory,
    width: int,
    height: int,
    most_wide: int,
    most_pixels: int,
    most_bytes: int,
    mimes: set[str],
) -> None:
    rules = ImageRules(
        frozenset(mimes),
        most_bytes,
        min_width=20,
        max_width=most_wide,
        max_pixels=most_pixels,
        aspect=Aspect(min(1.0, width / height), max(1.0, width / height)),
    )
    source = noise(tmp_path_factory.mktemp("noise") / "a.jpg", (width, height))
    facts = MediaFacts(MediaKind.IMAGE, "image/jpeg", source.stat().st_size, width, height)
    recipe = image_recipe(rules, facts)
    assert recipe is not None
    try:
        made = fit(source, "a.jpg", recipe)
    except BadInput:
        return  # it says so rather than break a rule
    assert opened(made).size == (made.width, made.height)
    assert made.mime in mimes
    assert len(made.data) <= most_bytes
    assert made.width <= most_wide
    assert made.width >= 20
    assert made.width * made.height <= most_pixels
    assert rules.aspect is not None
    assert rules.aspect.holds(made.width, made.height)
