"""Attacks that leave a delivery where nobody ever comes back to it."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.errors import Refused
from brandcraft_desktop.scheduler.keeper import LeaseKeeper
from brandcraft_desktop.scheduler.lanes import Lanes
from brandcraft_desktop.services import accounts, deliveries, leases, settings
from brandcraft_desktop.services.publishing import Claim, claim_due, run, sweep
from brandcraft_desktop.services.workspace import Workspace
from tests.services.engine_fixtures import clock, kiosk, publish_due, workspace
from tests.services.engine_world import (
    SPLIT_AT,
    HandClock,
    Kiosk,
    add_account,
    add_deliveries,
    add_delivery,
    lost,
    not_sent,
    row,
    set_account,
)

__all__ = ["clock", "kiosk", "workspace"]


def a_claim(name: str) -> Claim:
    """A claim of nothing."""
    moment = datetime(2026, 11, 22, tzinfo=UTC)
    lease = leases.Lease(name, "me", 1, moment, 0.0)
    return Claim(name, name, name, name, 1, 1, moment, False, lease, timedelta(seconds=1))


def wait_for_next(workspace: Workspace, clock: HandClock, delivery: str) -> None:
    """Let time go by until its next try."""
    moment = row(workspace, delivery).run_at
    assert moment is not None
    clock.advance_to(moment)


def test_messages_of_a_wrong_clock_do_not_fill_the_hour(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    """A day ahead by mistake, then right again: posts are not held until tomorrow."""
    settings.put(workspace, settings.HOURLY_CAP, 2)
    account = add_account(workspace)
    clock.sleep(days=1)
    add_deliveries(workspace, [account] * 2)
    assert publish_due(workspace) == 2
    clock.sleep(days=-1)
    right = add_delivery(workspace, account)
    assert publish_due(workspace) == 1
    assert row(workspace, right).status is D.PUBLISHED


def test_a_retry_planned_by_a_wrong_clock(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    """Its next try lies a year ahead once the clock is right: it is made in good time."""
    delivery = add_delivery(workspace, add_account(workspace))

    def jump() -> None:
        clock.sleep(days=365)
        raise not_sent()

    kiosk.next("send", jump)
    publish_due(workspace)
    assert row(workspace, delivery).status is D.SCHEDULED
    clock.sleep(days=-365)
    clock.advance(minutes=1)
    sweep(workspace)
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED
    assert kiosk.store.arrived() == [(delivery, 1)]


def test_what_its_person_planned_far_ahead_stays_there(
    workspace: Workspace, clock: HandClock
) -> None:
    """Only waits of our own are cut short."""
    at = clock.now() + timedelta(days=60)
    delivery = add_delivery(workspace, add_account(workspace), at=at)
    assert sweep(workspace) == 0
    assert row(workspace, delivery).run_at == at


def test_an_account_that_cannot_be_asked_any_more(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    """The answer was lost and the owner never signs in again: its person can still decide."""
    account = add_account(workspace)
    delivery = add_delivery(workspace, account)
    kiosk.next("answer", lost())
    publish_due(workspace)
    set_account(workspace, account, state=AccountState.NEEDS_RECONNECT.value)
    wait_for_next(workspace, clock, delivery)
    assert publish_due(workspace) == 0
    assert "reconnected" in row(workspace, delivery).hold_reason
    accounts.disconnect(workspace, account)
    assert row(workspace, delivery).status is D.UNCONFIRMED
    deliveries.resolve(workspace, delivery, published_url="")
    assert row(workspace, delivery).status is D.PUBLISHED
    assert kiosk.store.arrived() == [(delivery, 1)]


def test_half_a_thread_of_an_account_that_goes(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    """Part 1 is out, part 2 surely not: disconnecting ends it as failed, never as canceled."""
    account = add_account(workspace)
    delivery = add_delivery(workspace, account, text=f"one{SPLIT_AT}two")
    kiosk.next("send", None, not_sent())
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PROCESSING
    accounts.disconnect(workspace, account)
    found = row(workspace, delivery)
    assert (found.status, found.run_at) == (D.FAILED, None)
    set_account(workspace, account, state=AccountState.CONNECTED.value)
    deliveries.retry(workspace, delivery)
    publish_due(workspace)
    assert kiosk.store.arrived() == [(delivery, 1), (delivery, 2)]


def test_an_account_whose_post_is_being_sent_stays(workspace: Workspace, kiosk: Kiosk) -> None:
    """While a worker holds it, disconnecting is refused."""
    account = add_account(workspace)
    delivery = add_delivery(workspace, account)
    (claim,) = claim_due(workspace)
    with pytest.raises(Refused):
        accounts.disconnect(workspace, account)
    run(workspace, claim)
    assert row(workspace, delivery).status is D.PUBLISHED


def test_a_lane_outlives_what_nobody_foresaw(caplog: pytest.LogCaptureFixture) -> None:
    """Looking for more work fails in a way of its own: the lane is free again afterwards."""
    ran = threading.Event()
    given: list[str] = []

    def work(claim: Claim) -> None:
        given.append(claim.delivery_id)
        ran.set()

    def more() -> Claim | None:
        raise RuntimeError("unforeseen")

    lanes = Lanes(1, run=work, more=more, rested=lambda: None)
    lanes.give([a_claim("one")])
    assert lanes.wait_idle(10)
    assert lanes.free() == 1
    lanes.give([a_claim("two")])
    assert lanes.wait_idle(10)
    assert lanes.stop(10)
    assert given == ["one", "two"]
    assert "unforeseen" in caplog.text


def test_the_keeper_outlives_what_nobody_foresaw(caplog: pytest.LogCaptureFixture) -> None:
    """One bad renewal must not cost every later job its lease."""
    renewals = threading.Semaphore(0)

    def renew() -> None:
        renewals.release()
        raise RuntimeError("unforeseen")

    keeper = LeaseKeeper(timedelta(seconds=0.03), renew=renew, needed=lambda: True)
    keeper.start()
    assert renewals.acquire(timeout=10)
    assert renewals.acquire(timeout=10)
    keeper.stop()
    assert "unforeseen" in caplog.text
