"""Asks for another time: one for a post, or one day for several that keep their clock times."""

from __future__ import annotations

from datetime import date, datetime, time

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime
from PySide6.QtWidgets import QDateEdit, QDateTimeEdit, QHBoxLayout, QLabel, QWidget

from brandcraft_desktop.ui.habits import time_pattern
from brandcraft_desktop.ui.here import local, zone_here
from brandcraft_desktop.ui.publisher.days import Moment, last_day, on_day
from brandcraft_desktop.ui.widgets import ConfirmDialog, quiet_calendar, set_look


class MoveDialog(ConfirmDialog):
    """Use ``open()`` and ``accepted``; then read ``moment`` (one post) or ``day`` (several)."""

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
        self._several = several
        here, first = local(proposed), local(now)
        last = last_day(now)
        self.edit: QDateTimeEdit = QDateEdit() if several else QDateTimeEdit()
        locale = QLocale()
        pattern = locale.dateFormat(QLocale.FormatType.ShortFormat)
        if not several:
            pattern += f"  {time_pattern()}"
        self.edit.setDisplayFormat(pattern)
        self.edit.setCalendarPopup(True)
        quiet_calendar(self.edit.calendarWidget())
        self.edit.setMinimumDateTime(_picked(first))
        self.edit.setMaximumDate(QDate(last.year, last.month, last.day))
        self.edit.setDateTime(_picked(here))
        self.edit.setAccessibleName("New day" if several else "New day and time")
        row = QHBoxLayout()
        row.setSpacing(8)
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

    @property
    def moment(self) -> Moment:
        """The moment chosen."""
        clock = self.edit.time()
        return on_day(self.day, time(clock.hour(), clock.minute()))


def _picked(here: datetime) -> QDateTime:
    return QDateTime(QDate(here.year, here.month, here.day), QTime(here.hour, here.minute))
