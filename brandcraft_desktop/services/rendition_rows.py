"""Which finished file belongs to a medium and a recipe, and where it lies."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import IntegrityError

from brandcraft_desktop.domain.media_types import ending
from brandcraft_desktop.models import tables
from brandcraft_desktop.publishers.base import Rendition

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_RENDITIONS = tables.renditions


def place(workspace: Workspace, sha256: str, mime: str) -> Path:
    """Where a finished file with this content lies or would lie."""
    return workspace.home.renditions / sha256[:2] / f"{sha256}.{ending(mime)}"


def kept(workspace: Workspace, media_id: str, recipe: str) -> Rendition | None:
    """The file made by that recipe, if it is still there; `recipe` is its digest."""

    def look(connection: Connection) -> Rendition | None:
        row = connection.execute(
            select(_RENDITIONS).where(
                _RENDITIONS.c.media_id == media_id, _RENDITIONS.c.recipe == recipe
            )
        ).first()
        if row is None:
            return None
        path = place(workspace, row.sha256, row.mime)
        return Rendition(path, row.mime, row.bytes, row.width, row.height)

    found = workspace.database.read(look)
    if found is None or not found.path.is_file() or found.path.stat().st_size != found.bytes:
        return None  # the folder is a cache: it may be emptied at any time
    return found


def keep(
    workspace: Workspace, media_id: str, recipe: str, sha256: str, made: Rendition
) -> Rendition:
    """Note a file that lies in its place; an older one of that recipe is forgotten."""

    def act(connection: Connection) -> None:
        connection.execute(
            delete(_RENDITIONS).where(
                _RENDITIONS.c.media_id == media_id, _RENDITIONS.c.recipe == recipe
            )
        )
        connection.execute(
            insert(_RENDITIONS).values(
                media_id=media_id,
                recipe=recipe,
                sha256=sha256,
                mime=made.mime,
                bytes=made.bytes,
                width=made.width,
                height=made.height,
                created_at=workspace.clock.now(),
            )
        )

    # The same input gives the same bytes, so a row that somebody else just wrote is as good.
    with suppress(IntegrityError):
        workspace.database.write(act)
    return made
