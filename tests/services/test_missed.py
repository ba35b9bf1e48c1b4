"""What came due while nobody was running, and what only looks like it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from brandcraft_desktop.domain.missed import MissedPolicy
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.services import missed, pausing, settings
from brandcraft_desktop.services.publishing import claim_due, mark_missed
from brandcraft_desktop.services.workspace import Workspace
from tests.services.engine_fixtures import another, clock, kiosk, publish_due, workspace
from tests.services.engine_world import (
    HandClock,
    Kiosk,
    add_account,
    add_deliveries,
    add_delivery,
    not_sent,
    row,
    set_account,
    statuses,
)

__all__ = ["another", "clock", "kiosk", "workspace"]

MINUTE = timedelta(minutes=1)


def run_for(workspace: Workspace, clock: HandClock, length: timedelta) -> None:
    """Somebody runs, as the engine does: with a sign every 15 seconds."""
    end = clock.now() + length
    while clock.now() < end:
        missed.tick(workspace)
        clock.advance(seconds=15)
    missed.tick(workspace)


def test_off_over_the_due_time(workspace: Workspace, clock: HandClock, kiosk: Kiosk) -> None:
    delivery = add_delivery(workspace, add_account(workspace), at=clock.now() + 10 * MINUTE)
    run_for(workspace, clock, MINUTE)
    clock.advance(hours=1)
    assert mark_missed(workspace) == (delivery,)
    found = row(workspace, delivery)
    assert (found.status, found.run_at) == (D.MISSED, None)
    assert publish_due(workspace) == 0
    assert kiosk.store.arrived() == []


@pytest.mark.parametrize("how", ["advance", "sleep"])
def test_nobody_can_claim_past_it(workspace: Workspace, clock: HandClock, how: str) -> None:
    """Also when the machine only slept and a lane asks for more before anybody has judged."""
    delivery = add_delivery(workspace, add_account(workspace), at=clock.now() + 10 * MINUTE)
    getattr(clock, how)(hours=1)
    assert claim_due(workspace) == ()
    assert row(workspace, delivery).status is D.MISSED


def test_a_little_late_still_goes_out(workspace: Workspace, clock: HandClock) -> None:
    delivery = add_delivery(workspace, add_account(workspace), at=clock.now() + 10 * MINUTE)
    clock.advance(minutes=10, seconds=60)
    assert mark_missed(workspace) == ()
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED


@pytest.mark.parametrize(
    ("policy", "minutes", "late", "expected"),
    [
        (MissedPolicy.ASK, 1, 2, D.MISSED),
        (MissedPolicy.ASK, 0, 1, D.MISSED),
        (MissedPolicy.SKIP, 1, 2, D.CANCELED),
        (MissedPolicy.PUBLISH, 30, 29, D.PUBLISHED),
        (MissedPolicy.PUBLISH, 30, 31, D.MISSED),
    ],
)
def test_the_policy_decides(
    workspace: Workspace,
    clock: HandClock,
    policy: MissedPolicy,
    minutes: int,
    late: int,
    expected: D,
) -> None:
    settings.put(workspace, settings.MISSED_POLICY, policy.value)
    settings.put(workspace, settings.MISSED_MINUTES, minutes)
    delivery = add_delivery(workspace, add_account(workspace), at=clock.now() + 10 * MINUTE)
    clock.advance(minutes=10 + late)
    publish_due(workspace)
    assert row(workspace, delivery).status is expected


def test_busy_lanes_are_not_missed(workspace: Workspace, clock: HandClock) -> None:
    account = add_account(workspace)
    add_deliveries(workspace, [account] * 3)
    for _ in range(3):
        run_for(workspace, clock, 5 * MINUTE)
        assert len(claim_due(workspace, limit=1)) <= 1
        assert mark_missed(workspace) == ()
    assert D.MISSED not in statuses(workspace)


def test_another_process_that_runs_is_running(
    workspace: Workspace, another: Callable[[], Workspace], clock: HandClock
) -> None:
    add_deliveries(workspace, [add_account(workspace)] * 5)
    run_for(workspace, clock, 10 * MINUTE)
    window = another()
    assert mark_missed(window) == ()
    assert D.MISSED not in statuses(workspace)


def test_a_pause_is_not_missed(workspace: Workspace, clock: HandClock) -> None:
    account = add_account(workspace)
    delivery = add_delivery(workspace, account)
    set_account(workspace, account, paused=True)
    clock.advance(hours=3)
    assert mark_missed(workspace) == ()
    set_account(workspace, account, paused=False)
    pausing.pause(workspace)
    clock.advance(hours=3)
    assert mark_missed(workspace) == ()
    pausing.resume(workspace)
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED


def test_retries_and_begun_posts_are_not_missed(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.next("send", not_sent())
    publish_due(workspace)
    run_for(workspace, clock, 5 * MINUTE)
    assert mark_missed(workspace) == ()
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED


def test_no_sign_is_written_while_nothing_is_due_soon(
    workspace: Workspace, clock: HandClock
) -> None:
    add_delivery(workspace, add_account(workspace), at=clock.now() + 10 * MINUTE)
    missed.tick(workspace)
    assert workspace.database.read(missed.last_tick) is None
    clock.advance(minutes=9, seconds=1)
    missed.tick(workspace)
    assert workspace.database.read(missed.last_tick) == clock.now()
