"""Icons that follow the theme: painted by token, so nothing is reloaded when it changes."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap

from brandcraft_desktop.ui.theme.drawings import paint_icon, raster, source
from brandcraft_desktop.ui.theme.live import color
from brandcraft_desktop.ui.theme.status import look

VIOLET = "#5B3FD6"
"""The program's own colour, the same in both themes."""


class DrawnIconEngine(QIconEngine):
    """An icon made by ``paint`` alone, sharp at every pixel ratio."""

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        # Measured with Qt 6.11 and 6.12: ``size`` is logical, the answer must carry the scale.
        drawn = QPixmap(size * scale)
        drawn.setDevicePixelRatio(scale)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return drawn


class TokenIconEngine(DrawnIconEngine):
    """One drawing by token; ``gap`` keeps empty pixels between it and a button's text."""

    def __init__(self, name: str, token: str, gap: int = 0) -> None:
        super().__init__()
        self._name = name
        self._token = token
        self._gap = gap

    def clone(self) -> QIconEngine:
        return TokenIconEngine(self._name, self._token, self._gap)

    def iconName(self) -> str:
        return self._name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        token = self._token
        if mode == QIcon.Mode.Disabled:
            token = "disabled"
        elif state == QIcon.State.On and token == "text2":
            token = "accent"
        box = QRect(rect)
        if self._gap:
            if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                box.setLeft(box.left() + self._gap)
            else:
                box.setRight(box.right() - self._gap)
        paint_icon(painter, self._name, box, token)


class TileIconEngine(DrawnIconEngine):
    """A white shape on a tile of our own violet, readable on any panel, light or dark."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def clone(self) -> QIconEngine:
        return TileIconEngine(self._name)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(VIOLET))
        painter.drawRoundedRect(QRectF(rect), rect.width() * 0.24, rect.height() * 0.24)
        painter.restore()
        edge = round(rect.width() * 0.06)
        paint_icon(painter, self._name, rect.adjusted(edge, edge, -edge, -edge), "#FFFFFF")


def icon(name: str, token: str = "text2", *, gap: int = 0) -> QIcon:
    """An icon that follows the theme. Checked buttons turn ``text2`` into the accent.

    ``gap`` is in logical pixels and must be part of the button's icon size (see ``Button``).
    """
    source(name)
    return QIcon(TokenIconEngine(name, token, gap))


def pixmap(name: str, size: int, token: str = "text2", ratio: float = 1.0) -> QPixmap:
    """A square picture of an icon as it looks now, ``size`` logical pixels a side."""
    return raster(name, color(token).name(), QSize(size, size), ratio)


def status_icon(state: str) -> QIcon:
    """The shape of a state in its colour."""
    shown = look(state)
    return icon(shown.shape, shown.token)


def tray_icon(shape: str = "normal", *, template: bool = False) -> QIcon:
    """The tray icon: ``normal``, ``attention``, ``paused`` or ``posting``; the shape differs.

    ``template`` gives the one-colour drawing that the macOS menu bar tints by itself.
    """
    name = f"tray-{shape}"
    source(name)
    if template:
        made = QIcon(TokenIconEngine(name, "#000000"))
        made.setIsMask(True)
        return made
    return QIcon(TileIconEngine(name))


def logo() -> QIcon:
    """The program's own icon, in its own colours in both themes."""
    return icon("logo", VIOLET)
