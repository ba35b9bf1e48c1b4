"""Giving a post its time, moving it, sending it now, taking the time away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.events import DeliveryChanged, Event
from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.plan import PostBlocked
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.status import PostStatus, Stage
from brandcraft_desktop.domain.views import MediaChoice, VariantContent
from brandcraft_desktop.errors import BadInput, OutcomeOpen, Refused
from brandcraft_desktop.services import posts
from brandcraft_desktop.services.workspace import Workspace
from tests.services.desk import (
    HOUR,
    add_media,
    add_step,
    ann,
    bob,
    clock,
    draft,
    force,
    heard,
    raise_epoch,
    scheduled,
    set_media,
    stall,
    steps_of,
    workspace,
)
from tests.services.engine_fixtures import publish_due
from tests.services.engine_world import HandClock, Kiosk, set_account

__all__ = ["ann", "bob", "clock", "heard", "stall", "workspace"]

Act = Callable[[], object]


def test_a_post_gets_its_time(
    workspace: Workspace, clock: HandClock, ann: str, bob: str, heard: list[Event]
) -> None:
    post = draft(workspace, ann, bob)
    at = clock.now() + HOUR
    heard.clear()
    view = posts.schedule(
        workspace, post.id, at=at, zone="Europe/Berlin", wall_time="2026-11-22T14:00:00"
    )
    assert (view.stage, view.status) == (Stage.COMMITTED, PostStatus.SCHEDULED)
    assert (view.content.scheduled_at, view.content.zone, view.content.wall_time) == (
        at,
        "Europe/Berlin",
        "2026-11-22T14:00:00",
    )
    assert [(one.status, one.due_at, one.next_try_at) for one in view.deliveries] == [
        (D.SCHEDULED, at, at)
    ] * 2
    told = [event for event in heard if isinstance(event, DeliveryChanged)]
    assert {(event.account_id, event.status) for event in told} == {
        (ann, D.SCHEDULED),
        (bob, D.SCHEDULED),
    }


def test_the_wall_time_is_worked_out_where_nobody_gave_one(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    post = draft(workspace, ann)
    view = posts.schedule(workspace, post.id, at=clock.now() + HOUR, zone="Europe/Berlin")
    assert view.content.wall_time == "2026-11-22T14:00:00"
    moved = posts.move(workspace, post.id, at=clock.now() + 2 * HOUR)
    assert (moved.content.zone, moved.content.wall_time) == (
        "Europe/Berlin",
        "2026-11-22T15:00:00",
    )
    with pytest.raises(BadInput, match="time zone"):
        posts.schedule(workspace, post.id, at=clock.now() + HOUR, zone="Mars/Olympus")


def test_every_problem_is_listed_and_nothing_changes(
    workspace: Workspace, clock: HandClock, ann: str, bob: str
) -> None:
    set_account(workspace, bob, state=AccountState.NEEDS_RECONNECT.value)
    broken = add_media(workspace, "b.jpg", state=MediaState.FAILED)
    post = draft(workspace, ann, bob, text="x" * 310, media=(MediaChoice(broken),))
    with pytest.raises(PostBlocked) as caught:
        posts.schedule(workspace, post.id, at=clock.now() - HOUR)
    found = {(problem.severity.value, problem.field) for problem in caught.value.problems}
    assert found == {
        ("error", "text"),
        ("error", "time"),
        ("error", "accounts"),
        ("error", f"media:{broken}"),
        ("warning", f"media:{broken}"),
    }
    assert caught.value.problems[-1].severity.value == "warning"
    assert "4" in caught.value.cause or "3 more" in caught.value.cause
    assert posts.show(workspace, post.id) == post


def test_no_account_at_all(workspace: Workspace, clock: HandClock) -> None:
    post = draft(workspace)
    with pytest.raises(PostBlocked, match="No account is chosen"):
        posts.schedule(workspace, post.id, at=clock.now() + HOUR)


@pytest.mark.parametrize(
    ("ahead", "fine"),
    [
        (timedelta(seconds=-61), False),
        (timedelta(seconds=-59), True),
        (timedelta(0), True),
        (timedelta(days=92), True),  # 22 November + 3 months is 22 February
        (timedelta(days=92, seconds=1), False),
    ],
)
def test_neither_past_nor_too_far_ahead(
    workspace: Workspace, clock: HandClock, ann: str, ahead: timedelta, fine: bool
) -> None:
    post = draft(workspace, ann)
    other = scheduled(workspace, ann)
    acts: list[Act] = [
        lambda: posts.schedule(workspace, post.id, at=clock.now() + ahead),
        lambda: posts.move(workspace, other.id, at=clock.now() + ahead),
    ]
    for act in acts:
        if fine:
            act()
            continue
        with pytest.raises(PostBlocked) as caught:
            act()
        assert caught.value.field == "time"


def test_a_post_waits_for_its_files(workspace: Workspace, clock: HandClock, ann: str) -> None:
    picture = add_media(workspace, state=MediaState.PENDING)
    post = scheduled(workspace, ann, media=(MediaChoice(picture, "x"),))
    assert (post.deliveries[0].status, post.deliveries[0].next_try_at) == (D.WAITING_MEDIA, None)
    assert post.status is PostStatus.SCHEDULED
    moved = posts.move(workspace, post.id, at=clock.now() + 2 * HOUR)
    assert (moved.deliveries[0].status, moved.deliveries[0].due_at) == (
        D.WAITING_MEDIA,
        clock.now() + 2 * HOUR,
    )
    set_media(workspace, picture, state=MediaState.PROCESSED.value)
    again = posts.schedule(workspace, post.id, at=clock.now() + HOUR)
    assert again.deliveries[0].next_try_at == clock.now() + HOUR


def test_a_variant_is_judged_by_its_own_words(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    post = draft(workspace, ann, text="x" * 400, variants={"kiosk": VariantContent("short enough")})
    posts.schedule(workspace, post.id, at=clock.now() + HOUR)


def test_moving(workspace: Workspace, clock: HandClock, ann: str, bob: str) -> None:
    later = clock.now() + 5 * HOUR
    post = scheduled(workspace, ann, bob)
    force(workspace, post.deliveries[0].id, D.MISSED)
    moved = posts.move(workspace, post.id, at=later)
    assert moved.content.scheduled_at == later
    assert [(one.status, one.due_at) for one in moved.deliveries] == [(D.SCHEDULED, later)] * 2
    idea = draft(workspace, ann)
    assert posts.move(workspace, idea.id, at=later).content.scheduled_at == later
    assert posts.show(workspace, idea.id).deliveries[0].due_at is None


def test_moving_leaves_what_failed_or_was_canceled(
    workspace: Workspace, clock: HandClock, ann: str, bob: str
) -> None:
    later = clock.now() + 5 * HOUR
    post = scheduled(workspace, ann, bob)
    force(workspace, post.deliveries[0].id, D.FAILED)
    moved = posts.move(workspace, post.id, at=later)
    assert [one.status for one in moved.deliveries] == [D.FAILED, D.SCHEDULED]
    force(workspace, post.deliveries[1].id, D.FAILED)
    with pytest.raises(Refused, match="failed post"):
        posts.move(workspace, post.id, at=later + HOUR)
    assert posts.show(workspace, post.id).content.scheduled_at == later
    posts.cancel(workspace, post.id)
    still = posts.move(workspace, post.id, at=later + HOUR)
    assert still.content.scheduled_at == later + HOUR
    assert {one.status for one in still.deliveries} == {D.CANCELED}


def test_publishing_now(workspace: Workspace, clock: HandClock, ann: str, stall: Kiosk) -> None:
    post = draft(workspace, ann)
    view = posts.publish_now(workspace, post.id)
    assert view.deliveries[0].due_at == clock.now()
    assert publish_due(workspace) == 1
    assert posts.show(workspace, post.id).status is PostStatus.PUBLISHED
    assert len(stall.store.arrived()) == 1
    with pytest.raises(Refused):
        posts.publish_now(workspace, post.id)


def test_publishing_now_waits_for_the_answer_about_an_unconfirmed_one(
    workspace: Workspace, ann: str, bob: str
) -> None:
    post = scheduled(workspace, ann, bob)
    force(workspace, post.deliveries[0].id, D.UNCONFIRMED)
    with pytest.raises(OutcomeOpen) as caught:
        posts.publish_now(workspace, post.id)
    assert caught.value.exit_code == 5


def test_publishing_now_checks_the_plan(workspace: Workspace, ann: str) -> None:
    post = draft(workspace, ann, text="")
    with pytest.raises(PostBlocked, match="nothing to post"):
        posts.publish_now(workspace, post.id)


def test_scheduling_a_failed_thread_goes_on_behind_what_is_out(
    workspace: Workspace, clock: HandClock, ann: str, stall: Kiosk
) -> None:
    from tests.services.engine_world import not_sent

    stall.next("send", None, *[not_sent()] * 20)
    post = scheduled(workspace, ann, text="1\n---\n2", at=clock.now())
    publish_due(workspace)
    while posts.show(workspace, post.id).status is not PostStatus.FAILED:
        clock.advance(hours=1)
        publish_due(workspace)
    stall.script.clear()
    view = posts.schedule(workspace, post.id, at=clock.now() + HOUR)
    delivery = view.deliveries[0]
    assert delivery.begun
    clock.advance_to(clock.now() + HOUR)
    publish_due(workspace)
    assert stall.store.arrived() == [(delivery.id, 1), (delivery.id, 2)]
    assert posts.show(workspace, post.id).status is PostStatus.PUBLISHED


def test_a_new_time_drops_what_was_prepared_for_the_old_one(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    post = scheduled(workspace, ann)
    delivery = post.deliveries[0].id
    add_step(workspace, delivery, "created_at", armed=False)
    force(workspace, delivery, D.FAILED)
    posts.schedule(workspace, post.id, at=clock.now() + 2 * HOUR)
    assert steps_of(workspace, delivery) == set()


def test_back_to_a_draft(workspace: Workspace, ann: str, bob: str) -> None:
    post = scheduled(workspace, ann, bob)
    force(workspace, post.deliveries[1].id, D.FAILED)
    view = posts.make_draft(workspace, post.id)
    assert (view.stage, view.status) == (Stage.DRAFT, PostStatus.DRAFT)
    assert view.content.scheduled_at == post.content.scheduled_at
    assert [(one.status, one.due_at, one.next_try_at, one.error) for one in view.deliveries] == [
        (D.DRAFT, None, None, None)
    ] * 2
    assert publish_due(workspace) == 0


def test_a_separated_account_does_not_come_back_with_the_post(
    workspace: Workspace, clock: HandClock, ann: str, bob: str
) -> None:
    """It has a post of its own now: scheduling the old one again must not send it twice."""
    from brandcraft_desktop.services import deliveries

    post = scheduled(workspace, ann, bob)
    for one in post.deliveries:
        force(workspace, one.id, D.FAILED)
    deliveries.separate(workspace, post.deliveries[0].id)
    for view in (
        posts.schedule(workspace, post.id, at=clock.now() + HOUR),
        posts.make_draft(workspace, post.id),
        posts.publish_now(workspace, post.id),
    ):
        assert view.deliveries[0].status is D.CANCELED
        assert view.deliveries[1].status is not D.CANCELED


def test_canceling(workspace: Workspace, ann: str, bob: str) -> None:
    post = scheduled(workspace, ann, bob)
    force(workspace, post.deliveries[0].id, D.PUBLISHED)
    view = posts.cancel(workspace, post.id)
    assert [one.status for one in view.deliveries] == [D.PUBLISHED, D.CANCELED]
    assert view.deliveries[1].next_try_at is None
    with pytest.raises(Refused, match="nothing left to cancel"):
        posts.cancel(workspace, post.id)
    with pytest.raises(Refused, match="nothing left to cancel"):
        posts.cancel(workspace, draft(workspace, ann).id)


def test_a_canceled_post_can_be_scheduled_again(
    workspace: Workspace, clock: HandClock, ann: str, bob: str
) -> None:
    post = scheduled(workspace, ann, bob)
    canceled = posts.cancel(workspace, post.id)
    assert canceled.status is PostStatus.CANCELED
    assert canceled.content.account_ids == (ann, bob)
    again = posts.schedule(workspace, post.id, at=clock.now() + HOUR)
    assert [one.status for one in again.deliveries] == [D.SCHEDULED] * 2


def test_after_a_restore_nothing_is_moved_that_may_be_out(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    post = scheduled(workspace, ann)
    clock.advance(hours=2)
    raise_epoch(workspace)
    acts: list[Act] = [
        lambda: posts.publish_now(workspace, post.id),
        lambda: posts.move(workspace, post.id, at=clock.now() + HOUR),
        lambda: posts.schedule(workspace, post.id, at=clock.now() + HOUR),
        lambda: posts.make_draft(workspace, post.id),
    ]
    for act in acts:
        with pytest.raises(Refused, match="may have this post already"):
            act()
    assert posts.show(workspace, post.id) == post


def test_scheduling_what_was_edited_since_keeps_the_edit(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    post = draft(workspace, ann)
    posts.save(workspace, post.id, replace(post.content, text="Newest"))
    assert posts.schedule(workspace, post.id, at=clock.now() + HOUR).content.text == "Newest"
