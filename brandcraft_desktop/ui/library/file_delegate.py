"""Draws a file of the library: picture, length, how it stands, name."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from brandcraft_desktop.domain.media_rules import MediaKind, MediaState
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.media_delegate import clock_words
from brandcraft_desktop.ui.library.file_items import FILE
from brandcraft_desktop.ui.library.pictures import KEPT, Pictures
from brandcraft_desktop.ui.widgets import paint_focus
from brandcraft_desktop.ui.widgets.style import scaled_font

LEAST: Final = 160
"""Logical pixels a file takes across at least; what is left of a line is shared out."""
_HIGH, _WIDE = 144, 184
"""The shape of small pictures: `ThumbnailSize.SMALL`."""
INSET: Final = 10
EDGE: Final = 2
"""Between the grounds of two files that are chosen."""
GAP: Final = 4
RADIUS: Final = 6
TICK: Final = 20
_SHADE = QColor(12, 13, 17, 205)
_LIGHT = QColor("#FFFFFF")
_CAPTION = 0.88


def picture_size(across: int) -> QSize:
    """The picture in a cell that is so many pixels across."""
    width = across - 2 * INSET
    return QSize(width, width * _HIGH // _WIDE)


def cell_size(across: int, line: int) -> QSize:
    """How large a file is drawn, with its name below in a line of that height."""
    return QSize(across, picture_size(across).height() + 2 * INSET + GAP + line)


class FileDelegate(QStyledItemDelegate):
    """Draws from the file alone; pictures come as they are read."""

    def __init__(self, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._view = parent
        self.cell = cell_size(LEAST, parent.fontMetrics().height())
        self._drawn_for = (QSize(), 1.0, "", "")
        self._drawn: OrderedDict[str, tuple[int, QPixmap]] = OrderedDict()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return self.cell

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        view = index.data(FILE)
        box: QRect = option.rect
        if not isinstance(view, MediaView) or box.isEmpty():  # empty: not laid out yet
            return
        ground = QRectF(box).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft" if selected else "hover"))
            painter.drawRoundedRect(ground, RADIUS + 2, RADIUS + 2)
        frame = QRect(box.topLeft() + QPoint(INSET, INSET), picture_size(box.width()))
        self._picture(painter, frame, view)
        self._stand(painter, frame, view)
        self._length(painter, frame, view)
        if selected:
            self._tick(painter, frame)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, ground, RADIUS + 2)
        self._name(painter, box, frame, view)
        painter.restore()

    def _picture(self, painter: QPainter, frame: QRect, view: MediaView) -> None:
        picture = self._pictures.get(view.sha256)
        if picture is not None:
            drawn = self._kept(view.sha256, picture, frame.size())
        else:
            drawn = self._kept(
                "video" if view.kind is MediaKind.VIDEO else "image", None, frame.size()
            )
        painter.drawPixmap(frame.topLeft(), drawn)

    def _kept(self, name: str, picture: QPixmap | None, size: QSize) -> QPixmap:
        """What fills the frame, the frame with it: drawn once, then only copied.

        `name` is the picture's, or where there is none yet that of the icon in its stead.
        """
        ratio = self._view.devicePixelRatioF()
        looks = (size, ratio, theme.color("border").name(), theme.color("hover").name())
        if looks != self._drawn_for:
            self._drawn_for = looks
            self._drawn.clear()
        key = picture.cacheKey() if picture is not None else 0
        known = self._drawn.get(name)
        if known is not None and known[0] == key:
            self._drawn.move_to_end(name)
            return known[1]
        drawn = QPixmap(size * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRect(QPoint(0, 0), size)
        if picture is None:
            _draw_icon(painter, box, name)
        else:
            _draw_fitted(painter, box, picture)
        painter.setPen(QPen(theme.color("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.end()
        self._drawn[name] = (key, drawn)
        while len(self._drawn) > KEPT:
            self._drawn.popitem(last=False)
        return drawn

    def _stand(self, painter: QPainter, frame: QRect, view: MediaView) -> None:
        """A mark on what can't be used, or is still being prepared."""
        if view.state is MediaState.PROCESSED:
            return
        failed = view.state is MediaState.FAILED
        mark = QRect(0, 0, 22, 22)
        mark.moveCenter(frame.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(mark.adjusted(-5, -5, 5, 5))
        shape = "circle-exclamation" if failed else "hourglass-half"
        theme.paint_icon(painter, shape, mark, "failed" if failed else "publishing")

    def _length(self, painter: QPainter, frame: QRect, view: MediaView) -> None:
        """How long a video is, over its lower corner."""
        if view.kind is not MediaKind.VIDEO:
            return
        seconds = view.facts.duration if view.facts is not None else None
        words = clock_words(seconds) if seconds else ""
        font = QFont(painter.font())
        font.setPixelSize(11)
        font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        width = painter.fontMetrics().horizontalAdvance(words) + (30 if words else 24)
        badge = QRect(frame.right() - width - 4, frame.bottom() - 22, width, 18)
        badge = self._mirrored(frame, badge)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_SHADE)
        painter.drawRoundedRect(QRectF(badge), 4, 4)
        glyph = QRect(badge.left() + 6, badge.top() + 4, 11, 10)
        theme.paint_icon(painter, "play", glyph, _LIGHT.name())
        painter.setPen(_LIGHT)
        painter.drawText(badge.adjusted(20, 0, -4, 0), Qt.AlignmentFlag.AlignCenter, words)

    def _tick(self, painter: QPainter, frame: QRect) -> None:
        disc = QRect(frame.left() + 5, frame.top() + 5, TICK, TICK)
        disc = self._mirrored(frame, disc)
        painter.setPen(QPen(theme.color("surface"), 2))
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(disc)
        theme.paint_icon(painter, "check", disc.adjusted(5, 5, -4, -4), "on_accent")

    def _name(self, painter: QPainter, box: QRect, frame: QRect, view: MediaView) -> None:
        painter.setFont(scaled_font(self._view.font(), _CAPTION))
        line = QRect(
            box.left() + INSET,
            frame.bottom() + GAP,
            box.width() - 2 * INSET,
            box.bottom() - frame.bottom() - GAP,
        )
        painter.setPen(theme.color("failed" if view.state is MediaState.FAILED else "text2"))
        words = painter.fontMetrics().elidedText(
            view.name, Qt.TextElideMode.ElideMiddle, line.width()
        )
        align = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(line, int(align), words)

    def _mirrored(self, within: QRect, rect: QRect) -> QRect:
        return QStyle.visualRect(self._view.layoutDirection(), within, rect)


def _draw_icon(painter: QPainter, box: QRect, name: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("hover"))
    painter.drawRoundedRect(QRectF(box), RADIUS, RADIUS)
    icon = QRect(0, 0, 28, 28)
    icon.moveCenter(box.center())
    theme.paint_icon(painter, name, icon, "text3")


def _draw_fitted(painter: QPainter, box: QRect, picture: QPixmap) -> None:
    """The picture filling the box, with round corners."""
    painter.save()
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(box), RADIUS, RADIUS)
    painter.setClipPath(shape)
    fitted = picture.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    target = QRect(QPoint(0, 0), fitted)
    target.moveCenter(box.center())
    painter.drawPixmap(target, picture)
    painter.restore()
