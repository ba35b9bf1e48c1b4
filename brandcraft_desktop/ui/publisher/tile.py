"""A small picture of a post's file."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.domain.media_rules import MediaKind
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.publisher.drawn_once import paint_once
from brandcraft_desktop.ui.theme import color, paint_icon

SIDE: Final = 64
RADIUS: Final = 6


def paint_tile(
    painter: QPainter, box: QRect, picture: QPixmap | None, icon: str, ratio: float
) -> None:
    """A picture filling a rounded square, or an icon on a quiet ground while there is none.

    Fitting a picture takes longer than all the rest of a row: it is done once for each size.
    """
    if picture is None or picture.isNull():
        paint_once(painter, box, f"no tile:{icon}", lambda on, whole: _draw_icon(on, whole, icon))
        return
    name = f"tile:{picture.cacheKey()}"
    paint_once(painter, box, name, lambda on, whole: _draw_picture(on, whole, picture, ratio))


def _draw_icon(painter: QPainter, box: QRect, icon: str) -> None:
    painter.fillPath(_shape(box), color("hover"))
    side = max(14, box.width() // 3)
    middle = QRect(0, 0, side, side)
    middle.moveCenter(box.center())
    paint_icon(painter, icon, middle, "text3")


def _draw_picture(painter: QPainter, box: QRect, picture: QPixmap, ratio: float) -> None:
    side = round(box.width() * ratio)
    fitted = picture.scaled(
        side,
        side,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    left, top = (fitted.width() - side) // 2, (fitted.height() - side) // 2
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(_shape(box))
    painter.drawPixmap(box, fitted.copy(left, top, side, side))


def _shape(box: QRect) -> QPainterPath:
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(box), RADIUS, RADIUS)
    return shape


class Tile(QWidget):
    """Shows the picture as soon as it is read."""

    def __init__(
        self, view: MediaView, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._thumbnails = thumbnails
        self.setFixedSize(SIDE, SIDE)
        self.setAccessibleName(view.alt or view.name)
        self.setToolTip(view.alt or view.name)
        thumbnails.loaded.connect(self._loaded)

    def _loaded(self, sha256: str) -> None:
        if sha256 == self._view.sha256:
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icon = "video" if self._view.kind is MediaKind.VIDEO else "image"
        picture = self._thumbnails.get(self._view.sha256)
        paint_tile(painter, self.rect(), picture, icon, self.devicePixelRatioF())
        painter.end()
