"""After a restore nothing old is sent by itself: the workspace may not know that it went out."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, and_, false, select

from brandcraft_desktop.models import tables


def held(connection: Connection) -> ColumnElement[bool]:
    """The condition on `deliveries` under which only looking is allowed (DESIGN, "Data").

    Older than the workspace's epoch, and due before the moment it was restored, moved or repaired.
    """
    row = connection.execute(
        select(tables.workspace.c.epoch, tables.workspace.c.restored_at)
    ).first()
    if row is None or row.restored_at is None:
        return false()
    return and_(tables.deliveries.c.epoch < row.epoch, tables.deliveries.c.due_at < row.restored_at)
