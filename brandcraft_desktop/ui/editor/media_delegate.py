"""Draws a file of a post: picture, alt badge, length, ring while it is prepared, name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from brandcraft_desktop.domain.media_rules import MediaKind, MediaState
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.media_items import TILE, PartHeader, Tile
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.widgets import paint_focus

PICTURE = QSize(92, 72)
CELL = QSize(104, 98)
HEADER = 58
"""How wide the header of a part is."""
_INSET = 6
_CROSS = 24
_SHADE = QColor(12, 13, 17, 205)
_LIGHT = QColor("#FFFFFF")
_Index = QModelIndex | QPersistentModelIndex


def clock_words(seconds: float) -> str:
    """ "1:05"."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


class MediaDelegate(QStyledItemDelegate):
    """Its cross and its badge are parts of the picture; keyboard and menu do the same."""

    remove_wanted = Signal(str)
    alt_wanted = Signal(str)

    def __init__(
        self,
        thumbnails: Thumbnails,
        parent: QObject | None = None,
        *,
        converted: Callable[[str], float | None] = lambda _: None,
    ) -> None:
        """`converted` tells how far a video is that is being made of a file."""
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._converted = converted

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = HEADER if isinstance(index.data(TILE), PartHeader) else CELL.width()
        return QSize(width, PICTURE.height() + _INSET + 4 + option.fontMetrics.height() + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tile = index.data(TILE)
        if isinstance(tile, PartHeader):
            self._header(painter, option, tile)
        if not isinstance(tile, Tile):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = self._frame(option)
        self._picture(painter, frame, tile)
        if tile.state is MediaState.FAILED:
            self._failed(painter, frame)
        elif tile.state is MediaState.PENDING:
            self._ring(painter, frame)
        else:
            done = self._converted(tile.media_id)
            if done is not None:
                self._progress(painter, frame, done)
        self._badges(painter, frame, tile)
        states = option.state
        if states & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
            self._cross(painter, frame)
        if states & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, QRectF(frame).adjusted(-3, -3, 3, 3), 9)
        self._name(painter, option, frame, tile)
        painter.restore()

    def _header(self, painter: QPainter, option: QStyleOptionViewItem, header: PartHeader) -> None:
        """The part's name over how many files it has, behind a line."""
        painter.save()
        frame = QRect(
            option.rect.topLeft() + QPoint(4, _INSET), QSize(HEADER - 8, PICTURE.height())
        )
        frame = QStyle.visualRect(option.direction, option.rect, frame)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        edge = frame.right() if mirrored else frame.left()
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.drawLine(edge, frame.top(), edge, frame.bottom())
        font = QFont(option.font)
        font.setPointSizeF(option.font.pointSizeF() * 0.88)
        painter.setFont(font)
        words = frame.adjusted(0, 0, -6, 0) if mirrored else frame.adjusted(6, 0, 0, 0)
        middle = words.center().y()
        painter.setPen(theme.color("text2"))
        above = QRect(words.left(), words.top(), words.width(), middle - words.top())
        leading = Qt.AlignmentFlag.AlignLeading
        painter.drawText(above, Qt.AlignmentFlag.AlignBottom | leading, header.name)
        painter.setPen(theme.color("text3"))
        below = QRect(words.left(), middle, words.width(), words.bottom() - middle)
        files = "1 file" if header.files == 1 else f"{header.files or 'no'} files"
        painter.drawText(below, Qt.AlignmentFlag.AlignTop | leading, files)
        painter.restore()

    def _frame(self, option: QStyleOptionViewItem) -> QRect:
        place = option.rect.topLeft() + QPoint(_INSET, _INSET)
        return QStyle.visualRect(option.direction, option.rect, QRect(place, PICTURE))

    def _picture(self, painter: QPainter, frame: QRect, tile: Tile) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(frame), 6, 6)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(frame, theme.color("hover"))
        picture = self._thumbnails.get(tile.sha256)
        if picture is not None:
            fitted = picture.size().scaled(
                frame.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding
            )
            target = QRect(QPoint(0, 0), fitted)
            target.moveCenter(frame.center())
            painter.drawPixmap(target, picture)
        else:
            icon = QRect(0, 0, 24, 24)
            icon.moveCenter(frame.center())
            name = "video" if tile.kind is MediaKind.VIDEO else "image"
            theme.paint_icon(painter, name, icon, "text3")
        painter.restore()
        painter.setPen(QPen(theme.color("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _ring(self, painter: QPainter, frame: QRect) -> None:
        """A still ring: it says "being prepared" without an endless animation."""
        circle = QRectF(0, 0, 26, 26)
        circle.moveCenter(QRectF(frame).center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_SHADE)
        painter.drawEllipse(circle.adjusted(-5, -5, 5, 5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(255, 255, 255, 80), 3))
        painter.drawEllipse(circle)
        painter.setPen(QPen(_LIGHT, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(circle, 90 * 16, -100 * 16)

    def _progress(self, painter: QPainter, frame: QRect, done: float) -> None:
        """A ring that closes, with its figure inside."""
        circle = QRectF(0, 0, 40, 40)
        circle.moveCenter(QRectF(frame).center() - QPointF(0, 7))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_SHADE)
        painter.drawEllipse(circle.adjusted(-4, -4, 4, 4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(255, 255, 255, 80), 3))
        painter.drawEllipse(circle)
        painter.setPen(QPen(_LIGHT, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(circle, 90 * 16, -round(360 * 16 * done))
        font = QFont(painter.font())
        font.setPixelSize(11)
        font.setWeight(QFont.Weight.Bold)
        painter.setFont(theme.tabular(font))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, f"{min(99, int(done * 100))} %")

    def _failed(self, painter: QPainter, frame: QRect) -> None:
        painter.setPen(QPen(theme.color("failed"), 2))
        painter.drawRoundedRect(QRectF(frame).adjusted(1, 1, -1, -1), 6, 6)
        mark = QRect(0, 0, 24, 24)
        mark.moveCenter(frame.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(mark.adjusted(-3, -3, 3, 3))
        theme.paint_icon(painter, "circle-exclamation", mark, "failed")

    def _badges(self, painter: QPainter, frame: QRect, tile: Tile) -> None:
        label = "ALT" if tile.alt.strip() else "+ ALT"
        self._badge(painter, self._badge_rect(frame), label, done=bool(tile.alt.strip()))
        if tile.seconds:
            right = QRect(frame.right() - 42, frame.bottom() - 20, 38, 17)
            self._badge(painter, right, clock_words(tile.seconds), done=False)

    def _badge_rect(self, frame: QRect) -> QRect:
        return QRect(frame.left() + 5, frame.bottom() - 20, 40, 17)

    def _badge(self, painter: QPainter, rect: QRect, words: str, *, done: bool) -> None:
        font = QFont(painter.font())
        font.setPixelSize(11)
        font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_SHADE)
        painter.drawRoundedRect(QRectF(rect), 4, 4)
        painter.setPen(QColor("#9FE8BD") if done else _LIGHT)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)

    def _cross_rect(self, frame: QRect) -> QRect:
        return QRect(frame.right() - _CROSS, frame.top() + 1, _CROSS, _CROSS)

    def _cross(self, painter: QPainter, frame: QRect) -> None:
        rect = self._cross_rect(frame)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_SHADE)
        painter.drawEllipse(rect.adjusted(2, 2, -2, -2))
        painter.setPen(QPen(_LIGHT, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        inner = rect.adjusted(8, 8, -8, -8)
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())

    def _name(
        self, painter: QPainter, option: QStyleOptionViewItem, frame: QRect, tile: Tile
    ) -> None:
        font = QFont(option.font)
        font.setPointSizeF(option.font.pointSizeF() * 0.88)
        painter.setFont(font)
        painter.setPen(theme.color("failed" if tile.state is MediaState.FAILED else "text3"))
        line = QRect(frame.left(), frame.bottom() + 4, frame.width(), option.fontMetrics.height())
        words = painter.fontMetrics().elidedText(
            tile.name, Qt.TextElideMode.ElideMiddle, line.width()
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, words)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        tile = index.data(TILE)
        if (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
            and isinstance(tile, Tile)
        ):
            frame, place = self._frame(option), event.position().toPoint()
            if self._cross_rect(frame).contains(place):
                self.remove_wanted.emit(tile.media_id)
                return True
            if self._badge_rect(frame).contains(place):
                self.alt_wanted.emit(tile.media_id)
                return True
        return super().editorEvent(event, model, option, index)
