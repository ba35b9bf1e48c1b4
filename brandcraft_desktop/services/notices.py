"""What the desktop's notifications are made of: the person's wishes, a day in numbers."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, func, select

from brandcraft_desktop.domain.notices import DaySummary, Wishes
from brandcraft_desktop.domain.quiet_hours import QuietHours
from brandcraft_desktop.domain.status import PENDING, DeliveryStatus
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.own_clocks import own_clocks
from brandcraft_desktop.services.settings import (
    NOTIFY,
    NOTIFY_RECONNECT,
    NOTIFY_SUMMARY,
    QUIET,
    QUIET_FROM,
    QUIET_TO,
    SUMMARY_AT,
    read,
)

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_TROUBLES = (DeliveryStatus.FAILED, DeliveryStatus.MISSED, DeliveryStatus.UNCONFIRMED)
_deliveries = tables.deliveries.c


def wishes(workspace: Workspace) -> Wishes:
    """As they are set now."""

    def look(connection: Connection) -> Wishes:
        quiet = QuietHours(read(connection, QUIET_FROM), read(connection, QUIET_TO))
        return Wishes(
            published=read(connection, NOTIFY),
            reconnect=read(connection, NOTIFY_RECONNECT),
            summary_at=read(connection, SUMMARY_AT) if read(connection, NOTIFY_SUMMARY) else None,
            quiet=quiet if read(connection, QUIET) else None,
        )

    return workspace.database.read(look)


def day_summary(workspace: Workspace) -> DaySummary:
    """Today so far, by the person's clocks, and tomorrow: posts, not deliveries."""
    clocks = own_clocks(workspace)
    today = workspace.clock.now().astimezone(clocks).date()
    starts = [
        datetime.combine(today + timedelta(days=days), time(), clocks).astimezone(UTC)
        for days in (0, 1, 2)
    ]

    def look(connection: Connection) -> DaySummary:
        return DaySummary(
            published=_posts(
                connection,
                _deliveries.status == DeliveryStatus.PUBLISHED.value,
                _deliveries.published_at >= starts[0],
                _deliveries.published_at < starts[1],
            ),
            troubled=_posts(
                connection,
                _deliveries.status.in_([status.value for status in _TROUBLES]),
                _deliveries.due_at >= starts[0],
                _deliveries.due_at < starts[1],
            ),
            tomorrow=_posts(
                connection,
                _deliveries.status.in_([status.value for status in PENDING]),
                _deliveries.due_at >= starts[1],
                _deliveries.due_at < starts[2],
            ),
        )

    return workspace.database.read(look)


def _posts(connection: Connection, *which: ColumnElement[bool]) -> int:
    return connection.execute(
        select(func.count(func.distinct(_deliveries.post_id)))
        .join(tables.posts, tables.posts.c.id == _deliveries.post_id)
        .where(tables.posts.c.deleted_at.is_(None), *which)
    ).scalar_one()
