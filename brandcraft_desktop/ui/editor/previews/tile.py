"""One file of a post as it is drawn: the finished picture, with the marks its readers see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap, QPolygonF

from brandcraft_desktop.domain.plan import Part, PlannedMedia
from brandcraft_desktop.domain.shaping import made_size
from brandcraft_desktop.domain.video_fit import seconds_left
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.previews.finished import Cover, FinishedFiles

INK = QColor(12, 13, 17)
"""Under pictures and on them, in both themes: platforms have it black."""
WHITE = QColor("#FFFFFF")
_SHADE = QColor(12, 13, 17, 205)
_MARGIN = 6
_BLURRED = 10
"""Pixels of the long side that are left of a hidden picture."""


@dataclass(frozen=True)
class Tile:
    """What is drawn of a planned file; `hidden` are the words that stand before it."""

    planned: PlannedMedia
    cover: Cover | None = None
    hidden: str = ""

    @property
    def alt(self) -> str:
        """Its words for people who cannot see it."""
        return self.planned.media.alt.strip()

    @property
    def is_video(self) -> bool:
        """Whether it plays."""
        return self.planned.media.is_video

    @property
    def seconds(self) -> float:
        """How long it plays once it is cut; 0 for a picture and while it is unknown."""
        media = self.planned.media
        if media.facts is None or not self.is_video:
            return 0.0
        return seconds_left(media.facts, media.edit) or 0.0

    @property
    def moves(self) -> bool:
        """Whether it is a picture that is sent moving."""
        facts = self.planned.media.facts
        return facts is not None and facts.animated and self.planned.recipe is None

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        kind = "video" if self.is_video else "picture"
        if self.hidden:
            return f"{kind}, hidden: {self.hidden}"
        return f"{kind}: {self.alt}" if self.alt else f"{kind} without alt text"


def tiles_of(part: Part, cover: Cover | None, hidden: str) -> tuple[Tile, ...]:
    """The files of a part; the cover is the first video's."""
    first = next((one for one in part.media if one.media.is_video), None)
    return tuple(Tile(one, cover if one is first else None, hidden) for one in part.media)


def shape_of(tile: Tile, files: FinishedFiles) -> float:
    """Height by width of the finished file; 0.0 while nothing is known of it."""
    made = files.facts(tile.planned)
    if made is not None and made.width:
        return made.height / made.width
    facts, recipe = tile.planned.media.facts, tile.planned.recipe
    if facts is None or not facts.width:
        return 0.0
    width, height = made_size(facts, recipe)
    return height / width


def spoken(tiles: Sequence[Tile]) -> str:
    """All of them for a screen reader."""
    return ", ".join(one.spoken for one in tiles)


def picture_of(tile: Tile, files: FinishedFiles) -> QPixmap | None:
    """What is drawn: the cover of a video, the finished picture, or what is here meanwhile."""
    if tile.cover is not None:
        chosen = files.cover(tile.planned, tile.cover)
        if chosen is not None:
            return chosen
    return files.picture(tile.planned)


def paint_tile(
    painter: QPainter,
    frame: QRect,
    tile: Tile,
    files: FinishedFiles,
    *,
    whole: bool = False,
    marks_on_top: bool = False,
) -> None:
    """Draw it into a frame, filled, or `whole` between dark bars; a hidden one blurred.

    Its marks stand in the lower corners, or `marks_on_top` where words are over the lower edge.
    """
    drawn = picture_of(tile, files)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipRect(frame, Qt.ClipOperation.IntersectClip)
    painter.fillRect(frame, INK if whole else theme.color("hover"))
    if drawn is not None:
        _paint_picture(painter, frame, _blurred(drawn) if tile.hidden else drawn, whole=whole)
    elif not tile.is_video and not tile.hidden:
        theme.paint_icon(painter, "image", _middle(frame, 28), "text3")
    painter.restore()
    if tile.hidden:
        return
    if tile.is_video:
        paint_play(painter, frame)
    if tile.alt:
        paint_badge(painter, frame, "ALT", Qt.AlignmentFlag.AlignLeft, top=marks_on_top)
    if tile.moves:
        paint_badge(painter, frame, "GIF", Qt.AlignmentFlag.AlignRight, top=marks_on_top)
    elif tile.seconds:
        words = clock_words(tile.seconds)
        paint_badge(painter, frame, words, Qt.AlignmentFlag.AlignRight, top=marks_on_top)


def paint_play(painter: QPainter, frame: QRect) -> None:
    """The sign of a video, smaller in a small frame."""
    side = max(28, min(52, min(frame.width(), frame.height()) // 3))
    disc = _middle(frame, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(12, 13, 17, 190))
    painter.drawEllipse(QRectF(disc))
    centre, arm = QRectF(disc).center(), side * 0.2
    left, right = centre.x() - arm * 0.75, centre.x() + arm * 1.15
    painter.setBrush(WHITE)
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(left, centre.y() - arm),
                QPointF(right, centre.y()),
                QPointF(left, centre.y() + arm),
            ]
        )
    )


def paint_badge(
    painter: QPainter, frame: QRect, words: str, side: Qt.AlignmentFlag, *, top: bool = False
) -> None:
    """A few letters in a corner of the frame."""
    font = QFont(painter.font())
    font.setPixelSize(11)
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(theme.tabular(font))
    size = QSize(painter.fontMetrics().horizontalAdvance(words) + 12, 18)
    left = frame.left() + _MARGIN
    if side is Qt.AlignmentFlag.AlignRight:
        left = frame.right() - _MARGIN - size.width()
    up = frame.top() + _MARGIN if top else frame.bottom() - _MARGIN - size.height() + 1
    place = QRect(left, up, size.width(), size.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_SHADE)
    painter.drawRoundedRect(QRectF(place), 4, 4)
    painter.setPen(WHITE)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


def paint_hidden(painter: QPainter, frame: QRect, words: str) -> None:
    """What stands over hidden files until they are clicked."""
    painter.fillRect(frame, QColor(12, 13, 17, 120))
    icon = _middle(frame, 22)
    icon.moveTop(icon.top() - 14)
    theme.paint_icon(painter, "eye-slash", icon, "#FFFFFF")
    font = QFont(painter.font())
    font.setPixelSize(12)
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(WHITE)
    below = frame.adjusted(8, 0, -8, -4)
    below.setTop(icon.bottom() + 6)
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
    painter.drawText(below, int(flags | Qt.TextFlag.TextWordWrap), words)


def clock_words(seconds: float) -> str:
    """ "1:05", "1:02:03"."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def _paint_picture(painter: QPainter, frame: QRect, drawn: QPixmap, *, whole: bool) -> None:
    keep = Qt.AspectRatioMode.KeepAspectRatio
    size = drawn.size().scaled(
        frame.size(), keep if whole else Qt.AspectRatioMode.KeepAspectRatioByExpanding
    )
    target = QRect(frame.topLeft(), size)
    target.moveCenter(frame.center())
    painter.drawPixmap(target, drawn)


def _blurred(drawn: QPixmap) -> QPixmap:
    """So few pixels that nothing can be made out; doubled again and again they melt together."""
    few = drawn.scaled(
        _BLURRED,
        _BLURRED,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    for _ in range(4):
        few = few.scaled(
            few.size() * 2,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    return few


def _middle(frame: QRect, side: int) -> QRect:
    place = QRect(0, 0, side, side)
    place.moveCenter(frame.center())
    return place
