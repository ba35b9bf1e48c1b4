"""The calendar: month, week or day, with hints when it is empty and the tray of drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.services.free_slots import FreeSlot
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.here import local_day, zone
from brandcraft_desktop.ui.publisher import refusals
from brandcraft_desktop.ui.publisher.chip import PostChip
from brandcraft_desktop.ui.publisher.days import WEEK
from brandcraft_desktop.ui.publisher.hint import Hint
from brandcraft_desktop.ui.publisher.looks import Looks
from brandcraft_desktop.ui.publisher.month_grid import MonthGrid
from brandcraft_desktop.ui.publisher.periods import DAY, MONTH, WEEK_VIEW, Period
from brandcraft_desktop.ui.publisher.time_grid import TimeGrid
from brandcraft_desktop.ui.publisher.time_scale import Standing
from brandcraft_desktop.ui.publisher.unscheduled import UnscheduledTray


class CalendarView(QWidget):
    """Puts the three grids, the tray and the hint together; one grid is in front."""

    def __init__(self, looks: Looks, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.month = MonthGrid(looks)
        self.week = TimeGrid(WEEK, looks, thumbnails)
        self.day = TimeGrid(1, looks, thumbnails)
        self.tray = UnscheduledTray(looks)
        self.tray.hide()
        self.period = Period(MONTH, date.min)
        self._stack = QStackedWidget()
        for grid in self.grids:
            self._stack.addWidget(grid)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._stack, 1)
        row.addWidget(self.tray)
        self.hint = Hint(self._stack)
        self._stack.installEventFilter(self)

    @property
    def grids(self) -> tuple[MonthGrid | TimeGrid, ...]:
        """All of them, for what they all tell."""
        return self.month, self.week, self.day

    @property
    def grid(self) -> MonthGrid | TimeGrid:
        """The one in front."""
        return {WEEK_VIEW: self.week, DAY: self.day}.get(self.period.kind, self.month)

    def show_period(
        self,
        period: Period,
        standing: Standing,
        flags: Mapping[date, str],
        *,
        compact: bool = False,
    ) -> None:
        """Show a month, a week or a day, still without posts."""
        self.period, self._standing = period, standing
        grid = self.grid
        if isinstance(grid, MonthGrid):
            grid.show_days(period.days, period.day, standing, flags, compact=compact)
        else:
            grid.show_days(period.days, standing, flags, compact=compact)
        self._stack.setCurrentWidget(grid)

    def set_standing(self, standing: Standing) -> None:
        """The clock moved on within the day."""
        self._standing = standing
        if isinstance(self.grid, TimeGrid):
            self.grid.set_standing(standing)

    def show_posts(
        self,
        rows: Sequence[PostRow],
        slots: Sequence[FreeSlot],
        *,
        hidden: int,
        today: date,
        brand: str = "",
    ) -> None:
        """Show posts and free times; `hidden` counts posts that filters keep away.

        `brand` is the name of the one that is filtered by.
        """
        grid = self.grid
        if isinstance(grid, MonthGrid):
            grid.show_posts(rows)
        else:
            grid.show_posts(rows, slots)
        there, (first, last) = zone(), self.period.own
        if any(
            row.at is not None and first <= row.at.astimezone(there).date() <= last for row in rows
        ):
            self.hint.show_words("", clearable=False)
        elif hidden:
            count = "1 post" if hidden == 1 else f"{hidden} posts"
            self.hint.show_words(f"{count} hidden by filters.", clearable=True)
        elif first > self._standing.last_day:
            words = refusals.opens(first, self._standing.months, self.period.title)
            self.hint.show_words(words, clearable=False)
        else:
            whose = f" for {brand}" if brand else ""
            words = f"Nothing planned{whose} {self.period.named(today)}. Press N to write a post."
            self.hint.show_words(words, clearable=False)
        self._centre()

    def chip_of(self, post_id: str) -> PostChip | None:
        """The visible chip of a post, on the grid in front or in the tray."""
        found = self.grid.chip_of(post_id)
        if found is None and not self.tray.isHidden():
            found = self.tray.chip_of(post_id)
        return found

    def anchor_of(self, post_id: str, row: PostRow | None) -> QWidget | None:
        """Where the pop-up of a post belongs: its chip, else what stands for its day."""
        chip = self.chip_of(post_id)
        if chip is not None:
            if isinstance(self.grid, TimeGrid):
                self.grid.bring(chip)
            return chip
        return self.grid.place_of(local_day(row.at)) if row is not None and row.at else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._stack and event.type() == QEvent.Type.Resize:
            self._centre()
        return super().eventFilter(watched, event)

    def _centre(self) -> None:
        box = QRect(self.hint.pos(), self.hint.sizeHint())
        box.moveCenter(self._stack.rect().center())
        self.hint.setGeometry(box)
        self.hint.raise_()
