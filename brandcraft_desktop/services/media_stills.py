"""A moment of a finished video as a picture, for platforms that take its cover beside it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.plan import PlannedMedia
from brandcraft_desktop.errors import BadInput, ContentRefused
from brandcraft_desktop.media import stills
from brandcraft_desktop.media.atomic import write_whole
from brandcraft_desktop.publishers.base import Rendition
from brandcraft_desktop.services import rendition_rows

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def still(
    workspace: Workspace, planned: PlannedMedia, video: Rendition, milliseconds: int
) -> Rendition:
    """The frame at a moment of `video`, which is the finished file of `planned`; kept like it.

    Raises `ContentRefused` where no frame can be decoded, `StorageTrouble`.
    """
    from brandcraft_desktop.media.store import in_words

    media, recipe = planned.media, planned.recipe
    made_by = f"still-{milliseconds}-{recipe.digest if recipe else ''}"
    known = rendition_rows.kept(workspace, media.media_id, made_by)
    if known is not None:
        return known
    # Only a file that goes as it is may have pixels that are not square.
    facts = media.facts if recipe is None else None
    try:
        drawn = stills.still(
            video.path,
            media.name,
            milliseconds,
            facts=facts,
            workplace=workspace.home.thumbnails,
        )
    except BadInput as error:
        raise ContentRefused(error.title, error.cause, error.action) from error
    sha256 = hashlib.sha256(drawn.data).hexdigest()
    place = rendition_rows.place(workspace, sha256, drawn.mime)
    with in_words():
        write_whole(place, drawn.data)
    made = Rendition(place, drawn.mime, len(drawn.data), drawn.width, drawn.height)
    return rendition_rows.keep(workspace, media.media_id, made_by, sha256, made)
