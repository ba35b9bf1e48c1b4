"""The badge of a site in the corner of a face never covers the initials."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from brandcraft_desktop.ui.theme import contrast
from brandcraft_desktop.ui.widgets import Avatar
from brandcraft_desktop.ui.widgets.avatar import OUT, corner, lettering, written

GROUND = "#000000"


def drawn(avatar: Avatar) -> QImage:
    avatar.resize(avatar.sizeHint())
    return avatar.grab().toImage()


def ink(image: QImage, size: int) -> set[tuple[int, int]]:
    """The pixels of the letters: light on a dark ground, well inside the circle."""
    inside = range(size)
    middle = (size - 1) / 2
    return {
        (x, y)
        for x in inside
        for y in inside
        if (x - middle) ** 2 + (y - middle) ** 2 < (size / 2 - 2) ** 2
        and contrast(QColor(image.pixel(x, y)).name(), GROUND) > 4
    }


@pytest.mark.parametrize("size", [24, 28, 32, 36, 40, 48])
@pytest.mark.parametrize("name", ["Demo Studio", "Willow Works", "Anna"])
def test_the_letters_are_all_seen_beside_the_badge(qtbot: QtBot, size: int, name: str) -> None:
    avatar = Avatar(name, glyph="x-twitter", ground=GROUND, size=size)
    qtbot.addWidget(avatar)
    plain = Avatar(name, ground=GROUND, size=size)
    qtbot.addWidget(plain)
    tile = corner(size)
    seen = {one for one in ink(drawn(avatar), size) if not tile.contains(*one)}
    assert len(seen) == pytest.approx(len(ink(drawn(plain), size)), rel=0.05)


def test_without_need_they_stay_in_the_middle(qtbot: QtBot) -> None:
    avatar = Avatar("Anna", glyph="x-twitter", size=48)
    qtbot.addWidget(avatar)
    font = lettering(avatar.font(), 48)
    middle = written("A", font, 48, beside_tile=True).center()
    assert middle == written("A", font, 48, beside_tile=False).center()
    assert avatar.sizeHint().width() == 48 + OUT
