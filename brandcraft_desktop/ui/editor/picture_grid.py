"""One to four pictures or a video, laid out as posts show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from brandcraft_desktop.domain.media_rules import MediaKind, ThumbnailSize
from brandcraft_desktop.domain.plan import PlannedMedia
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails

GAP = 3
_TALLEST = 1.15
_WIDEST = 0.5


@dataclass(frozen=True)
class Picture:
    """What the grid draws of a file; width and height in pixels, 0 while unknown."""

    sha256: str
    kind: MediaKind
    alt: str
    width: int
    height: int


def picture_of(planned: PlannedMedia) -> Picture:
    """A planned file as the grid needs it."""
    facts = planned.media.facts
    return Picture(
        planned.media.sha256,
        facts.kind if facts is not None else MediaKind.IMAGE,
        planned.media.alt,
        facts.width if facts is not None else 0,
        facts.height if facts is not None else 0,
    )


def frames(pictures: Sequence[Picture], width: int) -> tuple[QRect, ...]:
    """Where each picture goes in a grid of that width, left to right."""
    half = (width - GAP) // 2
    if not pictures:
        return ()
    if len(pictures) == 1:
        one = pictures[0]
        ratio = one.height / one.width if one.width else 0.62
        return (QRect(0, 0, width, round(width * min(max(ratio, _WIDEST), _TALLEST))),)
    if len(pictures) == 2:
        return (QRect(0, 0, half, half), QRect(half + GAP, 0, width - half - GAP, half))
    if len(pictures) == 3:
        tall = round(width * 0.62)
        low = (tall - GAP) // 2
        right = width - half - GAP
        return (
            QRect(0, 0, half, tall),
            QRect(half + GAP, 0, right, low),
            QRect(half + GAP, low + GAP, right, tall - low - GAP),
        )
    cell = round(half * 0.62)
    return tuple(
        QRect((half + GAP) * (number % 2), (cell + GAP) * (number // 2), half, cell)
        for number in range(4)
    )


class PictureGrid(QWidget):
    """Paints the thumbnails; a picture without alt text carries no badge."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._pictures: tuple[Picture, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        thumbnails.loaded.connect(self._loaded)

    def show_pictures(self, pictures: Sequence[Picture]) -> None:
        """Show these, at most four."""
        fresh = tuple(pictures)[:4]
        if fresh == self._pictures:
            return
        self._pictures = fresh
        words = ", ".join(one.alt or "image without alt text" for one in fresh)
        self.setAccessibleName(words)
        self.setVisible(bool(fresh))
        self._fit()
        self.update()

    def _fit(self) -> None:
        """Take the height the pictures need at this width."""
        frame_ends = (frame.bottom() + 1 for frame in frames(self._pictures, self.width()))
        self.setFixedHeight(max(frame_ends, default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _loaded(self, sha256: str) -> None:
        if any(one.sha256 == sha256 for one in self._pictures):
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        whole = QPainterPath()
        whole.addRoundedRect(QRectF(self.rect()), 8, 8)
        painter.setClipPath(whole)
        for picture, place in zip(
            self._pictures, frames(self._pictures, self.width()), strict=False
        ):
            frame = QStyle.visualRect(self.layoutDirection(), self.rect(), place)
            self._paint(painter, frame, picture)
        painter.end()

    def _paint(self, painter: QPainter, frame: QRect, picture: Picture) -> None:
        painter.fillRect(frame, theme.color("hover"))
        drawn = self._thumbnails.get(picture.sha256, ThumbnailSize.LARGE)
        if drawn is not None:
            size = drawn.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
            target = QRect(QPoint(0, 0), size)
            target.moveCenter(frame.center())
            painter.save()
            painter.setClipRect(frame, Qt.ClipOperation.IntersectClip)
            painter.drawPixmap(target, drawn)
            painter.restore()
        middle = QRect(0, 0, 28, 28)
        middle.moveCenter(frame.center())
        if picture.kind is MediaKind.VIDEO:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(12, 13, 17, 190))
            painter.drawEllipse(middle.adjusted(-12, -12, 12, 12))
            painter.save()
            painter.setBrush(QColor("#FFFFFF"))
            play = QPainterPath()
            play.moveTo(middle.left() + 9, middle.top() + 4)
            play.lineTo(middle.right() - 3, middle.center().y())
            play.lineTo(middle.left() + 9, middle.bottom() - 4)
            play.closeSubpath()
            painter.drawPath(play)
            painter.restore()
        elif drawn is None:
            theme.paint_icon(painter, "image", middle, "text3")
        if picture.alt.strip():
            badge = QRect(frame.left() + 6, frame.bottom() - 22, 34, 17)
            font = QFont(painter.font())
            font.setPixelSize(11)
            font.setWeight(QFont.Weight.Bold)
            painter.setFont(font)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(12, 13, 17, 205))
            painter.drawRoundedRect(QRectF(badge), 4, 4)
            painter.setPen(QColor("#FFFFFF"))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, "ALT")
