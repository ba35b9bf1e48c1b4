"""The media library's use cases."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from brandcraft_desktop.domain.media_choice import Verdict
from brandcraft_desktop.domain.media_choice import choose as judge
from brandcraft_desktop.domain.media_rules import MediaKind, ThumbnailSize
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.media import thumbnails
from brandcraft_desktop.media.probe import kind_of
from brandcraft_desktop.models import tables
from brandcraft_desktop.paths import shown_name
from brandcraft_desktop.services.media_adding import add_each
from brandcraft_desktop.services.media_ahead import prepare_soon
from brandcraft_desktop.services.media_fitting import planned_for, video_of
from brandcraft_desktop.services.media_import import add, add_bytes, check
from brandcraft_desktop.services.media_library import add_tags, counts, edit, page, some
from brandcraft_desktop.services.media_platforms import fits
from brandcraft_desktop.services.media_posting import begin_post
from brandcraft_desktop.services.media_processing import process, process_pending
from brandcraft_desktop.services.media_renditions import (
    NO_FILES,
    made,
    rendition,
    renditions,
)
from brandcraft_desktop.services.media_rows import one_view, uses
from brandcraft_desktop.services.media_trash import (
    delete,
    delete_many,
    empty,
    purge,
    remove_many,
    restore_many,
    undelete,
)
from brandcraft_desktop.services.media_uses import outlook, used_by
from brandcraft_desktop.services.post_media import media_view

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

__all__ = [
    "NO_FILES",
    "add",
    "add_bytes",
    "add_each",
    "add_tags",
    "begin_post",
    "check",
    "choose",
    "counts",
    "delete",
    "delete_many",
    "edit",
    "empty",
    "fits",
    "list_media",
    "made",
    "original",
    "outlook",
    "page",
    "planned_for",
    "prepare_soon",
    "process",
    "process_pending",
    "purge",
    "remove_many",
    "rendition",
    "renditions",
    "restore_many",
    "show",
    "some",
    "thumbnail",
    "undelete",
    "used_by",
    "used_in",
    "video_of",
]
_MEDIA = tables.media


def show(workspace: Workspace, media_id: str) -> MediaView:
    """One file. Raises `NotFound`."""
    return workspace.database.read(lambda connection: one_view(connection, media_id))


def list_media(
    workspace: Workspace,
    *,
    kind: MediaKind | None = None,
    search: str = "",
    trash: bool = False,
    after: str | None = None,
    limit: int = 256,
) -> tuple[MediaView, ...]:
    """A page of the library, newest first, behind the file with id `after`."""
    query = select(_MEDIA, uses().label("uses")).order_by(_MEDIA.c.id.desc()).limit(limit)
    gone = _MEDIA.c.deleted_at
    query = query.where(gone.is_not(None) if trash else gone.is_(None))
    if kind is not None:
        query = query.where(_MEDIA.c.kind == kind.value)
    if search.strip():
        query = query.where(_MEDIA.c.name.icontains(search.strip(), autoescape=True))
    if after is not None:
        query = query.where(_MEDIA.c.id < after)
    return workspace.database.read(
        lambda connection: tuple(
            media_view(row, used_in=row["uses"]) for row in connection.execute(query).mappings()
        )
    )


def used_in(workspace: Workspace, media_id: str) -> tuple[str, ...]:
    """Ids of the posts that have the file, newest first."""
    column = tables.post_media.c.post_id
    query = select(column).where(tables.post_media.c.media_id == media_id).distinct()
    return workspace.database.read(
        lambda connection: tuple(connection.execute(query.order_by(column.desc())).scalars())
    )


def choose(existing: Sequence[MediaKind], paths: Sequence[Path]) -> Verdict:
    """Whether these files may join a post, judged by their first bytes; nothing is kept.

    Raises `BadInput` for a file that is no picture or video.
    """
    return judge(existing, [kind_of(path, shown_name(path)) for path in paths])


def thumbnail(
    workspace: Workspace, sha256: str, size: ThumbnailSize = ThumbnailSize.SMALL
) -> Path | None:
    """The small picture of a content; made now if it is missing. None where there is nothing."""
    folder = workspace.home.thumbnails
    found = thumbnails.find(folder, sha256, size)
    if found is not None or not workspace.store.has(sha256):
        return found
    try:
        thumbnails.make(workspace.store.path(sha256), sha256[:8], folder, sha256)
    except BadInput:
        return None
    return thumbnails.find(folder, sha256, size)


def original(workspace: Workspace, sha256: str) -> Path | None:
    """The file itself, for previews that play or zoom; never to be written to."""
    return workspace.store.path(sha256) if workspace.store.has(sha256) else None
