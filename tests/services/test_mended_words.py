"""Words typed for a failed delivery before its retry: kept at once, sent by nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.views import VariantContent
from brandcraft_desktop.errors import BadInput, NotFound
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import deliveries, posts
from brandcraft_desktop.services.delivery_plan import plan_for_delivery
from brandcraft_desktop.services.workspace import Workspace, close
from tests.services.desk import Stall, ann, bob, clock, force, scheduled, stall, workspace
from tests.services.engine_fixtures import open_kiosk
from tests.services.engine_world import HandClock

__all__ = ["ann", "bob", "clock", "stall", "workspace"]
TYPED = VariantContent("Mended", {"colour": "blue"})


def failed(workspace: Workspace, *accounts: str) -> tuple[str, str]:
    """A post and the delivery of it that failed last."""
    post = scheduled(workspace, *accounts)
    force(workspace, post.deliveries[-1].id, D.FAILED)
    return post.id, post.deliveries[-1].id


def planned(workspace: Workspace, delivery_id: str) -> list[str]:
    plan = workspace.database.read(
        lambda connection: plan_for_delivery(connection, workspace.platforms, delivery_id)
    )
    return [part.text for part in plan.parts]


def rows(workspace: Workspace) -> int:
    return workspace.database.read(
        lambda connection: connection.execute(
            select(func.count()).select_from(tables.variants)
        ).scalar_one()
    )


def test_what_is_typed_is_there_after_a_crash_and_not_sent(
    workspace: Workspace, clock: HandClock, stall: Stall, ann: str
) -> None:
    post_id, delivery_id = failed(workspace, ann)
    before = posts.show(workspace, post_id)
    deliveries.keep_edit(workspace, delivery_id, VariantContent("Men"))
    deliveries.keep_edit(workspace, delivery_id, TYPED)
    assert posts.show(workspace, post_id) == before
    assert planned(workspace, delivery_id) == ["Hello"]
    again = open_kiosk(workspace.home.root, clock, stall)
    try:
        assert deliveries.mending(again, delivery_id).words == TYPED
    finally:
        close(again)
    assert rows(workspace) == 1


def test_the_plain_retry_sends_the_old_words_and_keeps_the_new(
    workspace: Workspace, ann: str
) -> None:
    _, delivery_id = failed(workspace, ann)
    deliveries.keep_edit(workspace, delivery_id, TYPED)
    deliveries.retry(workspace, delivery_id)
    assert planned(workspace, delivery_id) == ["Hello"]
    assert deliveries.mending(workspace, delivery_id).words == TYPED


def test_the_edit_itself_ends_the_keeping(workspace: Workspace, ann: str) -> None:
    _, delivery_id = failed(workspace, ann)
    deliveries.keep_edit(workspace, delivery_id, VariantContent("Half"))
    view = deliveries.edit_failed(workspace, delivery_id, VariantContent("Whole"), again_at=None)
    assert view.content.variants == {ann: VariantContent("Whole")}
    assert rows(workspace) == 1
    assert deliveries.mending(workspace, delivery_id).words == VariantContent("Whole")


def test_typing_it_back_leaves_nothing(workspace: Workspace, ann: str) -> None:
    _, delivery_id = failed(workspace, ann)
    deliveries.keep_edit(workspace, delivery_id, TYPED)
    deliveries.keep_edit(workspace, delivery_id, VariantContent("Hello"))
    assert rows(workspace) == 0


def test_an_edit_of_the_whole_post_and_a_copy(workspace: Workspace, ann: str, bob: str) -> None:
    post_id, delivery_id = failed(workspace, ann, bob)
    deliveries.keep_edit(workspace, delivery_id, TYPED)
    content = posts.show(workspace, post_id).content
    variants = {ann: VariantContent("For Ann")}
    posts.save(workspace, post_id, replace(content, variants=variants))
    posts.save(workspace, post_id, replace(content, variants={}))
    assert deliveries.mending(workspace, delivery_id).words == TYPED
    assert posts.duplicate(workspace, post_id).content.variants == {}


def test_a_post_of_its_own_has_the_typed_words(workspace: Workspace, ann: str) -> None:
    _, delivery_id = failed(workspace, ann)
    deliveries.keep_edit(workspace, delivery_id, TYPED)
    own = deliveries.separate(workspace, delivery_id)
    assert own.content.text == "Mended"
    assert own.content.variants["kiosk"].options == {"colour": "blue"}


def test_what_cannot_be_kept_is_refused(workspace: Workspace, ann: str) -> None:
    _, delivery_id = failed(workspace, ann)
    with pytest.raises(BadInput):
        deliveries.keep_edit(workspace, delivery_id, VariantContent("\ud800"))
    with pytest.raises(NotFound):
        deliveries.keep_edit(workspace, "nothing", TYPED)
    assert rows(workspace) == 0
