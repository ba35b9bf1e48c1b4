"""The week and the day: hours from top to bottom, a column a day, one focus that roves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.services.free_slots import FreeSlot
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.editor.when import offset_words
from brandcraft_desktop.ui.here import zone, zone_here
from brandcraft_desktop.ui.publisher import refusals, time_keys
from brandcraft_desktop.ui.publisher.beyond import Beyond
from brandcraft_desktop.ui.publisher.chip import PostChip
from brandcraft_desktop.ui.publisher.day_column import DayColumn
from brandcraft_desktop.ui.publisher.day_head import DayHead
from brandcraft_desktop.ui.publisher.days import Moment
from brandcraft_desktop.ui.publisher.free_slot import FreeSlotButton
from brandcraft_desktop.ui.publisher.hour_gutter import HourGutter, NowLine
from brandcraft_desktop.ui.publisher.hours import HOUR, Axis
from brandcraft_desktop.ui.publisher.looks import Looks
from brandcraft_desktop.ui.publisher.sight import MARGIN, Stretch, best
from brandcraft_desktop.ui.publisher.time_scale import COMPACT, DAY, WEEK, Standing
from brandcraft_desktop.ui.widgets import set_look

NEAR: Final = 36
NUDGE: Final = 14
TURN_MS: Final = 30


class TimeGrid(QWidget):
    """`count` days; everything a person does comes out as a signal."""

    post_opened = Signal(str)
    post_menu_asked = Signal(str, QPoint)
    post_moved = Signal(str, object)  # post id, Moment
    post_nudged = Signal(str, object)  # post id, timedelta: days, or quarters of an hour
    files_placed = Signal(object, object)  # Carried, Moment
    post_deleted = Signal(str)
    post_edited = Signal(str)
    new_asked = Signal(object)  # Moment or date
    more_asked = Signal(object, object, object)  # date, rows, the button
    day_asked = Signal(object)  # a date outside the view: show it and focus it
    day_opened = Signal(object)  # a date: show it alone
    refused = Signal(str)

    def __init__(
        self, count: int, looks: Looks, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._looks = looks
        self._days: tuple[date, ...] = ()
        self._current = date.min
        self._follow = ""
        self._scrolled = False
        self._full = False
        self.heads: list[DayHead] = []
        self.columns: list[DayColumn] = []
        self.corner = QLabel()
        set_look(self.corner, "role", "muted")
        self.corner.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.gutter = HourGutter()
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(0)
        head.addWidget(self.corner)
        inner = QWidget()
        inner.setObjectName("scrolled")
        row = QHBoxLayout(inner)
        self._inner, self._row = inner, row
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.gutter, 0, Qt.AlignmentFlag.AlignTop)
        for _ in range(count):
            column, above = self._column(thumbnails)
            row.addWidget(column, 1, Qt.AlignmentFlag.AlignTop)
            head.addWidget(above, 1)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(inner)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.area.verticalScrollBar()
        bar.valueChanged.connect(self._repaint_focus)
        self.beyond = Beyond(self.area, self._stretches, self)
        head.addSpacing(bar.sizeHint().width())
        self._now_line = NowLine(self)
        self._now_line.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(self.area, 1)
        self._nudge = 0
        self._nudging = QTimer(self)
        self._nudging.setInterval(TURN_MS)
        self._nudging.timeout.connect(lambda: bar.setValue(bar.value() + self._nudge))

    def _column(self, thumbnails: Thumbnails) -> tuple[DayColumn, DayHead]:
        column, head = DayColumn(thumbnails), DayHead()
        column.opened.connect(self.post_opened)
        column.new_asked.connect(self.new_asked)
        column.more_asked.connect(lambda rows, at: self.more_asked.emit(column.day, rows, at))
        column.dropped.connect(self._dropped)
        column.refused.connect(self.refused)
        column.dragged_over.connect(lambda top: self._near_edge(column, top))
        column.focused.connect(lambda: self._focused(column))
        column.key.connect(lambda event: time_keys.on_day(self, column, event))
        column.chip_made.connect(lambda chip: self._connect(column, chip))
        column.slot_made.connect(lambda button: self._connect_slot(column, button))
        head.clicked.connect(lambda: self.day_opened.emit(column.day))
        head.new_asked.connect(lambda: self.new_asked.emit(column.day))
        self.columns.append(column)
        self.heads.append(head)
        return column, head

    def _connect(self, column: DayColumn, chip: PostChip) -> None:
        chip.menu_asked.connect(lambda at: self.post_menu_asked.emit(chip.row.id, at))
        chip.drag_refused.connect(self.refused)
        chip.dropped_nowhere.connect(self._dropped_nowhere)
        chip.pressed_key.connect(lambda event: time_keys.on_chip(self, column, chip, event))

    def _connect_slot(self, column: DayColumn, button: FreeSlotButton) -> None:
        button.pressed_key.connect(lambda event: time_keys.on_stop(self, column, button, event))

    # What is shown

    @property
    def days(self) -> tuple[date, ...]:
        """The days shown."""
        return self._days

    @property
    def current(self) -> date:
        """The day the keyboard is on."""
        return self._current

    def show_days(
        self,
        days: tuple[date, ...],
        standing: Standing,
        flags: Mapping[date, str],
        *,
        compact: bool = False,
    ) -> None:
        """Show days, still without posts."""
        turned = days != self._days
        self._days = days
        self._axis = Axis(days, zone())
        alone = len(days) == 1
        self._scale = COMPACT if compact else DAY if alone else WEEK
        self._full = self._full and not turned
        self._scrolled = self._scrolled and not turned
        for column, head, day in zip(self.columns, self.heads, days, strict=True):
            flag = flags.get(day, "")
            column.set_day(day, self._axis, self._scale, standing, flag)
            refusal = refusals.of_day(day, standing.today, standing.last_day)
            head.set_day(day, standing.today, refused=refusal is not None, flag=flag, alone=alone)
        if self._current not in days:
            self._current = standing.today if standing.today in days else days[0]
        self.set_standing(standing)
        self._rove()

    def set_standing(self, standing: Standing) -> None:
        """The clock moved on."""
        here = standing.today in self._days
        self.gutter.show_hours(self._axis, self._scale, standing, today=here)
        self.corner.setFixedWidth(self.gutter.wide())
        told = offset_words(standing.now, zone_here())
        self.corner.setText(self._zone_label(told))
        self.corner.setToolTip(told)
        self.corner.setAccessibleName(f"Times in {told}")
        for column in self.columns:
            column.set_standing(standing)
        self._place_now()

    def _zone_label(self, told: str) -> str:
        """The city, or the offset where the city has no room: half a name is none."""
        city = zone_here().rpartition("/")[2].replace("_", " ")
        offset = told.rpartition("(")[2].rstrip(")")
        metrics, room = self.corner.fontMetrics(), self.corner.width()
        return city if metrics.horizontalAdvance(city) <= room else offset

    def show_posts(self, rows: Sequence[PostRow], slots: Sequence[FreeSlot] = ()) -> None:
        """Show the posts and the free times of the days in view, in the order given."""
        held, self._follow = self._follow or self._focused_post(), ""
        posts: dict[date, list[PostRow]] = {}
        free: dict[date, list[FreeSlot]] = {}
        there = zone()
        for row in rows:
            if row.at is not None:
                posts.setdefault(row.at.astimezone(there).date(), []).append(row)
        for one in slots:
            free.setdefault(one.at.astimezone(there).date(), []).append(one)
        for column, day in zip(self.columns, self._days, strict=False):
            found, open_ones = tuple(posts.get(day, ())), tuple(free.get(day, ()))
            if (found, open_ones) != (column.rows, column.slots):
                column.set_posts(found, open_ones, self._looks)
        self._full = True
        self._place_now()
        if self.isVisible():
            self._scroll_once()
        self.beyond.show_now()
        if held:
            self._hold(held)

    def _place_now(self) -> None:
        column = next((one for one in self.columns if one.now_top() is not None), None)
        self._now_line.setVisible(column is not None)
        if column is not None:
            top = column.now_top() or 0
            self._now_line.setParent(column)
            tall = NowLine.TALL
            self._now_line.setGeometry(0, top - tall // 2, column.width(), tall)
            self._now_line.lower()  # behind the posts: it strikes no words through
            self._now_line.show()

    def _stretches(self) -> list[Stretch]:
        """Where all posts in view lie."""
        return [one for column in self.columns for one in column.stretches()]

    def _scroll_once(self) -> None:
        """To now and the posts around it; elsewhere to where most posts are."""
        if self._scrolled or not self._full:
            return
        self._scrolled = True
        self._row.activate()  # the bar knows how far it goes only once the hours are laid out
        self._inner.resize(self._inner.width(), self._row.sizeHint().height())
        posts, height = self._stretches(), self.area.viewport().height()
        now = next((top for one in self.columns if (top := one.now_top()) is not None), None)
        if now is not None:
            wish = now - height // 3
        else:
            hour_ago = self._axis.place(self.columns[0].standing.now) - HOUR
            wish = min((one.top for one in posts), default=self._scale.top(hour_ago)) - MARGIN
        total = self._inner.height()
        at = best(posts, height=height, total=total, wish=max(0, wish), now=now)
        self.area.verticalScrollBar().setValue(at)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._scrolled = False  # a new visit: what was looked at last time says nothing

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._days:
            self._place_now()
            self.beyond.show_now()

    def _focused_post(self) -> str:
        focused = QApplication.focusWidget()
        if isinstance(focused, PostChip) and self.isAncestorOf(focused):
            return focused.row.id
        return ""

    def _hold(self, post_id: str) -> None:
        """Keep the keyboard on a post wherever it went, else on the day."""
        chip = self.chip_of(post_id)
        if chip is None:
            self.focus_day(self._current)
            return
        column = chip.parentWidget()
        if isinstance(column, DayColumn):
            self.set_current(column.day)
        self.focus_stop(chip)

    def column_of(self, day: date) -> DayColumn | None:
        """The column of a day, if it is in view."""
        return self.columns[self._days.index(day)] if day in self._days else None

    def chip_of(self, post_id: str) -> PostChip | None:
        """The visible chip of a post."""
        found = (column.chip_of(post_id) for column in self.columns[: len(self._days)])
        return next((chip for chip in found if chip is not None), None)

    def place_of(self, day: date) -> QWidget | None:
        """What a pop-up opens at where a post has no chip of its own."""
        column = self.column_of(day)
        if column is None:
            return None
        rests = [one for one in column.rests if not one.isHidden()]
        return rests[0] if rests else self.heads[self._days.index(day)]

    # The roving focus

    def focus_day(self, day: date) -> None:
        """Put the keyboard onto a day in view."""
        self.set_current(day)
        column = self.column_of(day)
        if column is not None:
            column.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_stop(self, stop: QWidget) -> None:
        """Put the keyboard onto something in a day, and bring it into sight."""
        stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self.bring(stop)

    def bring(self, stop: QWidget) -> None:
        """Scroll to something in a day, where it is out of sight."""
        if self.area.isAncestorOf(stop):
            self.area.ensureWidgetVisible(stop, 0, MARGIN)

    def set_current(self, day: date) -> None:
        """The day the keyboard will land on, without taking the focus."""
        self._current = day
        self._rove()

    def _rove(self) -> None:
        for column, day in zip(self.columns, self._days, strict=False):
            stop = day == self._current
            policy = Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus
            column.setFocusPolicy(policy)

    def _focused(self, column: DayColumn) -> None:
        self._current = column.day
        self._rove()

    def _repaint_focus(self) -> None:
        column = self.column_of(self._current)
        if column is not None and column.hasFocus():
            column.update()  # its ring lies around the part in sight

    def go(self, day: date) -> None:
        """The keyboard walks onto a day, in view or beyond."""
        if day in self._days:
            self.focus_day(day)
        else:
            self.day_asked.emit(day)

    def follow(self, post_id: str, day: date) -> None:
        """A post was moved by keyboard: stay on it, also where it leaves the view."""
        self._follow = post_id
        if day not in self._days:
            self.day_asked.emit(day)

    def free_on(self, day: date) -> Moment | None:
        """The first posting time of a day that is free."""
        column = self.column_of(day)
        return column.free_moment(column.slots[0].at) if column and column.slots else None

    # Dropping

    def _dropped(self, what: object, to: object) -> None:
        post_id = getattr(what, "post_id", "")
        if post_id:
            self.post_moved.emit(post_id, to)
        else:
            self.files_placed.emit(what, to)

    def _dropped_nowhere(self) -> None:
        under = QApplication.widgetAt(QCursor.pos())
        while under is not None and not isinstance(under, DayColumn):
            under = under.parentWidget()
        if isinstance(under, DayColumn) and under.refused_here is not None:
            why, months = under.refused_here, under.standing.months
            self.refused.emit(refusals.sentence(why, months, under.day))

    def _near_edge(self, column: DayColumn, top: int) -> None:
        """What is held near an edge scrolls the hours; -1: nothing is held any more."""
        view = self.area.viewport()
        at = column.mapTo(self, QPoint(0, max(0, top))).y() - view.mapTo(self, QPoint(0, 0)).y()
        self._nudge = 0
        if top >= 0 and at < NEAR:
            self._nudge = -NUDGE
        elif top >= 0 and at > view.height() - NEAR:
            self._nudge = NUDGE
        if self._nudge:
            self._nudging.start()
        else:
            self._nudging.stop()
