"""A platform as a tile: its glyph on its own colour."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.ui.theme import color, contrast, paint_icon

RADIUS = 10
SEEN = 3.0
SHARE = 0.55  # of the tile's side that the glyph takes


class GlyphTile(QWidget):
    """Decorative where the name stands beside it, so it is not reached by the keyboard."""

    def __init__(self, info: PlatformInfo, size: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._info = info
        self._size = size
        self.setAccessibleName(info.name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(self._info.colour))
        painter.drawRoundedRect(QRectF(0, 0, self._size, self._size), RADIUS, RADIUS)
        side = round(self._size * SHARE)
        box = QRect(0, 0, side, side)
        box.moveCenter(QRect(0, 0, self._size, self._size).center())
        # Brands draw their glyph in white where it can be seen at all (3:1 for big shapes).
        ink = "#FFFFFF" if contrast("#FFFFFF", self._info.colour) >= SEEN else "#15181E"
        paint_icon(painter, self._info.glyph, box, ink)
        painter.end()
