"""A person or a brand: picture or initials, with the glyph of a site in the corner."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from brandcraft_desktop.ui.theme import color, contrast, paint_icon

GLYPH: Final = 11
TILE: Final = 15
OUT: Final = 4
"""Logical pixels by which the corner tile stands out of the circle's square."""
AIR: Final = 1
"""Logical pixels between the tile and the initials."""


def initials(name: str) -> str:
    """One or two letters that stand for a name; "?" for none."""
    words = [word for word in name.replace("@", " ").replace("_", " ").split() if word[0].isalnum()]
    if not words:
        return "?"
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()


def lettering(base: QFont, size: int) -> QFont:
    """The font of the initials on a circle of `size`."""
    font = QFont(base)
    font.setPixelSize(max(9, round(size * 0.36)))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def corner(size: int) -> QRect:
    """Where the tile of the glyph stands on a circle of `size`, read from left to right."""
    start = size + OUT - TILE
    return QRect(start, start, TILE, TILE)


def written(words: str, font: QFont, size: int, *, beside_tile: bool) -> QRect:
    """Where initials stand: in the middle, but never under the tile."""
    ink = QFontMetrics(font).tightBoundingRect(words)
    ink.moveCenter(QRect(0, 0, size, size).center())
    tile = corner(size)
    if beside_tile and ink.right() >= tile.left() - AIR:
        ink.moveBottom(min(ink.bottom(), tile.top() - AIR))
    return ink


class Avatar(QWidget):
    """``glyph`` is an icon name for the corner, ``spoken`` the full name for a screen reader.

    ``ground`` is a ``#RRGGBB`` under the initials (a brand's colour); empty uses the accent's
    soft tone. ``size`` is the circle's side in logical pixels.
    """

    def __init__(
        self,
        name: str = "",
        *,
        picture: QPixmap | None = None,
        glyph: str = "",
        ground: str = "",
        size: int = 32,
        spoken: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size = size
        self._name, self._glyph, self._ground = name, glyph, ground
        self._picture: QPixmap | None = None
        self._faded = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_person(name, picture=picture, glyph=glyph, ground=ground, spoken=spoken)

    def set_person(
        self,
        name: str,
        *,
        picture: QPixmap | None = None,
        glyph: str = "",
        ground: str = "",
        spoken: str = "",
    ) -> None:
        """Show someone else."""
        self._name, self._glyph, self._ground = name, glyph, ground
        self._picture = picture if picture is not None and not picture.isNull() else None
        self.setAccessibleName(spoken or name)
        self.update()

    def set_faded(self, faded: bool) -> None:
        """Draw it pale: not chosen, not connected."""
        self._faded = faded
        self.update()

    def sizeHint(self) -> QSize:
        extra = OUT if self._glyph else 0
        return QSize(self._size + extra, self._size + extra)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._faded:
            painter.setOpacity(0.45)
        direction = self.layoutDirection()
        face = QStyle.visualRect(direction, self.rect(), QRect(0, 0, self._size, self._size))
        if self._picture is not None:
            self._paint_picture(painter, face, self._picture)
        else:
            self._paint_initials(painter, face)
        if self._glyph:
            painter.setOpacity(1.0)
            tile = QStyle.visualRect(direction, self.rect(), corner(self._size))
            self._paint_glyph(painter, tile)
        painter.end()

    def _paint_picture(self, painter: QPainter, face: QRect, picture: QPixmap) -> None:
        ratio = self.devicePixelRatioF()
        side = round(face.width() * ratio)
        fitted = picture.scaled(
            side,
            side,
            Qt.AspectRatioMode.KeepAspectRatioByExpanding,
            Qt.TransformationMode.SmoothTransformation,
        )
        left, top = (fitted.width() - side) // 2, (fitted.height() - side) // 2
        square = fitted.copy(left, top, side, side)
        circle = QPainterPath()
        circle.addEllipse(QRectF(face))
        painter.save()
        painter.setClipPath(circle)
        painter.drawPixmap(face, square)
        painter.restore()

    def _paint_initials(self, painter: QPainter, face: QRect) -> None:
        ground, ink = "accent_soft", "accent"
        if self._ground:
            ground = self._ground
            ink = max("#FFFFFF", "#15181E", key=lambda shade: contrast(shade, self._ground))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(color(ground)))
        painter.drawEllipse(QRectF(face))
        font = lettering(self.font(), self._size)
        words = initials(self._name)
        place = written(words, font, self._size, beside_tile=bool(self._glyph))
        bearing = QFontMetrics(font).tightBoundingRect(words).topLeft()
        painter.setFont(font)
        painter.setPen(color(ink))
        painter.drawText(face.topLeft() + place.topLeft() - bearing, words)

    def _paint_glyph(self, painter: QPainter, tile: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("surface"))
        painter.drawRoundedRect(QRectF(tile), 5, 5)
        edge = (TILE - GLYPH) // 2
        inner = tile.adjusted(edge, edge, -edge, -edge)
        paint_icon(painter, self._glyph, inner, "text")
