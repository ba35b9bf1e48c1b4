"""The media worker's work: figures, thumbnails, and waking the posts that waited for a file."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, or_, select, update

from brandcraft_desktop.domain.events import MediaChanged, PostChanged
from brandcraft_desktop.domain.media_rules import MediaFacts, MediaKind, MediaState
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.file_lock import FileLock
from brandcraft_desktop.media import thumbnails
from brandcraft_desktop.media.probe import probe
from brandcraft_desktop.media.video import decode, decoded_facts
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import guards
from brandcraft_desktop.services.media_ahead import prepare_for_platforms, prepare_soon
from brandcraft_desktop.services.media_rows import fact_columns, one_view
from brandcraft_desktop.services.transaction import Emit, change

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_MEDIA = tables.media


def process(workspace: Workspace, media_id: str) -> MediaView:
    """Bring a pending file to `processed`, or to `failed` with the reason.

    Doing it twice, also at the same time, does no harm. Raises `NotFound`, `StorageTrouble`.
    """
    view = workspace.database.read(lambda connection: one_view(connection, media_id))
    if view.state is not MediaState.PENDING:
        return view
    try:
        facts = _prepare(workspace, view)
    except BadInput as error:
        return _finish(workspace, media_id, MediaState.FAILED, {"trouble": error.message})
    done = _finish(workspace, media_id, MediaState.PROCESSED, fact_columns(facts))
    prepare_for_platforms(workspace, done)
    return done


def process_pending(workspace: Workspace, *, limit: int = 64) -> int:
    """Process up to `limit` pending files, oldest first; gives how many are done.

    One process at a time does this: another waits, and then finds what is left.
    """
    lock = FileLock(workspace.home.run / "media-worker.lock")
    try:
        if not lock.acquire():
            return 0
        waiting = workspace.database.read(lambda connection: _pending(connection, limit))
        for media_id in waiting:
            process(workspace, media_id)
        prepare_soon(workspace)
        return len(waiting)
    finally:
        lock.close()


def _pending(connection: Connection, limit: int) -> tuple[str, ...]:
    """Also files in the trash that a post has: it waits for them all the same."""
    needed = or_(
        _MEDIA.c.deleted_at.is_(None), _MEDIA.c.id.in_(select(tables.post_media.c.media_id))
    )
    return tuple(
        connection.execute(
            select(_MEDIA.c.id)
            .where(_MEDIA.c.state == MediaState.PENDING.value, needed)
            .order_by(_MEDIA.c.created_at)
            .limit(limit)
        ).scalars()
    )


def _prepare(workspace: Workspace, view: MediaView) -> MediaFacts:
    """Probe the stored file and make its small pictures. Raises `BadInput`."""
    path = workspace.store.path(view.sha256)
    if not path.is_file():
        raise BadInput(
            f"“{view.name}” is missing from the media folder.",
            "The file was deleted outside the program.",
            "Add it again.",
        )
    facts = probe(path, view.name)
    small = workspace.home.thumbnails
    if facts.kind is MediaKind.IMAGE:
        thumbnails.make(path, view.name, small, view.sha256)
        return facts
    with tempfile.TemporaryDirectory(prefix="poster-", dir=small) as folder:
        poster = Path(folder) / "poster.jpg"
        decoded = decode(path, view.name, poster)
        thumbnails.make(poster, view.name, small, view.sha256)
    return decoded_facts(facts, decoded)


def _finish(
    workspace: Workspace,
    media_id: str,
    state: MediaState,
    values: dict[str, str | int | float | bool | None],
) -> MediaView:
    """Write the outcome and, in the same transaction, wake what waited for it."""

    def act(connection: Connection, emit: Emit) -> MediaView:
        changed = connection.execute(
            update(_MEDIA)
            .where(_MEDIA.c.id == media_id, _MEDIA.c.state == MediaState.PENDING.value)
            .values(state=state.value, **values)
        )
        if changed.rowcount:
            emit(MediaChanged(media_id))
            posts = select(tables.post_media.c.post_id).where(
                tables.post_media.c.media_id == media_id
            )
            for post_id in set(connection.execute(posts).scalars()):
                emit(PostChanged(post_id))
            guards.settle_media(connection, emit, workspace.clock.now())
        return one_view(connection, media_id)

    return change(workspace, act)
