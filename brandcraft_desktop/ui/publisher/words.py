"""What chips and rows say, on the screen and aloud."""

from __future__ import annotations

from datetime import date

from brandcraft_desktop.domain.status import DeliveryStatus, Origin, PostStatus
from brandcraft_desktop.domain.views import PostRow
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
    return "imported" if row.origin is Origin.IMPORTED else row.status.value


def clock_of(row: PostRow) -> str:
    """ "18:00", empty without a time."""
    return short_time(row.at.astimezone().time()) if row.at is not None else ""


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
        f"{name} {WORDS[mark.status.value].partition(':')[0].lower()}"
        for name, mark in zip(names, marks, strict=True)
    )


def spoken_row(row: PostRow, looks: Looks) -> str:
    """ "12:00 New preset pack. Partly published. X published, LinkedIn failed"."""
    head = f"{clock_of(row)} {row.title}".strip()
    state = WORDS[state_of(row)].partition(":")[0]
    return f"{head}. {state}. {went_where(row, looks)}"


def spoken_cell(day: date, today: date, posts: int) -> str:
    """ "Friday 27 November, 2 posts"."""
    count = "no posts" if not posts else "1 post" if posts == 1 else f"{posts} posts"
    return f"{spoken_day(day, today)}, {count}"
