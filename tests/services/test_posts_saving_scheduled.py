"""Saving a post that is scheduled, tried, partly out or over: what may still change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.plan import PostBlocked
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.views import MediaChoice
from brandcraft_desktop.errors import BadInput, Refused
from brandcraft_desktop.services import posts
from brandcraft_desktop.services.workspace import Workspace
from tests.services.desk import (
    HOUR,
    add_attempt,
    add_media,
    add_step,
    ann,
    bob,
    clock,
    draft,
    force,
    heard,
    scheduled,
    stall,
    steps_of,
    workspace,
)
from tests.services.engine_world import HandClock

__all__ = ["ann", "bob", "clock", "heard", "stall", "workspace"]

Act = Callable[[], object]


def test_accounts_come_and_go_until_they_were_tried(
    workspace: Workspace, ann: str, bob: str
) -> None:
    post = draft(workspace, ann, bob)
    kept = {one.account_id: one.id for one in post.deliveries}
    turned = posts.save(workspace, post.id, replace(post.content, account_ids=(bob, ann)))
    assert [one.account_id for one in turned.deliveries] == [bob, ann]
    assert {one.account_id: one.id for one in turned.deliveries} == kept
    alone = posts.save(workspace, post.id, replace(post.content, account_ids=(bob,)))
    assert [one.account_id for one in alone.deliveries] == [bob]
    add_attempt(workspace, kept[bob])
    with pytest.raises(BadInput, match="can't be taken off"):
        posts.save(workspace, post.id, replace(alone.content, account_ids=(ann,)))
    assert posts.show(workspace, post.id).content.account_ids == (bob,)


def test_a_canceled_account_is_chosen_no_more_and_can_be_chosen_again(
    workspace: Workspace, ann: str, bob: str
) -> None:
    post = scheduled(workspace, ann, bob)
    to_ann = next(one for one in post.deliveries if one.account_id == ann)
    add_attempt(workspace, to_ann.id)
    force(workspace, to_ann.id, D.CANCELED)
    view = posts.show(workspace, post.id)
    assert view.content.account_ids == (bob,)
    again = posts.schedule(workspace, post.id, at=workspace.clock.now() + 2 * HOUR)
    assert [one.status for one in again.deliveries] == [D.CANCELED, D.SCHEDULED]
    chosen = posts.save(workspace, post.id, replace(again.content, account_ids=(ann, bob)))
    assert [one.status for one in chosen.deliveries] == [D.SCHEDULED, D.SCHEDULED]
    assert {one.due_at for one in chosen.deliveries} == {workspace.clock.now() + 2 * HOUR}


def test_an_edited_scheduled_post_stays_scheduled(workspace: Workspace, ann: str, bob: str) -> None:
    post = scheduled(workspace, ann)
    at = post.content.scheduled_at
    edited = posts.save(
        workspace,
        post.id,
        replace(post.content, text="Other", account_ids=(ann, bob), scheduled_at=None),
    )
    assert edited.content.scheduled_at == at
    assert [(one.status, one.due_at, one.next_try_at) for one in edited.deliveries] == [
        (D.SCHEDULED, at, at),
        (D.SCHEDULED, at, at),
    ]


def test_a_new_time_follows_when_it_is_possible(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    post = scheduled(workspace, ann)
    later = clock.now() + 3 * HOUR
    moved = posts.save(workspace, post.id, replace(post.content, scheduled_at=later))
    assert moved.deliveries[0].due_at == moved.deliveries[0].next_try_at == later
    for wrong in (clock.now() - HOUR, clock.now() + timedelta(days=120)):
        with pytest.raises(PostBlocked):
            posts.save(workspace, post.id, replace(moved.content, scheduled_at=wrong))
    assert posts.show(workspace, post.id) == moved


def test_a_new_account_on_a_post_with_unready_files_waits_for_them(
    workspace: Workspace, ann: str, bob: str
) -> None:
    picture = add_media(workspace, state=MediaState.PENDING)
    post = scheduled(workspace, ann, media=(MediaChoice(picture, "x"),))
    assert post.deliveries[0].status is D.WAITING_MEDIA
    edited = posts.save(workspace, post.id, replace(post.content, account_ids=(ann, bob)))
    assert [(one.status, one.next_try_at) for one in edited.deliveries] == [
        (D.WAITING_MEDIA, None),
        (D.WAITING_MEDIA, None),
    ]


def test_saving_a_missed_post_sends_nothing(
    workspace: Workspace, clock: HandClock, ann: str, bob: str
) -> None:
    post = scheduled(workspace, ann)
    clock.advance(hours=2)
    force(workspace, post.deliveries[0].id, D.MISSED)
    edited = posts.save(workspace, post.id, replace(post.content, account_ids=(ann, bob)))
    assert [one.status for one in edited.deliveries] == [D.MISSED, D.DRAFT]


def test_new_words_drop_what_was_prepared_for_the_old_ones(workspace: Workspace, ann: str) -> None:
    post = scheduled(workspace, ann)
    delivery = post.deliveries[0].id
    add_step(workspace, delivery, "card", armed=False)
    same = posts.save(workspace, post.id, replace(post.content, notes="only for me"))
    assert steps_of(workspace, delivery) == {"card"}
    posts.save(workspace, post.id, replace(same.content, text="https://example.com/other"))
    assert steps_of(workspace, delivery) == set()


def test_what_is_partly_out_keeps_its_words_and_steps(
    workspace: Workspace, ann: str, bob: str
) -> None:
    post = scheduled(workspace, ann, bob, text="1\n---\n2")
    delivery = post.deliveries[0].id
    add_step(workspace, delivery, "part-1", armed=True)
    force(workspace, delivery, D.FAILED)
    for change in ({"text": "new"}, {"account_ids": (bob,)}, {"thread": True}, {"title": "new"}):
        with pytest.raises(Refused, match="may already be out"):
            posts.save(workspace, post.id, replace(post.content, **change))
    with pytest.raises(Refused, match="may already be out"):
        posts.make_draft(workspace, post.id)
    assert steps_of(workspace, delivery) == {"part-1"}


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (D.PUBLISHING, "published right now"),
        (D.PROCESSING, "published right now"),
        (D.PUBLISHED, "Published posts"),
        (D.UNCONFIRMED, "can't be changed yet"),
    ],
)
def test_what_can_no_longer_be_changed(
    workspace: Workspace, ann: str, bob: str, status: D, words: str
) -> None:
    post = scheduled(workspace, ann, bob)
    force(workspace, post.deliveries[0].id, status)
    before = posts.show(workspace, post.id)
    acts: list[Act] = [
        lambda: posts.save(workspace, post.id, replace(post.content, text="new")),
        lambda: posts.make_draft(workspace, post.id),
        lambda: posts.schedule(workspace, post.id, at=workspace.clock.now() + HOUR),
        lambda: posts.move(workspace, post.id, at=workspace.clock.now() + HOUR),
    ]
    for act in acts:
        with pytest.raises(Refused, match=words):
            act()
    assert posts.show(workspace, post.id) == before


def test_what_is_in_the_trash_is_not_changed(workspace: Workspace, ann: str) -> None:
    post = scheduled(workspace, ann)
    posts.delete(workspace, post.id)
    with pytest.raises(Refused, match="in the trash"):
        posts.save(workspace, post.id, replace(post.content, text="new"))
