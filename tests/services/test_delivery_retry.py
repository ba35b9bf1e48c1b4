"""Trying again: one delivery, a post's failed ones, or all of an account."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.plan import PostBlocked
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.views import MediaChoice
from brandcraft_desktop.errors import ErrorKind, Refused
from brandcraft_desktop.services import deliveries, posts
from brandcraft_desktop.services.workspace import Workspace
from tests.services.desk import (
    add_media,
    add_step,
    ann,
    bob,
    clock,
    draft,
    force,
    scheduled,
    stall,
    steps_of,
    workspace,
)
from tests.services.engine_fixtures import publish_due
from tests.services.engine_world import HandClock

__all__ = ["ann", "bob", "clock", "stall", "workspace"]


def test_a_retry_begins_a_fresh_life(workspace: Workspace, clock: HandClock, ann: str) -> None:
    post = scheduled(workspace, ann)
    delivery = post.deliveries[0].id
    force(workspace, delivery, D.FAILED, attempts=6, retries_over=True, hold_reason="cap")
    add_step(workspace, delivery, "created_at", armed=False)
    clock.advance(hours=3)
    after = deliveries.retry(workspace, delivery).deliveries[0]
    assert (after.attempts, after.error, after.retries_over, after.hold_reason) == (
        0,
        None,
        False,
        "",
    )
    assert after.due_at == after.next_try_at == clock.now()
    assert steps_of(workspace, delivery) == set()


def test_a_retry_keeps_what_is_out(workspace: Workspace, clock: HandClock, ann: str) -> None:
    post = scheduled(workspace, ann, text="1\n---\n2")
    delivery = post.deliveries[0].id
    add_step(workspace, delivery, "part-1", armed=True)
    add_step(workspace, delivery, "upload", armed=False)
    force(workspace, delivery, D.FAILED)
    deliveries.retry(workspace, delivery)
    assert steps_of(workspace, delivery) == {"part-1", "upload"}


def test_a_retry_is_for_what_failed_not_for_what_is_planned(workspace: Workspace, ann: str) -> None:
    post = scheduled(workspace, ann)
    with pytest.raises(Refused, match="can't be retried"):
        deliveries.retry(workspace, post.deliveries[0].id)


@pytest.mark.parametrize("status", [D.SCHEDULED, D.PROCESSING])
def test_one_that_waits_for_its_next_try_is_tried_now(
    workspace: Workspace, clock: HandClock, ann: str, status: D
) -> None:
    post = scheduled(workspace, ann)
    delivery = post.deliveries[0].id
    again = clock.now() + timedelta(minutes=30)
    add_step(workspace, delivery, "part-1", armed=True)
    force(
        workspace,
        delivery,
        status,
        run_at=again,
        retry_at=again,
        attempts=2,
        error_kind="transient",
    )
    after = deliveries.retry(workspace, delivery).deliveries[0]
    assert (after.status, after.next_try_at, after.attempts) == (status, clock.now(), 2)
    assert steps_of(workspace, delivery) == {"part-1"}


def test_a_retry_checks_the_plan(workspace: Workspace, ann: str) -> None:
    post = scheduled(workspace, ann)
    delivery = post.deliveries[0].id
    force(workspace, delivery, D.FAILED)
    posts.save(workspace, post.id, replace(post.content, text="x" * 400))
    with pytest.raises(PostBlocked):
        deliveries.retry(workspace, delivery)
    assert posts.show(workspace, post.id).deliveries[0].status is D.FAILED


def test_a_retry_waits_for_files(workspace: Workspace, ann: str) -> None:
    picture = add_media(workspace, state=MediaState.PENDING)
    post = scheduled(workspace, ann, media=(MediaChoice(picture, "x"),))
    force(workspace, post.deliveries[0].id, D.FAILED)
    after = deliveries.retry(workspace, post.deliveries[0].id).deliveries[0]
    assert (after.status, after.next_try_at) == (D.WAITING_MEDIA, None)


def test_retrying_a_post_skips_what_is_out(workspace: Workspace, ann: str, bob: str) -> None:
    post = scheduled(workspace, ann, bob)
    force(workspace, post.deliveries[0].id, D.PUBLISHED)
    force(workspace, post.deliveries[1].id, D.FAILED)
    view = deliveries.retry_failed(workspace, post.id)
    assert [one.status for one in view.deliveries] == [D.PUBLISHED, D.SCHEDULED]
    with pytest.raises(Refused, match="nothing to retry"):
        deliveries.retry_failed(workspace, post.id)


def test_retrying_a_draft_does_nothing(workspace: Workspace, ann: str, bob: str) -> None:
    post = draft(workspace, ann)
    force(workspace, post.deliveries[0].id, D.CANCELED)  # its account was disconnected
    with pytest.raises(Refused):
        deliveries.retry(workspace, post.deliveries[0].id)


def test_retrying_an_account_leaves_what_has_its_own_problem(
    workspace: Workspace, ann: str, bob: str
) -> None:
    fine, blocked, other = (
        scheduled(workspace, ann),
        scheduled(workspace, ann),
        scheduled(workspace, bob),
    )
    for post in (fine, blocked, other):
        force(workspace, post.deliveries[0].id, D.FAILED, error_kind="auth_expired")
    posts.save(workspace, blocked.id, replace(blocked.content, text=""))
    assert deliveries.failed_of(workspace, ann) == 2
    assert deliveries.retry_failed_of(workspace, ann) == 1
    states = [posts.show(workspace, one.id).deliveries[0].status for one in (fine, blocked, other)]
    assert states == [D.SCHEDULED, D.FAILED, D.FAILED]


@pytest.mark.parametrize("kind", list(ErrorKind))
def test_what_a_new_sign_in_may_have_put_right(
    workspace: Workspace, ann: str, kind: ErrorKind
) -> None:
    failed = scheduled(workspace, ann).deliveries[0].id
    force(workspace, failed, D.FAILED, error_kind=kind.value)
    wants_editing = {
        ErrorKind.INVALID_CONTENT,
        ErrorKind.DUPLICATE,
        ErrorKind.MEDIA_PROCESSING,
        ErrorKind.API_RETIRED,
        ErrorKind.OUTCOME_UNKNOWN,
    }
    going = 0 if kind in wants_editing else 1
    assert deliveries.failed_of(workspace, ann) == going
    assert deliveries.retry_failed_of(workspace, ann) == going
    assert deliveries.failed_of(workspace, ann) == 0


def test_what_is_unconfirmed_or_locked_is_not_sent_with_a_new_sign_in(
    workspace: Workspace, ann: str
) -> None:
    asked, over = scheduled(workspace, ann), scheduled(workspace, ann)
    force(workspace, asked.deliveries[0].id, D.UNCONFIRMED, error_kind="outcome_unknown")
    force(workspace, over.deliveries[0].id, D.FAILED, error_kind="transient", retries_over=True)
    assert posts.show(workspace, over.id).locked
    assert deliveries.failed_of(workspace, ann) == 0
    assert deliveries.retry_failed_of(workspace, ann) == 0
    states = [posts.show(workspace, one.id).deliveries[0].status for one in (asked, over)]
    assert states == [D.UNCONFIRMED, D.FAILED]


@pytest.mark.parametrize("how", ["retry", "it is not"])
def test_what_was_handed_over_early_is_not_sent_before_its_time(
    workspace: Workspace, ann: str, how: str
) -> None:
    """It may fail, or its answer be lost, days before the moment its person chose."""
    (delivery,) = scheduled(workspace, ann).deliveries
    assert delivery.due_at is not None
    assert delivery.due_at > workspace.clock.now()
    force(workspace, delivery.id, D.FAILED if how == "retry" else D.UNCONFIRMED)
    if how == "retry":
        deliveries.retry(workspace, delivery.id)
    else:
        deliveries.resolve(workspace, delivery.id, published_url=None)
    (after,) = posts.show(workspace, delivery.post_id).deliveries
    assert (after.status, after.due_at) == (D.SCHEDULED, delivery.due_at)
    publish_due(workspace)
    assert posts.show(workspace, delivery.post_id).deliveries[0].status is D.SCHEDULED
