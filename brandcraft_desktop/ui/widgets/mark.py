"""An icon as decoration: the words beside it say the same."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.ui.theme import paint_icon


class Mark(QWidget):
    """Shows a drawing in a token's colour, ``size`` logical pixels a side."""

    def __init__(
        self, name: str, token: str = "text2", size: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._token, self._size = name, token, size
        self.setFixedSize(size, size)

    def set_mark(self, name: str, token: str) -> None:
        """Show another drawing."""
        self._name, self._token = name, token
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        token = self._token if self.isEnabled() else "disabled"
        paint_icon(painter, self._name, self.rect(), token)
        painter.end()
