"""Retry, resolve, cancel, separate, edit alone, skip: in every state a delivery can have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.events import DeliveryChanged, Event, PostChanged
from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.domain.status import ALLOWED_MOVES, PostStatus, Stage
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.views import MediaChoice, PostView, VariantContent
from brandcraft_desktop.errors import BadInput, NotFound, OutcomeOpen, Refused
from brandcraft_desktop.services import deliveries, delivery_history, posts
from brandcraft_desktop.services.workspace import Workspace
from tests.services.desk import (
    HOUR,
    add_attempt,
    add_media,
    add_step,
    ann,
    bob,
    clock,
    force,
    heard,
    raise_epoch,
    scheduled,
    stall,
    workspace,
)
from tests.services.engine_fixtures import publish_due
from tests.services.engine_world import HandClock, Kiosk, lost, not_sent, set_account

__all__ = ["ann", "bob", "clock", "heard", "stall", "workspace"]

Act = Callable[[Workspace, str, str], object]  # delivery id, post id
LIVE = "https://kiosk.example/1"

ACTS: dict[str, Act] = {
    "retry": lambda workspace, delivery, post: deliveries.retry(workspace, delivery),
    "retry failed": lambda workspace, delivery, post: deliveries.retry_failed(workspace, post),
    "it is live": lambda workspace, delivery, post: deliveries.resolve(
        workspace, delivery, published_url=LIVE
    ),
    "it is not": lambda workspace, delivery, post: deliveries.resolve(
        workspace, delivery, published_url=None
    ),
    "cancel": lambda workspace, delivery, post: deliveries.cancel(workspace, delivery),
    "separate": lambda workspace, delivery, post: deliveries.separate(workspace, delivery),
    "edit": lambda workspace, delivery, post: deliveries.edit_failed(
        workspace, delivery, VariantContent("Mended"), again_at=None
    ),
    "skip": lambda workspace, delivery, post: deliveries.skip_missed(workspace, post),
    "cancel post": lambda workspace, delivery, post: posts.cancel(workspace, post),
    "draft": lambda workspace, delivery, post: posts.make_draft(workspace, post),
    "now": lambda workspace, delivery, post: posts.publish_now(workspace, post),
}

# What becomes of a delivery in each state; missing: refused and unchanged. "=" is done, unchanged.
OUTCOMES: dict[str, dict[D, D | str]] = {
    "retry": {D.FAILED: D.SCHEDULED, D.MISSED: D.SCHEDULED, D.CANCELED: D.SCHEDULED},
    "retry failed": {D.FAILED: D.SCHEDULED, D.MISSED: D.SCHEDULED},
    "it is live": {D.UNCONFIRMED: D.PUBLISHED},
    "it is not": {D.UNCONFIRMED: D.SCHEDULED},
    "cancel": {
        D.SCHEDULED: D.CANCELED,
        D.PUBLISHING: D.CANCELED,
        D.PROCESSING: D.CANCELED,
        D.WAITING_MEDIA: D.CANCELED,
        D.FAILED: D.CANCELED,
        D.MISSED: D.CANCELED,
        D.DRAFT: D.CANCELED,
    },
    "separate": {D.FAILED: D.CANCELED, D.MISSED: D.CANCELED},
    "edit": {D.FAILED: D.SCHEDULED, D.MISSED: D.SCHEDULED, D.CANCELED: D.SCHEDULED},
    "skip": {D.MISSED: D.CANCELED, **{one: "=" for one in D if one is not D.MISSED}},
    "cancel post": {
        D.SCHEDULED: D.CANCELED,
        D.PUBLISHING: D.CANCELED,
        D.PROCESSING: D.CANCELED,
        D.WAITING_MEDIA: D.CANCELED,
        D.FAILED: D.CANCELED,
        D.MISSED: D.CANCELED,
        D.DRAFT: D.CANCELED,
    },
    "draft": {
        D.SCHEDULED: D.DRAFT,
        D.WAITING_MEDIA: D.DRAFT,
        D.FAILED: D.DRAFT,
        D.MISSED: D.DRAFT,
        D.CANCELED: D.DRAFT,
        D.DRAFT: "=",
    },
    "now": {
        D.SCHEDULED: D.SCHEDULED,
        D.WAITING_MEDIA: D.SCHEDULED,
        D.FAILED: D.SCHEDULED,
        D.MISSED: D.SCHEDULED,
        D.CANCELED: D.SCHEDULED,
        D.DRAFT: D.SCHEDULED,
    },
}


@pytest.mark.parametrize("name", list(ACTS))
def test_every_act_in_every_state(workspace: Workspace, ann: str, name: str) -> None:
    for status in D:
        post = scheduled(workspace, ann)
        delivery = post.deliveries[0].id
        force(workspace, delivery, status)
        before = posts.show(workspace, post.id)
        expected = OUTCOMES[name].get(status)
        if expected is None:
            with pytest.raises(Refused) as caught:
                ACTS[name](workspace, delivery, post.id)
            assert caught.value.title.endswith("."), status
            assert posts.show(workspace, post.id) == before, status
        else:
            ACTS[name](workspace, delivery, post.id)
            after = posts.show(workspace, post.id).deliveries[0]
            assert after.status is (status if expected == "=" else expected), status
            assert after.status is status or after.status in ALLOWED_MOVES[status]
            assert expected == "=" or (after.next_try_at is not None) is (expected is D.SCHEDULED)
        force(workspace, delivery, D.CANCELED, lease_owner=None)  # its account is free again


@pytest.mark.parametrize("name", ["retry", "retry failed", "now"])
def test_an_unconfirmed_one_waits_for_an_answer(workspace: Workspace, ann: str, name: str) -> None:
    post = scheduled(workspace, ann)
    force(workspace, post.deliveries[0].id, D.UNCONFIRMED)
    with pytest.raises(OutcomeOpen) as caught:
        ACTS[name](workspace, post.deliveries[0].id, post.id)
    assert caught.value.exit_code == 5


@pytest.mark.parametrize("name", ["retry", "cancel", "draft", "now", "edit", "skip"])
def test_what_a_worker_holds_is_left_alone(workspace: Workspace, ann: str, name: str) -> None:
    """A row that has a lease, whatever its status says, is not written by a person's act."""
    post = scheduled(workspace, ann)
    delivery = post.deliveries[0].id
    status = {"skip": D.MISSED, "retry": D.FAILED, "edit": D.FAILED}.get(name, D.SCHEDULED)
    force(
        workspace,
        delivery,
        status,
        lease_owner="m:1:x",
        lease_until=workspace.clock.now() + HOUR,
    )
    before = posts.show(workspace, post.id)
    with pytest.raises(Refused, match="worked on right now"):
        ACTS[name](workspace, delivery, post.id)
    assert posts.show(workspace, post.id) == before


@pytest.mark.parametrize("name", ["retry", "it is live", "cancel", "separate", "edit"])
def test_a_delivery_that_is_gone(workspace: Workspace, name: str) -> None:
    with pytest.raises(NotFound):
        ACTS[name](workspace, "nothing", "nothing")


@pytest.mark.parametrize(
    "name", ["retry", "retry failed", "cancel", "edit", "cancel post", "draft", "now"]
)
def test_events_tell_what_became_of_it(
    workspace: Workspace, ann: str, heard: list[Event], name: str
) -> None:
    post = scheduled(workspace, ann)
    delivery = post.deliveries[0].id
    force(workspace, delivery, D.FAILED)
    seen: list[D] = []
    unsubscribe = workspace.bus.subscribe(
        lambda event: seen.append(posts.show(workspace, post.id).deliveries[0].status)
    )
    heard.clear()
    ACTS[name](workspace, delivery, post.id)
    unsubscribe()
    after = posts.show(workspace, post.id).deliveries[0].status
    assert DeliveryChanged(delivery, post.id, ann, after) in heard
    assert PostChanged(post.id) in heard
    assert set(seen) == {after}  # told after the commit


@pytest.mark.parametrize(
    "address",
    ["kiosk.example/1", "https://", "javascript:alert(1)", "ftp://x/1", "https://a b", "http:///x"],
)
def test_something_that_is_no_address(workspace: Workspace, ann: str, address: str) -> None:
    post = scheduled(workspace, ann)
    force(workspace, post.deliveries[0].id, D.UNCONFIRMED)
    with pytest.raises(BadInput) as caught:
        deliveries.resolve(workspace, post.deliveries[0].id, published_url=address)
    assert caught.value.field == "published"
    assert posts.show(workspace, post.id).deliveries[0].status is D.UNCONFIRMED


@pytest.mark.parametrize(("address", "kept"), [(LIVE, LIVE), ("", None)])
def test_it_is_live(
    workspace: Workspace, clock: HandClock, ann: str, address: str, kept: str | None
) -> None:
    post = scheduled(workspace, ann)
    delivery = post.deliveries[0].id
    add_step(workspace, delivery, "part-1", armed=True, done=False)
    force(workspace, delivery, D.UNCONFIRMED, error_kind="outcome_unknown")
    after = deliveries.resolve(workspace, delivery, published_url=address).deliveries[0]
    assert (after.status, after.permalink, after.published_at, after.error) == (
        D.PUBLISHED,
        kept,
        clock.now(),
        None,
    )
    assert (after.text, after.handle, after.next_try_at) == ("Hello", "@ann", None)
    set_account(workspace, ann, handle="@renamed")
    assert posts.show(workspace, post.id).deliveries[0].handle == "@ann"


def test_it_is_not_there_so_it_is_sent_once_more(
    workspace: Workspace, clock: HandClock, ann: str, stall: Kiosk
) -> None:
    stall.sees = False
    stall.next("send", lost())
    post = scheduled(workspace, ann, at=clock.now())
    publish_due(workspace)
    while posts.show(workspace, post.id).status is not PostStatus.UNCONFIRMED:
        clock.advance(hours=1)
        publish_due(workspace)
    assert stall.store.arrived() == []
    deliveries.resolve(workspace, post.deliveries[0].id, published_url=None)
    publish_due(workspace)
    assert posts.show(workspace, post.id).status is PostStatus.PUBLISHED
    assert stall.store.arrived() == [(post.deliveries[0].id, 1)]


def test_a_part_out_and_a_part_not(
    workspace: Workspace, clock: HandClock, ann: str, stall: Kiosk
) -> None:
    """The first part of a thread is out; retrying sends the second alone, whatever happened."""
    stall.next("send", None, *[not_sent()] * 30)
    post = scheduled(workspace, ann, text="1\n---\n2", at=clock.now())
    publish_due(workspace)
    while posts.show(workspace, post.id).status is not PostStatus.FAILED:
        clock.advance(hours=1)
        publish_due(workspace)
    stall.script.clear()
    delivery = posts.show(workspace, post.id).deliveries[0]
    assert delivery.begun
    with pytest.raises(Refused) as caught:
        deliveries.separate(workspace, delivery.id)
    assert "second time" in caught.value.message
    with pytest.raises(Refused, match="already be out"):
        deliveries.edit_failed(
            workspace, delivery.id, VariantContent("changed\n---\n2"), again_at=None
        )
    assert posts.show(workspace, post.id).content.variants == {}
    deliveries.edit_failed(workspace, delivery.id, VariantContent("1\n---\nmended"), again_at=None)
    publish_due(workspace)
    after = posts.show(workspace, post.id)
    assert after.status is PostStatus.PUBLISHED
    assert stall.store.arrived() == [(delivery.id, 1), (delivery.id, 2)]
    assert after.deliveries[0].text == "1\n\nmended"


def test_after_a_restore_a_retry_only_looks(
    workspace: Workspace, clock: HandClock, ann: str, stall: Kiosk
) -> None:
    post = scheduled(workspace, ann)
    delivery = post.deliveries[0].id
    force(workspace, delivery, D.FAILED)
    clock.advance(hours=2)
    raise_epoch(workspace)
    due = post.deliveries[0].due_at
    after = deliveries.retry(workspace, delivery).deliveries[0]
    assert (after.status, after.due_at, after.next_try_at) == (D.SCHEDULED, due, clock.now())
    publish_due(workspace)
    assert stall.store.arrived() == []
    assert posts.show(workspace, post.id).deliveries[0].status is D.UNCONFIRMED
    deliveries.resolve(workspace, delivery, published_url=None)
    publish_due(workspace)
    assert stall.store.arrived() == [(delivery, 1)]


def test_a_post_of_its_own(workspace: Workspace, ann: str, bob: str) -> None:
    picture = add_media(workspace)
    post = scheduled(
        workspace,
        ann,
        bob,
        text="Shared",
        title="T",
        media=(MediaChoice(picture, "x"),),
        variants={
            "kiosk": VariantContent("For kiosks", {"a": "1"}),
            bob: VariantContent(None, {"b": "2"}),
            "": VariantContent(None, {"numbering": "{n}"}),
        },
    )
    force(workspace, post.deliveries[0].id, D.PUBLISHED)
    force(workspace, post.deliveries[1].id, D.FAILED)
    own = deliveries.separate(workspace, post.deliveries[1].id)
    assert (own.stage, own.content.text, own.content.account_ids) == (
        Stage.DRAFT,
        "For kiosks",
        (bob,),
    )
    assert own.content.variants["kiosk"].options == {"a": "1", "b": "2"}
    assert own.content.variants[""].options == {"numbering": "{n}"}
    assert own.content.media == (MediaChoice(picture, "x"),)
    old = posts.show(workspace, post.id)
    assert [one.status for one in old.deliveries] == [D.PUBLISHED, D.CANCELED]
    assert old.status is PostStatus.PUBLISHED


def test_an_edit_is_for_one_account_alone(
    workspace: Workspace, clock: HandClock, ann: str, bob: str
) -> None:
    post = scheduled(workspace, ann, bob, variants={"kiosk": VariantContent("Both")})
    force(workspace, post.deliveries[0].id, D.PUBLISHED, text="Both")
    force(workspace, post.deliveries[1].id, D.FAILED)
    later = clock.now() + 2 * HOUR
    view = deliveries.edit_failed(
        workspace, post.deliveries[1].id, VariantContent("Only Bob"), again_at=later
    )
    assert view.content.variants == {
        "kiosk": VariantContent("Both"),
        bob: VariantContent("Only Bob"),
    }
    assert [(one.status, one.due_at) for one in view.deliveries][1] == (D.SCHEDULED, later)
    assert view.deliveries[0].text == "Both"


def test_an_edit_that_does_not_fit_changes_nothing(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    post = scheduled(workspace, ann)
    delivery = post.deliveries[0].id
    force(workspace, delivery, D.FAILED)
    before = posts.show(workspace, post.id)
    for text, at in (
        ("x" * 400, None),
        ("fine", clock.now() - HOUR),
        ("fine", clock.now() + timedelta(days=200)),
        ("\ud800", None),
    ):
        with pytest.raises(BadInput):
            deliveries.edit_failed(workspace, delivery, VariantContent(text), again_at=at)
        assert posts.show(workspace, post.id) == before


def test_an_edit_for_later_waits_for_its_files(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    picture = add_media(workspace, state=MediaState.PENDING)
    post = scheduled(workspace, ann, media=(MediaChoice(picture, "x"),))
    force(workspace, post.deliveries[0].id, D.FAILED)
    later = clock.now() + 2 * HOUR
    view = deliveries.edit_failed(
        workspace, post.deliveries[0].id, VariantContent("new"), again_at=later
    )
    one = view.deliveries[0]
    assert (one.status, one.due_at, one.next_try_at) == (D.WAITING_MEDIA, later, None)


def test_a_signed_out_account_holds_its_retry_back(
    workspace: Workspace, clock: HandClock, ann: str
) -> None:
    post = scheduled(workspace, ann)
    clock.advance(seconds=HOUR.total_seconds())
    force(workspace, post.deliveries[0].id, D.FAILED)
    set_account(workspace, ann, state=AccountState.NEEDS_RECONNECT.value)
    deliveries.retry(workspace, post.deliveries[0].id)
    publish_due(workspace)
    held = posts.show(workspace, post.id).deliveries[0]
    assert held.status is D.SCHEDULED
    assert "reconnected" in held.hold_reason


def test_attempts_and_details(workspace: Workspace, clock: HandClock, ann: str) -> None:
    post = scheduled(workspace, ann)
    delivery = post.deliveries[0].id
    add_attempt(workspace, delivery, 1)
    clock.advance(minutes=1)
    add_attempt(workspace, delivery, 2)
    force(workspace, delivery, D.FAILED)
    tries = delivery_history.attempts(workspace, delivery)
    assert [(one.number, one.outcome) for one in tries] == [(1, "failed"), (2, "failed")]
    text = delivery_history.details(workspace, delivery)
    assert delivery in text
    assert "Too blue." in text
    assert "Attempt 2" in text
    with pytest.raises(NotFound):
        delivery_history.details(workspace, "nothing")


def test_a_view_of_the_whole(workspace: Workspace, ann: str) -> None:
    post: PostView = scheduled(workspace, ann)
    assert not post.locked
    assert posts.cancel(workspace, post.id).locked
