"""What is done with posts in this window, with the way back and forth of each.

A way is refused in words where somebody changed the post meanwhile: that was their choice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.names import called
from brandcraft_desktop.domain.status import PostStatus
from brandcraft_desktop.domain.views import PostContent, PostView
from brandcraft_desktop.errors import Refused
from brandcraft_desktop.services import posts
from brandcraft_desktop.ui.here import zone_here
from brandcraft_desktop.ui.publisher.days import Moment
from brandcraft_desktop.ui.publisher.deeds import Deed, Telling
from brandcraft_desktop.ui.publisher.each import Each
from brandcraft_desktop.ui.publisher.own_moves import OwnMoves

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class Copies:
    """Duplicates in the making; ``copy_of`` names the copy of a post once it is made."""

    deed: Deed
    copy_of: Callable[[str], str]


class Deeds:
    """One method a deed; their steps work on the thread of changes."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._moves = OwnMoves(workspace)

    def rename(self, post_id: str, before: str, title: str) -> Deed:
        """Another title; ``before`` is the one it had."""
        workspace = self._workspace

        def change(to: str, was: str | None) -> None:
            now = posts.show(workspace, post_id).content.title
            if was is not None and now != was:
                raise Refused(
                    "The post was given another title meanwhile.",
                    f"It is called “{called(now)}” by now.",
                    "Rename it once more if it should be called otherwise.",
                )
            given[to] = posts.rename(workspace, post_id, to).content.title

        given: dict[str, str] = {}  # what became of each title: spaces around it go
        return Deed(
            [post_id],
            lambda _: change(title, None),
            lambda _: change(before, given.get(title)),
            Telling(lambda _: "Renamed", lambda _: "Renamed back"),
            again=lambda _: change(title, given.get(before)),
        )

    def move(self, to: Mapping[str, Moment], told: Callable[[Each[str]], str]) -> Deed:
        """Other times; back to the moments, zones and wall clocks they were planned on."""
        workspace, moves, zone = self._workspace, self._moves, zone_here()
        before: dict[str, PostContent] = {}

        def go(post_id: str, *, again: bool = False) -> None:
            before[post_id] = moves.move(post_id, to[post_id], zone, again=again)

        def has_way_back(post_id: str) -> bool:
            at = before[post_id].scheduled_at
            return at is not None and at > workspace.clock.now()

        return Deed(
            list(to),
            go,
            lambda post_id: moves.put_back(post_id, before[post_id]),
            Telling(
                told, lambda found: f"Moved {found.posts} back" if found.left else "Moved back"
            ),
            again=lambda post_id: go(post_id, again=True),
            returnable=has_way_back,
        )

    def delete(self, ids: Sequence[str], name: str = "") -> Deed:
        """Into the trash; ``name`` is what a single one is called."""
        workspace = self._workspace
        left: dict[str, PostView] = {}

        def again(post_id: str) -> None:
            _unchanged(posts.show(workspace, post_id), left[post_id], "Deleting it again")
            posts.delete(workspace, post_id)

        def back(post_id: str) -> None:
            left[post_id] = posts.undelete(workspace, post_id)

        return Deed(
            ids,
            lambda post_id: posts.delete(workspace, post_id),
            back,
            Telling(
                lambda found: f"Deleted {name or found.posts}",
                lambda found: f"Brought {name or found.posts} back",
            ),
            again=again,
        )

    def duplicate(self, ids: Sequence[str], view: Callable[[], None] | None = None) -> Copies:
        """Drafts with the same words. Nothing is told of a single one, which opens; `view` shows
        several."""
        workspace = self._workspace
        made: dict[str, PostView] = {}

        def copy(post_id: str) -> None:
            made[post_id] = posts.duplicate(workspace, post_id)

        def back(post_id: str) -> None:
            throw_away(workspace, made[post_id])

        def told(found: Each[str]) -> str:
            count = len(found.done)
            if len(ids) == 1:
                return ""
            return "1 draft made" if count == 1 else f"{count} drafts made"

        def told_back(found: Each[str]) -> str:
            return "Copy deleted" if len(found.done) == 1 else f"{len(found.done)} copies deleted"

        deed = Deed(
            ids,
            copy,
            back,
            Telling(told, told_back, ("View", view) if view is not None else None),
            again=lambda post_id: posts.undelete(workspace, made[post_id].id),
        )
        return Copies(deed, lambda post_id: made[post_id].id)


def throw_away(workspace: Workspace, made: PostView) -> None:
    """A draft that was made just now. Raises `Refused` where somebody wrote in it meanwhile."""
    _unchanged(posts.show(workspace, made.id), made, "Taking it back")
    posts.delete(workspace, made.id)


def _unchanged(now: PostView, then: PostView, what: str) -> None:
    out = (PostStatus.PUBLISHING, PostStatus.PUBLISHED, PostStatus.PARTIALLY_PUBLISHED)
    if now.content != then.content or (now.status != then.status and now.status in out):
        raise Refused(
            f"“{called(now.content.title, now.content.text)}” was changed meanwhile.",
            f"{what} would throw that away.",
            "Delete it if you don't want to keep it.",
        )
