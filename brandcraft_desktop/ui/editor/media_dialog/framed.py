"""A picture as it will look in a platform's shape: cropped, with borders, or with blurred ones."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.domain.cropping import WHOLE
from brandcraft_desktop.domain.media_edit import Box, Framing
from brandcraft_desktop.domain.media_rules import Frame
from brandcraft_desktop.ui import theme

BLURRED = 18
"""Pixels a picture is shrunk to before it is stretched again: what is left of it is its colours."""
HIGH = 84
"""Logical pixels of a sample."""


def part_of(picture: QPixmap, box: Box | None) -> QRectF:
    """The pixels that a crop keeps."""
    kept = box or WHOLE
    return QRectF(
        kept.left * picture.width(),
        kept.top * picture.height(),
        (kept.right - kept.left) * picture.width(),
        (kept.bottom - kept.top) * picture.height(),
    )


def paint_framed(
    painter: QPainter, target: QRectF, picture: QPixmap, box: Box | None, frame: Frame
) -> None:
    """Draw what is kept of a picture into `target`, which has the frame's shape."""
    source = part_of(picture, box)
    if frame.framing is Framing.CROP:
        painter.drawPixmap(target, picture, _filling(source, frame))
        return
    if frame.framing is Framing.BLUR:
        ground = picture.copy(source.toRect()).scaled(
            BLURRED,
            BLURRED,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawPixmap(target, ground, QRectF(ground.rect()))
    else:
        painter.fillRect(target, QColor(frame.colour))
    fitted = QSizeF(source.size()).scaled(target.size(), Qt.AspectRatioMode.KeepAspectRatio)
    inner = QRectF(QPointF(0, 0), fitted)
    inner.moveCenter(target.center())
    painter.drawPixmap(inner, picture, source)


def _filling(source: QRectF, frame: Frame) -> QRectF:
    """The largest part of the frame's shape, as near to its focus as the borders let it be."""
    width, height = source.width(), source.height()
    if width > height * frame.shape:
        width = height * frame.shape
    else:
        height = width / frame.shape
    left = source.left() + frame.focus_x * source.width() - width / 2
    top = source.top() + frame.focus_y * source.height() - height / 2
    left = min(max(left, source.left()), source.right() - width)
    top = min(max(top, source.top()), source.bottom() - height)
    return QRectF(left, top, width, height)


def shaped(picture: QPixmap, box: Box | None, frame: Frame | None) -> QPixmap:
    """A picture as a crop and a frame leave it."""
    if frame is None:
        return picture.copy(part_of(picture, box).toRect())
    kept = part_of(picture, box)
    wide, high = kept.width(), kept.height()
    wider = wide > high * frame.shape
    if wider == (frame.framing is Framing.CROP):
        wide = high * frame.shape
    else:
        high = wide / frame.shape
    made = QPixmap(max(1, round(wide)), max(1, round(high)))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    paint_framed(painter, QRectF(made.rect()), picture, box, frame)
    painter.end()
    return made


class FramedSample(QWidget):
    """A small picture in one platform's shape."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QPixmap | None = None
        self._box: Box | None = None
        self._frame = Frame(1.0, Framing.CROP)
        self.setFixedSize(HIGH, HIGH)

    def show_sample(self, picture: QPixmap | None, box: Box | None, frame: Frame, who: str) -> None:
        """Show this part of a picture in this frame; `who` names the platforms."""
        self._picture, self._box, self._frame = picture, box, frame
        self.setFixedSize(min(max(round(HIGH * frame.shape), 24), 2 * HIGH), HIGH)
        self.setAccessibleName(f"As {who} will show it")
        self.setToolTip(self.accessibleName())
        self.update()

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        target = QRectF(self.rect())
        if self._picture is None:
            painter.fillRect(target, theme.color("hover"))
        else:
            paint_framed(painter, target, self._picture, self._box, self._frame)
        painter.setPen(theme.color("border_strong"))
        painter.drawRect(target.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()
