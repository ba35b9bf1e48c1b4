"""A line for passwords: an eye that shows what is typed, and word of a caps lock that is on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from brandcraft_desktop.ui.theme import icon


class SecretLine(QLineEdit):
    """``caps_lock`` tells whether the key seems to be on; Qt knows it from what is typed alone."""

    caps_lock = Signal(bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye = QAction(icon("eye"), "Show what is typed", self)
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._show)
        self.addAction(self.eye, QLineEdit.ActionPosition.TrailingPosition)

    def forget(self) -> None:
        """Empty it and hide what will be typed."""
        self.clear()
        self.eye.setChecked(False)

    def _show(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if len(letter) == 1 and letter.lower() != letter.upper():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock.emit(letter.isupper() != shifted)
        elif event.key() == Qt.Key.Key_CapsLock:
            self.caps_lock.emit(False)  # it was pressed: the next letter tells
        super().keyPressEvent(event)
