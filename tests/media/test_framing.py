"""Cut and framed pictures: what a straight reference gives, and never an enlarged one."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from brandcraft_desktop.domain.image_fit import image_recipe
from brandcraft_desktop.domain.media_edit import Box, Framing, MediaEdit
from brandcraft_desktop.domain.media_rules import (
    Aspect,
    Frame,
    ImageRules,
    MediaFacts,
    MediaKind,
    Recipe,
)
from brandcraft_desktop.domain.shaping import cut, made_size, shaped, window
from brandcraft_desktop.media import large
from brandcraft_desktop.media.images import fit
from brandcraft_desktop.media.probe import probe
from tests.media.files import noise, photo
from tests.media.likeness import Pixels, likeness

ALIKE = 0.97  # SSIM against the reference: what JPEG of quality 92 and another filter leave
RED, BLUE = (220, 20, 20), (30, 90, 200)


def pixels(path: Path, made: Recipe) -> Pixels:
    picture = Image.open(BytesIO(fit(path, path.name, made).data))
    assert not picture.getexif()
    assert not {"icc_profile", "xmp", "comment", "exif"} & set(picture.info)
    return np.asarray(picture.convert("RGB"))


def scenery(path: Path, size: tuple[int, int]) -> Pixels:
    """Hills, edges and a little grain: neither flat nor mere noise."""
    wide, high = size
    across, down = np.meshgrid(np.linspace(0, 9, wide), np.linspace(0, 7, high))
    waves = 128 + 60 * np.sin(across) * np.cos(down) + 40 * (np.sin(3 * across + down) > 0)
    grain = np.random.default_rng(7).normal(0, 3, (high, wide))
    grey = waves + grain
    colours = np.stack([grey, 255 - grey, grey / 2 + 60], axis=2)
    found: Pixels = np.clip(colours, 0, 255).astype(np.uint8)
    Image.fromarray(found).save(path, quality=98)
    return np.asarray(Image.open(path).convert("RGB"))


@pytest.mark.parametrize(
    ("crop", "frame"),
    [
        (None, None),
        (Box(0.1, 0.2, 0.7, 0.9), None),
        (None, Frame(1.0, Framing.CROP, 0.1, 0.5)),
        (None, Frame(0.5, Framing.CROP, 0.9, 0.5)),
        (Box(0.25, 0.0, 0.75, 1.0), Frame(3.0, Framing.CROP, 0.5, 0.9)),
    ],
)
def test_a_cut_looks_like_the_same_cut_by_other_hands(
    tmp_path: Path, crop: Box | None, frame: Frame | None
) -> None:
    source = scenery(tmp_path / "a.jpg", (1200, 900))
    found = pixels(tmp_path / "a.jpg", Recipe("image/jpeg", 10**7, 400, crop=crop, frame=frame))
    left, top, right, bottom = cut(crop, 1200, 900)
    part = source[top:bottom, left:right]
    left, top, right, bottom = window(frame, part.shape[1], part.shape[0])
    part = part[top:bottom, left:right]
    size = (found.shape[1], found.shape[0])
    assert max(size) == 400
    reference = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    assert likeness(found, reference) > ALIKE


@pytest.mark.parametrize("framing", [Framing.BARS, Framing.BLUR])
@pytest.mark.parametrize("shape", [0.5, 3.0])
def test_borders_lie_around_the_whole_picture(
    tmp_path: Path, framing: Framing, shape: float
) -> None:
    source = scenery(tmp_path / "a.jpg", (600, 450))
    frame = Frame(shape, framing, colour="#10c010")
    found = pixels(tmp_path / "a.jpg", Recipe("image/jpeg", 10**7, 4000, frame=frame))
    wide, high = shaped(600, 450, None, frame)
    assert found.shape == (high, wide, 3)
    left, top = (wide - 600) // 2, (high - 450) // 2
    assert likeness(found[top : top + 450, left : left + 600], source) > ALIKE
    border = found[: top - 8] if top else found[:, : left - 8]
    if framing is Framing.BARS:
        assert np.abs(border.astype(int) - (16, 192, 16)).max() <= 6
    else:
        # Blurred: its colours without its details.
        assert np.abs(np.diff(border.astype(int), axis=1)).max() <= 12
        assert abs(border.mean() - source.mean()) < 40


def test_a_crop_is_of_the_picture_as_it_is_seen(tmp_path: Path) -> None:
    """Orientation first: what a person cut is what they saw."""
    upright = Box(0.6, 0.6, 1.0, 1.0)
    for turn in range(1, 9):
        source = photo(tmp_path / f"{turn}.jpg", turn=turn)
        whole = np.asarray(
            Image.open(BytesIO(fit(source, "a", Recipe("image/jpeg", 10**7, 4000)).data))
        )
        found = pixels(source, Recipe("image/jpeg", 10**7, 4000, crop=upright))
        left, top, right, bottom = cut(upright, whole.shape[1], whole.shape[0])
        assert found.shape[:2] == (bottom - top, right - left)
        wanted = whole[top:bottom, left:right].reshape(-1, 3).mean(axis=0)
        assert np.abs(found.reshape(-1, 3).mean(axis=0) - wanted).max() < 3


def test_a_crop_of_a_turned_tiff(tmp_path: Path) -> None:
    picture = Image.new("RGB", (80, 40), BLUE)
    picture.paste(RED, (0, 0, 40, 40))
    exif = Image.Exif()
    exif[0x0112] = 6  # its left half is on top
    picture.save(tmp_path / "a.tif", exif=exif)
    made = Recipe("image/png", 10**6, 4000, crop=Box(0, 0, 1, 0.5))
    facts = probe(tmp_path / "a.tif", "a")
    assert (facts.width, facts.height) == (40, 80)
    found = pixels(tmp_path / "a.tif", made)
    assert found.shape == (40, 40, 3)
    assert np.abs(found.astype(int) - RED).max() == 0


def test_borders_flatten_what_is_see_through(tmp_path: Path) -> None:
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(tmp_path / "a.png")
    frame = Frame(2.0, Framing.BARS, colour="#ffffff")
    for mime in ("image/jpeg", "image/png"):
        found = pixels(tmp_path / "a.png", Recipe(mime, 10**6, 400, frame=frame))
        assert found.shape == (40, 80, 3)
        assert found.min() == 255


def test_a_strip_of_a_panorama_is_framed_without_filling_the_memory(tmp_path: Path) -> None:
    noise(tmp_path / "a.jpg", (6000, 60))
    frame = Frame(1.0, Framing.BLUR)  # 36 megapixels, if it were made before it is scaled
    found = pixels(tmp_path / "a.jpg", Recipe("image/jpeg", 10**7, 600, frame=frame))
    assert found.shape == (600, 600, 3)


def test_a_large_picture_is_decoded_smaller_and_cut_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What `BEARABLE` says decides only how much memory is taken, never what is seen."""
    scenery(tmp_path / "a.jpg", (2001, 1503))
    made = Recipe(
        "image/jpeg", 10**7, 300, crop=Box(0.1, 0.1, 0.8, 0.8), frame=Frame(1.2, Framing.CROP)
    )
    whole = pixels(tmp_path / "a.jpg", made)
    monkeypatch.setattr(large, "BEARABLE", 100_000)
    small = pixels(tmp_path / "a.jpg", made)
    assert small.shape == whole.shape
    assert likeness(small, whole) > ALIKE


boxes = st.tuples(*[st.floats(0, 1)] * 4).map(
    lambda four: Box(
        min(four[0], four[2]) * 0.9,
        min(four[1], four[3]) * 0.9,
        min(1, max(four[0], four[2]) * 0.9 + 0.1),
        min(1, max(four[1], four[3]) * 0.9 + 0.1),
    )
)


@settings(max_examples=40)
@given(
    size=st.tuples(st.integers(1, 300), st.integers(1, 300)),
    crop=st.none() | boxes,
    framing=st.sampled_from([None, *Framing]),
    focus=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    aspect=st.sampled_from([Aspect(0.8, 1.91), Aspect(1, 1), Aspect(0.1, 10)]),
    most=st.integers(30, 400),
)
def test_what_is_made_has_the_size_that_was_reckoned(
    tmp_path_factory: pytest.TempPathFactory,
    size: tuple[int, int],
    crop: Box | None,
    framing: Framing | None,
    focus: tuple[float, float],
    aspect: Aspect,
    most: int,
) -> None:
    path = tmp_path_factory.mktemp("noise") / "a.png"
    Image.new("RGB", size, RED).save(path)
    rules = ImageRules(frozenset({"image/jpeg"}), 10**6, max_width=most, aspect=aspect)
    facts = MediaFacts(MediaKind.IMAGE, "image/png", path.stat().st_size, *size)
    edit = MediaEdit(crop, framing, *focus)
    recipe = image_recipe(rules, facts, edit)
    assert recipe is not None
    made = fit(path, "a", recipe)
    assert (made.width, made.height) == made_size(facts, recipe)
    assert made.width <= most
    assert fit(path, "a", recipe) == made
    if framing is not None:
        assert aspect.holds(made.width, made.height)
