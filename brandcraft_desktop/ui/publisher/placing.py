"""Gives a draft without a time a place on the calendar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from brandcraft_desktop.domain.plan import PostBlocked
from brandcraft_desktop.domain.views import PostRow, PostView
from brandcraft_desktop.services import posts
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.here import zone_here
from brandcraft_desktop.ui.publisher.days import Moment
from brandcraft_desktop.ui.times import day_and_time

Tell = Callable[[str, Callable[[], None] | None], None]


class Placing:
    """Schedules a draft; one that may not go out yet keeps the time and stays a draft."""

    def __init__(self, context: Context, owner: QObject) -> None:
        self._context = context
        self._owner = owner

    def place(self, row: PostRow, to: Moment, tell: Tell) -> None:
        """Schedule `row` at `to` and tell how it went, with a way back."""
        workspace, zone = self._context.workspace, zone_here()
        when = day_and_time(to.at, workspace.clock.now())

        def work() -> str:
            try:
                posts.schedule(workspace, row.id, at=to.at, zone=zone, wall_time=to.wall)
            except PostBlocked as blocked:
                posts.move(workspace, row.id, at=to.at, zone=zone, wall_time=to.wall)
                return f"Planned for {when}, still a draft: {blocked.title}"
            return f"Scheduled for {when}"

        def back() -> None:
            self._context.tasks.change(self._taken_back(row.id), owner=self._owner)

        self._context.tasks.change(work, lambda told: tell(told, back), owner=self._owner)

    def _taken_back(self, post_id: str) -> Callable[[], PostView]:
        workspace = self._context.workspace

        def work() -> PostView:
            post = posts.make_draft(workspace, post_id)
            content = replace(post.content, scheduled_at=None, wall_time="")
            return posts.save(workspace, post_id, content)

        return work
