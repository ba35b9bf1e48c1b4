"""Which platforms take a file, as it is or converted, and why others do not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.library import PlatformFit, Takes
from brandcraft_desktop.domain.media_rules import AnyRecipe, MediaFacts, MediaState, VideoRecipe
from brandcraft_desktop.domain.media_words import formats
from brandcraft_desktop.domain.plan import AttachedMedia, Composition, Fix, Plan, Severity
from brandcraft_desktop.domain.shaping import made_size
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.media_rows import one_view

if TYPE_CHECKING:
    from brandcraft_desktop.publishers.planner import Planner
    from brandcraft_desktop.services.workspace import Workspace


def fits(workspace: Workspace, media_id: str) -> tuple[PlatformFit, ...]:
    """How every platform takes a file that is alone on a post, connected ones first.

    The same plan that is sent decides. Raises `NotFound`.
    """
    view, connected = workspace.database.read(
        lambda connection: (one_view(connection, media_id), _connected(connection))
    )
    found = [
        _fit(publisher, view, connected=publisher.info.id in connected)
        for publisher in sorted(workspace.platforms.all(), key=lambda one: one.info.order)
    ]
    return tuple(sorted(found, key=lambda one: not one.connected))


def _connected(connection: Connection) -> frozenset[str]:
    accounts = tables.accounts.c
    query = select(accounts.platform).where(accounts.state != AccountState.DISCONNECTED.value)
    return frozenset(connection.execute(query.distinct()).scalars())


def _fit(publisher: Planner, view: MediaView, *, connected: bool) -> PlatformFit:
    info = publisher.info
    attached = AttachedMedia(view.id, view.sha256, view.name, view.state, view.facts, view.alt)
    plan = publisher.plan(Composition("", media=(attached,)))
    errors = tuple(_told(plan, view, Severity.ERROR, info.name))
    notes = tuple(_told(plan, view, Severity.WARNING, info.name))
    made = ""
    if view.state is not MediaState.PROCESSED:
        takes, errors = Takes.UNKNOWN, (view.trouble or "Still being prepared",)
    elif errors:
        takes = Takes.NOT
    else:
        made = _made(plan)
        takes = Takes.CONVERTED if made else Takes.FITS
    return PlatformFit(info.id, info.name, info.glyph, takes, connected, made, errors or notes)


def _told(plan: Plan, view: MediaView, severity: Severity, platform: str) -> Iterator[str]:
    """What the plan says of the file; words about it can still be written.

    Here is nothing but the file: it need not be named, and is on no post to be removed from.
    """
    for one in plan.problems:
        of_file = one.field.partition(":")[0] == "media"
        if of_file and one.severity is severity and one.fix is not Fix.ALT_TEXT:
            words = one.message.removeprefix(f"{platform}: ").removesuffix(" Remove it.")
            words = words.replace(f"“{view.name}”", "it", 1)
            yield words[:1].upper() + words[1:]


def _made(plan: Plan) -> str:
    """ "JPEG, 2048 × 1365"; "" where what is seen stays as it is."""
    for part in plan.parts:
        for planned in part.media:
            facts, recipe = planned.media.facts, planned.recipe
            if facts is not None and recipe is not None and not _same(facts, recipe):
                width, height = made_size(facts, recipe)
                return f"{formats({recipe.mime})}, {width} × {height}"
    return ""


def _same(facts: MediaFacts, recipe: AnyRecipe) -> bool:
    """Whether only the wrapping is made anew, without hidden data."""
    if isinstance(recipe, VideoRecipe):
        return recipe.copied and recipe.mime == facts.mime
    whole = made_size(facts, recipe) == (facts.width, facts.height)
    return whole and recipe.mime == facts.mime and facts.bytes <= recipe.max_bytes
