"""Paints a post as a chip: state in bar, shape and ground, then time, title and platforms."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QWidget

from brandcraft_desktop.domain.views import PlatformMark, PostRow
from brandcraft_desktop.ui.publisher.looks import MARKED, Looks, look_of, merged
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

    state: str
    clock: str
    title: str
    outlined: bool
    glyphs: tuple[tuple[str, str], ...]  # icon, and the state to mark it with or ""


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
    return look_of(looks, mark.platform).glyph, mark.status.value if mark.status in MARKED else ""


def paint_face(painter: QPainter, chip: QWidget, face: Face, *, hovered: bool) -> None:
    """Paint all of it into the chip's rectangle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_ground(painter, chip, face, hovered=hovered)
    whole = chip.rect()
    shown = look(face.state)
    tall = whole.height() >= TALL - 4
    line = 22 if tall else whole.height()
    left = BAR + 6
    shape = QRect(left, (line - SHAPE) // 2 + (1 if tall else 0), SHAPE, SHAPE)
    paint_icon(painter, shown.shape, _mirrored(chip, shape), shown.token)
    left += SHAPE + 5
    end = whole.width() - 6
    if not tall:
        # Where it is tight the title matters more than where it went.
        room = 2 if whole.width() >= ROOMY * live.text_scale else 0
        end = _paint_glyphs_at_end(painter, chip, face, end, room)
    top = 1 if tall else 0
    if face.clock:
        bold = tabular(scaled_font(chip.font(), TEXT_SCALE, QFont.Weight.Bold))
        width = QFontMetrics(bold).horizontalAdvance(face.clock) + 2
        painter.setFont(bold)
        painter.setPen(color("text"))
        paint_line(painter, whole, QRect(left, top, width, line), face.clock, chip)
        left += width + 3
    painter.setFont(scaled_font(chip.font(), TEXT_SCALE))
    painter.setPen(color("text"))
    if end - left > 12:
        paint_line(painter, whole, QRect(left, top, end - left, line), face.title, chip)
    if tall:
        _paint_strip(painter, chip, face)


def _paint_ground(painter: QPainter, chip: QWidget, face: Face, *, hovered: bool) -> None:
    shown = look(face.state)
    body = QRectF(chip.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
    shape = QPainterPath()
    shape.addRoundedRect(body, RADIUS, RADIUS)
    painter.fillPath(shape, color(shown.ground))
    painter.save()
    painter.setClipPath(shape)
    bar = QRect(0, 0, BAR, chip.height())
    painter.fillRect(_mirrored(chip, bar), color(shown.token))
    painter.restore()
    if face.outlined or hovered or live.high_contrast:
        painter.setPen(QPen(color(shown.token), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)


def _paint_strip(painter: QPainter, chip: QWidget, face: Face) -> None:
    left = BAR + 6
    room = max(1, (chip.width() - left - 4) // STEP)
    shown = face.glyphs if len(face.glyphs) <= room else face.glyphs[: max(1, room - 1)]
    for glyph, mark in shown:
        _paint_glyph(painter, chip, QPoint(left, 22), glyph, mark, face)
        left += STEP
    _paint_rest(painter, chip, face, len(face.glyphs) - len(shown), QRect(left, 20, 30, 17))


def _paint_glyphs_at_end(painter: QPainter, chip: QWidget, face: Face, end: int, room: int) -> int:
    """The glyphs of a one-line chip; gives where the title has to end."""
    if not room:
        return end
    shown = face.glyphs if len(face.glyphs) <= room else face.glyphs[: room - 1]
    rest = len(face.glyphs) - len(shown)
    width = len(shown) * (STEP - 2) + (18 if rest else 0)
    left = end - width
    for glyph, mark in shown:
        _paint_glyph(painter, chip, QPoint(left, (chip.height() - GLYPH) // 2), glyph, mark, face)
        left += STEP - 2
    _paint_rest(painter, chip, face, rest, QRect(left, 0, 18, chip.height()))
    return end - width - 4 if width else end


def _paint_glyph(
    painter: QPainter, chip: QWidget, corner: QPoint, glyph: str, mark: str, face: Face
) -> None:
    box = QRect(corner.x(), corner.y(), GLYPH, GLYPH)
    paint_icon(painter, glyph, _mirrored(chip, box), "text2")
    if not mark:
        return
    # The mark sits on a disc of the chip's own ground, so that it is not lost in the glyph.
    small = QRect(box.right() - 3, box.bottom() - 5, MARK, MARK)
    place = _mirrored(chip, small)
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


def _mirrored(chip: QWidget, rect: QRect) -> QRect:
    return QStyle.visualRect(chip.layoutDirection(), chip.rect(), rect)
