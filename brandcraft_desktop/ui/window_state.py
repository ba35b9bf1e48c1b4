"""Where and how the window was, kept beside the workspace; never anything secret."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

FIRST_WIDTH = 1280
FIRST_HEIGHT = 800


class WindowState:
    """Reads and writes `window.ini` in the home."""

    def __init__(self, home: Path) -> None:
        self._settings = QSettings(str(home / "window.ini"), QSettings.Format.IniFormat)

    def text(self, name: str, default: str = "") -> str:
        """A remembered word."""
        value = self._settings.value(name, default)
        return value if isinstance(value, str) else default

    def put(self, name: str, value: str) -> None:
        """Remember a word."""
        self._settings.setValue(name, value)

    def save(self, window: QMainWindow) -> None:
        """Remember where the window is."""
        self._settings.setValue("geometry", window.saveGeometry())
        self._settings.sync()

    def restore(self, window: QMainWindow) -> None:
        """Put the window where it was, on a screen that is there; first time: centred."""
        value = self._settings.value("geometry")
        if isinstance(value, QByteArray) and window.restoreGeometry(value):
            _bring_onto_a_screen(window)
            return
        screen = QGuiApplication.primaryScreen().availableGeometry()
        width = min(
            FIRST_WIDTH, int(screen.width() * 0.9) if screen.width() > 1300 else FIRST_WIDTH
        )
        height = min(FIRST_HEIGHT, screen.height())
        window.resize(width, height)


def _bring_onto_a_screen(window: QMainWindow) -> None:
    frame: QRect = window.frameGeometry()
    for screen in QGuiApplication.screens():
        seen = screen.availableGeometry().intersected(frame)
        if seen.width() >= 100 and seen.height() >= 60:
            return
    home = QGuiApplication.primaryScreen().availableGeometry()
    window.move(home.topLeft())
