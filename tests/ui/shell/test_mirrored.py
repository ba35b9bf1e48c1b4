"""A mirrored window: words stand where its lines start, and none of them is cut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.settings.rows import Section
from brandcraft_desktop.ui.shell.top_bar import TopBar
from brandcraft_desktop.ui.widgets import ToggleSwitch

DARK = 128  # of 255: words, not the border or the ground
DOT = "#FFE08A"  # light, so that dark pixels are words
SIDES = (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft)
EDGE = 14  # logical pixels at both ends of a list: border and padding
LETTER = 8  # less than one: letters keep some air around them


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    theme.apply(qapp, theme.Scheme.LIGHT, reduced_motion=True)


def inked(window: QWidget, part: QWidget, start: int, end: int) -> tuple[int, int]:
    """The first and the last column of a part with words in it, from `start` to `end`."""
    place = QRect(part.mapTo(window, QPoint()), part.size())
    picture = window.grab(place).toImage()  # with the ground behind it
    rows = range(picture.height() // 4, picture.height() * 3 // 4)
    columns = [
        x
        for x in range(start, end)
        if any(picture.pixelColor(x, y).lightness() < DARK for y in rows)
    ]
    assert columns, "nothing is written there"
    return columns[0], columns[-1]


def bar_with(qtbot: QtBot, name: str, direction: Qt.LayoutDirection) -> tuple[int, int, TopBar]:
    """The top bar on a brand, and where in its list the name begins and ends."""
    bar = TopBar()
    qtbot.addWidget(bar)
    bar.setLayoutDirection(direction)
    bar.resize(1000, bar.height())
    brand = Brand("one", name, DOT)
    bar.set_brands([brand], brand.id)
    bar.show()
    qtbot.waitExposed(bar)
    # The arrow is at the end, apart from the words.
    mirrored = direction == Qt.LayoutDirection.RightToLeft
    arrow, width = 32, bar.brands.width()
    start, end = (arrow, width - EDGE) if mirrored else (EDGE, width - arrow)
    return *inked(bar, bar.brands, start, end), bar


@pytest.mark.parametrize("direction", SIDES)
def test_the_name_of_a_brand_is_whole_beside_its_dot(
    qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    first, last, bar = bar_with(qtbot, "Demo Studio", direction)
    metrics = bar.brands.fontMetrics()
    assert last - first >= metrics.tightBoundingRect("Demo Studio").width() - 3
    mirrored = direction == Qt.LayoutDirection.RightToLeft
    beside = bar.brands.width() - last if mirrored else first
    assert beside < EDGE + bar.brands.iconSize().width() + 12, "near its dot"


@pytest.mark.parametrize("direction", SIDES)
def test_a_name_that_has_no_room_ends_in_an_ellipsis(
    qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    name = "A brand with a name of many words"
    _, _, bar = bar_with(qtbot, name, direction)
    bar.brands.setFixedWidth(150)
    shown = bar.brands.grab().toImage()

    def called(words: str) -> QImage:
        bar.brands.setItemText(1, words)
        return bar.brands.grab().toImage()

    assert any(called(f"{name[:count]}…") == shown for count in range(5, len(name)))


@pytest.mark.parametrize("direction", SIDES)
def test_a_setting_and_its_help_begin_at_the_same_side(
    qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    section, switch = Section(""), ToggleSwitch(name="Start at login")
    section.add("Start at login", "It waits in the tray until a post is due.", switch)
    qtbot.addWidget(section)
    section.setLayoutDirection(direction)
    section.resize(700, 120)
    section.show()
    qtbot.waitExposed(section)
    labels = [one for one in section.findChildren(QLabel) if one.text()]
    assert [one.text()[:8] for one in labels] == ["Start at", "It waits"]
    edges = [inked(section, one, 0, one.width()) for one in labels]
    side = 1 if direction == Qt.LayoutDirection.RightToLeft else 0
    assert abs(edges[0][side] - edges[1][side]) <= LETTER
