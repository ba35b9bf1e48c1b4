"""Switching the theme changes what is on the screen, at once and everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.theme import Scheme
from brandcraft_desktop.ui.theme.stylesheet import MARKS, MarkFiles, stylesheet
from brandcraft_desktop.ui.theme.tokens import DARK, LIGHT


def card(qtbot: QtBot) -> QWidget:
    """A card with a primary button, a field and a word."""
    holder = QWidget()
    holder.setObjectName("card")
    holder.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(holder)
    button = QPushButton("Schedule")
    button.setProperty("kind", "primary")
    column.addWidget(button)
    column.addWidget(QLineEdit("words"))
    column.addWidget(QLabel("word"))
    qtbot.addWidget(holder)
    holder.resize(300, 200)
    holder.show()
    return holder


def colours(widget: QWidget) -> set[str]:
    """All colours a widget shows."""
    image = widget.grab().toImage()
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }


def test_switching_repaints_open_windows(application: QApplication, qtbot: QtBot) -> None:
    shown = card(qtbot)
    assert {LIGHT["surface"], LIGHT["accent"]} <= colours(shown)

    theme.apply(application, Scheme.DARK)

    after = colours(shown)
    assert {DARK["surface"], DARK["accent"]} <= after
    assert LIGHT["surface"] not in after
    assert theme.live.dark
    assert theme.color("accent") == QColor(DARK["accent"])


def test_the_palette_follows(application: QApplication) -> None:
    theme.apply(application, Scheme.DARK)
    palette = application.palette()
    assert palette.color(QPalette.ColorRole.Window).name().upper() == DARK["bg"]
    assert palette.color(QPalette.ColorRole.PlaceholderText).name().upper() == DARK["text3"]


def test_a_change_is_told(application: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.live.changed):
        theme.apply(application, Scheme.DARK)


def test_larger_text_grows_controls_and_goes_back(application: QApplication, qtbot: QtBot) -> None:
    shown = card(qtbot)
    before = shown.sizeHint().height()
    points = application.font().pointSizeF()

    theme.apply(application, Scheme.LIGHT, 1.5)
    assert application.font().pointSizeF() == pytest.approx(points * 1.5)
    assert shown.sizeHint().height() > before

    theme.apply(application, Scheme.LIGHT, 1.0)
    assert application.font().pointSizeF() == pytest.approx(points)
    assert shown.sizeHint().height() == before


def test_less_motion_ends_animations(application: QApplication) -> None:
    assert theme.duration(180) == 180
    theme.apply(application, Scheme.LIGHT, reduced_motion=True)
    assert theme.duration(180) == 0


def test_an_unknown_system_is_light(application: QApplication) -> None:
    theme.apply(application, Scheme.DARK)
    theme.apply(application, Scheme.SYSTEM)
    assert not theme.live.dark


def test_the_sheet_uses_only_known_names_and_real_pictures() -> None:
    marks = MarkFiles()
    sheet = stylesheet(LIGHT, DARK, 9.0, marks)
    assert "$" not in sheet
    pictures = re.findall(r"url\(([^)]+)\)", sheet)
    assert len(set(pictures)) == len({(drawing, LIGHT[token]) for _, drawing, token in MARKS})
    assert all(Path(picture).is_file() for picture in pictures)


def test_the_sheet_names_no_colour_of_its_own() -> None:
    template = Path(theme.__file__).with_name("style.qss").read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9A-Fa-f]{6}\b", template)


def test_figures_of_one_width(application: QApplication) -> None:
    font = theme.tabular(application.font())
    assert "tnum" in [tag.toString() for tag in font.featureTags()]
