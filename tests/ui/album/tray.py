"""The tray's states, as they stand in light and dark panels and in the menu bar of a Mac."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from PySide6.QtCore import QBuffer, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.theme.drawings import raster

NAME = "tray"
STATES = {
    "normal": "All is well",
    "attention": "Needs you",
    "paused": "Paused",
    "posting": "Posting",
}
LIGHT, DARK = "#EBEBEB", "#24242A"
PANELS = ((LIGHT, "Light panel"), (DARK, "Dark panel"))
BARS = ((LIGHT, "Menu bar, light"), (DARK, "Menu bar, dark"))
SIZES = (16, 22, 32)
"""What panels ask for: Windows, most of Linux, large ones."""
RATIO = 2  # as on a sharp screen

_HEAD, _LABEL, _WIDE, _TALL = 34, 150, 150, 52


def draw() -> Image.Image:
    """All of them on one sheet, a row for each panel."""
    rows = (*PANELS, *BARS)
    size = QSize(_LABEL + _WIDE * len(STATES), _HEAD + _TALL * len(rows))
    sheet = QImage(size * RATIO, QImage.Format.Format_RGB32)
    sheet.setDevicePixelRatio(RATIO)
    sheet.fill(QColor("#FFFFFF"))
    painter = QPainter(sheet)
    painter.setPen(QColor("#1A1A22"))
    for column, words in enumerate(STATES.values()):
        box = QRect(_LABEL + column * _WIDE, 0, _WIDE, _HEAD)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    for row, (ground, words) in enumerate(rows):
        top = _HEAD + row * _TALL
        painter.drawText(QRect(8, top, _LABEL - 8, _TALL), Qt.AlignmentFlag.AlignVCenter, words)
        painter.fillRect(QRect(_LABEL, top, size.width() - _LABEL, _TALL), QColor(ground))
        for column, state in enumerate(STATES):
            place = QPoint(_LABEL + column * _WIDE, top)
            _draw_sizes(painter, state, place, tinted=_tint(ground) if row >= len(PANELS) else "")
    painter.end()
    return _image(sheet)


def icon_on(state: str, ground: str, *, side: int = 22, tinted: str = "") -> Image.Image:
    """One state alone in a panel."""
    spot = QImage(QSize(side, side), QImage.Format.Format_RGB32)
    spot.fill(QColor(ground))
    painter = QPainter(spot)
    painter.drawPixmap(0, 0, _pixmap(state, side, 1, tinted))
    painter.end()
    return _image(spot)


def _draw_sizes(painter: QPainter, state: str, place: QPoint, *, tinted: str) -> None:
    left = place.x() + (_WIDE - sum(SIZES) - 2 * 12) // 2
    for side in SIZES:
        painter.drawPixmap(
            left, place.y() + (_TALL - side) // 2, _pixmap(state, side, RATIO, tinted)
        )
        left += side + 12


def _pixmap(state: str, side: int, ratio: int, tinted: str) -> QPixmap:
    if tinted:  # macOS takes the shape and gives it the colour of its bar
        return raster(f"tray-{state}", tinted, QSize(side, side), ratio)
    return theme.tray_icon(state).pixmap(QSize(side, side), ratio)


def _tint(ground: str) -> str:
    return "#000000" if ground == LIGHT else "#FFFFFF"


def _image(picture: QImage) -> Image.Image:
    store = QBuffer()
    store.open(QBuffer.OpenModeFlag.ReadWrite)
    QPixmap.fromImage(picture).save(store, "PNG")
    return Image.open(BytesIO(bytes(store.data().data()))).convert("RGB")
