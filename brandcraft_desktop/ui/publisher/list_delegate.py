"""Paints a list row: box, picture, time, title, two lines of text, platforms and state.

In compact rows everything stands on one line.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from brandcraft_desktop.domain.views import PlatformMark, PostRow
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.here import local_day
from brandcraft_desktop.ui.publisher.list_items import HEADING, ROW
from brandcraft_desktop.ui.publisher.list_measures import BOX, DAY, GAP, MENU, Measures
from brandcraft_desktop.ui.publisher.list_pieces import (
    SIDE,
    Glyph,
    paint_box,
    paint_ground,
    paint_strip,
    strip_height,
    strip_width,
)
from brandcraft_desktop.ui.publisher.list_table import PostTable
from brandcraft_desktop.ui.publisher.list_words import KEPT, BrokenWords, elided, rest_of
from brandcraft_desktop.ui.publisher.looks import Looks, look_of, marked, merged
from brandcraft_desktop.ui.publisher.tile import paint_tile
from brandcraft_desktop.ui.publisher.words import clock_of, elsewhere, state_of
from brandcraft_desktop.ui.theme import color, look, paint_icon
from brandcraft_desktop.ui.times import short_date
from brandcraft_desktop.ui.widgets import paint_focus
from brandcraft_desktop.ui.widgets.pill import WORDS
from brandcraft_desktop.ui.widgets.style import paint_line

BEHIND: Final = 80
"""Logical pixels behind the title of a compact row from which its text is begun there."""


class PostDelegate(QStyledItemDelegate):
    """Draws from the row alone; pictures come as they are read."""

    def __init__(
        self,
        looks: Looks,
        thumbnails: Thumbnails,
        table: PostTable,
        day_ticked: Callable[[int], bool],
    ) -> None:
        super().__init__(table)
        self._looks = looks
        self._thumbnails = thumbnails
        self._table = table
        self._day_ticked = day_ticked
        self._broken = BrokenWords()
        self._glyphs: dict[tuple[PlatformMark, ...], tuple[Glyph, ...]] = {}

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        measures = self._table.measures
        return QSize(400, measures.head if index.data(HEADING) else measures.row)

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
            self._paint_row(painter, box, row, option.state)
        else:
            heading = index.data(HEADING)
            if isinstance(heading, str):
                self._paint_heading(painter, box, heading)
                ticked = self._day_ticked(index.row())
                self._paint_box(painter, box.adjusted(0, 6, 0, 0), selected=ticked)
        painter.restore()

    def _paint_heading(self, painter: QPainter, box: QRect, words: str) -> None:
        painter.fillRect(box, color("bg"))
        painter.setFont(self._table.measures.heading)
        painter.setPen(color("text2"))
        paint_line(painter, box, box.adjusted(BOX, 6, -GAP, 0), words, self._table)

    def _paint_row(
        self, painter: QPainter, box: QRect, row: PostRow, state: QStyle.StateFlag
    ) -> None:
        measures, hidden = self._table.measures, self._table.arrangement.hidden
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = "accent_soft" if selected else "hover" if hovered else "surface"
        painter.fillRect(box, color(ground))
        painter.fillRect(box.adjusted(0, box.height() - 1, 0, 0), color("border"))
        left, right = box.left(), box.right()
        self._paint_box(painter, box, selected=selected)
        left += BOX
        place = QRect(left, box.top(), measures.clock_wide, box.height() - 1)
        self._paint_clock(painter, box, place, row, measures)
        left = box.left() + measures.words_start
        if "picture" not in hidden:
            side = measures.thumb
            at = QRect(left - side - GAP, box.top() + (box.height() - side) // 2, side, side)
            self._paint_thumb(painter, self._mirrored(box, at), row)
        right -= MENU
        self._paint_menu(painter, box, hovered=hovered or selected)
        if "state" not in hidden:
            right -= measures.pill_wide
            place = QRect(right, box.top(), measures.pill_wide, box.height())
            self._paint_state(painter, box, place, row, measures)
        if "platforms" not in hidden:
            glyphs = self._glyphs_of(row)
            width = strip_width(len(glyphs), box.width())
            right -= width + GAP
            high = strip_height(measures.day)
            at = QRect(right, box.top() + (box.height() - high) // 2, width, high)
            place = self._mirrored(box, at)
            paint_strip(painter, place, glyphs, measures.day, self._table)
        words = QRect(left, box.top(), right - left - GAP, box.height() - 1)
        self._paint_words(painter, box, words, row, measures)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, QRectF(box).adjusted(1, 1, -1, -1), 6)

    def _paint_clock(
        self, painter: QPainter, box: QRect, place: QRect, row: PostRow, measures: Measures
    ) -> None:
        clock, day = place, QRect()
        if self._table.arrangement.dated and row.at is not None:
            half = measures.clock_high
            top = place.top() + max(0, (place.height() - 2 * half) // 2)
            clock = QRect(place.left(), top, place.width(), half)
            day = clock.translated(0, half)
            if self._table.arrangement.compact:
                clock = QRect(place.left(), place.top(), measures.time_wide, place.height())
                day = place.adjusted(measures.time_wide + 8, 0, 0, 0)
        painter.setFont(measures.clock)
        painter.setPen(color("text"))
        paint_line(painter, box, clock, clock_of(row) or "–", self._table)
        if not day.isEmpty() and row.at is not None:
            painter.setFont(measures.day)
            painter.setPen(color("text2"))
            paint_line(painter, box, day, short_date(local_day(row.at), DAY), self._table)

    def _paint_box(self, painter: QPainter, box: QRect, *, selected: bool) -> None:
        square = QRect(box.left() + 12, box.top() + (box.height() - SIDE) // 2, SIDE, SIDE)
        paint_box(painter, self._mirrored(box, square), selected=selected)

    def _paint_thumb(self, painter: QPainter, place: QRect, row: PostRow) -> None:
        picture = self._thumbnails.get(row.thumbnail_sha256) if row.thumbnail_sha256 else None
        ratio = self._table.devicePixelRatioF()
        icon = "image" if row.thumbnail_sha256 else "quote-left"
        paint_tile(painter, place, picture, icon, ratio)

    def _paint_menu(self, painter: QPainter, box: QRect, *, hovered: bool) -> None:
        place = QRect(box.right() - MENU + 8, box.top() + (box.height() - 16) // 2, 16, 16)
        token = "text" if hovered else "text3"
        paint_icon(painter, "ellipsis", self._mirrored(box, place), token)

    def _paint_state(
        self, painter: QPainter, box: QRect, place: QRect, row: PostRow, measures: Measures
    ) -> None:
        state = state_of(row)
        words = WORDS[state].partition(":")[0]
        metrics = measures.state_metrics
        width = min(place.width() - 4, metrics.horizontalAdvance(words) + 34)
        height = max(20, metrics.height() + 6)
        pill = QRect(place.left(), place.top() + (place.height() - height) // 2, width, height)
        mirrored = self._table.isRightToLeft()
        paint_ground(painter, self._mirrored(box, pill), state, mirrored=mirrored)
        painter.setFont(measures.state)
        painter.setPen(color(look(state).token))
        where = QRect(pill.left() + 25, pill.top(), pill.width() - 31, height)
        paint_line(painter, box, where, words, self._table)

    def _glyphs_of(self, row: PostRow) -> tuple[Glyph, ...]:
        found = self._glyphs.get(row.marks)
        if found is None:
            if len(self._glyphs) > KEPT:
                self._glyphs.clear()
            found = tuple(
                (look_of(self._looks, mark.platform).glyph, marked(mark))
                for mark in merged(row.marks)
            )
            self._glyphs[row.marks] = found
        return found

    def _paint_words(
        self, painter: QPainter, box: QRect, place: QRect, row: PostRow, measures: Measures
    ) -> None:
        arrangement, small = self._table.arrangement, measures.small
        excerpt = "" if "text" in arrangement.hidden else rest_of(row)
        there = elsewhere(row, self._looks)
        painter.setPen(color("text"))
        painter.setFont(measures.title)
        if arrangement.compact:
            width = min(place.width(), measures.title_metrics.horizontalAdvance(row.title) + 2)
            where = QRect(place.left(), place.top(), width, place.height())
            paint_line(painter, box, where, row.title, self._table)
            rest = place.adjusted(width + GAP, 0, 0, 0)
            if rest.width() >= BEHIND:
                painter.setFont(small)
                painter.setPen(color("text2"))
                paint_line(painter, box, rest, there or excerpt, self._table)
            return
        lines = self._broken.lines(excerpt, small, place.width()) if excerpt else []
        if there:
            lines = [elided(there, small, place.width()), *lines[:1]]
        line, high = measures.line, measures.title_metrics.height()
        top = place.top() + max(2, (place.height() - high - line * len(lines)) // 2)
        where = QRect(place.left(), top, place.width(), high)
        paint_line(painter, box, where, row.title, self._table)
        painter.setFont(small)
        painter.setPen(color("text2"))
        top += high
        for words in lines:
            where = QRect(place.left(), top, place.width(), line)
            paint_line(painter, box, where, words, self._table)
            top += line

    def _mirrored(self, box: QRect, rect: QRect) -> QRect:
        if not self._table.isRightToLeft():
            return rect
        return QStyle.visualRect(self._table.layoutDirection(), box, rect)
