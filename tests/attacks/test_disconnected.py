"""What a disconnected account left behind: nothing of it is made to wait where nobody sees it."""

from __future__ import annotations

import pytest

from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.views import DeliveryView
from brandcraft_desktop.errors import Refused
from brandcraft_desktop.services import deliveries, posts
from brandcraft_desktop.services.workspace import Workspace
from tests.services.desk import (
    Stall,
    ann,
    bob,
    clock,
    force,
    scheduled,
    stall,
    workspace,
)
from tests.services.engine_world import set_account

__all__ = ["Stall", "ann", "bob", "clock", "stall", "workspace"]


def of(workspace: Workspace, post_id: str, account_id: str) -> DeliveryView:
    every = posts.show(workspace, post_id).deliveries
    return next(one for one in every if one.account_id == account_id)


def test_a_cancel_is_not_taken_back_onto_it(workspace: Workspace, ann: str, bob: str) -> None:
    post = scheduled(workspace, ann, bob).id
    posts.cancel(workspace, post)
    set_account(workspace, ann, state="disconnected")
    for again in (deliveries.reinstate, deliveries.retry):
        with pytest.raises(Refused, match="not connected any more"):
            again(workspace, of(workspace, post, ann).id)
    assert of(workspace, post, ann).status is D.CANCELED
    deliveries.reinstate(workspace, of(workspace, post, bob).id)
    assert of(workspace, post, bob).status is D.SCHEDULED


def test_the_others_are_retried_without_it(workspace: Workspace, ann: str, bob: str) -> None:
    post = scheduled(workspace, ann, bob).id
    for account in (ann, bob):
        force(workspace, of(workspace, post, account).id, D.FAILED)
    set_account(workspace, ann, state="disconnected")
    deliveries.retry_failed(workspace, post)
    assert of(workspace, post, ann).status is D.FAILED
    assert of(workspace, post, bob).status is D.SCHEDULED
    with pytest.raises(Refused, match="not connected any more"):
        deliveries.retry_failed(workspace, post)


def test_an_answer_sends_nothing_from_it(workspace: Workspace, ann: str) -> None:
    post = scheduled(workspace, ann).id
    delivery = of(workspace, post, ann).id
    force(workspace, delivery, D.UNCONFIRMED)
    set_account(workspace, ann, state="disconnected")
    with pytest.raises(Refused, match="not connected any more"):
        deliveries.resolve(workspace, delivery, published_url=None)
    assert of(workspace, post, ann).status is D.UNCONFIRMED
    deliveries.resolve(workspace, delivery, published_url="https://kiosk.example/1")
    assert of(workspace, post, ann).status is D.PUBLISHED
