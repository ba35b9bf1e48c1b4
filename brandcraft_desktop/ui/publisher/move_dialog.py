"""Asks for another time: one for a post, or another day for several that keep their clock times."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from PySide6.QtCore import QDate, QDateTime, QTime
from PySide6.QtWidgets import QComboBox, QDateEdit, QDateTimeEdit, QHBoxLayout, QLabel, QWidget

from brandcraft_desktop.ui.habits import time_pattern
from brandcraft_desktop.ui.here import local, zone_here
from brandcraft_desktop.ui.publisher.days import Moment, last_day, on_day, same_clock
from brandcraft_desktop.ui.widgets import ConfirmDialog, quiet_calendar, set_look

SHOWN: Final = "ddd d MMM yyyy"
WAYS: Final = (
    ("To a day", 0),
    ("A day later", 1),
    ("A day earlier", -1),
    ("A week later", 7),
    ("A week earlier", -7),
)
"""Ways to move several, and by how many days; 0: all to the day chosen."""


class MoveDialog(ConfirmDialog):
    """Use ``open()``, ``accepted``; then ``moment`` (one post) or ``for_each`` (several) tell."""

    def __init__(
        self, parent: QWidget | None, now: datetime, proposed: datetime, *, posts: int = 1
    ) -> None:
        several = posts > 1
        super().__init__(
            parent,
            f"Move {posts} posts" if several else "Move post",
            "Each keeps its time of day." if several else "It goes out at the new time.",
            confirm="Move",
            icon_name="calendar-day",
        )
        self._proposed = proposed
        here, first = local(proposed), local(now)
        last = last_day(now)
        self.edit: QDateTimeEdit = QDateEdit() if several else QDateTimeEdit()
        self.edit.setDisplayFormat(SHOWN if several else f"{SHOWN}  {time_pattern()}")
        self.edit.setCalendarPopup(True)
        quiet_calendar(self.edit.calendarWidget())
        self.edit.setMinimumDateTime(_picked(first))
        self.edit.setMaximumDate(QDate(last.year, last.month, last.day))
        self.edit.setDateTime(_picked(here))
        self.edit.setAccessibleName("New day" if several else "New day and time")
        row = QHBoxLayout()
        row.setSpacing(8)
        self.way = QComboBox(self)
        self.way.setAccessibleName("How to move")
        for words, days in WAYS:
            self.way.addItem(words, days)
        self.way.setVisible(several)
        self.way.currentIndexChanged.connect(lambda _: self.edit.setEnabled(not self._days()))
        row.addWidget(self.way)
        row.addWidget(self.edit, 1)
        if not several:
            zone = QLabel(zone_here())
            set_look(zone, "role", "muted")
            row.addWidget(zone)
        self.body.addLayout(row)
        self.edit.setFocus()

    @property
    def day(self) -> date:
        """The day chosen."""
        chosen = self.edit.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def _days(self) -> int:
        return WAYS[self.way.currentIndex()][1]

    def for_each(self, at: datetime | None) -> Moment | None:
        """Where one of several goes that stands at `at`: the same time of day, another day.

        A draft without a time has no day to count from.
        """
        days = self._days()
        if not days:
            return same_clock(at or self._proposed, self.day)
        return same_clock(at, local(at).date() + timedelta(days=days)) if at is not None else None

    @property
    def moment(self) -> Moment:
        """The moment chosen."""
        clock = self.edit.time()
        return on_day(self.day, time(clock.hour(), clock.minute()))


def _picked(here: datetime) -> QDateTime:
    return QDateTime(QDate(here.year, here.month, here.day), QTime(here.hour, here.minute))
