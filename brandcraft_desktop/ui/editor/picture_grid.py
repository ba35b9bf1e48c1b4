"""The files of a part, laid out as its platform shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from brandcraft_desktop.domain.media_rules import MediaKind, ThumbnailSize
from brandcraft_desktop.domain.plan import Layout, PlannedMedia
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails

GAP = 3
_TALLEST = 1.15
_WIDEST = 0.5
_LONGEST_PIN = 2.1
PIN_WIDTH = 236
# Height by width, and how wide it is drawn at most: a telephone is not as wide as the panel.
_SHAPES = {
    Layout.TALL: (16 / 9, 216),
    Layout.STORY: (16 / 9, 216),
    Layout.WIDE: (9 / 16, 10_000),
}
_BARS = QColor(12, 13, 17)


@dataclass(frozen=True)
class Picture:
    """What the grid draws of a file; width and height in pixels, 0 while unknown."""

    sha256: str
    kind: MediaKind
    alt: str
    width: int
    height: int
    seconds: float = 0.0


def picture_of(planned: PlannedMedia) -> Picture:
    """A planned file as the grid needs it."""
    facts = planned.media.facts
    return Picture(
        planned.media.sha256,
        facts.kind if facts is not None else MediaKind.IMAGE,
        planned.media.alt,
        facts.width if facts is not None else 0,
        facts.height if facts is not None else 0,
        (facts.duration or 0.0) if facts is not None else 0.0,
    )


def frames(
    pictures: Sequence[Picture], width: int, layout: Layout = Layout.GRID
) -> tuple[QRect, ...]:
    """Where each picture goes in a space of that width, left to right.

    Only a grid shows several; every other layout shows the first, in its own shape.
    """
    if pictures and layout in _SHAPES:
        shape, most = _SHAPES[layout]
        across = min(width, most)
        return (QRect((width - across) // 2, 0, across, round(across * shape)),)
    if pictures and layout is Layout.PIN:
        one, across = pictures[0], min(width, PIN_WIDTH)
        ratio = min(max(one.height / one.width if one.width else 1.5, _WIDEST), _LONGEST_PIN)
        return (QRect((width - across) // 2, 0, across, round(across * ratio)),)
    if layout is Layout.CAROUSEL:
        pictures = pictures[:1]
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
        self._layout = Layout.GRID
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        thumbnails.loaded.connect(self._loaded)

    def show_pictures(self, pictures: Sequence[Picture], layout: Layout = Layout.GRID) -> None:
        """Show these, at most four."""
        fresh = tuple(pictures)[:4]
        if (fresh, layout) == (self._pictures, self._layout):
            return
        self._pictures, self._layout = fresh, layout
        words = ", ".join(one.alt or "image without alt text" for one in fresh)
        self.setAccessibleName(words)
        self.setVisible(bool(fresh))
        self._fit()
        self.update()

    def _fit(self) -> None:
        """Take the height the pictures need at this width."""
        places = frames(self._pictures, self.width(), self._layout)
        frame_ends = (frame.bottom() + 1 for frame in places)
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
        places = frames(self._pictures, self.width(), self._layout)
        whole = QPainterPath()
        around = QRect()
        for place in places:
            around = around.united(QStyle.visualRect(self.layoutDirection(), self.rect(), place))
        whole.addRoundedRect(QRectF(around), 8, 8)
        painter.setClipPath(whole)
        for picture, place in zip(self._pictures, places, strict=False):
            frame = QStyle.visualRect(self.layoutDirection(), self.rect(), place)
            self._paint(painter, frame, picture)
        painter.end()

    def _paint(self, painter: QPainter, frame: QRect, picture: Picture) -> None:
        # A telephone's frame shows the whole film between bars; everything else is filled.
        whole = self._layout in _SHAPES
        painter.fillRect(frame, _BARS if whole else theme.color("hover"))
        drawn = self._thumbnails.get(picture.sha256, ThumbnailSize.LARGE)
        if drawn is not None:
            mode = Qt.AspectRatioMode.KeepAspectRatioByExpanding
            if whole:
                mode = Qt.AspectRatioMode.KeepAspectRatio
            size = drawn.size().scaled(frame.size(), mode)
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
            place = QRect(frame.left() + 6, frame.bottom() - 22, 34, 17)
            self._badge(painter, place, "ALT", bold=True)
        if picture.kind is MediaKind.VIDEO and picture.seconds:
            place = QRect(frame.right() - 48, frame.bottom() - 22, 42, 17)
            self._badge(painter, place, clock_words(picture.seconds), bold=False)

    def _badge(self, painter: QPainter, place: QRect, words: str, *, bold: bool) -> None:
        font = QFont(painter.font())
        font.setPixelSize(11)
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(12, 13, 17, 205))
        painter.drawRoundedRect(QRectF(place), 4, 4)
        painter.setPen(QColor("#FFFFFF"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


def clock_words(seconds: float) -> str:
    """ "1:05", "1:02:03"."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
