"""Trying again what comes after a post is out: `posts retry --follow-up`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brandcraft_desktop.errors import NotFound

if TYPE_CHECKING:
    from brandcraft_desktop.domain.views import PostView
    from brandcraft_desktop.services.workspace import Workspace


def retry_follow_up(workspace: Workspace, post_id: str, name: str, delivery_id: str) -> PostView:
    """Try the follow-up `name` of one delivery, or of each that has not done it.

    Raises `NotFound`, `Refused` where it is done.
    """
    from brandcraft_desktop.domain.follow_up import FollowUpState
    from brandcraft_desktop.services import follow_ups, posts

    found = [
        (one.id, follow)
        for one in posts.show(workspace, post_id).deliveries
        for follow in one.follow_ups
        if follow.name == name and delivery_id in ("", one.id)
    ]
    if not found:
        raise NotFound(
            f"Nothing called “{name}” follows this post.",
            "Its follow-ups have the names that posts show gives.",
            f"See: brandcraft posts show {post_id}",
        )
    left = [one for one, follow in found if follow.state is not FollowUpState.DONE]
    for one in left or [found[0][0]]:
        follow_ups.retry(workspace, one, name)
    return posts.show(workspace, post_id)
