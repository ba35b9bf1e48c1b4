"""When a brand posted and will post: counts by local day, for the heat map and its figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Select, exists, func, select

from brandcraft_desktop.domain.activity import Period, Streak, streak
from brandcraft_desktop.domain.schedule import resolve_wall_time, zone_named
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.models import tables

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_POSTS = tables.posts.c
_DELIVERIES = tables.deliveries.c
_AHEAD = (DeliveryStatus.SCHEDULED.value, DeliveryStatus.WAITING_MEDIA.value)


@dataclass(frozen=True)
class Activity:
    """Posts of a period by local day: how many were published, how many are scheduled.

    A post counts once, on the day its first delivery was out, imported ones too.
    """

    period: Period
    today: date
    published: Mapping[date, int] = field(default_factory=dict)
    scheduled: Mapping[date, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many posts were published in the period."""
        return sum(self.published.values())

    @property
    def streak(self) -> Streak:
        """The runs of days with a post within the period."""
        return streak(self.published, self.today)


def activity(
    workspace: Workspace,
    period: Period,
    zone: str,
    *,
    brand_id: str | None = None,
    platform: str | None = None,
) -> Activity:
    """The posts of a period, of one brand and one platform where they are named.

    `zone` (IANA) is whose midnight ends a day. Raises `BadInput` for a zone that is none.
    """
    clocks = zone_named(zone)
    today = workspace.clock.now().astimezone(clocks).date()
    start = _midnight(period.first, clocks)
    end = _midnight(period.last + timedelta(days=1), clocks)

    def look(connection: Connection) -> Activity:
        chosen = (*_of_brand(brand_id), *_on_platform(connection, platform))
        return Activity(
            period,
            today,
            _published(connection, start, end, clocks, chosen),
            _scheduled(connection, start, end, clocks, chosen),
        )

    return workspace.database.read(look)


def years(workspace: Workspace, zone: str, *, brand_id: str | None = None) -> tuple[int, ...]:
    """The years with something to show, this one always among them, newest first."""
    clocks = zone_named(zone)
    this = workspace.clock.now().astimezone(clocks).year

    def look(connection: Connection) -> tuple[int, ...]:
        first = _edge(connection, select(func.min(_DELIVERIES.published_at)), brand_id)
        coming = select(func.max(_DELIVERIES.due_at)).where(_DELIVERIES.status.in_(_AHEAD))
        last = _edge(connection, coming, brand_id)
        oldest = min(this, first.astimezone(clocks).year if first else this)
        newest = max(this, last.astimezone(clocks).year if last else this)
        return tuple(range(newest, oldest - 1, -1))

    return workspace.database.read(look)


def ahead(workspace: Workspace, *, brand_id: str | None = None) -> int:
    """How many posts are scheduled."""

    def look(connection: Connection) -> int:
        return connection.execute(
            select(func.count(func.distinct(_DELIVERIES.post_id)))
            .join(tables.posts, _POSTS.id == _DELIVERIES.post_id)
            .where(_DELIVERIES.status.in_(_AHEAD), *_of_brand(brand_id))
        ).scalar_one()

    return workspace.database.read(look)


def _published(
    connection: Connection,
    start: datetime,
    end: datetime,
    zone: ZoneInfo,
    chosen: tuple[ColumnElement[bool], ...],
) -> Counter[date]:
    """On the day a post was out first; one that was out before the period is none of it."""
    earlier = tables.deliveries.alias("earlier")
    before = exists(
        select(earlier.c.id).where(
            earlier.c.post_id == _DELIVERIES.post_id, earlier.c.published_at < start
        )
    )
    moments = (
        select(func.min(_DELIVERIES.published_at))
        .join(tables.posts, _POSTS.id == _DELIVERIES.post_id)
        .where(_DELIVERIES.published_at >= start, _DELIVERIES.published_at < end, ~before, *chosen)
        .group_by(_DELIVERIES.post_id)
    )
    return _by_day(connection, moments, zone)


def _scheduled(
    connection: Connection,
    start: datetime,
    end: datetime,
    zone: ZoneInfo,
    chosen: tuple[ColumnElement[bool], ...],
) -> Counter[date]:
    moments = (
        select(func.min(_DELIVERIES.due_at))
        .join(tables.posts, _POSTS.id == _DELIVERIES.post_id)
        .where(
            _DELIVERIES.status.in_(_AHEAD),
            _DELIVERIES.due_at >= start,
            _DELIVERIES.due_at < end,
            *chosen,
        )
        .group_by(_DELIVERIES.post_id)
    )
    return _by_day(connection, moments, zone)


def _by_day(
    connection: Connection, moments: Select[tuple[datetime | None]], zone: ZoneInfo
) -> Counter[date]:
    return Counter(
        moment.astimezone(zone).date()
        for moment in connection.scalars(moments)
        if moment is not None
    )


def _on_platform(connection: Connection, platform: str | None) -> tuple[ColumnElement[bool], ...]:
    """Deliveries to the platform's accounts: few, so no delivery has to look for its own."""
    if platform is None:
        return ()
    accounts = tables.accounts.c
    ids = connection.scalars(select(accounts.id).where(accounts.platform == platform)).all()
    return (_DELIVERIES.account_id.in_(ids),)


def _of_brand(brand_id: str | None) -> tuple[ColumnElement[bool], ...]:
    there = _POSTS.deleted_at.is_(None)
    return (there,) if brand_id is None else (there, _POSTS.brand_id == brand_id)


def _edge(
    connection: Connection, moment: Select[tuple[datetime | None]], brand_id: str | None
) -> datetime | None:
    joined = moment.join(tables.posts, _POSTS.id == _DELIVERIES.post_id)
    return connection.scalar(joined.where(*_of_brand(brand_id)))


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    """When a day begins on the clocks of a zone (UTC); later where clocks jump over midnight."""
    return resolve_wall_time(datetime.combine(day, time()), zone).at
