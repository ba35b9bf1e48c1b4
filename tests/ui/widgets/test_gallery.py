"""All widgets together: named for the ear, big enough to hit, drawn in both themes and mirrored."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.theme import Scheme
from tests.ui import gallery

OURS = (gallery.buttons, gallery.notices, gallery.small, gallery.cards)
SMALLEST_HIT = 24


def focusable(root: QWidget) -> list[QWidget]:
    """What the keyboard can reach."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


@pytest.fixture(params=OURS, ids=lambda make: make.__name__)
def section(request: pytest.FixtureRequest, qtbot: QtBot) -> QWidget:
    """One section of the gallery, open."""
    made: QWidget = request.param()
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    return made


def test_every_control_has_a_name(section: QWidget) -> None:
    controls = focusable(section)
    assert controls
    for control in controls:
        heard = QAccessible.queryAccessibleInterface(control)
        assert heard.text(QAccessible.Text.Name).strip(), control


def test_every_control_can_be_hit(section: QWidget) -> None:
    for control in focusable(section):
        assert min(control.width(), control.height()) >= SMALLEST_HIT, control


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_whole_gallery_draws_on_its_own_ground(
    qapp: QApplication, qtbot: QtBot, scheme: Scheme, direction: Qt.LayoutDirection, scale: float
) -> None:
    theme.apply(qapp, scheme, scale, reduced_motion=True)
    qapp.setLayoutDirection(direction)
    page = gallery.page()
    qtbot.addWidget(page)
    page.resize(1000, 1400)
    page.show()
    image = page.grab().toImage()
    assert image.pixelColor(2, 2) == theme.color("bg")
    theme.apply(qapp, Scheme.LIGHT, reduced_motion=True)
