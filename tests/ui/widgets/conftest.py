"""A dressed application, and an ear for what a screen reader would say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.widgets import announcing


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """Light theme, no motion, left to right."""
    theme.apply(qapp, theme.Scheme.LIGHT, reduced_motion=True)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What was announced: (words, whether it interrupts)."""
    heard: list[tuple[str, bool]] = []

    class Ear:
        """Stands where the operating system's screen reader would listen."""

        AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

        @staticmethod
        def updateAccessibility(event: QAccessibleEvent) -> None:
            """Keep the words instead of handing them to the system."""
            assert isinstance(event, QAccessibleAnnouncementEvent)
            assertive = QAccessible.AnnouncementPoliteness.Assertive
            heard.append((event.message(), event.politeness() == assertive))

    monkeypatch.setattr(announcing, "QAccessible", Ear)
    return heard


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """An open, active window."""
    made = QWidget()
    made.resize(800, 600)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made
