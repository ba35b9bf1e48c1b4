"""The point that stays in sight where a platform crops what is kept of a picture."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.ui.editor.media_dialog.crop_paint import DARK, LINE
from brandcraft_desktop.ui.widgets import paint_focus

SIDE = 32
NUDGE, LEAP = 0.01, 0.1
HINT = "Where a platform crops, this point stays in sight. Drag it, or move it with the arrows."
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class FocusPoint(QWidget):
    """Lies over what is kept; `moved` carries its place in it, 0 to 1, and whether it goes on."""

    moved = Signal(float, float, bool)
    settled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.x_share, self.y_share = 0.5, 0.5
        self._kept = QRectF(0, 0, 1, 1)
        self._grip: QPointF | None = None
        self.setFixedSize(SIDE, SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleDescription(HINT)
        self.setToolTip(HINT)
        self.show_at(0.5, 0.5)

    def show_at(self, x: float, y: float) -> None:
        """Show another place."""
        self.x_share, self.y_share = x, y
        self.setAccessibleName(f"Focus point, {round(x * 100)}% across, {round(y * 100)}% down")
        self.follow(self._kept)

    def follow(self, kept: QRectF) -> None:
        """What is kept lies here on the screen now."""
        self._kept = kept
        x = kept.left() + self.x_share * kept.width()
        y = kept.top() + self.y_share * kept.height()
        self.move(round(x - SIDE / 2), round(y - SIDE / 2))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            return
        middle = QPointF(self.pos()) + event.position() - self._grip + QPointF(SIDE / 2, SIDE / 2)
        self._tell(
            (middle.x() - self._kept.left()) / self._kept.width(),
            (middle.y() - self._kept.top()) / self._kept.height(),
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.settled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key not in _ARROWS:
            super().keyPressEvent(event)
            return
        large = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        step = LEAP if large else NUDGE
        across, down = _ARROWS[key]
        self._tell(self.x_share + across * step, self.y_share + down * step)

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

    def _tell(self, x: float, y: float) -> None:
        self.moved.emit(round(min(max(x, 0.0), 1.0), 4), round(min(max(y, 0.0), 1.0), 4), True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QRectF(self.rect()).center()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ink, thickness in ((DARK, 4.0), (LINE, 2.0)):
            painter.setPen(QPen(ink, thickness))
            painter.drawEllipse(middle, 9, 9)
            for across, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                painter.drawLine(
                    middle + QPointF(across * 6, down * 6), middle + QPointF(across * 13, down * 13)
                )
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), 8)
        painter.end()
