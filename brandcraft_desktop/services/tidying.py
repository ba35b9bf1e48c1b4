"""Throwing away what nobody can want any more: empty new posts, and the trash after 30 days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, delete, exists, not_, select

from brandcraft_desktop.domain.events import PostChanged
from brandcraft_desktop.domain.status import IN_FLIGHT, Stage
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.post_reading import load_many
from brandcraft_desktop.services.post_writing import trash_emptied
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

EMPTY_FOR = timedelta(hours=24)
IN_TRASH_FOR = timedelta(days=30)
_AT_ONCE = 200  # posts in one transaction: others want to write too
_posts = tables.posts.c


def tidy(workspace: Workspace) -> int:
    """Purge empty new posts a day old and posts 30 days in the trash; gives how many."""
    gone = 0
    while True:
        batch = change(workspace, lambda connection, emit: _purge(connection, emit, workspace))
        gone += batch
        if batch < _AT_ONCE:
            return gone


def _purge(connection: Connection, emit: Emit, workspace: Workspace) -> int:
    now = workspace.clock.now()
    empty = connection.execute(
        select(_posts.id, _posts.editor_open).where(_empty(), _posts.updated_at < now - EMPTY_FOR)
    )
    # An editor that stands open over night must still have its post in the morning.
    ids = [row.id for row in empty if not (row.editor_open and workspace.alive(row.editor_open))]
    ids += connection.execute(
        select(_posts.id)
        .where(_posts.deleted_at < now - IN_TRASH_FOR, not_(_in_flight()))
        .limit(_AT_ONCE)
    ).scalars()
    ids = ids[:_AT_ONCE]
    kept = {
        one.id
        for one in load_many(connection, ids)
        if one.stage is Stage.TEMP
        and one.deleted_at is None
        and trash_emptied(connection, workspace, one)
    }
    gone = [one for one in ids if one not in kept]
    if gone:
        connection.execute(delete(tables.posts).where(_posts.id.in_(gone)))
    for post_id in ids:
        emit(PostChanged(post_id))
    return len(ids)


def _empty() -> ColumnElement[bool]:
    media = exists().where(tables.post_media.c.post_id == _posts.id)
    variants = exists().where(
        tables.variants.c.post_id == _posts.id, tables.variants.c.text.is_not(None)
    )
    return (
        (_posts.stage == Stage.TEMP.value)
        & (_posts.text == "")
        & (_posts.title == "")
        & (_posts.notes == "")
        & not_(media)
        & not_(variants)
    )


def _in_flight() -> ColumnElement[bool]:
    return exists().where(
        tables.deliveries.c.post_id == _posts.id,
        tables.deliveries.c.status.in_([status.value for status in IN_FLIGHT]),
    )
