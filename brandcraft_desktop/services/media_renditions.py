"""Files fitted to a platform's rules: made once, kept by content, found again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.media_rules import MediaKind, Recipe, VideoRecipe
from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Plan, PlannedMedia
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import BadInput, ContentRefused, NotFound
from brandcraft_desktop.media.atomic import write_whole
from brandcraft_desktop.media.images import Fitted, fit
from brandcraft_desktop.models import tables
from brandcraft_desktop.publishers.base import Rendition
from brandcraft_desktop.services import rendition_rows
from brandcraft_desktop.services.media_stripping import stripped

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_Key = tuple[str, str]


@dataclass(frozen=True)
class PreparedRenditions:
    """The fitted files of one plan, all of them there."""

    files: Mapping[_Key, Rendition]

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


def renditions(workspace: Workspace, plan: Plan) -> PreparedRenditions:
    """Make (or find) the file of everything in the plan.

    Raises `ContentRefused` for a file that can't be made to fit, `StorageTrouble`.
    """
    planned = [one for part in plan.parts for one in part.media]
    return PreparedRenditions({_key(one): rendition(workspace, one) for one in planned})


def rendition(workspace: Workspace, planned: PlannedMedia) -> Rendition:
    """The file of one planned medium, as it will be sent; raises like `renditions`."""
    media, recipe = planned.media, planned.recipe
    path = workspace.store.path(media.sha256)
    if not path.is_file():
        raise ContentRefused(
            f"“{media.name}” is missing from the media folder.",
            "The file was deleted outside the program.",
            "Add it to the post again.",
        )
    if media.facts is None:
        raise ContentRefused(
            f"“{media.name}” is not ready.", "It is still being prepared.", "Try again soon."
        )
    facts = media.facts
    if recipe is None and facts.kind is MediaKind.VIDEO:
        return stripped(workspace, media.media_id, path, facts)
    if recipe is None:
        return Rendition(path, facts.mime, facts.bytes, facts.width, facts.height)
    if isinstance(recipe, VideoRecipe) or facts.kind is MediaKind.VIDEO:
        raise ContentRefused(
            f"“{media.name}” does not fit.",
            "Videos can't be converted here yet.",
            "Export it as MP4 (H.264 and AAC) within the platform's limits and add that.",
        )
    return rendition_rows.kept(workspace, media.media_id, recipe.digest) or _made(
        workspace, media.media_id, path, media.name, recipe
    )


def prepare_soon(workspace: Workspace, *, within: timedelta = timedelta(hours=1)) -> int:
    """Make the files of deliveries due within that time, so that publishing need not wait.

    Gives how many plans are ready; what can't be made is left for publishing to explain.
    """
    from brandcraft_desktop.services.delivery_plan import plan_for_delivery

    border = workspace.clock.now() + within
    deliveries = tables.deliveries.c

    def due(connection: Connection) -> tuple[Plan, ...]:
        ids = connection.execute(
            select(deliveries.id)
            .where(
                deliveries.run_at <= border,
                deliveries.status == DeliveryStatus.SCHEDULED.value,
                select(tables.post_media.c.media_id)
                .where(tables.post_media.c.post_id == deliveries.post_id)
                .exists(),
            )
            .order_by(deliveries.run_at)
            .limit(256)
        ).scalars()
        return tuple(plan_for_delivery(connection, workspace.platforms, one) for one in ids)

    ready = 0
    for plan in workspace.database.read(due):
        try:
            renditions(workspace, plan)
            ready += 1
        except ContentRefused:
            continue
    return ready


def prepare_for_platforms(workspace: Workspace, view: MediaView) -> None:
    """Make what the connected platforms want of a new picture, while nobody waits for it.

    What can't be made is left for the post's checks and for publishing to explain.
    """
    accounts = tables.accounts.c
    platforms = workspace.database.read(
        lambda connection: tuple(
            connection.execute(
                select(accounts.platform)
                .where(accounts.state != AccountState.DISCONNECTED.value)
                .distinct()
            ).scalars()
        )
    )
    attached = AttachedMedia(view.id, view.sha256, view.name, view.state, view.facts)
    for platform in platforms:
        try:
            plan = workspace.platforms.get(platform).plan(Composition("", media=(attached,)))
            renditions(workspace, plan)
        except (ContentRefused, NotFound):
            continue


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

    made = Rendition(place, fitted.mime, len(fitted.data), fitted.width, fitted.height)
    return rendition_rows.keep(workspace, media_id, recipe.digest, sha256, made)


def _write(workspace: Workspace, place: Path, fitted: Fitted) -> None:
    from brandcraft_desktop.media.store import in_words

    with in_words():
        write_whole(place, fitted.data)
