"""Which posts have a file, and what deleting files would mean for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, exists, func, select

from brandcraft_desktop.domain.library import MediaUse, Outlook
from brandcraft_desktop.domain.status import DeliveryStatus, Stage
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.batches import batches
from brandcraft_desktop.services.post_rows import rows

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

MOST_SHOWN = 100
_on = tables.post_media.c
_posts = tables.posts.c
_deliveries = tables.deliveries.c
_AHEAD = (
    DeliveryStatus.SCHEDULED,
    DeliveryStatus.WAITING_MEDIA,
    DeliveryStatus.PUBLISHING,
    DeliveryStatus.PROCESSING,
)
_OPEN = (DeliveryStatus.FAILED, DeliveryStatus.MISSED, DeliveryStatus.UNCONFIRMED)


def used_by(
    workspace: Workspace, media_id: str, *, limit: int = MOST_SHOWN
) -> tuple[MediaUse, ...]:
    """The posts that have a file, newest first, also those in the trash."""

    def look(connection: Connection) -> tuple[MediaUse, ...]:
        found = connection.execute(
            select(_posts.id, _posts.deleted_at)
            .where(_posts.id.in_(select(_on.post_id).where(_on.media_id == media_id)))
            .order_by(_posts.id.desc())
            .limit(limit)
        ).all()
        gone = {row.id for row in found if row.deleted_at is not None}
        return tuple(
            MediaUse(row.id, row.title, row.status, row.at, row.id in gone)
            for row in rows(connection, workspace.platforms, [row.id for row in found])
        )

    return workspace.database.read(look)


def outlook(workspace: Workspace, ids: Sequence[str]) -> Outlook:
    """What deleting these files would mean; nothing is changed."""
    return workspace.database.read(lambda connection: outlook_of(connection, ids))


def outlook_of(connection: Connection, ids: Sequence[str]) -> Outlook:
    """What deleting these files would mean, within a transaction."""
    held = 0
    planned: set[str] = set()
    drafts: set[str] = set()
    unfinished: set[str] = set()
    for batch in batches(ids):
        held += connection.execute(
            select(func.count(func.distinct(_on.media_id))).where(_on.media_id.in_(batch))
        ).scalar_one()
        planned |= _posts_with(connection, batch, _sending(_AHEAD))
        drafts |= _posts_with(connection, batch, _posts.stage != Stage.COMMITTED.value)
        unfinished |= _posts_with(connection, batch, _sending(_OPEN))
    return Outlook(
        files=len(ids),
        held=held,
        planned=len(planned),
        drafts=len(drafts - planned),
        open=len(unfinished - planned - drafts),
    )


def _posts_with(
    connection: Connection, ids: Sequence[str], condition: ColumnElement[bool]
) -> set[str]:
    """The posts, none of the trash, that have one of these files."""
    query = (
        select(_on.post_id)
        .join(tables.posts, _posts.id == _on.post_id)
        .where(_on.media_id.in_(ids), _posts.deleted_at.is_(None), condition)
        .distinct()
    )
    return set(connection.execute(query).scalars())


def _sending(statuses: Sequence[DeliveryStatus]) -> ColumnElement[bool]:
    return exists().where(
        _deliveries.post_id == _posts.id,
        _deliveries.status.in_([status.value for status in statuses]),
    )
