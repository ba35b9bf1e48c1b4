"""A post on the calendar: a button that is painted, dragged and spoken."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from brandcraft_desktop.domain.status import PostStatus
from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.ui.publisher.chip_face import RADIUS, TALL, Face, face_of, paint_face
from brandcraft_desktop.ui.publisher.dropping import POST_MIME, carry_post
from brandcraft_desktop.ui.publisher.looks import Looks
from brandcraft_desktop.ui.publisher.words import clock_of, spoken_row
from brandcraft_desktop.ui.widgets import paint_focus

__all__ = ["POST_MIME", "PostChip", "why_fixed"]

_FIXED = {
    PostStatus.PUBLISHING: "It is being published right now.",
    PostStatus.PUBLISHED: "It is already published. Duplicate it to post it again.",
    PostStatus.PARTIALLY_PUBLISHED: "Part of it is already published. Retry or edit the rest.",
    PostStatus.UNCONFIRMED: "First answer whether it went out.",
    PostStatus.FAILED: "It failed. Retry it, or edit it and choose a new time.",
}


def why_fixed(row: PostRow) -> str:
    """Why a post cannot be moved, for a person; empty when it can."""
    if row.handed_to:
        return "Its platform has it already and publishes it by itself. Change its time there."
    return "" if row.movable else _FIXED.get(row.status, "This post can't be moved.")


class PostChip(QAbstractButton):
    """``clicked`` opens; the other signals carry what a person did with it."""

    menu_asked = Signal(QPoint)
    drag_refused = Signal(str)
    dropped_nowhere = Signal()
    pressed_key = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # One tab stop a month: chips are reached from their day with Enter.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._row: PostRow | None = None
        self._face = Face()
        self._pressed_at = QPoint()
        self._hovered = False

    @property
    def row(self) -> PostRow:
        """The post shown. Only after ``set_row``."""
        if self._row is None:
            raise ValueError("this chip has no post yet")
        return self._row

    def set_row(self, row: PostRow, looks: Looks) -> None:
        """Show a post."""
        if row == self._row and clock_of(row) == self._face.clock:
            return  # unless the clocks that are shown became others
        self._row = row
        self._face = face_of(row, looks)
        words = spoken_row(row, looks)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, TALL)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._row is None:
            return
        painter = QPainter(self)
        self.paint_post(painter)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), RADIUS)
        painter.end()

    def paint_post(self, painter: QPainter) -> None:
        """Paint the post itself; the focus ring comes over it."""
        paint_face(painter, self, self._face, hovered=self._hovered)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        event.ignore()
        self.pressed_key.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if event.buttons() & Qt.MouseButton.LeftButton and far >= QApplication.startDragDistance():
            self.setDown(False)
            self._drag()
            return
        super().mouseMoveEvent(event)

    def _drag(self) -> None:
        reason = why_fixed(self.row)
        if reason:
            self.drag_refused.emit(reason)
            return
        drag = QDrag(self)
        drag.setMimeData(carry_post(self.row.id, self._pressed_at.y()))
        drag.setPixmap(self.grab())
        drag.setHotSpot(self._pressed_at)
        if drag.exec(Qt.DropAction.MoveAction) == Qt.DropAction.IgnoreAction:
            self.dropped_nowhere.emit()
