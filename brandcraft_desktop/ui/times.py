"""Moments in the person's own words: their locale, their clock."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QDate, QLocale, QTime

from brandcraft_desktop.ui.habits import time_pattern
from brandcraft_desktop.ui.here import local as on_clocks_here


def short_time(value: time) -> str:
    """ "18:00" or "6:00 PM", as the person chose or the locale writes it."""
    return QLocale().toString(QTime(value.hour, value.minute), time_pattern())


def short_date(value: date, pattern: str = "ddd d MMM") -> str:
    """ "Fri 27 Nov"."""
    return QLocale().toString(QDate(value.year, value.month, value.day), pattern)


def day_and_time(moment: datetime, now: datetime) -> str:
    """ "today 18:00", "tomorrow 09:00" or "Fri 27 Nov, 07:00", on the clocks shown."""
    local, today = on_clocks_here(moment), on_clocks_here(now)
    clock = short_time(local.time())
    if local.date() == today.date():
        return f"today {clock}"
    if local.date() == (today + timedelta(days=1)).date():
        return f"tomorrow {clock}"
    return f"{short_date(local.date())}, {clock}"
