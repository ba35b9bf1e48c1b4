"""Paints a list row: box, picture, time, title, two lines of text, platforms and state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from brandcraft_desktop.domain.views import PlatformMark, PostRow
from brandcraft_desktop.services.post_rows import EXCERPT
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.here import local_day
from brandcraft_desktop.ui.publisher.list_items import HEADING, ROW
from brandcraft_desktop.ui.publisher.looks import Looks, look_of, marked, merged
from brandcraft_desktop.ui.publisher.tile import paint_tile
from brandcraft_desktop.ui.publisher.words import clock_of, elsewhere, state_of
from brandcraft_desktop.ui.theme import color, look, paint_icon, tabular
from brandcraft_desktop.ui.times import short_date
from brandcraft_desktop.ui.widgets import paint_focus
from brandcraft_desktop.ui.widgets.pill import WORDS
from brandcraft_desktop.ui.widgets.style import paint_line, scaled_font

HIGH: Final = 60
"""Logical pixels of a row at least; larger text takes more: `row_height`."""
AIR: Final = 6
HEAD: Final = 32
BOX: Final = 36
THUMB: Final = 40
CLOCK: Final = 62
PILL: Final = 138
MENU: Final = 32
STEP: Final = 22
GLYPH: Final = 15
KEPT: Final = 400  # texts


@dataclass(frozen=True)
class _Fonts:
    """Made once for every size of text: a row asks for most of them."""

    heading: QFont
    clock: QFont
    day: QFont
    state: QFont
    title: QFont
    small: QFont
    title_high: int
    line: int
    clock_high: int
    state_metrics: QFontMetrics


class PostDelegate(QStyledItemDelegate):
    """Draws from the row alone; pictures come as they are read."""

    def __init__(
        self,
        looks: Looks,
        thumbnails: Thumbnails,
        parent: QWidget,
        day_ticked: Callable[[int], bool],
    ) -> None:
        super().__init__(parent)
        self._looks = looks
        self._thumbnails = thumbnails
        self._view = parent
        self._day_ticked = day_ticked
        self._made: tuple[str, _Fonts] | None = None
        self._broken: dict[tuple[str, str, int], list[str]] = {}
        self.hidden: frozenset[str] = frozenset()
        self.dated = False  # rows say their day themselves: no heading does

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(400, HEAD if index.data(HEADING) else row_height(self._view.font()))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box: QRect = option.rect
        row = index.data(ROW)
        if isinstance(row, PostRow):
            self._paint_row(painter, box, row, option)
        else:
            heading = index.data(HEADING)
            if isinstance(heading, str):
                self._paint_heading(painter, box, heading)
                ticked = self._day_ticked(index.row())
                inside = box.adjusted(0, 6, 0, 0)
                self._paint_box(painter, inside, selected=ticked)
        painter.restore()

    def _paint_heading(self, painter: QPainter, box: QRect, words: str) -> None:
        painter.fillRect(box, color("bg"))
        painter.setFont(self._fonts.heading)
        painter.setPen(color("text2"))
        paint_line(painter, box, box.adjusted(BOX, 6, -12, 0), words, self._view)

    def _paint_row(
        self, painter: QPainter, box: QRect, row: PostRow, option: QStyleOptionViewItem
    ) -> None:
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = "accent_soft" if selected else "hover" if hovered else "surface"
        painter.fillRect(box, color(ground))
        painter.setPen(QPen(color("border"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        left, right = box.left(), box.right()
        self._paint_box(painter, box, selected=selected)
        left += BOX
        self._paint_clock(painter, box, QRect(left, box.top(), CLOCK, box.height() - 1), row)
        left += CLOCK
        if "picture" not in self.hidden:
            thumb = QRect(left, box.top() + (box.height() - THUMB) // 2, THUMB, THUMB)
            self._paint_thumb(painter, self._mirrored(box, thumb), row)
            left += THUMB + 12
        right -= MENU
        self._paint_menu(painter, box, hovered=hovered or selected)
        if "state" not in self.hidden:
            right -= PILL
            self._paint_state(painter, box, QRect(right, box.top(), PILL, box.height()), row)
        if "platforms" not in self.hidden:
            marks = merged(row.marks)
            glyphs = _strip_width(len(marks), box.width())
            right -= glyphs + 12
            self._paint_strip(painter, box, right, marks, glyphs)
        words = QRect(left, box.top(), right - left - 12, box.height() - 1)
        self._paint_words(painter, box, words, row)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, QRectF(box).adjusted(1, 1, -1, -1), 6)

    def _paint_clock(self, painter: QPainter, box: QRect, place: QRect, row: PostRow) -> None:
        fonts = self._fonts
        painter.setFont(fonts.clock)
        painter.setPen(color("text"))
        if not self.dated or row.at is None:
            paint_line(painter, box, place, clock_of(row) or "–", self._view)
            return
        half = fonts.clock_high
        top = place.top() + max(0, (place.height() - 2 * half) // 2)
        upper = QRect(place.left(), top, place.width(), half)
        paint_line(painter, box, upper, clock_of(row), self._view)
        painter.setFont(fonts.day)
        painter.setPen(color("text2"))
        day = short_date(local_day(row.at), "d MMM yy")
        paint_line(painter, box, upper.translated(0, half), day, self._view)

    def _paint_box(self, painter: QPainter, box: QRect, *, selected: bool) -> None:
        side = 16
        square = QRect(box.left() + 12, box.top() + (box.height() - side) // 2, side, side)
        place = QRectF(self._mirrored(box, square)).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(color("accent" if selected else "border_strong"), 1))
        painter.setBrush(color("accent" if selected else "surface"))
        painter.drawRoundedRect(place, 4, 4)
        if selected:
            paint_icon(painter, "check", place.toRect().adjusted(2, 2, -2, -2), "on_accent")

    def _paint_thumb(self, painter: QPainter, place: QRect, row: PostRow) -> None:
        picture = self._thumbnails.get(row.thumbnail_sha256) if row.thumbnail_sha256 else None
        ratio = self._view.devicePixelRatioF()
        icon = "image" if row.thumbnail_sha256 else "quote-left"
        paint_tile(painter, place, picture, icon, ratio)

    def _paint_menu(self, painter: QPainter, box: QRect, *, hovered: bool) -> None:
        place = QRect(box.right() - MENU + 8, box.top() + (box.height() - 16) // 2, 16, 16)
        token = "text" if hovered else "text3"
        paint_icon(painter, "ellipsis", self._mirrored(box, place), token)

    def _paint_state(self, painter: QPainter, box: QRect, place: QRect, row: PostRow) -> None:
        state = state_of(row)
        shown = look(state)
        words = WORDS[state].partition(":")[0]
        font, metrics = self._fonts.state, self._fonts.state_metrics
        width = min(place.width() - 4, metrics.horizontalAdvance(words) + 34)
        height = max(20, metrics.height() + 6)
        pill = QRect(place.left(), place.top() + (place.height() - height) // 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(shown.ground))
        painter.drawRoundedRect(QRectF(self._mirrored(box, pill)), height / 2, height / 2)
        mark = QRect(pill.left() + 8, pill.top() + (height - 12) // 2, 12, 12)
        paint_icon(painter, shown.shape, self._mirrored(box, mark), shown.token)
        painter.setFont(font)
        painter.setPen(color(shown.token))
        where = QRect(pill.left() + 25, pill.top(), pill.width() - 31, height)
        paint_line(painter, box, where, words, self._view)

    def _paint_strip(
        self,
        painter: QPainter,
        box: QRect,
        left: int,
        marks: Sequence[PlatformMark],
        width: int,
    ) -> None:
        room = width // STEP
        shown = marks if len(marks) <= room else marks[: room - 1]
        top = box.top() + (box.height() - GLYPH) // 2
        for mark in shown:
            icon = look_of(self._looks, mark.platform).glyph
            place = QRect(left, top, GLYPH, GLYPH)
            paint_icon(painter, icon, self._mirrored(box, place), "text2")
            if marked(mark):
                seal = look(marked(mark))
                small = self._mirrored(box, QRect(left + GLYPH - 4, top + GLYPH - 5, 10, 10))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(color("surface"))
                painter.drawEllipse(QRectF(small).adjusted(-1, -1, 1, 1))
                paint_icon(painter, seal.shape, small, seal.token)
            left += STEP
        if len(marks) > len(shown):
            painter.setFont(self._fonts.day)
            painter.setPen(color("text2"))
            rest = QRect(left, box.top(), STEP, box.height())
            paint_line(painter, box, rest, f"+{len(marks) - len(shown)}", self._view)

    def _paint_words(self, painter: QPainter, box: QRect, place: QRect, row: PostRow) -> None:
        fonts = self._fonts
        small, line, high = fonts.small, fonts.line, fonts.title_high
        excerpt = "" if "text" in self.hidden else rest_of(row)
        lines = self._wrapped(excerpt, small, place.width()) if excerpt else []
        there = elsewhere(row, self._looks)
        if there:
            lines = [elided(there, small, place.width()), *lines[:1]]
        top = place.top() + max(2, (place.height() - high - line * len(lines)) // 2)
        painter.setFont(fonts.title)
        painter.setPen(color("text"))
        where = QRect(place.left(), top, place.width(), high)
        paint_line(painter, box, where, row.title, self._view)
        painter.setFont(small)
        painter.setPen(color("text2"))
        top += high
        for words in lines:
            where = QRect(place.left(), top, place.width(), line)
            paint_line(painter, box, where, words, self._view)
            top += line

    def _wrapped(self, text: str, font: QFont, width: int) -> list[str]:
        """Breaking lines is the dearest part of a row: each text once while it stays in view."""
        key = (text, font.key(), width)
        if key not in self._broken:
            if len(self._broken) > KEPT:
                self._broken.clear()
            self._broken[key] = wrapped(text, font, width)
        return self._broken[key]

    @property
    def _fonts(self) -> _Fonts:
        font = self._view.font()
        key = font.key()
        if self._made is None or self._made[0] != key:
            self._made = (key, _fonts_of(font))
        return self._made[1]

    def _mirrored(self, box: QRect, rect: QRect) -> QRect:
        if not self._view.isRightToLeft():
            return rect
        return QStyle.visualRect(self._view.layoutDirection(), box, rect)


def row_height(font: QFont) -> int:
    """Logical pixels of a row: a title and two lines of text, with air around them."""
    title, small = _fonts(font)
    return max(HIGH, QFontMetrics(title).height() + 2 * QFontMetrics(small).lineSpacing() + 2 * AIR)


def _fonts(font: QFont) -> tuple[QFont, QFont]:
    """Of the title, and of the text below it."""
    return scaled_font(font, 1.0, QFont.Weight.DemiBold), scaled_font(font, 0.9)


def _fonts_of(font: QFont) -> _Fonts:
    title, small = _fonts(font)
    clock = tabular(scaled_font(font, 1.0, QFont.Weight.DemiBold))
    state = scaled_font(font, 0.92, QFont.Weight.Medium)
    return _Fonts(
        heading=scaled_font(font, 0.95, QFont.Weight.DemiBold),
        clock=clock,
        day=scaled_font(font, 0.88),
        state=state,
        title=title,
        small=small,
        title_high=QFontMetrics(title).height(),
        line=QFontMetrics(small).lineSpacing(),
        clock_high=QFontMetrics(clock).height(),
        state_metrics=QFontMetrics(state),
    )


def _strip_width(count: int, width: int) -> int:
    """Logical pixels for so many platforms in a row of a width."""
    most = 6 if width >= 900 else 3
    return (count if count <= most else most + 1) * STEP


def rest_of(row: PostRow) -> str:
    """The words under the title, without what a made-up title already says."""
    text = row.excerpt + "…" if len(row.excerpt) >= EXCERPT else row.excerpt
    start = row.title.removesuffix("…")
    if not text.startswith(start) or (row.title == start and text != start):
        return text
    rest = text[len(start) :].strip()
    return f"…{rest}" if rest else ""


def elided(text: str, font: QFont, width: int) -> str:
    """One line of it, cut at its end where it is longer than `width` logical pixels."""
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(1, width))


def wrapped(text: str, font: QFont, width: int, most: int = 2) -> list[str]:
    """At most `most` lines of `width` logical pixels; long words are broken, the rest elided."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    found: list[str] = []
    layout.beginLayout()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, 0))
        if len(found) == most - 1:
            rest = text[line.textStart() :]
            elide = Qt.TextElideMode.ElideRight
            found.append(QFontMetrics(font).elidedText(rest, elide, width))
            break
        found.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return found
