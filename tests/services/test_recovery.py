"""Whatever a crash leaves behind is taken up again: nothing twice, nothing lost, nothing stuck."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from brandcraft_desktop.domain.retry import MAX_ATTEMPTS
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.leases import held, renew
from brandcraft_desktop.services.publishing import Claim, claim_due, run, sweep
from brandcraft_desktop.services.workspace import Workspace, close
from tests.services.engine_fixtures import (
    another,
    clock,
    kiosk,
    open_kiosk,
    publish_due,
    workspace,
)
from tests.services.engine_world import (
    SPLIT_AT,
    HandClock,
    Kiosk,
    add_account,
    add_delivery,
    outcomes,
    row,
)

__all__ = ["another", "clock", "kiosk", "workspace"]

THREAD = SPLIT_AT.join(["one", "two", "three"])


class Crash(BaseException):
    """The process is gone: nothing of ours runs any more."""


def crash() -> None:
    raise Crash


def die_while_running(workspace: Workspace, claim: Claim) -> None:
    """Run a claim until the crash."""
    with pytest.raises(Crash):
        run(workspace, claim)


def test_a_lease_that_runs_out_is_taken_by_another(
    workspace: Workspace, another: Callable[[], Workspace], clock: HandClock
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    assert len(claim_due(workspace)) == 1
    second = another()
    clock.advance(seconds=59)
    assert claim_due(second) == ()
    clock.advance(seconds=1)
    (claim,) = claim_due(second)
    assert (claim.delivery_id, claim.lease.number) == (delivery, 2)
    assert outcomes(workspace, delivery) == ["lost", ""]


def test_renewed_leases_stay(
    workspace: Workspace, another: Callable[[], Workspace], clock: HandClock
) -> None:
    add_delivery(workspace, add_account(workspace))
    (claim,) = claim_due(workspace)
    second = another()
    for _ in range(5):
        clock.advance(seconds=40)
        renew(workspace, timedelta(seconds=60))
        assert claim_due(second) == ()
    assert claim.lease.holds(clock)


def test_a_lease_that_is_gone_is_noticed_when_renewing(
    workspace: Workspace, another: Callable[[], Workspace], clock: HandClock
) -> None:
    add_delivery(workspace, add_account(workspace))
    (claim,) = claim_due(workspace)
    clock.advance(seconds=61)
    claim_due(another())
    renew(workspace, timedelta(seconds=60))
    assert not claim.lease.holds(clock)


def test_a_job_of_our_own_that_is_late_in_renewing_is_not_abandoned(
    workspace: Workspace, clock: HandClock
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    (claim,) = claim_due(workspace)
    clock.sleep(hours=3)
    assert claim_due(workspace) == ()
    assert sweep(workspace) == 0
    renew(workspace, timedelta(seconds=60))
    run(workspace, claim)
    assert row(workspace, delivery).status is D.PUBLISHED
    assert held(workspace.owner) == ()


def test_the_dead_are_noticed_at_once(
    workspace: Workspace, tmp_path: Path, clock: HandClock, kiosk: Kiosk
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    dying = open_kiosk(tmp_path / "home", clock, kiosk)
    assert len(claim_due(dying)) == 1
    assert sweep(workspace) == 0
    close(dying)
    assert sweep(workspace) == 1
    assert row(workspace, delivery).status is D.SCHEDULED
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED


@pytest.mark.parametrize("accepted", [True, False])
def test_armed_by_the_dead_waits_for_the_send_deadline_then_looks(
    workspace: Workspace, tmp_path: Path, clock: HandClock, kiosk: Kiosk, accepted: bool
) -> None:
    delivery = add_delivery(workspace, add_account(workspace), text=THREAD)
    dying = open_kiosk(tmp_path / "home", clock, kiosk)
    kiosk.next("answer" if accepted else "send", None, crash)
    (claim,) = claim_due(dying)
    die_while_running(dying, claim)
    close(dying)
    clock.advance(seconds=3)
    assert sweep(workspace) == 1
    found = row(workspace, delivery)
    assert (found.status, found.run_at) == (D.PROCESSING, clock.now() + timedelta(seconds=27))
    assert publish_due(workspace) == 0
    clock.advance(seconds=27)
    kiosk.calls.clear()
    publish_due(workspace)
    assert kiosk.calls[0] == "find"
    assert row(workspace, delivery).status is D.PUBLISHED
    assert kiosk.store.arrived() == [(delivery, 1), (delivery, 2), (delivery, 3)]


def test_armed_elsewhere_waits_for_lease_and_deadline(
    workspace: Workspace, another: Callable[[], Workspace], clock: HandClock, kiosk: Kiosk
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    second = another()
    kiosk.next("answer", crash)
    (claim,) = claim_due(second)
    die_while_running(second, claim)
    clock.advance(seconds=60)
    assert publish_due(workspace) == 0
    found = row(workspace, delivery)
    assert (found.status, found.run_at) == (D.PROCESSING, clock.now() + timedelta(seconds=30))
    clock.advance(seconds=30)
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED
    assert kiosk.store.arrived() == [(delivery, 1)]


def test_publishing_without_a_lease_is_not_for_ever(workspace: Workspace) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.deliveries).values(status=D.PUBLISHING.value, run_at=None)
        )
    )
    assert sweep(workspace) == 1
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED


def test_a_post_that_kills_its_worker_every_time_is_given_up(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.uploads = 1
    kiosk.next("upload", *[crash] * 100)
    runs = 0
    while row(workspace, delivery).status is not D.FAILED:
        (claim,) = claim_due(workspace)
        runs += 1
        with suppress(Crash):
            run(workspace, claim)
        clock.advance(seconds=61)
    assert runs == MAX_ATTEMPTS + 1
    assert row(workspace, delivery).retries_over
    assert kiosk.store.arrived() == []


def test_what_is_out_is_never_told_as_failed_though_its_follow_up_kills_every_worker(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.next("follow-up", *[crash] * 100)
    for _ in range(MAX_ATTEMPTS + 1):
        (claim,) = claim_due(workspace)
        with suppress(Crash):
            run(workspace, claim)
        clock.advance(seconds=61)
    assert row(workspace, delivery).status is D.UNCONFIRMED
    assert kiosk.store.arrived() == [(delivery, 1)]
