"""Paints a post as a chip: state in bar, shape and ground, then time, title and platforms."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QWidget

from brandcraft_desktop.domain.views import PlatformMark, PostRow
from brandcraft_desktop.ui.publisher.drawn_once import paint_once
from brandcraft_desktop.ui.publisher.looks import Looks, look_of, marked, merged
from brandcraft_desktop.ui.publisher.words import ALARMING, clock_of, state_of
from brandcraft_desktop.ui.theme import color, live, look, paint_icon, tabular
from brandcraft_desktop.ui.widgets.style import paint_line, scaled_font

TALL = 40
SHORT = 22
BAR = 3
RADIUS = 5
SHAPE = 12
GLYPH = 13
STEP = 20
MARK = 9
ROOMY = 150
TEXT_SCALE = 0.92


@dataclass(frozen=True)
class Face:
    """What a chip shows, worked out once and not at every repaint."""

    state: str = "draft"
    clock: str = ""
    title: str = ""
    outlined: bool = False
    glyphs: tuple[tuple[str, str], ...] = ()  # icon, and the state to mark it with or ""


def face_of(row: PostRow, looks: Looks) -> Face:
    """The face of a post."""
    return Face(
        state=state_of(row),
        clock=clock_of(row),
        title=row.title,
        outlined=row.status in ALARMING,
        glyphs=tuple(_glyph(mark, looks) for mark in merged(row.marks)),
    )


def _glyph(mark: PlatformMark, looks: Looks) -> tuple[str, str]:
    return look_of(looks, mark.platform).glyph, marked(mark)


def paint_face(
    painter: QPainter, chip: QWidget, face: Face, *, hovered: bool, kept: int = 0
) -> None:
    """Paint all of it into the chip's rectangle; `kept` pixels at its end stay free."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = chip.rect()
    tall = whole.height() >= TALL - 4
    line = 22 if tall else whole.height()
    left = BAR + 6 + SHAPE + 5
    end = whole.width() - 6 - kept
    shown = 0
    if not tall:
        # Where it is tight the title matters more than where it went.
        room = 2 if whole.width() >= ROOMY * live.text_scale else 0
        shown, end = _glyphs_at_end(face, end, room)
    if whole.isEmpty():
        return
    dress = f"{chip.font().pointSizeF()}:{chip.isRightToLeft()}"
    wordless = f"chip:{dress}:{kept}:{shown}:{hovered}:{face.state}:{face.outlined}:{face.glyphs}"
    paint_once(
        painter,
        whole,
        wordless,
        lambda on, _: _draw_wordless(on, chip, face, hovered=hovered, kept=kept, shown=shown),
    )
    top = 1 if tall else 0
    painter.setPen(color("text"))
    if face.clock:
        bold = tabular(scaled_font(chip.font(), TEXT_SCALE, QFont.Weight.Bold))
        width = QFontMetrics(bold).horizontalAdvance(face.clock) + 2
        painter.setFont(bold)
        paint_line(painter, whole, QRect(left, top, width, line), face.clock, chip)
        left += width + 3
    painter.setFont(scaled_font(chip.font(), TEXT_SCALE))
    if end - left > 12:
        paint_line(painter, whole, QRect(left, top, end - left, line), face.title, chip)


def _draw_wordless(
    painter: QPainter, chip: QWidget, face: Face, *, hovered: bool, kept: int, shown: int
) -> None:
    """A chip without its time and title: many posts of a month share it."""
    whole = chip.rect()
    paint_ground(painter, chip, face, hovered=hovered)
    state = look(face.state)
    left = BAR + 6
    if whole.height() >= TALL - 4:
        shape = QRect(left, (22 - SHAPE) // 2 + 1, SHAPE, SHAPE)
        paint_strip(painter, chip, face, top=22, left=left, end=whole.width() - 4 - kept)
    else:
        shape = QRect(left, (whole.height() - SHAPE) // 2, SHAPE, SHAPE)
        _paint_glyphs_at_end(painter, chip, face, whole.width() - 6 - kept, shown)
    paint_icon(painter, state.shape, mirrored(chip, shape), state.token)


def paint_ground(painter: QPainter, chip: QWidget, face: Face, *, hovered: bool) -> None:
    """The ground in the state's colour, with its bar; an outline where it calls for it."""
    shown = look(face.state)
    body = QRectF(chip.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
    shape = QPainterPath()
    shape.addRoundedRect(body, RADIUS, RADIUS)
    painter.fillPath(shape, color(shown.ground))
    painter.save()
    painter.setClipPath(shape)
    bar = QRect(0, 0, BAR, chip.height())
    painter.fillRect(mirrored(chip, bar), color(shown.token))
    painter.restore()
    if face.outlined or hovered or live.high_contrast:
        painter.setPen(QPen(color(shown.token), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)


def paint_strip(
    painter: QPainter, chip: QWidget, face: Face, *, top: int, left: int, end: int
) -> None:
    """The platforms in their order, each with its own mark; "+n" for those without room."""
    room = max(1, (end - left) // STEP)
    shown = face.glyphs if len(face.glyphs) <= room else face.glyphs[: max(1, room - 1)]
    for glyph, mark in shown:
        _paint_glyph(painter, chip, QPoint(left, top), glyph, mark, face)
        left += STEP
    _paint_rest(painter, chip, face, len(face.glyphs) - len(shown), QRect(left, top - 2, 30, 17))


def _glyphs_at_end(face: Face, end: int, room: int) -> tuple[int, int]:
    """How many glyphs a one-line chip shows, and where its title has to end."""
    shown = len(face.glyphs) if len(face.glyphs) <= room else max(0, room - 1)
    width = _width_at_end(face, shown) if room else 0
    return shown, end - width - 4 if width else end


def _width_at_end(face: Face, shown: int) -> int:
    return shown * (STEP - 2) + (18 if len(face.glyphs) > shown else 0)


def _paint_glyphs_at_end(
    painter: QPainter, chip: QWidget, face: Face, end: int, shown: int
) -> None:
    """The glyphs of a one-line chip, and how many there are besides."""
    if not shown:
        return
    left = end - _width_at_end(face, shown)
    for glyph, mark in face.glyphs[:shown]:
        _paint_glyph(painter, chip, QPoint(left, (chip.height() - GLYPH) // 2), glyph, mark, face)
        left += STEP - 2
    rest = len(face.glyphs) - shown
    _paint_rest(painter, chip, face, rest, QRect(left, 0, 18, chip.height()))


def _paint_glyph(
    painter: QPainter, chip: QWidget, corner: QPoint, glyph: str, mark: str, face: Face
) -> None:
    box = QRect(corner.x(), corner.y(), GLYPH, GLYPH)
    paint_icon(painter, glyph, mirrored(chip, box), "text2")
    if not mark:
        return
    # The mark sits on a disc of the chip's own ground, so that it is not lost in the glyph.
    small = QRect(box.right() - 3, box.bottom() - 5, MARK, MARK)
    place = mirrored(chip, small)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(look(face.state).ground))
    painter.drawEllipse(QRectF(place).adjusted(-1, -1, 1, 1))
    shown = look(mark)
    paint_icon(painter, shown.shape, place, shown.token)


def _paint_rest(painter: QPainter, chip: QWidget, face: Face, rest: int, where: QRect) -> None:
    if rest <= 0:
        return
    painter.setFont(scaled_font(chip.font(), 0.85))
    painter.setPen(color("text2"))
    paint_line(painter, chip.rect(), where, f"+{rest}", chip)


def mirrored(chip: QWidget, rect: QRect) -> QRect:
    """A rectangle of a chip as it lies in a window that may be mirrored."""
    if not chip.isRightToLeft():
        return rect
    return QStyle.visualRect(Qt.LayoutDirection.RightToLeft, chip.rect(), rect)
