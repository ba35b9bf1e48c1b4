"""In which order the list of posts stands.

By date, everything and the drafts begin with today: its posts and those ahead soonest first, below
them drafts without a time and what is past, newest first. What is scheduled is soonest first, what
is out newest first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, Select, and_, func, not_, select

from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.models import tables

_posts = tables.posts.c
moment: Final = func.coalesce(_posts.scheduled_at, _posts.created_at)
"""When a post goes out, else when it was begun."""


class Tab(StrEnum):
    """The list's tabs."""

    ALL = "all"
    DRAFTS = "drafts"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    ATTENTION = "attention"


class Sort(StrEnum):
    """The list's orders; DATE is today and what is ahead soonest first, then newest first."""

    DATE = "date"
    NEWEST = "newest"
    OLDEST = "oldest"
    CHANGED = "changed"
    TITLE = "title"


@dataclass(frozen=True)
class Order:
    """The order of a tab; `today` is the midnight it begins with, None for newest first."""

    sort: Sort
    tab: Tab
    today: datetime | None = None

    @property
    def begins(self) -> datetime | None:
        """The midnight that parts what is ahead from what is past, where anything does."""
        parted = self.sort is Sort.DATE and self.tab in (Tab.ALL, Tab.DRAFTS)
        return self.today if parted else None

    @property
    def plain(self) -> Sort:
        """The order where nothing is parted, and of what is past."""
        if self.sort is not Sort.DATE:
            return self.sort
        return Sort.OLDEST if self.tab is Tab.SCHEDULED else Sort.NEWEST

    def before(self, one: PostRow, other: PostRow) -> bool:
        """Whether `one` stands above `other`, as `window` has it."""
        sort = self.plain
        if self.begins is not None:
            first, second = _is_ahead(one, self.begins), _is_ahead(other, self.begins)
            if first != second:
                return first
            sort = Sort.OLDEST if first else sort
        if sort is Sort.TITLE:
            return (one.title.lower(), one.id) < (other.title.lower(), other.id)
        if sort is Sort.CHANGED:
            return (_stamp(one.changed_at), one.id) > (_stamp(other.changed_at), other.id)
        here, there = (_stamp(one.moment), one.id), (_stamp(other.moment), other.id)
        return here < there if sort is Sort.OLDEST else here > there


def _is_ahead(row: PostRow, today: datetime) -> bool:
    return row.at is not None and row.moment is not None and row.moment >= today


def _stamp(when: datetime | None) -> float:
    return when.timestamp() if when is not None else 0.0


def window(
    connection: Connection, chosen: Select[tuple[str]], order: Order, *, limit: int, offset: int
) -> list[str]:
    """The ids of one window of `chosen`.

    Two walks along the index of moments, one each way: a sort of both at once would read them all.
    """
    begins = order.begins
    if begins is None:
        found = _sorted(chosen, order.plain).limit(limit).offset(offset)
        return list(connection.execute(found).scalars())
    is_ahead = and_(moment >= begins, _posts.scheduled_at.is_not(None))
    ahead = chosen.where(is_ahead)
    ids = list(
        connection.execute(_sorted(ahead, Sort.OLDEST).limit(limit).offset(offset)).scalars()
    )
    if len(ids) == limit:
        return ids
    above = offset + len(ids)
    if offset and not ids:
        above = connection.execute(select(func.count()).select_from(ahead.subquery())).scalar_one()
    past = _sorted(chosen.where(not_(is_ahead)), order.plain)
    rest = past.limit(limit - len(ids)).offset(max(0, offset - above))
    return ids + list(connection.execute(rest).scalars())


def _sorted(chosen: Select[tuple[str]], sort: Sort) -> Select[tuple[str]]:
    if sort is Sort.OLDEST:
        return chosen.order_by(moment, _posts.id)
    if sort is Sort.CHANGED:
        return chosen.order_by(_posts.updated_at.desc(), _posts.id.desc())
    if sort is Sort.TITLE:
        called = func.coalesce(func.nullif(func.trim(_posts.title), ""), _posts.text)
        return chosen.order_by(func.lower(called), _posts.id)
    return chosen.order_by(moment.desc(), _posts.id.desc())
