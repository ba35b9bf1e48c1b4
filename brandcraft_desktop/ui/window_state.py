"""Where and how the window was, kept beside the workspace; never anything secret."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from brandcraft_desktop.paths import Home, reserve
from brandcraft_desktop.ui.theme import Scheme

FIRST_WIDTH = 1280
FIRST_HEIGHT = 800
LEAST_WIDTH = 1024  # what a page needs
LEAST_HEIGHT = 640
LEAST_SEEN_WIDTH = 100  # of a window that hangs over a screen's edge
LEAST_SEEN_HEIGHT = 60
SMALLEST_TEXT = 0.5
BIGGEST_TEXT = 2.0


class WindowState:
    """Reads and writes `window.ini` in the home; what makes no sense in it is passed over."""

    def __init__(self, home: Path) -> None:
        file = Home(home).window
        reserve(file)  # Qt keeps the mode that it finds
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    def text(self, name: str, default: str = "") -> str:
        """A remembered word."""
        value = self._settings.value(name, default)
        return value if isinstance(value, str) else default

    def put(self, name: str, value: str) -> None:
        """Remember a word."""
        self._settings.setValue(name, value)

    def exchange(self) -> None:
        """Write what was put, and read what another process wrote."""
        self._settings.sync()

    @property
    def scheme(self) -> Scheme:
        """Light, dark, or as the desktop says."""
        try:
            return Scheme(self.text("scheme", Scheme.SYSTEM.value))
        except ValueError:
            return Scheme.SYSTEM

    @property
    def text_scale(self) -> float:
        """How big everything is written; 1.0 is the usual size."""
        try:
            scale = float(self.text("text_scale", "1.0"))
        except ValueError:
            return 1.0
        return min(max(scale, SMALLEST_TEXT), BIGGEST_TEXT)

    @property
    def reduced_motion(self) -> bool:
        """Whether the person asked for no animations."""
        return self.text("reduced_motion") == "yes"

    def save(self, window: QMainWindow) -> None:
        """Remember where the window is."""
        self._settings.setValue("geometry", window.saveGeometry())
        self._settings.sync()

    def restore(self, window: QMainWindow) -> None:
        """Put the window where it was, on a screen that is there."""
        value = self._settings.value("geometry")
        if isinstance(value, QByteArray) and window.restoreGeometry(value):
            _bring_onto_a_screen(window)
            return
        screen = QGuiApplication.primaryScreen().availableGeometry()
        window.resize(
            first_side(FIRST_WIDTH, LEAST_WIDTH, screen.width()),
            first_side(FIRST_HEIGHT, LEAST_HEIGHT, screen.height()),
        )


def first_side(wanted: int, least: int, room: int) -> int:
    """A side of a window never seen before: at most 90 % of the screen, where `least` fits in."""
    return min(wanted, max(room * 9 // 10, min(least, room)))


def _bring_onto_a_screen(window: QMainWindow) -> None:
    frame = window.frameGeometry()
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    home = max(screens, key=lambda one: _seen(one, frame))
    seen = home.intersected(frame)
    if seen.width() < LEAST_SEEN_WIDTH or seen.height() < LEAST_SEEN_HEIGHT:
        window.move(home.topLeft())
    if window.isMaximized() or window.isFullScreen():
        return
    window.resize(min(window.width(), home.width()), min(window.height(), home.height()))


def _seen(screen: QRect, frame: QRect) -> int:
    both = screen.intersected(frame)
    return both.width() * both.height() if both.isValid() else -1
