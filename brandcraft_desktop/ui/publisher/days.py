"""Days of a month view, and moments on them: local days outside, UTC moments inside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from PySide6.QtCore import QDate, QLocale

from brandcraft_desktop.domain.schedule import Gap, latest, resolve_wall_time
from brandcraft_desktop.ui.habits import habits
from brandcraft_desktop.ui.here import begin_of, local, local_day, zone
from brandcraft_desktop.ui.times import short_date

WEEK = 7
FIRST_SLOT = time(9)
"""The time proposed for a post on a day that has none yet."""


@dataclass(frozen=True)
class Moment:
    """A moment to publish at: in UTC, and as the wall clock here shows it (ISO, no offset)."""

    at: datetime
    wall: str


def first_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def months_on(day: date, months: int) -> date:
    """The first day of the month `months` later."""
    month = day.year * 12 + day.month - 1 + months
    return date(month // 12, month % 12 + 1, 1)


def days_shown(month: date, first: int) -> tuple[date, ...]:
    """Whole weeks that cover the month of `month`; weeks begin on `first` (Monday is 0)."""
    start = first_of(month)
    start -= timedelta(days=(start.weekday() - first) % WEEK)
    end = months_on(month, 1)
    count = (end - start).days
    count += -count % WEEK
    return tuple(start + timedelta(days=number) for number in range(count))


def midnight(day: date) -> datetime:
    """The moment the day begins here, in UTC."""
    return begin_of(day, zone()).astimezone(UTC)


def on_day(day: date, clock: time) -> Moment:
    """The moment when clocks here show `clock` on `day`.

    A time that clocks skip that day lies as far behind the jump; of one that they show twice it
    is the first, or the second where `clock.fold` says so.
    """
    wall = datetime.combine(day, clock.replace(tzinfo=None))
    found = resolve_wall_time(wall.replace(fold=0), zone(), clock.fold)
    if isinstance(found, Gap):
        wall = found.wall
    return Moment(found.at, wall.replace(fold=0).isoformat(timespec="minutes"))


def same_clock(at: datetime, day: date) -> Moment:
    """The local time of `at`, on another day: a month drop never changes the time."""
    here = local(at)
    fold = here.fold if here.date() == day else 0
    return on_day(day, here.time().replace(fold=fold))


def slot(day: date, now: datetime) -> Moment | None:
    """The time proposed on `day`; None when the day has no time left."""
    here = local(now)
    if day < here.date():
        return None
    if day > here.date() or here.time() < FIRST_SLOT:
        return on_day(day, FIRST_SLOT)
    if here.hour >= 23:
        return None
    return on_day(day, time(here.hour + 1))


def last_day(now: datetime) -> date:
    """The last day that may be scheduled."""
    return local_day(latest(now, habits().months_ahead))


def month_title(day: date) -> str:
    """ "November 2026"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "MMMM yyyy")


def short_month_title(day: date) -> str:
    """ "Nov 2026", where there is little room."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "MMM yyyy")


def month_name(day: date) -> str:
    """ "November"."""
    return QLocale().standaloneMonthName(day.month)


def spoken_day(day: date, today: date) -> str:
    """ "Friday 27 November", "Today, Sunday 22 November"."""
    words = short_date(day, "dddd d MMMM" if day.year == today.year else "dddd d MMMM yyyy")
    return f"Today, {words}" if day == today else words
