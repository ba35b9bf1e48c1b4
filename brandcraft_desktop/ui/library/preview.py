"""The chosen file, as large as the details have room for."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from brandcraft_desktop.ui.theme import color, paint_icon

HIGH: Final = 188
RADIUS: Final = 6


class Preview(QWidget):
    """Shows a picture whole; an icon on a quiet ground while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QPixmap | None = None
        self._icon = "image"
        self.setFixedHeight(HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_picture(self, picture: QPixmap | None, icon: str, words: str) -> None:
        """Show this; `words` are what is said of it."""
        self._picture, self._icon = picture, icon
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ground = QPainterPath()
        ground.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.fillPath(ground, color("sunken"))
        picture = self._picture
        if picture is None or picture.isNull():
            icon = QRect(0, 0, 40, 40)
            icon.moveCenter(self.rect().center())
            paint_icon(painter, self._icon, icon, "text3")
        else:
            size = picture.size()
            if size.width() > self.width() or size.height() > self.height():
                size = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(QPoint(0, 0), size)
            place.moveCenter(self.rect().center())
            painter.setClipPath(ground)
            painter.drawPixmap(place, picture)
        painter.end()
