"""Gives a draft without a time a place on the calendar, and makes one of files put there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.names import called
from brandcraft_desktop.domain.plan import PostBlocked
from brandcraft_desktop.domain.views import PostView
from brandcraft_desktop.errors import Refused
from brandcraft_desktop.services import media, posts
from brandcraft_desktop.ui.here import zone_here
from brandcraft_desktop.ui.publisher.days import Moment
from brandcraft_desktop.ui.publisher.deeds import Deed, Telling
from brandcraft_desktop.ui.publisher.post_deeds import throw_away
from brandcraft_desktop.ui.times import day_and_time

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def placing(workspace: Workspace, post_id: str, to: Moment) -> Deed:
    """Schedules a draft; one that may not go out yet keeps the time and stays a draft."""
    zone, when = zone_here(), day_and_time(to.at, workspace.clock.now())
    told: list[str] = []

    def place(_: str) -> None:
        told.clear()
        try:
            posts.schedule(workspace, post_id, at=to.at, zone=zone, wall_time=to.wall)
        except PostBlocked as blocked:
            posts.move(workspace, post_id, at=to.at, zone=zone, wall_time=to.wall)
            told.append(f"Planned for {when}, still a draft: {blocked.title}")
        else:
            told.append(f"Scheduled for {when}")

    def stands(where: object) -> None:
        content = posts.show(workspace, post_id).content
        if content.scheduled_at != where:
            raise Refused(
                f"“{called(content.title, content.text)}” was given another time meanwhile.",
                "It keeps the time it has.",
                "Move it if it should not stay there.",
            )

    def take_back(_: str) -> None:
        stands(to.at)
        post = posts.make_draft(workspace, post_id)
        posts.save(workspace, post_id, replace(post.content, scheduled_at=None, wall_time=""))

    def again(_: str) -> None:
        stands(None)
        place(post_id)

    return Deed(
        [post_id],
        place,
        take_back,
        Telling(lambda _: told[-1], lambda _: "Taken off the calendar again"),
        again=again,
    )


def beginning(
    workspace: Workspace,
    media_ids: Sequence[str],
    to: Moment,
    brand_id: str | None,
    write: Callable[[str], None],
) -> Deed:
    """A new draft with files of the library; `write` opens it."""
    zone, when = zone_here(), day_and_time(to.at, workspace.clock.now())
    made: list[PostView] = []

    def begin(_: str) -> None:
        made.append(
            media.begin_post(
                workspace, media_ids, brand_id=brand_id, at=to.at, zone=zone, wall_time=to.wall
            )
        )

    return Deed(
        ["the draft"],
        begin,
        lambda _: throw_away(workspace, made[-1]),
        Telling(
            lambda _: f"Draft planned for {when}",
            lambda _: "Draft deleted",
            ("Write it", lambda: write(made[-1].id)),
        ),
        again=lambda _: posts.undelete(workspace, made[-1].id),
    )
