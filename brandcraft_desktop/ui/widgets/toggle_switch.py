"""A switch for settings that take effect at once."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEasingCurve, QPoint, QRect, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QStyle, QWidget

from brandcraft_desktop.ui.theme import color, duration
from brandcraft_desktop.ui.widgets.style import paint_focus, paint_line

TRACK: Final = QSize(36, 20)
EDGE: Final = 4
GAP: Final = 8
FADE: Final = 120


class ToggleSwitch(QCheckBox):
    """A check box drawn as a switch: keyboard, role and state are a check box's own.

    Without ``text`` give ``name``: what a screen reader says.
    """

    def __init__(self, text: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        if not (text or name):
            raise ValueError("A switch without text needs a name.")
        self.setAccessibleName(name or text)
        self._place = 0.0
        self._motion = QVariantAnimation(self)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._move)
        self.toggled.connect(self._slide)

    def sizeHint(self) -> QSize:
        width = TRACK.width() + 2 * EDGE
        if self.text():
            width += GAP + self.fontMetrics().horizontalAdvance(self.text()) + 1
        return QSize(width, max(TRACK.height() + 2 * EDGE, self.fontMetrics().height() + 4))

    def minimumSizeHint(self) -> QSize:
        return QSize(TRACK.width() + 2 * EDGE, self.sizeHint().height())

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        direction = self.layoutDirection()
        top = (self.height() - TRACK.height()) // 2
        track = QRect(QPoint(EDGE, top), TRACK)
        track = QStyle.visualRect(direction, self.rect(), track)
        on, enabled = self.isChecked(), self.isEnabled()
        fill = color("accent" if on else "surface") if enabled else color("hover")
        outline = "border_strong" if enabled else "border"
        painter.setPen(QPen(color("accent" if on and enabled else outline), 1.2))
        painter.setBrush(fill)
        body = QRectF(track).adjusted(0.6, 0.6, -0.6, -0.6)
        painter.drawRoundedRect(body, body.height() / 2, body.height() / 2)
        # Off is a small hollow-looking knob, on a big bright one: shape, not only colour.
        side = 10 + 4 * self._place
        travel = TRACK.width() - TRACK.height()
        along = self._place if direction == Qt.LayoutDirection.LeftToRight else 1 - self._place
        middle = track.left() + TRACK.height() / 2 + travel * along
        knob = QRectF(middle - side / 2, track.top() + (TRACK.height() - side) / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        bright = "on_accent" if on else "border_strong"
        painter.setBrush(color(bright if enabled else "disabled"))
        painter.drawEllipse(knob)
        if self.text():
            start = TRACK.width() + 2 * EDGE + GAP
            words = QRect(start, 0, self.width() - start, self.height())
            painter.setPen(color("text" if enabled else "disabled"))
            paint_line(painter, self.rect(), words, self.text(), self)
        if self.hasFocus():
            ring = QRectF(track).adjusted(-EDGE, -EDGE, EDGE, EDGE)
            paint_focus(painter, ring, ring.height() / 2 - 1)
        painter.end()

    def _slide(self, on: bool) -> None:
        time = duration(FADE) if self.isVisible() else 0
        self._motion.stop()
        if not time:
            self._move(float(on))
            return
        self._motion.setDuration(time)
        self._motion.setStartValue(self._place)
        self._motion.setEndValue(float(on))
        self._motion.start()

    def _move(self, place: object) -> None:
        self._place = place if isinstance(place, float) else self._place
        self.update()
