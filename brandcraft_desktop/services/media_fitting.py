"""What a person asks of one file: what a platform would get of it, and a video of what moves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.conversion import Order
from brandcraft_desktop.domain.media_edit import UNTOUCHED, MediaEdit
from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.moving_pictures import moves, moving_recipe, times_played
from brandcraft_desktop.domain.plan import (
    AttachedMedia,
    Composition,
    Fix,
    Plan,
    PlannedMedia,
    PostBlocked,
    Problem,
    Severity,
)
from brandcraft_desktop.domain.platform import OptionKind, PlatformInfo
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.services.media_import import add_made
from brandcraft_desktop.services.media_processing import process
from brandcraft_desktop.services.media_renditions import converted
from brandcraft_desktop.services.media_rows import one_view

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def planned_for(
    workspace: Workspace,
    media_id: str,
    platform: str,
    surface: str = "",
    edit: MediaEdit = UNTOUCHED,
) -> tuple[PlannedMedia, tuple[Problem, ...]]:
    """A file alone on a post, as that platform would get it, and what it warns about the file.

    `surface` is a kind of post there, by its name or by what the option that chooses it says
    ("reel"); "" takes the usual one. Raises `NotFound`, `PostBlocked` for a file that is not taken
    like this, and `BadInput` where there is no such kind of post.
    """
    view = workspace.database.read(lambda connection: one_view(connection, media_id))
    planner = workspace.platforms.get(platform)
    media = AttachedMedia(view.id, view.sha256, view.name, view.state, view.facts, edit=edit)
    seen: dict[str, None] = {}
    for options in _ways(planner.info):
        plan = planner.plan(Composition("", media=(media,), options=options))
        seen.setdefault(plan.surface)
        if not surface or surface == plan.surface or surface in options.values():
            files = [one for part in plan.parts for one in part.media]
            if files:
                return files[0], _judged(plan)
    if surface and surface not in seen:
        raise BadInput(
            f"{planner.info.name} has no “{surface}” for this file.",
            "",
            f"It can become: {', '.join(one for one in seen if one)}.",
            field="for",
        )
    raise BadInput(
        f"{planner.info.name} takes no such file.", "", "Choose another platform.", field="for"
    )


def _judged(plan: Plan) -> tuple[Problem, ...]:
    """What the plan says of the file itself: its words and the rest of the post are not asked."""
    told = tuple(
        one
        for one in plan.problems
        if one.field.partition(":")[0] == "media" and one.fix is not Fix.ALT_TEXT
    )
    if any(one.severity is Severity.ERROR for one in told):
        raise PostBlocked(told)
    return told


def video_of(workspace: Workspace, media_id: str) -> MediaView:
    """Make a video of a moving picture and add it to the library; waits until it is there.

    Short ones are played several times, so that platforms take the video. Raises `NotFound`,
    `BadInput` for what does not move, and like `media.rendition`.
    """
    from brandcraft_desktop.media.film_look import look

    view = workspace.database.read(lambda connection: one_view(connection, media_id))
    facts = view.facts
    if view.state is not MediaState.PROCESSED or facts is None or not moves(facts):
        raise BadInput(
            f"“{view.name}” is no moving picture.",
            "A video can be made of an animated GIF, WebP or PNG.",
            "Choose one of those.",
            field="media",
        )
    found = look(workspace.store.path(view.sha256)) if workspace.store.has(view.sha256) else None
    times = times_played(found.seconds if found is not None else None)
    order = Order(view.id, view.sha256, view.name, facts, moving_recipe(facts), times)
    made = converted(workspace, order)
    added = add_made(workspace, made.path, f"{PurePath(view.name).stem}.mp4")
    return process(workspace, added.id)


def _ways(info: PlatformInfo) -> Iterator[dict[str, str]]:
    """The usual options, then every choice by itself: one of them chooses the kind of post."""
    yield {}
    for option in info.options:
        if option.kind is OptionKind.CHOICE:
            for choice in option.choices:
                yield {option.name: choice.value}
