"""Which part of a picture is in sight, and how its points lie on the screen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt

from brandcraft_desktop.domain.media_edit import Box

CLOSEST = 8.0
STEP = 1.25


class Sight:
    """`zoom` 1 shows the whole picture; `middle` is the point of it in the middle, 0 to 1."""

    def __init__(self) -> None:
        self.zoom = 1.0
        self.middle = QPointF(0.5, 0.5)

    def picture(self, room: QRectF, size: QSize) -> QRectF:
        """Where the whole picture lies on the screen."""
        fitted = QSizeF(size).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio) * self.zoom
        left = room.center().x() - self._held(self.middle.x(), fitted.width(), room.width())
        top = room.center().y() - self._held(self.middle.y(), fitted.height(), room.height())
        return QRectF(QPointF(left, top), fitted)

    def _held(self, share: float, length: float, room: float) -> float:
        """How far the middle of the room lies inside the picture; no empty ground beside it."""
        if length <= room:
            return length / 2
        return min(max(share * length, room / 2), length - room / 2)

    def look(self, zoom: float, at: QPointF, room: QRectF, size: QSize) -> None:
        """Come closer or go back; the point under `at` stays where it is on the screen."""
        before = self.picture(room, size)
        share = QPointF(
            (at.x() - before.left()) / before.width(), (at.y() - before.top()) / before.height()
        )
        self.zoom = min(max(zoom, 1.0), CLOSEST)
        after = QSizeF(size).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio) * self.zoom
        away = room.center() - at
        self._keep(
            QPointF(share.x() + away.x() / after.width(), share.y() + away.y() / after.height()),
            room,
            size,
        )

    def shift(self, by: QPointF, room: QRectF, size: QSize) -> None:
        """Push the picture under the room by so many pixels."""
        shown = self.picture(room, size)
        self._keep(
            QPointF(
                self.middle.x() - by.x() / shown.width(), self.middle.y() - by.y() / shown.height()
            ),
            room,
            size,
        )

    def _keep(self, middle: QPointF, room: QRectF, size: QSize) -> None:
        self.middle = middle
        shown = self.picture(room, size)
        centre = room.center()
        self.middle = QPointF(
            (centre.x() - shown.left()) / shown.width(), (centre.y() - shown.top()) / shown.height()
        )


def on_screen(box: Box, picture: QRectF) -> QRectF:
    """A part of the picture where it lies on the screen."""
    return QRectF(
        picture.left() + box.left * picture.width(),
        picture.top() + box.top * picture.height(),
        (box.right - box.left) * picture.width(),
        (box.bottom - box.top) * picture.height(),
    )


def in_picture(place: QPointF, picture: QRectF) -> tuple[float, float]:
    """A point of the screen in parts of the picture's sides."""
    return (
        (place.x() - picture.left()) / picture.width(),
        (place.y() - picture.top()) / picture.height(),
    )
