"""What the delivery page reads from the workspace, as one frozen picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.views import AttemptView, PostView
from brandcraft_desktop.services import accounts, deliveries, delivery_history, posts

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class Again:
    """So many posts failed on an account that is connected again: they may all be retried."""

    account_id: str
    platform: str
    count: int


@dataclass(frozen=True)
class DeliveryPicture:
    """A post, its tries by the delivery's id, and what could be retried with it elsewhere."""

    post: PostView
    attempts: Mapping[str, tuple[AttemptView, ...]]
    again: Again | None


def read_delivery(workspace: Workspace, post_id: str) -> DeliveryPicture:
    """Everything the page shows. Raises `NotFound`."""
    post = posts.show(workspace, post_id)
    attempts = delivery_history.attempts_of_post(workspace, post_id)
    return DeliveryPicture(post, attempts, _again(workspace, post))


def _again(workspace: Workspace, post: PostView) -> Again | None:
    """The first account on which this and other posts failed for something that is over."""
    for view in post.deliveries:
        if view.status is not DeliveryStatus.FAILED:
            continue
        count = deliveries.failed_of(workspace, view.account_id)
        if count < 2:
            continue
        if accounts.show(workspace, view.account_id).state is AccountState.CONNECTED:
            return Again(view.account_id, view.platform, count)
    return None
