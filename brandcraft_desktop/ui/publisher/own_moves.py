"""Moves made in this window, and back, unless somebody moved the post elsewhere meanwhile."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.names import called
from brandcraft_desktop.domain.views import PostContent
from brandcraft_desktop.errors import Refused
from brandcraft_desktop.services import posts
from brandcraft_desktop.ui.publisher.days import Moment

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


class OwnMoves:
    """Works on the thread of changes, one after another."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._left: dict[str, datetime] = {}  # where this window put each post last

    def move(self, post_id: str, to: Moment, zone: str, *, again: bool = False) -> PostContent:
        """Another time; gives how the post was before. Raises as `posts.move`.

        `again`, after it was put back: raises `Refused` where it stands elsewhere by now.
        """
        before = posts.show(self._workspace, post_id).content
        if again:
            self._check(post_id, before, "Doing the move again would undo that.")
        posts.move(self._workspace, post_id, at=to.at, zone=zone, wall_time=to.wall)
        self._left[post_id] = to.at
        return before

    def put_back(self, post_id: str, was: PostContent) -> None:
        """To the moment, zone and wall clock it was planned on.

        Raises `Refused` where it stands elsewhere by now: that was somebody's choice.
        """
        if was.scheduled_at is None:
            return
        now = posts.show(self._workspace, post_id).content
        self._check(post_id, now, "Taking the move back would undo that.")
        posts.move(
            self._workspace, post_id, at=was.scheduled_at, zone=was.zone, wall_time=was.wall_time
        )
        self._left[post_id] = was.scheduled_at

    def _check(self, post_id: str, now: PostContent, why: str) -> None:
        if now.scheduled_at != self._left.get(post_id):
            raise Refused(
                f"“{called(now.title, now.text)}” was given another time meanwhile.",
                why,
                "Move it again if it should not stay there.",
            )
