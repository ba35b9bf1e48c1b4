"""Draws a photo: its picture, who made it, whether it is chosen."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from brandcraft_desktop.domain.photos import Photo
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.unsplash.photo_items import PHOTO
from brandcraft_desktop.ui.unsplash.pictures import PhotoPictures
from brandcraft_desktop.ui.widgets import paint_focus, scaled_font

EDGE = 6
GAP = 4
RADIUS = 8
SHAPE = 0.72  # height of a picture for its width
_MARK = 24
_Index = QModelIndex | QPersistentModelIndex


class PhotoDelegate(QStyledItemDelegate):
    """Pictures are asked for as their cells are painted."""

    def __init__(self, pictures: PhotoPictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._width = 200

    def cell(self, width: int, line: int) -> QSize:
        """The size of a cell of that width with a line of text of that height."""
        self._width = width
        picture = round((width - 2 * EDGE) * SHAPE)
        return QSize(width, EDGE + picture + GAP + line + EDGE)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return self.cell(self._width, option.fontMetrics.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        photo = index.data(PHOTO)
        if not isinstance(photo, Photo):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = self._frame(option.rect)
        self._picture(painter, frame, photo)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen:
            painter.setPen(QPen(theme.color("accent"), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(frame).adjusted(1.5, 1.5, -1.5, -1.5), RADIUS, RADIUS)
        if chosen or hovered:
            self._mark(painter, option, frame, chosen=chosen)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, QRectF(option.rect).adjusted(1, 1, -1, -1), RADIUS + 2)
        self._name(painter, option, photo)
        painter.restore()

    def _frame(self, cell: QRect) -> QRect:
        width = cell.width() - 2 * EDGE
        return QRect(cell.topLeft() + QPoint(EDGE, EDGE), QSize(width, round(width * SHAPE)))

    def _picture(self, painter: QPainter, frame: QRect, photo: Photo) -> None:
        """The middle of the picture; until it is there, the colour that Unsplash tells."""
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(frame), RADIUS, RADIUS)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(frame, QColor(photo.colour) if photo.colour else theme.color("hover"))
        picture = self._pictures.get(photo)
        if picture is not None:
            fitted = picture.size().scaled(
                frame.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding
            )
            target = QRect(QPoint(0, 0), fitted)
            target.moveCenter(frame.center())
            painter.drawPixmap(target, picture)
        painter.restore()

    def _mark(
        self, painter: QPainter, option: QStyleOptionViewItem, frame: QRect, *, chosen: bool
    ) -> None:
        """A circle in the corner, with a check mark once the photo is chosen."""
        corner = QRect(frame.right() - _MARK - 5, frame.top() + 6, _MARK, _MARK)
        circle = QStyle.visualRect(option.direction, frame, corner)
        painter.setPen(QPen(theme.color("on_accent" if chosen else "border_strong"), 2))
        painter.setBrush(theme.color("accent" if chosen else "surface"))
        painter.drawEllipse(circle)
        if chosen:
            theme.paint_icon(painter, "check", circle.adjusted(6, 6, -6, -6), "on_accent")

    def name_rect(
        self, cell: QRect, metrics: QFontMetrics, direction: Qt.LayoutDirection, photo: Photo
    ) -> QRect:
        """Where the photographer's name stands in a cell."""
        frame = self._frame(cell)
        width = min(frame.width(), metrics.horizontalAdvance(photo.credit.name) + 2)
        line = QRect(frame.left(), frame.bottom() + GAP, width, metrics.height())
        return QStyle.visualRect(direction, frame, line)

    def _name(self, painter: QPainter, option: QStyleOptionViewItem, photo: Photo) -> None:
        painter.setFont(scaled_font(option.font, 0.92))
        painter.setPen(theme.color("text2"))
        line = self.name_rect(option.rect, option.fontMetrics, option.direction, photo)
        metrics = painter.fontMetrics()
        words = metrics.elidedText(photo.credit.name, Qt.TextElideMode.ElideRight, line.width())
        side = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.setLayoutDirection(option.direction)
        painter.drawText(line, side, words)
