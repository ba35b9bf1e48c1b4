"""A film from left to right, with what is kept of it, the place looked at, and platforms' limits.

Time runs from left to right in every language, as it does in players.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from brandcraft_desktop.domain.film import Span
from brandcraft_desktop.services.film_strips import IN_STRIP
from brandcraft_desktop.services.media_lengths import LengthLimit
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.media_dialog.track_handle import WIDE, Held, TrackHandle
from brandcraft_desktop.ui.widgets import scaled_font

HIGH = 56
ABOVE = 18
BELOW = 4
MARGIN = WIDE / 2 + 2
_SHADE = QColor(0, 0, 0, 150)


class FilmTrack(QWidget):
    """Shows and tells; what is decided is kept elsewhere. All moments are seconds."""

    started = Signal(float, bool)
    ended = Signal(float, bool)
    looked = Signal(float)
    settled = Signal()

    def __init__(self, seconds: float, frame_rate: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.seconds = max(seconds, 0.001)
        self.span = Span(0.0, self.seconds)
        self.head = 0.0
        self.cover: float | None = None
        self.limits: tuple[LengthLimit, ...] = ()
        self.frames: tuple[QPixmap, ...] = ()
        self.handles = {held: TrackHandle(held, self) for held in Held}
        for handle in self.handles.values():
            handle.frame = 1 / frame_rate if frame_rate > 0 else 1 / 25
            handle.settled.connect(self.settled)
        start, end = self.handles[Held.START], self.handles[Held.END]
        start.moved.connect(lambda at, more: self.started.emit(self._inside(at), more))
        start.dragged.connect(lambda x: self.started.emit(self.moment_at(x), True))
        end.moved.connect(lambda at, more: self.ended.emit(self._inside(at), more))
        end.dragged.connect(lambda x: self.ended.emit(self.moment_at(x), True))
        head = self.handles[Held.HEAD]
        head.moved.connect(lambda at, _: self.looked.emit(self._inside(at)))
        head.dragged.connect(lambda x: self.looked.emit(self.moment_at(x)))
        head.stackUnder(start)
        self.setFixedHeight(ABOVE + HIGH + BELOW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAccessibleName("Film")

    # Showing

    def show_span(self, span: Span, head: float, cover: float | None) -> None:
        """What is kept, the place looked at, and the cover (None: the platform chooses)."""
        self.span, self.head, self.cover = span, head, cover
        self._place()
        self.update()

    def show_limits(self, limits: Sequence[LengthLimit]) -> None:
        """How long platforms let it be."""
        self.limits = tuple(limits)
        self.update()

    def show_frames(self, pictures: Mapping[int, QPixmap]) -> None:
        """The frames that are here, by their moments in milliseconds."""
        if not pictures:
            return
        whole = self.seconds * 1000
        wanted = ((place + 0.5) * whole / IN_STRIP for place in range(IN_STRIP))
        self.frames = tuple(pictures[min(pictures, key=lambda m: abs(m - at))] for at in wanted)
        self.update()

    # Places

    def room(self) -> QRectF:
        """Where the film lies."""
        return QRectF(MARGIN, ABOVE, max(self.width() - 2 * MARGIN, 1), HIGH)

    def x_of(self, seconds: float) -> float:
        """Where a moment lies."""
        room = self.room()
        return room.left() + room.width() * min(seconds / self.seconds, 1.0)

    def moment_at(self, x: float) -> float:
        """The moment at a place; those beside the film are its borders."""
        room = self.room()
        return self._inside((x - room.left()) / room.width() * self.seconds)

    def _inside(self, seconds: float) -> float:
        return min(max(seconds, 0.0), self.seconds)

    def _place(self) -> None:
        places = {Held.START: self.span.start, Held.END: self.span.end, Held.HEAD: self.head}
        for held, seconds in places.items():
            self.handles[held].show_at(seconds, self.x_of(seconds), ABOVE, HIGH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.looked.emit(self.moment_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.looked.emit(self.moment_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.settled.emit()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = self.room()
        painter.fillRect(room, theme.color("hover"))
        self._frames(painter, room)
        start, end = self.x_of(self.span.start), self.x_of(self.span.end)
        painter.fillRect(QRectF(room.left(), room.top(), start - room.left(), HIGH), _SHADE)
        painter.fillRect(QRectF(end, room.top(), room.right() - end, HIGH), _SHADE)
        painter.setPen(QPen(theme.color("accent"), 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(start, room.top() + 1, end - start, HIGH - 2))
        self._limits(painter, room)
        if self.cover is not None:
            self._flag(painter, room)
        painter.end()

    def _frames(self, painter: QPainter, room: QRectF) -> None:
        if not self.frames:
            return
        wide = room.width() / len(self.frames)
        for place, picture in enumerate(self.frames):
            cell = QRectF(room.left() + place * wide, room.top(), wide, HIGH)
            shape = QSizeF(cell.size()).scaled(
                QSizeF(picture.size()), Qt.AspectRatioMode.KeepAspectRatio
            )
            source = QRectF(QPointF(0, 0), shape)
            source.moveCenter(QRectF(picture.rect()).center())
            painter.drawPixmap(cell, picture, source)

    def _limits(self, painter: QPainter, room: QRectF) -> None:
        """Lines where a platform's longest video would end; words above as far as they fit."""
        painter.setFont(scaled_font(self.font(), 0.85))
        free = 0.0
        inside = [
            (self.span.start + one.most, one)
            for one in self.limits
            if one.most is not None and self.span.start + one.most < self.seconds
        ]
        for at, limit in sorted(inside, key=lambda one: one[0]):
            x = self.x_of(at)
            over = not limit.takes(self.span.seconds)
            ink = theme.color("failed" if over else "text2")
            painter.setPen(QPen(ink, 2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, room.top() - 4), QPointF(x, room.bottom()))
            wide = painter.fontMetrics().horizontalAdvance(limit.name) + 4
            left = min(max(x - wide / 2, 0.0), self.width() - wide)
            if left >= free:
                painter.setPen(ink)
                words = QRectF(left, 0, wide, ABOVE - 4)
                painter.drawText(words, Qt.AlignmentFlag.AlignCenter, limit.name)
                free = left + wide + 4

    def _flag(self, painter: QPainter, room: QRectF) -> None:
        x = self.x_of(self.cover or 0.0)
        box = QRectF(0, 0, 18, 16)
        box.moveCenter(QPointF(x, room.bottom() - 10))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(box, 4, 4)
        inner = box.adjusted(4, 3, -4, -3)
        theme.paint_icon(painter, "image", inner.toRect(), "on_accent")
