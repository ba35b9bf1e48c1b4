"""Taking back files that were imported for a post that then could not be saved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, select

from brandcraft_desktop.domain.events import MediaChanged
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.file_lock import FileLock
from brandcraft_desktop.media import thumbnails
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.media_trash import referenced
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_MEDIA = tables.media.c


def take_back(workspace: Workspace, added: Iterable[MediaView]) -> None:
    """Remove rows and copies of `added` that no post has, as if they had never been imported."""
    ids = [view.id for view in added]
    if not ids:
        return

    def act(connection: Connection, emit: Emit) -> frozenset[str]:
        gone = connection.execute(
            delete(tables.media)
            .where(_MEDIA.id.in_(ids), _MEDIA.id.not_in(select(tables.post_media.c.media_id)))
            .returning(_MEDIA.id, _MEDIA.sha256)
        ).all()
        for row in gone:
            emit(MediaChanged(row.id))
        needed, _ = referenced(connection)
        return frozenset(row.sha256 for row in gone) - needed

    lock = FileLock(workspace.home.run / "media.lock")
    try:
        lock.acquire()  # nobody imports the same content while its copy goes
        for sha256 in change(workspace, act, person=True):
            workspace.store.remove(sha256)
            thumbnails.remove(workspace.home.thumbnails, sha256)
    finally:
        lock.close()
