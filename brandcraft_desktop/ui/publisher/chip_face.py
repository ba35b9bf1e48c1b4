"""Paints a post as a chip: state in bar, shape and ground, then time, title and platforms."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QWidget

from brandcraft_desktop.domain.views import PlatformMark, PostRow
from brandcraft_desktop.ui.publisher.drawn_once import paint_once
from brandcraft_desktop.ui.publisher.looks import NEEDY, Looks, look_of, marked, merged
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
LEAST_TITLE = 12
SHORT_TITLE = 20
COUNT = 18
PLUS = 9
TEXT_SCALE = 0.92


@dataclass(frozen=True)
class Face:
    """What a chip shows, worked out once and not at every repaint."""

    state: str = "draft"
    clock: str = ""
    title: str = ""
    outlined: bool = False
    glyphs: tuple[tuple[str, str], ...] = ()  # icon, and the state to mark it with or ""

    def first(self, count: int) -> tuple[tuple[str, str], ...]:
        """The glyphs that are shown where `count` have room: first where it did not go out."""
        if count >= len(self.glyphs):
            return self.glyphs
        return tuple(sorted(self.glyphs, key=lambda one: one[1] not in NEEDY)[:count])

    def needy_behind(self, count: int) -> bool:
        """Whether one that needs its person has no room."""
        return sum(1 for _, mark in self.glyphs if mark in NEEDY) > count


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
    bold = tabular(scaled_font(chip.font(), TEXT_SCALE, QFont.Weight.Bold))
    clock = QFontMetrics(bold).horizontalAdvance(face.clock) + 2 if face.clock else 0
    shown = 0
    if not tall:
        title = left + clock + 3
        # Where it is tight the title matters more than where it went; one glyph is always told.
        shown, end = _glyphs_at_end(face, title, end, tight=_is_tight(chip))
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
        painter.setFont(bold)
        paint_line(painter, whole, QRect(left, top, clock, line), face.clock, chip)
        left += clock + 3
    painter.setFont(scaled_font(chip.font(), TEXT_SCALE))
    if end - left > LEAST_TITLE:
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
    shown = face.first(room if len(face.glyphs) <= room else max(1, room - 1))
    for glyph, mark in shown:
        _paint_glyph(painter, chip, QPoint(left, top), glyph, mark, face)
        left += STEP
    _paint_rest(painter, chip, face, len(shown), QRect(left, top - 2, 30, 17))


def _is_tight(chip: QWidget) -> bool:
    return chip.width() < ROOMY * live.text_scale


def _glyphs_at_end(face: Face, title: int, end: int, *, tight: bool) -> tuple[int, int]:
    """How many glyphs a one-line chip shows behind its title, and where that has to end."""
    shown = len(face.glyphs) if len(face.glyphs) <= (1 if tight else 2) else 1
    width = _width_at_end(face, shown, tight=tight)
    # A title of which nothing would be left goes before where a calm post went.
    least = 0 if face.needy_behind(0) else round(SHORT_TITLE * live.text_scale)
    if not shown or end - width - least < title:
        return 0, end
    return shown, end - width - 4


def _width_at_end(face: Face, shown: int, *, tight: bool) -> int:
    return shown * (STEP - 2) + (_rest_width(tight=tight) if len(face.glyphs) > shown else 0)


def _rest_width(*, tight: bool) -> int:
    return round((PLUS if tight else COUNT) * live.text_scale)


def _paint_glyphs_at_end(
    painter: QPainter, chip: QWidget, face: Face, end: int, shown: int
) -> None:
    """The glyphs of a one-line chip, and how many there are besides."""
    if not shown:
        return
    tight = _is_tight(chip)
    left = end - _width_at_end(face, shown, tight=tight)
    for glyph, mark in face.first(shown):
        _paint_glyph(painter, chip, QPoint(left, (chip.height() - GLYPH) // 2), glyph, mark, face)
        left += STEP - 2
    room = QRect(left, 0, _rest_width(tight=tight), chip.height())
    _paint_rest(painter, chip, face, shown, room, counted=not tight)


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


def _paint_rest(
    painter: QPainter,
    chip: QWidget,
    face: Face,
    shown: int,
    where: QRect,
    *,
    counted: bool = True,
) -> None:
    rest = len(face.glyphs) - shown
    if rest <= 0:
        return
    urgent = face.needy_behind(shown)
    painter.setFont(scaled_font(chip.font(), 0.85, QFont.Weight.Bold if urgent else None))
    painter.setPen(color(look(face.state).token if urgent else "text2"))
    paint_line(painter, chip.rect(), where, f"+{rest}" if counted else "+", chip)


def mirrored(chip: QWidget, rect: QRect) -> QRect:
    """A rectangle of a chip as it lies in a window that may be mirrored."""
    if not chip.isRightToLeft():
        return rect
    return QStyle.visualRect(Qt.LayoutDirection.RightToLeft, chip.rect(), rect)
