"""After a restore: what a platform was to get early is looked for, never sent again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from brandcraft_desktop.domain.native_schedule import held_words
from brandcraft_desktop.domain.platform import NativeSchedule
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.views import DeliveryView, PostContent, PostView, VariantContent
from brandcraft_desktop.errors import ContentRefused
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import deliveries, posts
from brandcraft_desktop.services.backup import backup, restore
from brandcraft_desktop.services.exporting import export
from brandcraft_desktop.services.importing import import_file
from brandcraft_desktop.services.workspace import Workspace, claim_machine, close
from tests.services.engine_fixtures import (
    clock,
    kiosk,
    open_kiosk,
    publish_due,
    wait_for_next,
    workspace,
)
from tests.services.engine_world import (
    KIOSK,
    HandClock,
    Kiosk,
    add_account,
    not_sent,
    row,
    set_account,
)

__all__ = ["clock", "kiosk", "workspace"]

NATIVE = NativeSchedule("later", timedelta(minutes=15), timedelta(days=30), "Kiosk publishes it")


@pytest.fixture(autouse=True)
def native(kiosk: Kiosk) -> None:
    """The kiosk puts posts live by itself, at their time."""
    kiosk.info = replace(Kiosk.info, native=NATIVE)


def planned(workspace: Workspace, clock: HandClock) -> PostView:
    """A post that the kiosk shall get at once and put live in two days."""
    content = PostContent(
        text="hello",
        account_ids=(add_account(workspace),),
        variants={KIOSK: VariantContent(options={"later": "true"})},
        scheduled_at=clock.now() + timedelta(days=2),
    )
    return posts.create(workspace, content, mode=posts.Mode.SCHEDULE)


def delivery_of(workspace: Workspace, post: PostView) -> DeliveryView:
    (delivery,) = posts.show(workspace, post.id).deliveries
    return delivery


@pytest.mark.parametrize("stumbles", [False, True])
def test_copy_from_before_a_hand_over_hands_nothing_over_twice(
    tmp_path: Path, clock: HandClock, kiosk: Kiosk, stumbles: bool
) -> None:
    before = open_kiosk(tmp_path / "home", clock, kiosk)
    post = planned(before, clock)
    (delivery,) = post.deliveries
    due = clock.now() + timedelta(days=2)
    backup(before, tmp_path / "copy.zip")
    publish_due(before)
    assert kiosk.handed == {delivery.id: due}
    close(before)
    clock.advance(hours=2)
    restore(Home(tmp_path / "home"), tmp_path / "copy.zip", clock=clock)
    if stumbles:  # the first look fails: the second is still no more than a look
        kiosk.next("find all", not_sent())
    after = open_kiosk(tmp_path / "home", clock, kiosk)
    publish_due(after)
    if stumbles:
        wait_for_next(after, clock, delivery.id)
        publish_due(after)
    held = delivery_of(after, post)
    assert (held.status, held.handed_over) == (D.PROCESSING, True), "it is there, and not live yet"
    assert held.doing == held_words(NATIVE, due)
    clock.advance_to(due + timedelta(minutes=1))
    publish_due(after)
    assert row(after, delivery.id).status is D.PUBLISHED
    assert kiosk.store.arrived() == [(delivery.id, 1)]
    close(after)


def test_one_that_was_not_handed_over_waits_for_its_persons_answer(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    (delivery,) = planned(workspace, clock).deliveries
    clock.advance(hours=2)
    claim_machine(workspace)
    publish_due(workspace)
    assert row(workspace, delivery.id).status is D.UNCONFIRMED
    assert kiosk.store.arrived() == []
    deliveries.resolve(workspace, delivery.id, published_url=None)
    publish_due(workspace)
    assert kiosk.handed == {delivery.id: delivery.due_at}
    assert kiosk.store.arrived() == [(delivery.id, 1)]


def test_one_that_is_handed_over_later_goes_as_planned(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    post = planned(workspace, clock)
    later = clock.now() + timedelta(days=40)
    posts.move(workspace, post.id, at=later)
    clock.advance(hours=2)
    claim_machine(workspace)
    clock.advance_to(later - NATIVE.most)
    publish_due(workspace)
    assert kiosk.handed == {post.deliveries[0].id: later}
    assert "find all" not in kiosk.calls


def test_one_that_its_platform_has_is_watched_on(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    post = planned(workspace, clock)
    publish_due(workspace)
    clock.advance(hours=2)
    claim_machine(workspace)
    clock.advance(days=2)
    publish_due(workspace)
    assert delivery_of(workspace, post).status is D.PUBLISHED
    assert "find all" not in kiosk.calls


def test_failed_hand_over_is_looked_for_before_it_is_tried_again(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    (delivery,) = planned(workspace, clock).deliveries
    kiosk.next("send", ContentRefused("No.", "Kiosk does not like it."))
    publish_due(workspace)
    assert row(workspace, delivery.id).status is D.FAILED
    kiosk.store.take(delivery.id, 1, "hello")  # tried again, after a copy of this was made
    clock.advance(hours=2)
    claim_machine(workspace)
    deliveries.retry(workspace, delivery.id)
    publish_due(workspace)
    assert row(workspace, delivery.id).status is D.PROCESSING
    assert kiosk.store.arrived() == [(delivery.id, 1)]


@pytest.mark.parametrize("moving", [False, True])
def test_file_from_before_a_hand_over_hands_nothing_over_twice(
    workspace: Workspace, tmp_path: Path, clock: HandClock, kiosk: Kiosk, moving: bool
) -> None:
    post = planned(workspace, clock)
    (delivery,) = post.deliveries
    export(workspace, tmp_path / "file.zip", moving=moving)
    claim_machine(workspace)  # it goes on here all the same
    publish_due(workspace)
    assert kiosk.store.arrived() == [(delivery.id, 1)]
    clock.advance(hours=2)
    there = open_kiosk(tmp_path / "there", clock, kiosk)
    import_file(there, tmp_path / "file.zip")
    claim_machine(there)
    set_account(there, delivery.account_id, state="connected", trouble="")
    for _ in range(2):
        publish_due(there)
        clock.advance(days=2)
    assert row(there, delivery.id).status is D.PUBLISHED
    assert kiosk.store.arrived() == [(delivery.id, 1)]
    close(there)
