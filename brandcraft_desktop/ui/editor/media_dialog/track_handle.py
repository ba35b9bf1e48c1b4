"""What can be taken hold of on a film's track: its beginning, its end, the place looked at."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.domain.film import written
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.widgets import paint_focus

WIDE = 24
STEP, LEAP = 0.1, 1.0
HINT = (
    "Arrows move it by a tenth of a second, with Shift by a second, with Control by a frame. "
    "Home and End go to the borders."
)


class Held(StrEnum):
    """Which of the three."""

    START = "Start"
    END = "End"
    HEAD = "Place in the video"


class TrackHandle(QWidget):
    """`moved` carries the seconds it is wanted at, and whether the movement goes on."""

    moved = Signal(float, bool)
    dragged = Signal(float)  # the place across the track, in pixels of its parent
    settled = Signal()

    def __init__(self, held: Held, parent: QWidget) -> None:
        super().__init__(parent)
        self.held = held
        self.seconds = 0.0
        self.frame = 1 / 25
        self._grip: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setAccessibleDescription(HINT)
        self.setToolTip(f"{held.value}. {HINT}")

    def show_at(self, seconds: float, x: float, top: int, high: int) -> None:
        """Show it at a moment that lies at `x`."""
        self.seconds = seconds
        self.setAccessibleName(f"{self.held.value}, {written(seconds)}")
        self.setGeometry(round(x - WIDE / 2), top, WIDE, high)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.position().x() - WIDE / 2

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self.dragged.emit(self.mapToParent(event.position()).x() - self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.settled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, also = Qt.Key(event.key()), event.modifiers()
        step = STEP
        if also & Qt.KeyboardModifier.ShiftModifier:
            step = LEAP
        elif also & Qt.KeyboardModifier.ControlModifier:
            step = self.frame
        if key == Qt.Key.Key_Left:
            self.moved.emit(self.seconds - step, True)
        elif key == Qt.Key.Key_Right:
            self.moved.emit(self.seconds + step, True)
        elif key == Qt.Key.Key_Home:
            self.moved.emit(0.0, False)
        elif key == Qt.Key.Key_End:
            self.moved.emit(float("inf"), False)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            self.settled.emit()
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.settled.emit()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, high = self.width() / 2, float(self.height())
        if self.held is Held.HEAD:
            painter.setPen(theme.color("surface"))
            painter.setBrush(theme.color("text"))
            painter.drawRect(QRectF(middle - 1.5, 0, 3, high))
            tip = [QPointF(middle - 7, 0), QPointF(middle + 7, 0), QPointF(middle, 9)]
            painter.drawPolygon(QPolygonF(tip))
        else:
            painter.setPen(theme.color("on_accent"))
            painter.setBrush(theme.color("accent"))
            left = middle - 10 if self.held is Held.START else middle
            grip = QRectF(left, 0, 10, high).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(grip, 4, 4)
            across = grip.center().x()
            painter.drawLine(QPointF(across, high / 2 - 7), QPointF(across, high / 2 + 7))
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), 5)
        painter.end()
