"""The reel as it will look, and what apps lay over it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from brandcraft_desktop.domain.reel import HEIGHT, SAFE, WIDTH
from brandcraft_desktop.ui.theme import color
from brandcraft_desktop.ui.widgets import paint_focus, scaled_font

RADIUS = 16.0
_SHADE = QColor(0, 0, 0, 150)
_EDGE = QColor(255, 255, 255, 220)
_COVERED = "Apps put their own things here"


class Phone(QWidget):
    """Keeps the shape of a telephone at any size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._covered = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(180, 320)
        self.setAccessibleName("Preview of the reel")

    @property
    def image(self) -> QImage:
        """What is shown; null before the first one."""
        return self._image

    def sizeHint(self) -> QSize:
        return QSize(280, 498)

    def show_image(self, image: QImage) -> None:
        """Show another picture."""
        self._image = image
        self.update()

    def show_covered(self, on: bool) -> None:
        """Mark what apps cover."""
        self._covered = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = self._frame()
        shape = QPainterPath()
        shape.addRoundedRect(frame, RADIUS, RADIUS)
        painter.setClipPath(shape)
        painter.fillRect(frame, color("sunken"))
        if not self._image.isNull():
            painter.drawImage(frame, self._image)
        if self._covered:
            self._paint_covered(painter, frame)
        painter.setClipping(False)
        painter.setPen(QPen(color("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
        if self.hasFocus():
            paint_focus(painter, frame, RADIUS)
        painter.end()

    def _frame(self) -> QRectF:
        high = min(float(self.height()), self.width() * HEIGHT / WIDTH)
        wide = high * WIDTH / HEIGHT
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high).adjusted(
            0.5, 0.5, -0.5, -0.5
        )

    def _paint_covered(self, painter: QPainter, frame: QRectF) -> None:
        scale = frame.width() / WIDTH
        free = QRectF(
            frame.left() + SAFE.left * scale,
            frame.top() + SAFE.top * scale,
            SAFE.width * scale,
            SAFE.height * scale,
        )
        outside = QPainterPath()
        outside.addRect(frame)
        inside = QPainterPath()
        inside.addRect(free)
        painter.fillPath(outside.subtracted(inside), _SHADE)
        painter.setPen(QPen(_EDGE, 1, Qt.PenStyle.DashLine))
        painter.drawRect(free)
        painter.setFont(scaled_font(self.font(), 0.85))
        painter.drawText(
            QRectF(frame.left() + 8, free.bottom() + 8, frame.width() - 16, 40),
            int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap),
            _COVERED,
        )
