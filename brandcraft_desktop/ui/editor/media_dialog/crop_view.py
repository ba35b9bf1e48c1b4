"""A picture with what is kept of it: by mouse, wheel and keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from brandcraft_desktop.domain.cropping import WHOLE, Side, Size, grown, moved, pulled
from brandcraft_desktop.domain.media_edit import Box
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.media_dialog.crop_paint import cursor_for, held, paint_crop
from brandcraft_desktop.ui.editor.media_dialog.focus_point import FocusPoint
from brandcraft_desktop.ui.editor.media_dialog.sight import STEP, Sight, in_picture, on_screen
from brandcraft_desktop.ui.widgets import paint_focus

MARGIN = 16
NUDGE, LEAP = 0.01, 0.1
HINT = (
    "Arrows move it, Shift and arrows resize it, Control makes larger steps. "
    "Plus and minus zoom, 0 shows the whole picture."
)
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class CropView(QWidget):
    """`cropped` carries the new part and whether the movement goes on; nothing is kept here."""

    cropped = Signal(object, bool)  # Box
    settled = Signal()
    sharper_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.size_of_file = Size(1, 1)
        self.box = WHOLE
        self.shape: float | None = None
        self.picture: QPixmap | None = None
        self.waiting = ""
        self._sight = Sight()
        self._sides: Side | None = None
        self._from: QPointF | None = None
        self._panning = False
        self.focus_point = FocusPoint(self)
        self.focus_point.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(300, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleDescription(HINT)
        self.setToolTip(HINT)

    # What is shown

    def show_picture(self, picture: QPixmap | None, size: Size, waiting: str = "") -> None:
        """Show the file's picture (however large), with its real size; `waiting` stands for it."""
        self.picture, self.size_of_file, self.waiting = picture, size, waiting
        self._place_point()
        self.update()

    def show_crop(self, box: Box, shape: float | None) -> None:
        """Show what is kept, and the shape that it keeps while it is changed."""
        self.box, self.shape = box, shape
        left, top = round(box.left * 100), round(box.top * 100)
        wide, high = round((box.right - box.left) * 100), round((box.bottom - box.top) * 100)
        kept = "Nothing is cut off" if box == WHOLE else f"Kept: {wide}% by {high}%"
        at = "" if box == WHOLE else f", from {left}% across and {top}% down"
        self.setAccessibleName(f"Crop. {kept}{at}")
        self._place_point()
        self.update()

    def show_focus(self, x: float, y: float, *, visible: bool) -> None:
        """Show the point that stays in sight, where a platform crops."""
        self.focus_point.show_at(x, y)
        self.focus_point.setVisible(visible)
        self._place_point()

    def rect_of_picture(self) -> QRectF:
        """Where the whole picture lies."""
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        return self._sight.picture(room, self._pixels())

    def rect_of_crop(self) -> QRectF:
        """Where the kept part lies."""
        return on_screen(self.box, self.rect_of_picture())

    @property
    def zoom(self) -> float:
        """1 shows the whole picture."""
        return self._sight.zoom

    def _pixels(self) -> QSize:
        return QSize(self.size_of_file.width, self.size_of_file.height)

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)

    def _place_point(self) -> None:
        self.focus_point.follow(self.rect_of_crop())

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._panning, self._from = True, place
            return
        if event.button() != Qt.MouseButton.LeftButton or self.picture is None:
            return
        frame = self.rect_of_crop()
        self._from = place
        self._sides = held(frame, place)
        self._panning = self._sides is None and not frame.contains(place)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if self._from is None:
            self._show_cursor(place)
            return
        shown = self.rect_of_picture()
        if self._panning:
            self._sight.shift(place - self._from, self._room(), self._pixels())
            self._from = place
            self._place_point()
            self.update()
            return
        if self._sides is not None:
            x, y = in_picture(place, shown)
            fresh = pulled(self.box, self._sides, x, y, self.size_of_file, self.shape)
        else:
            away = place - self._from
            self._from = place
            fresh = moved(self.box, away.x() / shown.width(), away.y() / shown.height())
        self.cropped.emit(fresh, True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._from, self._sides, self._panning = None, None, False
        self.settled.emit()
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turns = event.angleDelta().y() / 120
        if turns:
            self._zoom(self._sight.zoom * STEP**turns, event.position())
        event.accept()

    def _show_cursor(self, place: QPointF) -> None:
        frame = self.rect_of_crop()
        sides = held(frame, place)
        if sides is not None:
            self.setCursor(cursor_for(sides))
        elif frame.contains(place):
            self.setCursor(Qt.CursorShape.SizeAllCursor)
        elif self._sight.zoom > 1:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.unsetCursor()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held_down = Qt.Key(event.key()), event.modifiers()
        if key in _ARROWS and not held_down & Qt.KeyboardModifier.AltModifier:
            across, down = _ARROWS[key]
            step = LEAP if held_down & Qt.KeyboardModifier.ControlModifier else NUDGE
            self._push(across * step, down * step, held_down)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_0:
            self.show_all()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _ARROWS and not event.isAutoRepeat():
            self.settled.emit()
        super().keyReleaseEvent(event)

    def _push(self, across: float, down: float, held_down: Qt.KeyboardModifier) -> None:
        if held_down & Qt.KeyboardModifier.ShiftModifier:
            fresh = grown(self.box, across, down, self.size_of_file, self.shape)
        else:
            fresh = moved(self.box, across, down)
        self.cropped.emit(fresh, True)

    def zoom_in(self) -> None:
        """Come closer to the middle of what is kept."""
        self._zoom(self._sight.zoom * STEP, self.rect_of_crop().center())

    def zoom_out(self) -> None:
        """Go back."""
        self._zoom(self._sight.zoom / STEP, self.rect_of_crop().center())

    def show_all(self) -> None:
        """The whole picture again."""
        self._zoom(1.0, QPointF(self.rect().center()))

    def _zoom(self, zoom: float, at: QPointF) -> None:
        self._sight.look(zoom, at, self._room(), self._pixels())
        if self._sight.zoom > 1:
            self.sharper_wanted.emit()
        self._place_point()
        self.update()

    # Painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_point()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.settled.emit()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        if self.picture is None:
            painter.setPen(theme.color("text2"))
            painter.drawText(
                self.rect().adjusted(24, 24, -24, -24),
                int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap),
                self.waiting,
            )
        else:
            painter.save()
            painter.setClipRect(self.rect().adjusted(2, 2, -2, -2))
            shown = self.rect_of_picture()
            painter.drawPixmap(shown, self.picture, QRectF(self.picture.rect()))
            active = self.hasFocus() or self._from is not None
            paint_crop(painter, shown, self.rect_of_crop(), active=active)
            painter.restore()
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), 6)
        painter.end()
