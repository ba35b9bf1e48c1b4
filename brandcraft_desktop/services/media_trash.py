"""Deleting files with a way back, and purging what nobody refers to any more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, and_, select, update
from sqlalchemy import delete as remove

from brandcraft_desktop.domain.events import MediaChanged
from brandcraft_desktop.domain.library import Outlook
from brandcraft_desktop.file_lock import FileLock
from brandcraft_desktop.media import thumbnails
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.batches import batches
from brandcraft_desktop.services.media_rows import one_view
from brandcraft_desktop.services.media_uses import outlook_of
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

TRASH_LIFE = timedelta(days=30)
# A copy without a row may belong to an import that is still going on, also on another machine.
STRAY_LIFE = timedelta(days=1)
_MEDIA = tables.media


def delete(workspace: Workspace, media_id: str) -> None:
    """Put a file into the trash for 30 days; posts that have it keep it. Raises `NotFound`."""
    delete_many(workspace, [media_id])


def undelete(workspace: Workspace, media_id: str) -> None:
    """Take a file out of the trash. Raises `NotFound`."""
    restore_many(workspace, [media_id])


def delete_many(workspace: Workspace, ids: Sequence[str]) -> Outlook:
    """Put files into the trash for 30 days, all or none; gives what it means for posts.

    Every post that has one of them keeps it and goes out with it: no file is removed for good
    while a post has it. Raises `NotFound`.
    """
    at = workspace.clock.now()

    def act(connection: Connection, emit: Emit) -> Outlook:
        _mark(connection, emit, ids, at)
        return outlook_of(connection, ids)

    return change(workspace, act, person=True)


def restore_many(workspace: Workspace, ids: Sequence[str]) -> None:
    """Take files out of the trash, all or none. Raises `NotFound`."""
    change(workspace, lambda connection, emit: _mark(connection, emit, ids, None), person=True)


def empty(workspace: Workspace) -> int:
    """Delete for good, at once, what is in the trash and on no post; gives how many."""
    return purge(workspace, older_than=timedelta())


def purge(workspace: Workspace, *, older_than: timedelta = TRASH_LIFE) -> int:
    """Delete for good what was in the trash that long and is on no post; gives how many.

    Copies that nothing refers to (left by a crash) go as well.
    """
    border = workspace.clock.now() - older_than
    return len(_purge(workspace, [_MEDIA.c.deleted_at <= border]))


def remove_many(workspace: Workspace, ids: Sequence[str]) -> tuple[str, ...]:
    """Delete for good, at once, those of these files that are in the trash and on no post.

    Gives the ids of those that are gone; the others stay as they are. Raises `NotFound`, and then
    nothing is removed.
    """
    workspace.database.read(lambda connection: _find(connection, ids))
    gone = _MEDIA.c.deleted_at.is_not(None)
    return _purge(workspace, [and_(gone, _MEDIA.c.id.in_(batch)) for batch in batches(ids)])


def _purge(workspace: Workspace, chosen: Sequence[ColumnElement[bool]]) -> tuple[str, ...]:
    """Delete the chosen files that are on no post, and what nothing refers to; gives their ids."""
    lock = FileLock(workspace.home.run / "media.lock")
    try:
        lock.acquire()  # imports wait: their files have no row yet
        dropped = change(workspace, lambda connection, emit: _drop_rows(connection, emit, chosen))
        needed, fitted = workspace.database.read(referenced)
        stray = (workspace.clock.now() - STRAY_LIFE).timestamp()
        for sha256 in tuple(workspace.store.contents()):
            old = workspace.store.path(sha256).stat().st_mtime < stray
            if sha256 not in needed and (old or sha256 in dropped):
                workspace.store.remove(sha256)
                thumbnails.remove(workspace.home.thumbnails, sha256)
        for path in workspace.home.renditions.glob("??/*"):
            if path.stem not in fitted and path.stat().st_mtime < stray:
                path.unlink(missing_ok=True)
        workspace.store.clear_incoming(workspace.clock.now() - STRAY_LIFE)
        return tuple(dropped.values())
    finally:
        lock.close()


def _drop_rows(
    connection: Connection, emit: Emit, chosen: Sequence[ColumnElement[bool]]
) -> dict[str, str]:
    """Delete the rows; their ids by content."""
    used = select(tables.post_media.c.media_id)
    dropped: dict[str, str] = {}
    for which in chosen:
        gone = connection.execute(
            remove(_MEDIA)
            .where(which, _MEDIA.c.id.not_in(used))
            .returning(_MEDIA.c.sha256, _MEDIA.c.id)
        ).all()
        for row in gone:
            emit(MediaChanged(row.id))
            dropped[row.sha256] = row.id
    return dropped


def referenced(connection: Connection) -> tuple[frozenset[str], frozenset[str]]:
    """Contents that something still shows or sends, and fitted files that are still known."""
    columns = (
        _MEDIA.c.sha256,
        tables.accounts.c.avatar_sha256,
        tables.brands.c.avatar_sha256,
        tables.deliveries.c.avatar_sha256,
    )
    found = {
        sha256
        for column in columns
        for sha256 in connection.execute(
            select(column).where(column.is_not(None)).distinct()
        ).scalars()
    }
    fitted = connection.execute(select(tables.renditions.c.sha256).distinct()).scalars()
    return frozenset(found), frozenset(fitted)


def _mark(
    connection: Connection, emit: Emit, ids: Sequence[str], deleted_at: datetime | None
) -> None:
    for batch in batches(ids):
        _find(connection, batch)
        gone = _MEDIA.c.deleted_at
        changed = connection.execute(
            update(_MEDIA)
            .where(_MEDIA.c.id.in_(batch), gone.is_(None) if deleted_at else gone.is_not(None))
            .values(deleted_at=deleted_at)
            .returning(_MEDIA.c.id)
        ).scalars()
        for media_id in changed.all():
            emit(MediaChanged(media_id))


def _find(connection: Connection, ids: Sequence[str]) -> None:
    """Raise `NotFound` if one of them is not there."""
    for batch in batches(ids):
        there = connection.execute(select(_MEDIA.c.id).where(_MEDIA.c.id.in_(batch))).scalars()
        for media_id in set(batch) - set(there):
            one_view(connection, media_id)  # says so in words
