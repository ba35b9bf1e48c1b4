"""A field to search with: tells what was typed once the typing pauses."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from brandcraft_desktop.ui.theme import icon

PAUSE: Final = 200
"""Milliseconds without a key after which the search starts."""


class SearchField(QLineEdit):
    """``searched`` carries the text after a pause, at Return, and when it is cleared."""

    searched = Signal(str)

    def __init__(
        self,
        placeholder: str = "Search",
        *,
        name: str = "",
        pause: int = PAUSE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._told = ""
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.addAction(icon("magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction(icon("xmark"), "Clear search", self)
        self._clear.triggered.connect(self.clear_search)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause)
        self._timer.timeout.connect(self._tell)
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self._tell)

    def clear_search(self) -> None:
        """Empty the field and say so at once."""
        self.clear()
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear_search()
            event.accept()
            return
        super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._timer.start()

    def _tell(self) -> None:
        self._timer.stop()
        text = self.text().strip()
        if text != self._told:
            self._told = text
            self.searched.emit(text)
