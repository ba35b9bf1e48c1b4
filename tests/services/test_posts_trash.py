"""Deleting with a way back, and duplicating."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.status import PostStatus, Stage
from brandcraft_desktop.domain.views import MediaChoice, PostContent, VariantContent
from brandcraft_desktop.errors import NotFound, Refused
from brandcraft_desktop.services import deliveries, posts
from brandcraft_desktop.services.tidying import tidy
from brandcraft_desktop.services.workspace import Workspace
from tests.services.desk import (
    add_media,
    add_step,
    ann,
    bob,
    clock,
    draft,
    force,
    raise_epoch,
    scheduled,
    set_media,
    stall,
    steps_of,
    workspace,
)
from tests.services.engine_fixtures import publish_due
from tests.services.engine_world import HandClock, Kiosk

__all__ = ["ann", "bob", "clock", "stall", "workspace"]

Act = Callable[[], object]


def test_nothing_goes_out_of_the_trash(
    workspace: Workspace, clock: HandClock, ann: str, stall: Kiosk
) -> None:
    post = scheduled(workspace, ann)
    posts.delete(workspace, post.id)
    deleted = posts.show(workspace, post.id)
    assert deleted.deleted_at == clock.now()
    assert posts.page(workspace) == ()
    clock.advance(hours=2)
    assert publish_due(workspace) == 0
    assert stall.store.arrived() == []


def test_undo_at_once_brings_it_back_as_it_was(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    post = scheduled(workspace, ann)
    posts.delete(workspace, post.id)
    assert posts.undelete(workspace, post.id) == post
    assert posts.undelete(workspace, post.id) == post  # twice is fine


def test_deleting_twice_keeps_the_first_moment(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    post = draft(workspace, ann)
    posts.delete(workspace, post.id)
    first = clock.now()
    clock.advance(hours=1)
    posts.delete(workspace, post.id)
    assert posts.show(workspace, post.id).deleted_at == first


def test_one_that_would_have_gone_out_meanwhile_comes_back_as_a_draft(
    workspace: Workspace, clock: HandClock, ann: str, bob: str
) -> None:
    post = scheduled(workspace, ann, bob)
    posts.delete(workspace, post.id)
    clock.advance(hours=2)
    back = posts.undelete(workspace, post.id)
    assert (back.stage, back.status) == (Stage.DRAFT, PostStatus.DRAFT)
    assert [one.status for one in back.deliveries] == [D.DRAFT] * 2
    assert back.content.scheduled_at == post.content.scheduled_at
    assert publish_due(workspace) == 0


@pytest.mark.parametrize("status", [D.PUBLISHED, D.FAILED, D.MISSED, D.UNCONFIRMED, D.CANCELED])
def test_what_has_happened_stays_happened(
    workspace: Workspace, clock: HandClock, ann: str, bob: str, status: D
) -> None:
    post = scheduled(workspace, ann, bob)
    force(workspace, post.deliveries[0].id, status)
    posts.delete(workspace, post.id)
    clock.advance(hours=2)
    back = posts.undelete(workspace, post.id)
    assert back.stage is Stage.COMMITTED
    assert [one.status for one in back.deliveries] == [status, D.MISSED]
    assert publish_due(workspace) == 0


def test_a_wholly_failed_post_comes_back_failed(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    post = scheduled(workspace, ann)
    delivery = post.deliveries[0].id
    add_step(workspace, delivery, "part-1", armed=True)
    force(workspace, delivery, D.FAILED)
    clock.advance(hours=2)
    posts.delete(workspace, post.id)
    back = posts.undelete(workspace, post.id)
    assert back.status is PostStatus.FAILED
    assert back.deliveries[0].error is not None
    assert steps_of(workspace, delivery) == {"part-1"}


def test_one_that_waits_for_its_next_try_goes_on_waiting(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    post = scheduled(workspace, ann)
    clock.advance(hours=2)
    again = clock.now() + timedelta(minutes=5)
    force(
        workspace,
        post.deliveries[0].id,
        D.SCHEDULED,
        run_at=again,
        retry_at=again,
        attempts=1,
        error_kind="transient",
    )
    posts.delete(workspace, post.id)
    back = posts.undelete(workspace, post.id)
    assert (back.deliveries[0].status, back.deliveries[0].next_try_at) == (D.SCHEDULED, again)
    posts.delete(workspace, post.id)
    clock.advance(hours=1)
    late = posts.undelete(workspace, post.id)
    assert (late.stage, late.deliveries[0].status) == (Stage.COMMITTED, D.MISSED)


def test_after_a_restore_it_does_not_come_back_as_an_innocent_draft(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    post = scheduled(workspace, ann)
    posts.delete(workspace, post.id)
    clock.advance(hours=2)
    raise_epoch(workspace)
    back = posts.undelete(workspace, post.id)
    assert back.deliveries[0].status is D.MISSED


def test_waiting_for_files_through_the_trash(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    picture = add_media(workspace, state=MediaState.PENDING)
    post = scheduled(workspace, ann, media=(MediaChoice(picture, "x"),))
    posts.delete(workspace, post.id)
    assert posts.undelete(workspace, post.id) == post


def test_a_temp_comes_back_as_a_draft(workspace: Workspace) -> None:
    post = posts.open_new(workspace)
    posts.save(workspace, post.id, PostContent(text="x"))
    posts.delete(workspace, post.id)
    assert posts.undelete(workspace, post.id).stage is Stage.DRAFT


@pytest.mark.parametrize("status", [D.PUBLISHING, D.PROCESSING])
def test_what_is_on_its_way_is_not_deleted(workspace: Workspace, ann: str, status: D) -> None:
    post = scheduled(workspace, ann)
    force(workspace, post.deliveries[0].id, status)
    with pytest.raises(Refused, match="right now"):
        posts.delete(workspace, post.id)
    assert posts.show(workspace, post.id).deleted_at is None


def test_nothing_is_retried_or_resolved_in_the_trash(
    workspace: Workspace, ann: str, bob: str
) -> None:
    post = scheduled(workspace, ann, bob)
    first, second = (one.id for one in post.deliveries)
    force(workspace, first, D.FAILED, error_kind="transient")
    force(workspace, second, D.UNCONFIRMED)
    posts.delete(workspace, post.id)
    acts: list[Act] = [
        lambda: deliveries.retry(workspace, first),
        lambda: deliveries.retry_failed(workspace, post.id),
        lambda: deliveries.resolve(workspace, second, published_url=None),
        lambda: posts.publish_now(workspace, posts.show(workspace, post.id).id),
    ]
    for act in acts:
        with pytest.raises(Refused):
            act()
    assert deliveries.retry_failed_of(workspace, ann) == 0
    resolved = deliveries.resolve(workspace, second, published_url="https://kiosk.example/1")
    assert resolved.deliveries[1].status is D.PUBLISHED


def test_the_trash_is_emptied_after_30_days(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    post = scheduled(workspace, ann)
    posts.delete(workspace, post.id)
    clock.advance(days=29)
    tidy(workspace)
    posts.show(workspace, post.id)
    clock.advance(days=2)
    tidy(workspace)
    with pytest.raises(NotFound):
        posts.show(workspace, post.id)


def test_a_duplicate_has_the_words_and_no_history(
    workspace: Workspace, clock: HandClock, ann: str, bob: str
) -> None:
    kept, gone = add_media(workspace, "1.jpg"), add_media(workspace, "2.jpg")
    post = scheduled(
        workspace,
        ann,
        bob,
        title="T",
        notes="N",
        thread=True,
        media=(MediaChoice(gone, "gone"), MediaChoice(kept, "kept")),
        variants={"kiosk": VariantContent("own", {"a": "b"})},
    )
    set_media(workspace, gone, deleted_at=clock.now())
    force(workspace, post.deliveries[0].id, D.PUBLISHED, attempts=3)
    copy = posts.duplicate(workspace, post.id)
    assert copy.id != post.id
    assert (copy.stage, copy.content.scheduled_at, copy.content.wall_time) == (
        Stage.DRAFT,
        None,
        "",
    )
    assert copy.content.media == (MediaChoice(kept, "kept"),)
    for name in ("title", "notes", "text", "account_ids", "variants", "thread", "zone"):
        assert getattr(copy.content, name) == getattr(post.content, name)
    assert [(one.status, one.attempts) for one in copy.deliveries] == [(D.DRAFT, 0)] * 2
