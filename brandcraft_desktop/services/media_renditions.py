"""Files fitted to a platform's rules: made once, kept by content, found again.

Pictures are made on the spot. Videos take minutes: `conversions` makes them, `media_ahead` in time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.conversion import Asker, Order
from brandcraft_desktop.domain.media_rules import MediaKind, Recipe, VideoRecipe
from brandcraft_desktop.domain.plan import AttachedMedia, Plan, PlannedMedia
from brandcraft_desktop.errors import BadInput, ContentRefused
from brandcraft_desktop.media.atomic import write_whole
from brandcraft_desktop.media.images import Fitted, fit
from brandcraft_desktop.publishers.base import Rendition
from brandcraft_desktop.services import conversions, rendition_rows
from brandcraft_desktop.services.conversion_work import missing
from brandcraft_desktop.services.media_stills import still
from brandcraft_desktop.services.media_stripping import stripped

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_Key = tuple[str, str]
_PATIENCE = 0.5  # seconds between two looks whether the person pressed Ctrl+C


@dataclass(frozen=True)
class PreparedRenditions:
    """The fitted files of one plan, all of them there; stills are drawn when they are asked for."""

    files: Mapping[_Key, Rendition]
    workspace: Workspace | None = None

    def file(self, planned: PlannedMedia) -> Rendition:
        """The fitted file of a planned medium. Raises `ContentRefused` if it is of another plan."""
        found = self.files.get(_key(planned))
        if found is None:
            raise ContentRefused(
                f"“{planned.media.name}” was not prepared.",
                "The post was changed while it went out.",
                "Try again.",
            )
        return found

    def still(self, planned: PlannedMedia, milliseconds: int) -> Rendition:
        """The frame at a moment of a planned video. Raises `ContentRefused`, `StorageTrouble`."""
        video = self.file(planned)
        if self.workspace is None:
            raise _not_ready(planned.media.name)
        return still(self.workspace, planned, video, milliseconds)


NO_FILES = PreparedRenditions({})
"""For work that uploads nothing."""


def renditions(workspace: Workspace, plan: Plan) -> PreparedRenditions:
    """Make (or find) the file of everything in the plan.

    Raises `ContentRefused` for a file that can't be made to fit, `StorageTrouble`.
    """
    planned = [one for part in plan.parts for one in part.media] + [*plan.files.values()]
    files = {_key(one): rendition(workspace, one) for one in planned}
    return PreparedRenditions(files, workspace)


def rendition(workspace: Workspace, planned: PlannedMedia) -> Rendition:
    """The file of one planned medium, as it will be sent; raises like `renditions`."""
    media, recipe = planned.media, planned.recipe
    path = workspace.store.path(media.sha256)
    if not path.is_file():
        raise missing(media.name)
    if media.facts is None:
        raise _not_ready(media.name)
    facts = media.facts
    if recipe is None:
        return stripped(workspace, media.media_id, path, facts)
    if isinstance(recipe, VideoRecipe):
        return converted(workspace, order_of(media, recipe))
    if facts.kind is MediaKind.VIDEO:
        raise ContentRefused(
            f"“{media.name}” does not fit.",
            "It is a video and can't become a picture.",
            "Remove it.",
        )
    return rendition_rows.kept(workspace, media.media_id, recipe.digest) or _made(
        workspace, media.media_id, path, media.name, recipe
    )


def order_of(media: AttachedMedia, recipe: VideoRecipe) -> Order:
    """What has to be made of a file; it must have been looked at."""
    if media.facts is None:
        raise _not_ready(media.name)
    return Order(media.media_id, media.sha256, media.name, media.facts, recipe)


def made(workspace: Workspace, planned: PlannedMedia) -> Rendition | None:
    """The file of a planned medium if it is there already; begins nothing."""
    if planned.recipe is None:
        return None
    return rendition_rows.kept(workspace, planned.media.media_id, planned.recipe.digest)


def converted(workspace: Workspace, order: Order) -> Rendition:
    """The video of an order, made now if it is not there; waits for it.

    Raises `ContentRefused`, `Refused` if somebody stops it, `StorageTrouble`.
    """
    known = conversions.kept(workspace, order)
    if known is not None:
        return known
    conversion = conversions.of(workspace).ask(order, Asker.PERSON)
    try:
        while True:
            finished = conversion.wait(_PATIENCE)
            if finished is not None:
                return finished
    except BadInput as error:
        raise ContentRefused(error.title, error.cause, error.action) from error
    except BaseException:  # also Ctrl+C
        conversion.give_up(Asker.PERSON)
        raise


def _not_ready(name: str) -> ContentRefused:
    return ContentRefused(
        f"“{name}” is not ready.", "It is still being prepared.", "Try again soon."
    )


def _key(planned: PlannedMedia) -> _Key:
    return planned.media.media_id, planned.recipe.digest if planned.recipe else ""


def _made(workspace: Workspace, media_id: str, path: Path, name: str, recipe: Recipe) -> Rendition:
    try:
        fitted = fit(path, name, recipe)
    except BadInput as error:
        raise ContentRefused(error.title, error.cause, error.action) from error
    sha256 = hashlib.sha256(fitted.data).hexdigest()
    place = rendition_rows.place(workspace, sha256, fitted.mime)
    _write(workspace, place, fitted)

    found = Rendition(place, fitted.mime, len(fitted.data), fitted.width, fitted.height)
    return rendition_rows.keep(workspace, media_id, recipe.digest, sha256, found)


def _write(workspace: Workspace, place: Path, fitted: Fitted) -> None:
    from brandcraft_desktop.media.store import in_words

    with in_words():
        write_whole(place, fitted.data)
