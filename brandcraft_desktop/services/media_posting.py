"""From the library into a post: a draft that begins with files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.media_choice import choose
from brandcraft_desktop.domain.views import MediaChoice, PostContent, PostView
from brandcraft_desktop.errors import BadInput, NotFound
from brandcraft_desktop.services import accounts
from brandcraft_desktop.services.media_library import some
from brandcraft_desktop.services.post_creation import Mode, create

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


def begin_post(
    workspace: Workspace,
    ids: Sequence[str],
    *,
    brand_id: str | None = None,
    at: datetime | None = None,
    zone: str = "UTC",
    wall_time: str = "",
) -> PostView:
    """A draft with these files and their alt texts, for `at` (UTC) where a time is given.

    It goes to the brand's account where there is only one. Raises `BadInput` for files that can't
    be on one post, `NotFound` for one that is gone; then there is no draft.
    """
    views = some(workspace, ids)
    if len(views) < len(ids) or not views:
        raise NotFound("A file is no longer in the library.", "It was removed for good meanwhile.")
    verdict = choose((), [view.kind for view in views])
    if not verdict.accepted:
        raise BadInput(verdict.message, field="media")
    ready = [
        one.id
        for one in accounts.list_accounts(workspace, brand_id=brand_id)
        if one.state is AccountState.CONNECTED
    ]
    content = PostContent(
        brand_id=brand_id,
        account_ids=tuple(ready) if len(ready) == 1 else (),
        media=tuple(MediaChoice(view.id, view.alt) for view in views),
        scheduled_at=at,
        zone=zone,
        wall_time=wall_time,
    )
    return create(workspace, content, mode=Mode.DRAFT)
