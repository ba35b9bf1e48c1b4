"""Undo and Redo of the Edit menu: what the keys do where the keyboard is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from brandcraft_desktop.ui.main_window import MainWindow

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


def undo(window: MainWindow) -> None:
    """The last thing typed where a text has the keyboard, else the last act of the page."""
    _take(window, "undo", _CTRL)


def redo(window: MainWindow) -> None:
    """The other way."""
    _take(window, "redo", _CTRL | _SHIFT)


def _take(window: MainWindow, name: str, held: Qt.KeyboardModifier) -> None:
    if not window.current_key:
        return
    focus = window.focusWidget()
    way = getattr(window.page(window.current_key), name, None)
    if callable(way) and not isinstance(focus, (QLineEdit, QTextEdit, QPlainTextEdit)):
        way()
    elif focus is not None:  # it knows itself what its keys do
        QApplication.sendEvent(focus, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Z, held))
