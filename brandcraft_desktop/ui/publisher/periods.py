"""What the calendar shows at a time: a month, a week or a day, and how it is called."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from brandcraft_desktop.ui.habits import first_weekday
from brandcraft_desktop.ui.publisher.days import (
    WEEK,
    days_shown,
    first_of,
    month_name,
    month_title,
    months_on,
    short_month_title,
    spoken_day,
)
from brandcraft_desktop.ui.times import short_date

MONTH: Final = "month"
WEEK_VIEW: Final = "week"
DAY: Final = "day"
LIST: Final = "list"
VIEWS: Final = (MONTH, WEEK_VIEW, DAY, LIST)


@dataclass(frozen=True)
class Period:
    """The month, week or day (`kind`) around `day`."""

    kind: str
    day: date

    @property
    def days(self) -> tuple[date, ...]:
        """The days in view; a month is shown in whole weeks."""
        if self.kind == MONTH:
            return days_shown(self.day, first_weekday())
        if self.kind == DAY:
            return (self.day,)
        begin = self.day - timedelta(days=(self.day.weekday() - first_weekday()) % WEEK)
        return tuple(begin + timedelta(days=number) for number in range(WEEK))

    @property
    def own(self) -> tuple[date, date]:
        """Its first and last day, without the neighbours that a month shows."""
        if self.kind == MONTH:
            return first_of(self.day), months_on(self.day, 1) - timedelta(days=1)
        days = self.days
        return days[0], days[-1]

    def holds(self, day: date) -> bool:
        """Whether a day is its own."""
        first, last = self.own
        return first <= day <= last

    def stepped(self, count: int) -> Period:
        """As many periods later, or earlier."""
        if self.kind == MONTH:
            return replace(self, day=months_on(self.day, count))
        return replace(self, day=self.day + timedelta(days=count * len(self.days)))

    def at(self, day: date) -> Period:
        """The period of the same kind around another day."""
        return replace(self, day=day)

    @property
    def title(self) -> str:
        """ "November 2026", "23 – 29 November 2026", "Friday 27 November 2026"."""
        if self.kind == MONTH:
            return month_title(self.day)
        if self.kind == DAY:
            return short_date(self.day, "dddd d MMMM yyyy")
        return self._span("MMMM")

    @property
    def short_title(self) -> str:
        """The same where there is little room."""
        if self.kind == MONTH:
            return short_month_title(self.day)
        return short_date(self.day, "ddd d MMM yyyy") if self.kind == DAY else self._span("MMM")

    def _span(self, month: str) -> str:
        first, last = self.own
        until = short_date(last, f"d {month} yyyy")
        if first.year != last.year:
            return f"{short_date(first, f'd {month} yyyy')} – {until}"
        if first.month != last.month:
            return f"{short_date(first, f'd {month}')} – {until}"
        return f"{short_date(first, 'd')} – {until}"

    def named(self, today: date) -> str:
        """As a sentence names it: "in November", "this week", "on Friday 27 November"."""
        if self.kind == MONTH:
            return f"in {month_name(self.day)}"
        if self.kind == DAY:
            return "today" if self.day == today else f"on {spoken_day(self.day, today)}"
        return "this week" if self.holds(today) else f"from {self._spoken_span()}"

    def _spoken_span(self) -> str:
        first, last = self.own
        pattern = "d MMMM"
        return f"{short_date(first, pattern)} to {short_date(last, pattern)}"

    @property
    def word(self) -> str:
        """What one is called: "month", "week", "day"."""
        return self.kind
