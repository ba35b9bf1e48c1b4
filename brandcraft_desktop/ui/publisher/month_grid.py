"""The month: weekday names, a cell for each day, and one focus that roves over the days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QSizePolicy, QWidget

from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.ui.habits import first_weekday
from brandcraft_desktop.ui.here import zone
from brandcraft_desktop.ui.publisher import refusals
from brandcraft_desktop.ui.publisher.chip import PostChip
from brandcraft_desktop.ui.publisher.day_cell import DayCell
from brandcraft_desktop.ui.publisher.days import WEEK
from brandcraft_desktop.ui.publisher.dropping import Carried
from brandcraft_desktop.ui.publisher.looks import Looks
from brandcraft_desktop.ui.publisher.time_scale import Standing
from brandcraft_desktop.ui.widgets import set_look

MOST: Final = 42

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -WEEK,
    Qt.Key.Key_Down: WEEK,
}


class MonthGrid(QWidget):
    """Shows days and posts it is given; everything a person does comes out as a signal."""

    post_opened = Signal(str)
    post_menu_asked = Signal(str, QPoint)
    post_moved = Signal(str, object)  # post id, date
    post_nudged = Signal(str, object)  # post id, timedelta: whole days
    files_placed = Signal(object, object)  # Carried, date
    post_deleted = Signal(str)
    post_edited = Signal(str)
    new_asked = Signal(object)  # date
    more_asked = Signal(object, object, object)  # date, rows, the button
    day_asked = Signal(object)  # a date outside the month: show it and focus it
    refused = Signal(str)

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = looks
        self._first = first_weekday()
        self._days: tuple[date, ...] = ()
        self._current = date.min
        self._follow = ""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._names: list[QLabel] = []
        for column in range(WEEK):
            name = QLabel()
            set_look(name, "role", "muted")
            name.setAlignment(Qt.AlignmentFlag.AlignCenter)
            name.setFixedHeight(24)
            # Long names must not make one column wider than the others.
            name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._names.append(name)
            self._grid.addWidget(name, 0, column)
            self._grid.setColumnStretch(column, 1)
        self.cells = [self._cell(number) for number in range(MOST)]

    def _cell(self, number: int) -> DayCell:
        cell = DayCell(self)
        cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        cell.opened.connect(self.post_opened)
        cell.new_asked.connect(lambda: self.new_asked.emit(cell.day))
        cell.more_asked.connect(lambda: self._more(cell))
        cell.dropped.connect(lambda what: self._dropped(cell, what))
        cell.key.connect(lambda event: self._key(cell, event))
        cell.focused.connect(lambda: self._focused(cell))
        cell.chip_made.connect(lambda chip: self._connect(cell, chip))
        self._grid.addWidget(cell, 1 + number // WEEK, number % WEEK)
        return cell

    def _connect(self, cell: DayCell, chip: PostChip) -> None:
        chip.menu_asked.connect(lambda at: self.post_menu_asked.emit(chip.row.id, at))
        chip.drag_refused.connect(self.refused)
        chip.dropped_nowhere.connect(self._dropped_nowhere)
        chip.pressed_key.connect(lambda event: self._chip_key(cell, chip, event))

    # What is shown

    @property
    def days(self) -> tuple[date, ...]:
        """The days shown, whole weeks."""
        return self._days

    @property
    def current(self) -> date:
        """The day the keyboard is on."""
        return self._current

    def show_days(
        self,
        days: tuple[date, ...],
        month: date,
        standing: Standing,
        flags: Mapping[date, str],
        *,
        compact: bool = False,
    ) -> None:
        """Show the weeks of a month, still without posts."""
        self._first = first_weekday()
        self._days = days
        self._months = standing.months
        today = standing.today
        self._name_days()
        weeks = len(self._days) // WEEK
        for week in range(MOST // WEEK):
            self._grid.setRowStretch(1 + week, 1 if week < weeks else 0)
        for cell, day in zip(self.cells, self._days, strict=False):
            cell.clear()
            cell.set_day(
                day,
                standing,
                month=month.month,
                flag=flags.get(day, ""),
                compact=compact,
            )
        for number, cell in enumerate(self.cells):
            cell.setVisible(number < len(self._days))
        if self._current not in self._days or self._current.month != month.month:
            here = today in self._days and today.month == month.month
            self._current = today if here else month.replace(day=1)
        self._rove()

    def _name_days(self) -> None:
        locale = QLocale()
        for column, label in enumerate(self._names):
            day = (self._first + column) % WEEK + 1
            label.setText(locale.standaloneDayName(day, QLocale.FormatType.ShortFormat))
            label.setAccessibleName(locale.standaloneDayName(day, QLocale.FormatType.LongFormat))

    def show_posts(self, rows: Sequence[PostRow]) -> None:
        """Show the posts of the days in view, in the order given."""
        held, self._follow = self._follow or self._focused_post(), ""
        by_day: dict[date, list[PostRow]] = {}
        there = zone()
        for row in rows:
            if row.at is not None:
                by_day.setdefault(row.at.astimezone(there).date(), []).append(row)
        for cell, day in zip(self.cells, self._days, strict=False):
            found = tuple(by_day.get(day, ()))
            if found != cell.rows:  # most days stay as they are: they are not laid out again
                cell.set_rows(found, self._looks)
        if held:
            self._hold(held)

    def _focused_post(self) -> str:
        """The post the keyboard is on: chips are used again, so the post has to be remembered."""
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
        cell = chip.parentWidget()
        if isinstance(cell, DayCell):
            self.set_current(cell.day)
        chip.setFocus(Qt.FocusReason.OtherFocusReason)

    def cell_of(self, day: date) -> DayCell | None:
        """The cell of a day, if it is in view."""
        return self.cells[self._days.index(day)] if day in self._days else None

    def chip_of(self, post_id: str) -> PostChip | None:
        """The visible chip of a post."""
        for cell in self.cells[: len(self._days)]:
            chip = cell.chip_of(post_id)
            if chip is not None:
                return chip
        return None

    def place_of(self, day: date) -> QWidget | None:
        """What a pop-up opens at where a post has no chip of its own."""
        return self.cell_of(day)

    def _more(self, cell: DayCell) -> None:
        self.more_asked.emit(cell.day, cell.rows, cell.more)

    # The roving focus

    def focus_day(self, day: date) -> None:
        """Put the keyboard onto a day in view."""
        self._current = day
        self._rove()
        cell = self.cell_of(day)
        if cell is not None:
            cell.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_current(self, day: date) -> None:
        """The day the keyboard will land on, without taking the focus."""
        self._current = day
        self._rove()

    def _rove(self) -> None:
        for cell, day in zip(self.cells, self._days, strict=False):
            stop = day == self._current
            policy = Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus
            cell.setFocusPolicy(policy)

    def _focused(self, cell: DayCell) -> None:
        self._current = cell.day
        self._rove()

    def _step(self, key: int) -> int:
        step = _STEPS.get(Qt.Key(key), 0)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return -step if mirrored and abs(step) == 1 else step

    def _go(self, day: date) -> None:
        if day in self._days:
            self.focus_day(day)
        else:
            self.day_asked.emit(day)

    def _key(self, cell: DayCell, event: object) -> None:
        if not isinstance(event, QKeyEvent) or event.modifiers() & (
            Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
        ):
            return
        key = event.key()
        step = self._step(key)
        behind = self._days.index(cell.day) % WEEK if cell.day in self._days else 0
        if step:
            self._go(cell.day + timedelta(days=step))
        elif key == Qt.Key.Key_Home:
            self._go(cell.day - timedelta(days=behind))
        elif key == Qt.Key.Key_End:
            self._go(cell.day + timedelta(days=WEEK - 1 - behind))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(cell)
        else:
            return
        event.accept()

    def _enter(self, cell: DayCell) -> None:
        chips = cell.shown()
        if chips:
            chips[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif cell.rows:
            self._more(cell)
        elif cell.refusal is not refusals.Refusal.PAST_DAY:
            self.new_asked.emit(cell.day)

    def _chip_key(self, cell: DayCell, chip: PostChip, event: object) -> None:
        if not isinstance(event, QKeyEvent):
            return
        key, step = event.key(), self._step(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if step:
                event.accept()
                self.post_nudged.emit(chip.row.id, timedelta(days=step))
            return
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._beside(cell, chip, 1 if key == Qt.Key.Key_Down else -1)
        elif step:
            self._go(cell.day + timedelta(days=step))
        elif key == Qt.Key.Key_Escape:
            self.focus_day(cell.day)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.post_deleted.emit(chip.row.id)
        elif key == Qt.Key.Key_E:
            self.post_edited.emit(chip.row.id)
        else:
            return
        event.accept()

    def follow(self, post_id: str, day: date) -> None:
        """A post was moved by keyboard: stay on it, also where it leaves the view."""
        self._follow = post_id
        if day not in self._days:
            self.day_asked.emit(day)

    def _beside(self, cell: DayCell, chip: PostChip, step: int) -> None:
        stops: list[QWidget] = [*cell.shown()]
        if not cell.more.isHidden():
            stops.append(cell.more)
        place = stops.index(chip) + step
        if 0 <= place < len(stops):
            stops[place].setFocus(Qt.FocusReason.OtherFocusReason)

    # Dropping

    def _dropped(self, cell: DayCell, what: object) -> None:
        if cell.refusal is not None:
            self._refuse(cell)
        elif isinstance(what, Carried) and what.post_id:
            self.post_moved.emit(what.post_id, cell.day)
        else:
            self.files_placed.emit(what, cell.day)

    def _refuse(self, cell: DayCell) -> None:
        if cell.refusal is not None:
            self.refused.emit(refusals.sentence(cell.refusal, self._months, cell.day))

    def _dropped_nowhere(self) -> None:
        under = QApplication.widgetAt(QCursor.pos())
        while under is not None and not isinstance(under, DayCell):
            under = under.parentWidget()
        if isinstance(under, DayCell):
            self._refuse(under)
