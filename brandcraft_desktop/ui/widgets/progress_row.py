"""Progress with words: what is going on, and how far it is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QElapsedTimer, QRectF, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from brandcraft_desktop.ui.theme import color, live
from brandcraft_desktop.ui.widgets.labels import ElidedLabel

STEPS: Final = 1000
ROUND: Final = 1000
"""Milliseconds of one round of the busy bar."""
FRAME: Final = 33


class ProgressBar(QProgressBar):
    """A thin bar; ``set_fraction(None)`` is busy without an end in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setFixedHeight(6)
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME)
        self._timer.timeout.connect(self.update)
        self.set_fraction(0.0)

    def is_busy(self) -> bool:
        """Whether no end is in sight."""
        return self.maximum() == 0

    def set_fraction(self, fraction: float | None) -> None:
        """0.0 to 1.0, or None for busy."""
        if fraction is None:
            self.setRange(0, 0)
        else:
            self.setRange(0, STEPS)
            self.setValue(round(min(max(fraction, 0.0), 1.0) * STEPS))
        self._run()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._run()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _run(self) -> None:
        if not (self.is_busy() and self.isVisible()) or live.reduced_motion:
            self._timer.stop()
        elif not self._timer.isActive():
            self._since.start()
            self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("hover"))
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        painter.drawRoundedRect(whole, radius, radius)
        painter.setBrush(color("accent"))
        part = QRectF(whole)
        if self.is_busy():
            part.setWidth(whole.width() / 3)
            along = 0.5
            if self._timer.isActive():
                along = (self._since.elapsed() % ROUND) / ROUND
            part.moveLeft((whole.width() + part.width()) * along - part.width())
        else:
            part.setWidth(whole.width() * self.value() / STEPS)
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                part.moveRight(whole.right())
        if part.width() > 0:
            painter.setClipRect(whole)
            painter.drawRoundedRect(part, radius, radius)
        painter.end()


class ProgressRow(QWidget):
    """A line of words over a bar; a screen reader hears the words as the bar's name."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = ElidedLabel(text, role="secondary", parent=self)
        self.bar = ProgressBar(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.label)
        column.addWidget(self.bar)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_progress(text, 0.0)

    def set_progress(self, text: str, fraction: float | None) -> None:
        """``fraction`` is 0.0 to 1.0, None while nobody can tell."""
        self.label.setText(text)
        self.bar.setAccessibleName(text)
        self.bar.set_fraction(fraction)
