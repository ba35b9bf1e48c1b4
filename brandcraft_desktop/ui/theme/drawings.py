"""The drawings behind all icons: SVG text, painted in one colour at any sharpness.

Platform and interface glyphs come from Font Awesome Free (``ui/icons``, made by the build); the
shapes in ``ui/shapes`` are our own and win over a glyph of the same name.
"""

from __future__ import annotations

import logging
from functools import cache, lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from brandcraft_desktop.ui.theme.live import color

log = logging.getLogger(__name__)

FOLDERS = ("shapes", "icons")
UNKNOWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect x="3" y="3" width="18" '
    'height="18" rx="4" fill="none" stroke="currentColor" stroke-width="2"/></svg>'
)


@cache
def source(name: str) -> str:
    """The drawing as SVG text. A missing one is logged as an error and becomes a hollow square.

    People never see a crash because of an icon; the tests fail on the log record.
    """
    for folder in FOLDERS:
        drawing = files("brandcraft_desktop.ui").joinpath(folder, f"{name}.svg")
        if drawing.is_file():
            return drawing.read_text(encoding="utf-8")
    log.error("There is no icon named %r", name)
    return UNKNOWN


def coloured(name: str, colour: str) -> bytes:
    """The drawing in one colour; drawings without any fill of their own get it too."""
    drawing = source(name).replace("currentColor", colour)
    return drawing.replace("<svg ", f'<svg fill="{colour}" ', 1).encode()


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    renderer = QSvgRenderer(QByteArray(coloured(name, colour)))
    # Font Awesome's boxes are not square.
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    return renderer


def raster(name: str, colour: str, size: QSize, ratio: float) -> QPixmap:
    """A picture of ``size`` logical pixels in a ``#RRGGBB``, drawn once per pixel ratio."""
    key = f"brandcraft:{name}:{colour}:{size.width()}x{size.height()}@{ratio:.3f}"
    drawn = QPixmap()
    if QPixmapCache.find(key, drawn):
        return drawn
    drawn = QPixmap(size * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    _renderer(name, colour).render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    QPixmapCache.insert(key, drawn)
    return drawn


def paint_icon(
    painter: QPainter, name: str, rect: QRectF | QRect, token: str = "text2", opacity: float = 1.0
) -> None:
    """Paint an icon into a rectangle in the current colour of a token (or a ``#RRGGBB``)."""
    colour = color(token).name()
    size = rect.size() if isinstance(rect, QRect) else rect.size().toSize()
    whole = isinstance(rect, QRect) or rect.size() == size.toSizeF()
    if opacity != 1.0:
        painter.save()
        painter.setOpacity(painter.opacity() * opacity)
    if whole and not painter.worldTransform().isScaling():  # neither turned, by Qt's order
        ratio = painter.device().devicePixelRatioF()
        corner = QPointF(round(rect.x() * ratio) / ratio, round(rect.y() * ratio) / ratio)
        painter.drawPixmap(corner, raster(name, colour, size, ratio))
    else:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _renderer(name, colour).render(painter, QRectF(rect))
        painter.restore()
    if opacity != 1.0:
        painter.restore()
