"""Two deliveries with the same words: after a lost answer one never takes the other's message."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import Connection, update

from brandcraft_desktop.domain.ending import LOOKS
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.errors import DuplicateRefused
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import taken_posts
from brandcraft_desktop.services.workspace import Workspace, claim_machine
from tests.services.engine_fixtures import clock, kiosk, publish_due, workspace
from tests.services.engine_world import (
    SPLIT_AT,
    HandClock,
    Kiosk,
    add_account,
    add_delivery,
    lost,
    row,
)

__all__ = ["clock", "kiosk", "workspace"]


def go_on(workspace: Workspace, clock: HandClock, delivery_id: str) -> None:
    moment = row(workspace, delivery_id).run_at
    assert moment is not None
    clock.advance_to(moment)
    publish_due(workspace)


def lose(workspace: Workspace, kiosk: Kiosk, account: str, *, accepted: bool = False) -> str:
    delivery = add_delivery(workspace, account)
    kiosk.next("answer" if accepted else "send", lost())
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PROCESSING
    return delivery


def test_anothers_message_is_none_of_ours(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    account = add_account(workspace)
    ours = lose(workspace, kiosk, account)
    other = add_delivery(workspace, account)
    publish_due(workspace)
    kiosk.picks = f"{other}/1"
    for _ in LOOKS:
        assert row(workspace, ours).status is D.PROCESSING
        go_on(workspace, clock, ours)
    found = row(workspace, ours)
    assert (found.status, found.remote_id) == (D.UNCONFIRMED, None)
    assert row(workspace, other).remote_id == f"{other}/1"
    assert kiosk.store.arrived() == [(other, 1)]


def test_what_nobody_holds_or_another_account_does_is_ours(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    other = add_delivery(workspace, add_account(workspace, name="bob"))
    publish_due(workspace)
    ours = lose(workspace, kiosk, add_account(workspace))
    kiosk.picks = f"{other}/1"
    go_on(workspace, clock, ours)
    assert row(workspace, ours).status is D.PUBLISHED


def test_a_message_of_an_unfinished_thread_is_taken(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    """Its id is in the result of a step alone, in its publisher's own words."""
    account = add_account(workspace)
    other = add_delivery(workspace, account, text=SPLIT_AT.join(["one", "two"]))
    kiosk.next("send", None, lost())
    publish_due(workspace)
    ours = lose(workspace, kiosk, account)
    result = json.dumps({"id": "77", "url": "https://kiosk.example/77"})

    def reword(connection: Connection) -> None:
        steps = tables.steps
        mine = (steps.c.delivery_id == other, steps.c.name == "part-1")
        connection.execute(update(steps).where(*mine).values(result=result))

    workspace.database.write(reword)
    kiosk.sees = False  # the other one goes on to be unconfirmed
    go_on(workspace, clock, other)
    kiosk.sees, kiosk.picks = True, "77"
    while row(workspace, ours).run_at is not None:
        go_on(workspace, clock, ours)
    assert row(workspace, ours).status is D.UNCONFIRMED


def test_a_refusal_as_a_duplicate_of_anothers_message_is_no_success(
    workspace: Workspace, kiosk: Kiosk
) -> None:
    account = add_account(workspace)
    other = add_delivery(workspace, account)
    publish_due(workspace)
    kiosk.picks = f"{other}/1"
    ours = add_delivery(workspace, account)
    kiosk.next("send", DuplicateRefused("You said that already."))
    publish_due(workspace)
    assert row(workspace, ours).status is D.FAILED


@pytest.mark.parametrize("held", [True, False])
def test_after_a_restore_too(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk, held: bool
) -> None:
    account = add_account(workspace)
    other = add_delivery(workspace, account)
    if held:
        publish_due(workspace)
    ours = add_delivery(workspace, account)
    clock.advance(seconds=1)
    claim_machine(workspace)
    kiosk.picks = f"{other}/1"
    if not held:
        workspace.database.write(
            lambda connection: connection.execute(
                update(tables.deliveries)
                .where(tables.deliveries.c.id == other)
                .values(status=D.UNCONFIRMED.value, run_at=None)
            )
        )
    publish_due(workspace)
    assert row(workspace, ours).status is (D.UNCONFIRMED if held else D.PUBLISHED)


def test_what_is_told_to_publishers(workspace: Workspace, kiosk: Kiosk) -> None:
    account = add_account(workspace)
    other = add_delivery(workspace, account)
    publish_due(workspace)
    now = workspace.clock.now()
    taken = workspace.database.read(
        lambda connection: taken_posts.taken(connection, account, "another", now)
    )
    own = workspace.database.read(
        lambda connection: taken_posts.taken(connection, account, other, now)
    )
    assert f"{other}/1" in taken
    assert own == frozenset()
