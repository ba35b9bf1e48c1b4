"""Every screen looks as its picture in the docs, in every look.

What differs is a mistake, or it is meant: then `python -m tests.ui.album` draws the pictures anew,
and they are looked at before they are committed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PySide6.QtWidgets import QApplication

from tests.ui.album import tray
from tests.ui.album.comparing import Box, around, differences
from tests.ui.album.drawing import draw, keep
from tests.ui.album.looks import same_everywhere
from tests.ui.album.scenes import SCENES

PICTURES = Path(__file__).resolve().parents[3] / "docs" / "pictures"


@pytest.mark.parametrize("name", SCENES)
def test_it_looks_as_in_the_docs(name: str, qapp: QApplication, tmp_path: Path) -> None:
    with same_everywhere():
        drawn = draw(SCENES[name])
    assert list(drawn) == [look.name for look in SCENES[name].looks]
    told = []
    for look, picture in drawn.items():
        file = PICTURES / f"{name}_{look}.png"
        apart = differences(Image.open(file), picture)
        if apart:
            keep(picture, tmp_path / file.name)
            told.append(f"{file.name}: {len(apart)} squares within {around(apart)}")
    assert not told, f"{tmp_path} holds what was drawn.\n" + "\n".join(told)


def test_no_picture_is_of_a_screen_that_is_gone() -> None:
    known = {f"{name}_{look.name}.png" for name, scene in SCENES.items() for look in scene.looks}
    known.add(f"{tray.NAME}.png")
    assert {file.name for file in PICTURES.glob("*.png")} == known


def kept(name: str) -> Image.Image:
    with Image.open(PICTURES / name) as picture:
        return picture.convert("RGB")


def test_a_picture_equals_itself_also_a_little_lighter() -> None:
    picture = kept("publisher_month_light.png")
    assert differences(picture, picture) == ()
    lighter = picture.point(lambda level: min(255, level + 2))
    assert differences(picture, lighter) == ()


PLANTED: dict[str, Callable[[ImageDraw.ImageDraw], None]] = {
    "a mark of 6 pixels changed its colour": lambda draw: draw.rectangle(
        (600, 400, 605, 405), "red"
    ),
    "a line moved by a pixel": lambda draw: draw.line((300, 200, 420, 200), "black"),
    "a hairline of the grid is gone": lambda draw: draw.line((598, 490, 598, 560), "#FFFFFF"),
    "a word is gone": lambda draw: draw.rectangle((100, 18, 160, 34), "white"),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_difference_is_found(planted: str) -> None:
    picture = kept("publisher_month_light.png")
    changed = picture.copy()
    PLANTED[planted](ImageDraw.Draw(changed))
    assert differences(picture, changed), planted


def test_the_place_of_a_difference_is_told() -> None:
    picture = kept("publisher_month_light.png")
    changed = picture.copy()
    ImageDraw.Draw(changed).rectangle((648, 400, 663, 415), "red")
    assert around(differences(picture, changed)) == Box(648, 400, 664, 416)


def test_another_size_is_a_difference() -> None:
    picture = kept("publisher_month_light.png")
    assert differences(picture, picture.crop((0, 0, 1280, 799))) == (Box(0, 0, 1280, 800),)
