"""How many posts are still to go out from each account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from brandcraft_desktop.domain.status import PENDING, DeliveryStatus, Stage
from brandcraft_desktop.models import tables

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_WAITING = tuple(
    one.value for one in (*PENDING, DeliveryStatus.PROCESSING, DeliveryStatus.PUBLISHING)
)


def waiting_posts(workspace: Workspace) -> Mapping[str, int]:
    """Committed deliveries that are not out yet, counted by account id; none: not in it."""
    deliveries, posts = tables.deliveries, tables.posts

    def read(connection: Connection) -> dict[str, int]:
        rows = connection.execute(
            select(deliveries.c.account_id, func.count())
            .join(posts, posts.c.id == deliveries.c.post_id)
            .where(
                deliveries.c.status.in_(_WAITING),
                posts.c.stage == Stage.COMMITTED.value,
                posts.c.deleted_at.is_(None),
            )
            .group_by(deliveries.c.account_id)
        )
        return {account_id: int(count) for account_id, count in rows}

    return workspace.database.read(read)
