"""Pictures that many chips and rows share: drawn once, kept by Qt within its bound of bytes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QPixmapCache

from brandcraft_desktop.ui.theme import live


def paint_once(
    painter: QPainter, box: QRect, name: str, draw: Callable[[QPainter, QRect], object]
) -> None:
    """Paint a shared picture; `draw` makes it, in the rectangle it is given.

    The name has to tell everything that `draw` looks at, but for the theme and the size.
    """
    if box.isEmpty():
        return
    ratio = painter.device().devicePixelRatioF()
    # On whole pixels of the screen: a picture that lies between them is blurred.
    corner = QPointF(round(box.x() * ratio) / ratio, round(box.y() * ratio) / ratio)
    painter.drawPixmap(corner, _picture(name, box.size(), ratio, draw))


def _picture(
    name: str, size: QSize, ratio: float, draw: Callable[[QPainter, QRect], object]
) -> QPixmap:
    theme = f"{live.dark:d}{live.high_contrast:d}"
    key = f"brandcraft:{name}:{size.width()}x{size.height()}@{ratio:.3f}:{theme}"
    drawn = QPixmap()
    if QPixmapCache.find(key, drawn):
        return drawn
    drawn = QPixmap(size * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter, QRect(0, 0, size.width(), size.height()))
    painter.end()
    QPixmapCache.insert(key, drawn)
    return drawn
