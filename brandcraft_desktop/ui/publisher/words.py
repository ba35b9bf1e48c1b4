"""What chips and rows say, on the screen and aloud."""

from __future__ import annotations

from datetime import date

from brandcraft_desktop.domain.native_schedule import has_it
from brandcraft_desktop.domain.status import DeliveryStatus, Origin, PostStatus
from brandcraft_desktop.domain.views import PlatformMark, PostRow
from brandcraft_desktop.ui.here import local
from brandcraft_desktop.ui.publisher.days import spoken_day
from brandcraft_desktop.ui.publisher.looks import Looks, look_of, merged
from brandcraft_desktop.ui.times import short_time
from brandcraft_desktop.ui.widgets.pill import WORDS

ALARMING = frozenset(
    {
        PostStatus.FAILED,
        PostStatus.PARTIALLY_PUBLISHED,
        PostStatus.MISSED,
        PostStatus.UNCONFIRMED,
    }
)
"""Posts that wait for their person; they get an outline."""


def state_of(row: PostRow) -> str:
    """The state to draw; posts that were not made here have a look of their own."""
    return "imported" if row.origin is Origin.IMPORTED else row.shown.value


def clock_of(row: PostRow) -> str:
    """ "18:00", empty without a time."""
    return short_time(local(row.at).time()) if row.at is not None else ""


def went_where(row: PostRow, looks: Looks) -> str:
    """ "X published, LinkedIn failed"; only the names while all stand alike and wait."""
    marks = merged(row.marks)
    if not marks:
        return "No account chosen"
    names = [look_of(looks, mark.platform).name for mark in marks]
    waiting = {DeliveryStatus.DRAFT, DeliveryStatus.SCHEDULED}
    if len({mark.status for mark in marks}) == 1 and marks[0].status in waiting:
        return ", ".join(names)
    return ", ".join(
        _stands(name, mark) for name, mark in zip(names, marks, strict=True) if not mark.handed_over
    )


def _stands(name: str, mark: PlatformMark) -> str:
    return f"{name} {WORDS[mark.status.value].partition(':')[0].lower()}"


def elsewhere(row: PostRow, looks: Looks) -> str:
    """ "YouTube has it; goes out there at 18:00."; "" where no platform has it already."""
    if not row.handed_to:
        return ""  # most rows of a long list
    names = [look_of(looks, one).name for one in row.handed_to]
    return has_it(names, clock_of(row))


def spoken_row(row: PostRow, looks: Looks) -> str:
    """ "12:00 New preset pack. Partly published. X published, LinkedIn failed"."""
    head = f"{clock_of(row)} {row.title}".strip()
    state = WORDS[state_of(row)].partition(":")[0]
    told = (went_where(row, looks), elsewhere(row, looks).removesuffix("."))
    return f"{head}. {state}. {'. '.join(words for words in told if words)}"


def spoken_cell(day: date, today: date, posts: int) -> str:
    """ "Friday 27 November, 2 posts"."""
    count = "no posts" if not posts else "1 post" if posts == 1 else f"{posts} posts"
    return f"{spoken_day(day, today)}, {count}"


def spoken_column(day: date, today: date, posts: int, free: int, flag: str) -> str:
    """ "Friday 27 November, 2 posts, 1 free slot, campaign start of Demo Studio"."""
    words = spoken_cell(day, today, posts)
    if free:
        words += f", {free} free slot{'' if free == 1 else 's'}"
    return f"{words}, campaign start of {flag}" if flag else words
