"""Reading a post for the editor, on a thread: new, existing, or one failed delivery of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.domain.views import PostContent, PostView
from brandcraft_desktop.errors import Refused
from brandcraft_desktop.services import accounts, deliveries, posts
from brandcraft_desktop.services.post_writing import check_editable

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class Opened:
    """A post and everything the editor shows with it.

    `content` is what is edited (for a failed delivery: its account alone), `proposed` the
    accounts a new post starts with, `locked_reason` why nothing may be changed.
    """

    post: PostView
    accounts: tuple[Account, ...]
    content: PostContent
    proposed: tuple[str, ...] = ()
    locked_reason: str = ""
    delivery_id: str | None = None
    platform: str = ""


def new(
    workspace: Workspace, brand_id: str | None, at: datetime | None, usual: tuple[str, ...]
) -> Opened:
    """A row for a new post; `usual` are the accounts of the post before."""
    post = posts.open_new(workspace, brand_id=brand_id, at=at)
    everyone = accounts.list_accounts(workspace)
    ready = [
        one.id
        for one in everyone
        if one.state is AccountState.CONNECTED and (brand_id is None or one.brand_id == brand_id)
    ]
    again = tuple(one for one in ready if one in usual)
    proposed = again or (tuple(ready) if len(ready) == 1 else ())
    return Opened(post, everyone, post.content, proposed)


def existing(workspace: Workspace, post_id: str) -> Opened:
    """A post that is there. Raises `NotFound`."""
    post = posts.show(workspace, post_id)
    reason = ""
    try:
        check_editable(post)
        post = posts.take_over(workspace, post_id)
    except Refused as error:
        reason = f"{error.title} {error.cause}".strip()
    return Opened(post, _with(workspace, post), post.content, locked_reason=reason)


def failed(workspace: Workspace, delivery_id: str) -> Opened:
    """One failed delivery, to be edited for its platform alone. Raises `NotFound`."""
    found = deliveries.mending(workspace, delivery_id)
    post, delivery, content = found.post, found.delivery, found.post.content
    shared = {key: one for key, one in content.variants.items() if key == ""}
    alone = replace(
        content,
        account_ids=(delivery.account_id,),
        variants={**shared, delivery.platform: found.words},
    )
    return Opened(
        post,
        _with(workspace, post),
        alone,
        delivery_id=delivery_id,
        platform=delivery.platform,
    )


def _with(workspace: Workspace, post: PostView) -> tuple[Account, ...]:
    """All accounts, also disconnected ones that this post was meant for."""
    everyone = accounts.list_accounts(workspace, disconnected=True)
    wanted = set(post.content.account_ids)
    return tuple(
        one for one in everyone if one.state is not AccountState.DISCONNECTED or one.id in wanted
    )
