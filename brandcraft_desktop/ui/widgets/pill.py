"""A state as a small pill: shape, word and colour together."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Property, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from brandcraft_desktop.ui.theme import color, live, look, paint_icon
from brandcraft_desktop.ui.widgets.style import paint_line, scaled_font

WORDS: Final = {
    "temp": "Draft",
    "draft": "Draft",
    "scheduled": "Scheduled",
    "publishing": "Publishing",
    "published": "Published",
    "partially_published": "Partly published",
    "failed": "Failed",
    "missed": "Missed",
    "unconfirmed": "Not confirmed: check",
    "canceled": "Canceled",
    "waiting_media": "Preparing media",
    "processing": "Processing",
    "imported": "Not made here",
}
"""What a state is called when nobody gives better words."""

MARK: Final = 12
SIDE: Final = 8
BETWEEN: Final = 5
NARROW: Final = 150
"""Logical pixels up to which words are never cut."""


class Pill(QWidget):
    """Shows a state; ``text`` replaces the usual word ("Missed (computer was off)")."""

    def __init__(
        self, state: str = "draft", text: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._state = ""
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_state(state, text)

    def state(self) -> str:
        """The state shown."""
        return self._state

    def text(self) -> str:
        """The words shown."""
        return self._text

    def set_state(self, state: str, text: str | None = None) -> None:
        """Show another state."""
        words = text if text is not None else WORDS.get(state, state.replace("_", " ").capitalize())
        if (state, words) == (self._state, self._text):
            return
        self._state, self._text = state, words
        self.setAccessibleName(words)
        self.setToolTip("")
        self.updateGeometry()
        self.update()

    stateName = Property(str, state, set_state)

    def _font(self) -> QFont:
        return scaled_font(self.font(), 0.92, QFont.Weight.Medium)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font())
        width = 2 * SIDE + MARK + BETWEEN + metrics.horizontalAdvance(self._text) + 1
        return QSize(width, max(20, metrics.height() + 6))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), NARROW), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = look(self._state)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(color(shown.token), 1) if live.high_contrast else Qt.PenStyle.NoPen
        painter.setPen(pen)
        painter.setBrush(color(shown.ground))
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(body, body.height() / 2, body.height() / 2)
        direction = self.layoutDirection()
        mark = QRect(SIDE, (self.height() - MARK) // 2, MARK, MARK)
        paint_icon(
            painter, shown.shape, QStyle.visualRect(direction, self.rect(), mark), shown.token
        )
        start = SIDE + MARK + BETWEEN
        words = QRect(start, 0, self.width() - start - SIDE + 2, self.height())
        painter.setFont(self._font())
        painter.setPen(color(shown.token))
        paint_line(painter, self.rect(), words, self._text, self)
        painter.end()
