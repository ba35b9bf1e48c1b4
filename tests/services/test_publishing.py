"""One claim from its plan to its end, for every way it can end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.retry import MAX_ATTEMPTS
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.errors import (
    ContentRefused,
    OwnerNeeded,
    PermissionMissing,
    PublishingError,
    RateLimited,
    SignInExpired,
    VaultLocked,
)
from brandcraft_desktop.models import tables
from brandcraft_desktop.services.publishing import claim_due, run
from brandcraft_desktop.services.workspace import Workspace
from tests.services.engine_fixtures import clock, kiosk, publish_due, wait_for_next, workspace
from tests.services.engine_world import (
    SPLIT_AT,
    HandClock,
    Kiosk,
    add_account,
    add_delivery,
    not_sent,
    outcomes,
    row,
)

__all__ = ["clock", "kiosk", "workspace"]

THREAD = SPLIT_AT.join(["one", "two", "three"])


def test_published(workspace: Workspace, kiosk: Kiosk) -> None:
    kiosk.uploads = 4
    delivery = add_delivery(workspace, add_account(workspace), text=THREAD)
    assert publish_due(workspace) == 1
    found = row(workspace, delivery)
    assert found.status is D.PUBLISHED
    assert found.remote_id == f"{delivery}/1"
    assert [part[0] for part in found.parts] == [f"{delivery}/{part}" for part in (1, 2, 3)]
    assert (found.run_at, found.lease_owner, found.attempts) == (None, None, 1)
    assert kiosk.store.arrived() == [(delivery, 1), (delivery, 2), (delivery, 3)]
    assert sorted(kiosk.store.uploads()) == [f"upload-{number}" for number in range(4)]
    assert outcomes(workspace, delivery) == ["published"]


def test_what_was_sent_and_by_whom_is_kept(workspace: Workspace) -> None:
    delivery = add_delivery(workspace, add_account(workspace), text="hello there")
    publish_due(workspace)
    kept = workspace.database.read(
        lambda connection: connection.execute(
            select(
                tables.deliveries.c.text,
                tables.deliveries.c.handle,
                tables.deliveries.c.display_name,
                tables.deliveries.c.published_at,
            ).where(tables.deliveries.c.id == delivery)
        ).one()
    )
    assert tuple(kept) == ("hello there", "@ann", "Ann", workspace.clock.now())


def test_not_before_its_time(workspace: Workspace, clock: HandClock, kiosk: Kiosk) -> None:
    add_delivery(workspace, add_account(workspace), at=clock.now() + timedelta(seconds=30))
    assert publish_due(workspace) == 0
    clock.advance(seconds=30)
    assert publish_due(workspace) == 1
    assert len(kiosk.store.arrived()) == 1


def test_what_was_surely_not_sent_is_tried_again_and_then_given_up(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.next("send", *[not_sent() for _ in range(MAX_ATTEMPTS)])
    for attempt in range(1, MAX_ATTEMPTS):
        before = clock.now()
        assert publish_due(workspace) == 1
        found = row(workspace, delivery)
        assert (found.status, found.attempts) == (D.SCHEDULED, attempt)
        assert found.error_action == "Brandcraft tries again by itself."
        assert found.run_at is not None
        assert timedelta() < found.run_at - before <= timedelta(minutes=30)
        clock.advance_to(found.run_at)
    publish_due(workspace)
    found = row(workspace, delivery)
    assert (found.status, found.retries_over, found.run_at) == (D.FAILED, True, None)
    assert "by itself" not in found.error_action, "no more is tried"
    assert outcomes(workspace, delivery) == ["retry"] * (MAX_ATTEMPTS - 1) + ["failed"]
    assert kiosk.store.arrived() == []


def test_the_platforms_own_pause_is_honoured(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    pause = timedelta(minutes=20)
    kiosk.next("send", RateLimited("Too many.", retry_after=pause))
    before = clock.now()
    publish_due(workspace)
    found = row(workspace, delivery)
    assert found.error_kind == "rate_limited"
    assert found.run_at is not None
    assert pause <= found.run_at - before <= pause + timedelta(seconds=5)
    clock.advance(minutes=19, seconds=59)
    assert publish_due(workspace) == 0
    wait_for_next(workspace, clock, delivery)
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED


@pytest.mark.parametrize("kind", [ContentRefused, PermissionMissing, OwnerNeeded])
def test_final_errors_are_final(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk, kind: type[PublishingError]
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.next("send", kind("Not this.", "It is blue.", "Paint it."))
    publish_due(workspace)
    found = row(workspace, delivery)
    assert (found.status, found.error_title, found.error_action) == (
        D.FAILED,
        "Not this.",
        "Paint it.",
    )
    assert not found.retries_over
    clock.advance(days=1)
    assert publish_due(workspace) == 0


def test_an_expired_sign_in_is_renewed_once(workspace: Workspace, kiosk: Kiosk) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.next("send", SignInExpired("Token too old."))
    assert publish_due(workspace) == 1
    assert row(workspace, delivery).status is D.PUBLISHED
    assert kiosk.calls.count("renew") == 1
    assert outcomes(workspace, delivery) == ["published"]


@pytest.mark.parametrize("where", ["send", "renew"])
def test_the_account_waits_for_its_owner(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk, where: str
) -> None:
    account = add_account(workspace)
    delivery = add_delivery(workspace, account)
    later = add_delivery(workspace, account, at=clock.now() + timedelta(seconds=1))
    kiosk.next("send", SignInExpired("Token too old."))
    kiosk.next(where, SignInExpired("Signed out everywhere."))
    publish_due(workspace)
    found = row(workspace, delivery)
    assert (found.status, found.error_kind) == (D.FAILED, "auth_expired")
    assert "Reconnect @ann" in found.error_action
    state = workspace.database.read(
        lambda connection: connection.execute(
            select(tables.accounts.c.state).where(tables.accounts.c.id == account)
        ).scalar_one()
    )
    assert state == AccountState.NEEDS_RECONNECT.value
    clock.advance(seconds=1)
    assert publish_due(workspace) == 0
    held = row(workspace, later)
    assert held.status is D.SCHEDULED
    assert "reconnected" in held.hold_reason


def test_waiting_gives_the_lane_back(workspace: Workspace, clock: HandClock, kiosk: Kiosk) -> None:
    account = add_account(workspace)
    delivery = add_delivery(workspace, account)
    kiosk.waits = [20.0, 20.0]
    publish_due(workspace)
    found = row(workspace, delivery)
    assert (found.status, found.lease_owner) == (D.PROCESSING, None)
    assert found.run_at == clock.now() + timedelta(seconds=20)
    assert found.progress_text == "Kiosk is thinking"
    other = add_delivery(workspace, account)
    publish_due(workspace)
    assert kiosk.waits == []  # the other one took the second pause
    clock.advance(seconds=20)
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED
    assert row(workspace, delivery).attempts == 1
    assert outcomes(workspace, delivery) == ["published"]
    assert row(workspace, other).status is D.PUBLISHED


def test_a_fault_of_ours_before_anything_was_sent(
    workspace: Workspace, kiosk: Kiosk, caplog: pytest.LogCaptureFixture
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.uploads = 1
    kiosk.next("upload", ZeroDivisionError("token=abc123"))
    publish_due(workspace)
    found = row(workspace, delivery)
    assert found.status is D.FAILED
    assert "inside Brandcraft" in found.error_title
    assert "ZeroDivisionError" in caplog.text
    assert "abc123" not in caplog.text
    assert kiosk.store.arrived() == []


def test_a_fault_of_ours_after_something_may_have_been_sent(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk, caplog: pytest.LogCaptureFixture
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.next("answer", ZeroDivisionError("oops"))
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PROCESSING
    wait_for_next(workspace, clock, delivery)
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED
    assert kiosk.store.arrived() == [(delivery, 1)]
    assert "ZeroDivisionError" in caplog.text


def test_a_locked_vault_costs_no_try(workspace: Workspace, clock: HandClock, kiosk: Kiosk) -> None:
    delivery = add_delivery(workspace, add_account(workspace))

    def locked() -> None:
        raise VaultLocked("The vault is locked.")

    kiosk.uploads = 1
    kiosk.next("upload", locked, locked)
    for _ in range(2):
        publish_due(workspace)
        found = row(workspace, delivery)
        assert found.status is D.SCHEDULED
        assert "vault is locked" in found.hold_reason
        wait_for_next(workspace, clock, delivery)
    publish_due(workspace)
    found = row(workspace, delivery)
    assert (found.status, found.attempts, found.hold_reason) == (D.PUBLISHED, 1, "")


def test_uploads_go_on_where_they_stopped(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.uploads = 4
    kiosk.next("upload", None, not_sent())
    publish_due(workspace)
    assert len(kiosk.store.uploads()) == 3
    wait_for_next(workspace, clock, delivery)
    publish_due(workspace)
    assert sorted(kiosk.store.uploads()) == [f"upload-{number}" for number in range(4)]
    assert row(workspace, delivery).status is D.PUBLISHED


def test_a_thread_goes_on_with_its_next_part_and_is_closed_to_editing(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    delivery = add_delivery(workspace, add_account(workspace), text=THREAD)
    kiosk.next("send", None, RateLimited("Too many."))
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PROCESSING
    wait_for_next(workspace, clock, delivery)
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED
    assert [part for _, part in kiosk.store.arrived()] == [1, 2, 3]


def test_stopping_finishes_the_step_and_gives_the_lease_back(
    workspace: Workspace, kiosk: Kiosk
) -> None:
    delivery = add_delivery(workspace, add_account(workspace), text=THREAD)
    stop: list[bool] = []
    kiosk.next("answer", None, lambda: stop.append(True))
    (claim,) = claim_due(workspace)
    run(workspace, claim, stopping=lambda: bool(stop))
    found = row(workspace, delivery)
    assert (found.status, found.lease_owner) == (D.PROCESSING, None)
    assert [part for _, part in kiosk.store.arrived()] == [1, 2]
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED
    assert [part for _, part in kiosk.store.arrived()] == [1, 2, 3]
    assert outcomes(workspace, delivery) == ["published"]


def test_a_fault_of_ours_after_all_is_out_is_not_told_as_failed(
    workspace: Workspace, kiosk: Kiosk, caplog: pytest.LogCaptureFixture
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.next("follow-up", ZeroDivisionError("oops"))
    publish_due(workspace)
    assert row(workspace, delivery).status is D.UNCONFIRMED
    assert kiosk.store.arrived() == [(delivery, 1)]
    assert "ZeroDivisionError" in caplog.text
