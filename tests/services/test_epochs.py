"""After a restore: what was due before it is looked for and never sent by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.errors import SignInExpired
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.missed import tick
from brandcraft_desktop.services.publishing import mark_missed
from brandcraft_desktop.services.workspace import Workspace, claim_machine
from tests.services.engine_fixtures import clock, kiosk, publish_due, workspace
from tests.services.engine_world import (
    HandClock,
    Kiosk,
    add_account,
    add_delivery,
    not_sent,
    row,
)

__all__ = ["clock", "kiosk", "workspace"]


@pytest.mark.parametrize("overdue", [timedelta(seconds=1), timedelta(days=3)])
@pytest.mark.parametrize("out", [True, False])
def test_what_was_due_before_is_only_looked_for(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk, overdue: timedelta, out: bool
) -> None:
    delivery = add_delivery(workspace, add_account(workspace), at=clock.now() + timedelta(hours=1))
    if out:
        kiosk.store.take(delivery, 1, "hello")
    clock.advance(hours=1, seconds=overdue.total_seconds())
    claim_machine(workspace)
    assert mark_missed(workspace) == ()
    publish_due(workspace)
    assert row(workspace, delivery).status is (D.PUBLISHED if out else D.UNCONFIRMED)
    assert len(kiosk.store.arrived()) == out
    assert "send" not in kiosk.calls


def test_a_copied_home_judges_nothing_before_its_person_answered(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    delivery = add_delivery(workspace, add_account(workspace), at=clock.now() + timedelta(hours=1))
    kiosk.store.take(delivery, 1, "hello")  # by the other computer
    workspace.database.write(
        lambda connection: connection.execute(update(tables.workspace).values(machine="other:1"))
    )
    clock.advance(hours=3)
    tick(workspace)
    assert mark_missed(workspace) == ()
    assert row(workspace, delivery).status is D.SCHEDULED
    claim_machine(workspace)
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED
    assert kiosk.store.arrived() == [(delivery, 1)]


def test_what_is_due_later_goes_out(workspace: Workspace, clock: HandClock, kiosk: Kiosk) -> None:
    delivery = add_delivery(workspace, add_account(workspace), at=clock.now() + timedelta(hours=1))
    claim_machine(workspace)
    clock.advance(hours=1)
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED
    assert len(kiosk.store.arrived()) == 1


def test_what_was_planned_after_goes_out(workspace: Workspace, kiosk: Kiosk) -> None:
    account = add_account(workspace)
    claim_machine(workspace)
    delivery = add_delivery(workspace, account)
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED
    assert "find all" not in kiosk.calls


def test_looking_is_tried_again_and_signs_in_again(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    clock.advance(seconds=1)
    claim_machine(workspace)
    kiosk.next("find all", not_sent(), SignInExpired("Token too old."))
    publish_due(workspace)
    found = row(workspace, delivery)
    assert found.run_at is not None
    clock.advance_to(found.run_at)
    publish_due(workspace)
    assert row(workspace, delivery).status is D.UNCONFIRMED
    assert kiosk.calls.count("renew") == 1
    assert kiosk.store.arrived() == []
