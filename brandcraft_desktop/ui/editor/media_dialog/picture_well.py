"""A picture in a sunken field, as large as it fits."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.ui import theme

INSET = 8


class PictureWell(QWidget):
    """Shows a picture and says what it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture: QPixmap | None = None
        self.setMinimumSize(200, 100)

    def show_picture(self, picture: QPixmap | None, name: str) -> None:
        """Show this picture, or an empty field; `name` is what a screen reader says."""
        self.picture = picture if picture is not None and not picture.isNull() else None
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        if self.picture is not None:
            room = QRectF(self.rect()).adjusted(INSET, INSET, -INSET, -INSET)
            fitted = QSizeF(self.picture.size()).scaled(
                room.size(), Qt.AspectRatioMode.KeepAspectRatio
            )
            target = QRectF(room.topLeft(), fitted)
            target.moveCenter(room.center())
            painter.drawPixmap(target, self.picture, QRectF(self.picture.rect()))
        painter.end()
