"""What the page of a brand says, as pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from PySide6.QtCore import QLocale

from brandcraft_desktop.domain.activity import Streak, busiest_weekdays
from brandcraft_desktop.domain.brand import MAX_BRANDS
from brandcraft_desktop.domain.posting_times import Slot
from brandcraft_desktop.services.activity import Activity
from brandcraft_desktop.ui.times import short_date, short_time

MOST_NAMED = 2  # week days: more of them are no news
MOST_TIMES = 7
NO_POSTS = "No posts yet. Each day you post gets a colour here, darker with more posts."
NO_ACCOUNTS = "Connect an account to see your activity here."
ALL_BRANDS = "All brands"
LAST_YEAR = "in the last year"


def count_words(count: int) -> str:
    """ "1 post", "3 posts", "no posts"."""
    if not count:
        return "no posts"
    return "1 post" if count == 1 else f"{count:,} posts"


def cell_words(day: date, published: int, scheduled: int, today: date) -> str:
    """ "Tuesday 17 November 2026: 3 posts"; what is scheduled is told where there is some."""
    named = short_date(day, "dddd d MMMM yyyy")
    coming = f"{scheduled} scheduled" if scheduled else ""
    if day > today:
        return f"{named}: {coming or 'nothing scheduled'}"
    told = count_words(published)
    return f"{named}: {told}, {coming}" if coming else f"{named}: {told}"


def span_words(year: int | None) -> str:
    """When it was: "in the last year", "in 2025"."""
    return LAST_YEAR if year is None else f"in {year}"


def summary(shown: Activity, span: str, platform: str = "") -> str:
    """ "128 posts in the last year. Busiest weekday: Tuesday."; `platform` is a name, "" for all.

    What is scheduled in the period is told too: its days are outlined on the map.
    """
    where = f" on {platform}" if platform else ""
    coming = sum(shown.scheduled.values())
    until = short_date(shown.period.last, "d MMMM")
    later = f" {coming} scheduled up to {until}." if coming else ""
    if not shown.total:
        if not coming and not platform and span == LAST_YEAR:
            return NO_POSTS
        return f"No posts {span}{where}.{later}"
    told = f"{count_words(shown.total)} {span}{where}."
    busiest = busiest_weekdays(shown.published)
    if len(busiest) <= MOST_NAMED:
        names = " and ".join(QLocale().standaloneDayName(one + 1) for one in busiest)
        told += f" Busiest {'weekday' if len(busiest) == 1 else 'weekdays'}: {names}."
    return told + later


def streak_words(streak: Streak) -> str:
    """What stands under the number of days: "day streak (best 21)"."""
    return f"day streak (best {streak.best})" if streak.best > streak.current else "day streak"


def ahead_words(count: int) -> str:
    """What stands under the number of posts to come."""
    return "post scheduled ahead" if count == 1 else "posts scheduled ahead"


def published_words(count: int) -> str:
    """What stands under the number of posts that are out."""
    return "post published in 12 months" if count == 1 else "posts published in 12 months"


def attention_words(count: int) -> str:
    """What stands under the number of things that wait for their person."""
    return "needs your attention" if count == 1 else "need your attention"


def times_words(slots: Sequence[Slot]) -> str:
    """ "Mon 09:00, Thu 17:30", "None"."""
    if not slots:
        return "None"
    named = (
        f"{QLocale().standaloneDayName(one.weekday + 1, QLocale.FormatType.ShortFormat)} "
        f"{short_time(time(one.minute // 60, one.minute % 60))}"
        for one in slots[:MOST_TIMES]
    )
    more = f" and {len(slots) - MOST_TIMES} more" if len(slots) > MOST_TIMES else ""
    return ", ".join(named) + more


def campaign_words(start: date | None, today: date) -> str:
    """ "starts Fri 27 Nov, in 5 days"."""
    if start is None:
        return "no start day chosen"
    shown = short_date(start, "ddd d MMM" if start.year == today.year else "ddd d MMM yyyy")
    days = (start - today).days
    if days == 0:
        return "starts today"
    if days == 1:
        return f"starts tomorrow, {shown}"
    if days > 0:
        return f"starts {shown}, in {days} days"
    return f"started {shown}, {'yesterday' if days == -1 else f'{-days} days ago'}"


def new_brand_words(count: int) -> str:
    """The button for one more: "New brand (2 of 5)", "5 of 5 brands" where there is no room."""
    if count >= MAX_BRANDS:
        return f"{count} of {MAX_BRANDS} brands"
    return f"New brand ({count} of {MAX_BRANDS})"


def new_brand_reason(count: int) -> str:
    """Why there can't be one more; "" where there can."""
    if count < MAX_BRANDS:
        return ""
    return f"A workspace has at most {MAX_BRANDS} brands. Delete one you no longer need."


def account_words(count: int, *, brand: str) -> str:
    """The heading over the accounts; `brand` is "" where those of all brands are shown."""
    return f"Accounts of this brand ({count})" if brand else f"Accounts ({count})"
