"""How a crop is drawn over its picture: shade, thirds, border, handles."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from brandcraft_desktop.domain.cropping import Side

SHADE = QColor(0, 0, 0, 140)
LINE = QColor(255, 255, 255, 230)
THIN = QColor(255, 255, 255, 110)
DARK = QColor(0, 0, 0, 130)
HANDLE = 11.0
"""Side of a handle as drawn, logical pixels."""
REACH = 14.0
"""How far from a handle's middle a hand still takes hold of it: 28 pixels across."""

CORNERS = (
    Side.LEFT | Side.TOP,
    Side.RIGHT | Side.TOP,
    Side.LEFT | Side.BOTTOM,
    Side.RIGHT | Side.BOTTOM,
)
EDGES = (Side.LEFT, Side.TOP, Side.RIGHT, Side.BOTTOM)
_CURSORS = {
    Side.LEFT | Side.TOP: Qt.CursorShape.SizeFDiagCursor,
    Side.RIGHT | Side.BOTTOM: Qt.CursorShape.SizeFDiagCursor,
    Side.RIGHT | Side.TOP: Qt.CursorShape.SizeBDiagCursor,
    Side.LEFT | Side.BOTTOM: Qt.CursorShape.SizeBDiagCursor,
    Side.LEFT: Qt.CursorShape.SizeHorCursor,
    Side.RIGHT: Qt.CursorShape.SizeHorCursor,
    Side.TOP: Qt.CursorShape.SizeVerCursor,
    Side.BOTTOM: Qt.CursorShape.SizeVerCursor,
}


def place_of(sides: Side, frame: QRectF) -> QPointF:
    """Where a handle sits on the frame."""
    middle = frame.center()
    x = frame.left() if Side.LEFT in sides else frame.right() if Side.RIGHT in sides else middle.x()
    y = frame.top() if Side.TOP in sides else frame.bottom() if Side.BOTTOM in sides else middle.y()
    return QPointF(x, y)


def held(frame: QRectF, place: QPointF) -> Side | None:
    """The handle under a hand: corners first, then the whole length of the edges."""
    for corner in CORNERS:
        away = place_of(corner, frame) - place
        if abs(away.x()) <= REACH and abs(away.y()) <= REACH:
            return corner
    if not frame.adjusted(-REACH, -REACH, REACH, REACH).contains(place):
        return None
    far = {
        Side.LEFT: abs(place.x() - frame.left()),
        Side.RIGHT: abs(place.x() - frame.right()),
        Side.TOP: abs(place.y() - frame.top()),
        Side.BOTTOM: abs(place.y() - frame.bottom()),
    }
    nearest = min(EDGES, key=lambda one: far[one])
    return nearest if far[nearest] <= REACH / 2 else None


def cursor_for(sides: Side) -> Qt.CursorShape:
    """The hand over a handle."""
    return _CURSORS[sides]


def paint_crop(painter: QPainter, picture: QRectF, frame: QRectF, *, active: bool) -> None:
    """Everything over the picture; `active`: a hand or the keys are on it, so thirds are shown."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outside = QPainterPath()
    outside.addRect(picture)
    inside = QPainterPath()
    inside.addRect(frame)
    painter.fillPath(outside.subtracted(inside), SHADE)
    if active:
        painter.setPen(QPen(THIN, 1))
        for third in (1 / 3, 2 / 3):
            x, y = frame.left() + frame.width() * third, frame.top() + frame.height() * third
            painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(DARK, 3))
    painter.drawRect(frame)
    painter.setPen(QPen(LINE, 1))
    painter.drawRect(frame)
    for sides in (*CORNERS, *EDGES):
        _handle(painter, place_of(sides, frame))
    painter.restore()


def _handle(painter: QPainter, place: QPointF) -> None:
    box = QRectF(0, 0, HANDLE, HANDLE)
    box.moveCenter(place)
    painter.setPen(QPen(DARK, 1))
    painter.setBrush(LINE)
    painter.drawRoundedRect(box, 3, 3)
