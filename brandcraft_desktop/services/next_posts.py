"""When each account's next post goes out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from brandcraft_desktop.domain.status import PENDING
from brandcraft_desktop.models import tables

_DELIVERIES = tables.deliveries.c


def next_posts(connection: Connection) -> dict[str, datetime]:
    """The moment of the first delivery that waits, by the account's id."""
    moment = func.min(func.coalesce(_DELIVERIES.run_at, _DELIVERIES.due_at))
    rows = connection.execute(
        select(_DELIVERIES.account_id, moment.label("moment"))
        .join(tables.posts, tables.posts.c.id == _DELIVERIES.post_id)
        .where(
            _DELIVERIES.status.in_([status.value for status in PENDING]),
            tables.posts.c.deleted_at.is_(None),
        )
        .group_by(_DELIVERIES.account_id)
    )
    return {row.account_id: row.moment for row in rows if row.moment is not None}
