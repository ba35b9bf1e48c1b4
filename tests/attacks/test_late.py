"""Attacks on promise 2: what is late is said to be late, whatever woke the program first."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import update

from brandcraft_desktop.domain.events import DeliveryChanged, Event
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.models import tables
from brandcraft_desktop.scheduler.engine import Engine
from brandcraft_desktop.services import leases, missed
from brandcraft_desktop.services.publishing import claim_due, mark_missed
from brandcraft_desktop.services.workspace import Workspace
from tests.services.engine_fixtures import clock, kiosk, publish_due, workspace
from tests.services.engine_world import (
    HandClock,
    Kiosk,
    add_account,
    add_delivery,
    row,
)

__all__ = ["clock", "kiosk", "workspace"]

MINUTE = timedelta(minutes=1)
PATIENCE = 20.0  # seconds


class Decided:
    """Waits until a delivery has left `scheduled`."""

    def __init__(self, workspace: Workspace) -> None:
        self._end = workspace.bus.subscribe(self._hear)
        self._told = threading.Event()

    def _hear(self, event: Event) -> None:
        if isinstance(event, DeliveryChanged) and event.status in (D.MISSED, D.PUBLISHED):
            self._told.set()

    def wait(self) -> bool:
        told = self._told.wait(PATIENCE)
        self._end()
        return told


def test_started_after_its_time(workspace: Workspace, clock: HandClock, kiosk: Kiosk) -> None:
    """The first thing a window does must not wipe out the sign that nobody ran."""
    delivery = add_delivery(workspace, add_account(workspace), at=clock.now() + 10 * MINUTE)
    missed.tick(workspace)
    clock.advance(hours=1)
    decided = Decided(workspace)
    engine = Engine(workspace)
    engine.start()
    try:
        assert decided.wait()
    finally:
        assert engine.stop()
    assert row(workspace, delivery).status is D.MISSED
    assert kiosk.store.arrived() == []


@pytest.mark.parametrize("how", ["advance", "sleep"])
def test_a_beat_before_anybody_claims(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk, how: str
) -> None:
    """A machine wakes (or its clock is set ahead) and its beat comes before the first claim."""
    delivery = add_delivery(workspace, add_account(workspace), at=clock.now() + MINUTE)
    missed.tick(workspace)
    getattr(clock, how)(hours=8)
    missed.tick(workspace)
    assert publish_due(workspace) == 0
    assert row(workspace, delivery).status is D.MISSED
    assert kiosk.store.arrived() == []


def test_a_renewed_lease_hides_nothing(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    """A job is running while the machine sleeps: on waking its lease is renewed first."""
    account = add_account(workspace)
    running = add_delivery(workspace, account)
    (claim,) = claim_due(workspace)
    late = add_delivery(workspace, account, at=clock.now() + MINUTE)
    clock.sleep(hours=8)
    leases.renew(workspace, timedelta(seconds=60))
    missed.tick(workspace)
    leases.let_go(claim.lease)
    assert row(workspace, late).status is D.MISSED
    assert row(workspace, running).status is D.PUBLISHING


def test_a_sign_from_the_future_says_nothing(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    """A clock that once showed another year must not end the question for good."""
    account = add_account(workspace)
    start = clock.now()
    clock.sleep(days=365)
    add_delivery(workspace, account)
    publish_due(workspace)
    clock.sleep(days=-365)
    late = add_delivery(workspace, account, at=start + MINUTE)
    clock.advance(hours=1)
    assert mark_missed(workspace) == (late,)
    clock.advance(seconds=1)
    soon = add_delivery(workspace, account)
    assert publish_due(workspace) == 1
    assert row(workspace, soon).status is D.PUBLISHED


def test_a_clock_set_back_keeps_what_is_on_time(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    """An hour back while running: nothing is late, nothing goes out twice."""
    account = add_account(workspace)
    first = add_delivery(workspace, account)
    publish_due(workspace)
    missed.tick(workspace)
    clock.sleep(hours=-1)
    second = add_delivery(workspace, account, at=clock.now() + MINUTE)
    missed.tick(workspace)
    clock.advance(minutes=1)
    publish_due(workspace)
    assert kiosk.store.arrived() == [(first, 1), (second, 1)]


def test_a_copied_home_judges_nothing(workspace: Workspace, clock: HandClock, kiosk: Kiosk) -> None:
    """The other computer may have sent it on time: it stays as it is until that is answered."""
    delivery = add_delivery(workspace, add_account(workspace), at=clock.now() + MINUTE)
    workspace.database.write(
        lambda connection: connection.execute(update(tables.workspace).values(machine="other:1"))
    )
    clock.advance(hours=1)
    missed.tick(workspace)
    assert row(workspace, delivery).status is D.SCHEDULED
