"""One claim from its plan to its end, for every way it can end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.ending import LOOKS
from brandcraft_desktop.domain.retry import MAX_ATTEMPTS
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.errors import (
    ContentRefused,
    DuplicateRefused,
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
from tests.services.engine_fixtures import another, clock, kiosk, publish_due, workspace
from tests.services.engine_world import (
    SPLIT_AT,
    HandClock,
    Kiosk,
    add_account,
    add_delivery,
    lost,
    not_sent,
    outcomes,
    row,
)

__all__ = ["another", "clock", "kiosk", "workspace"]

THREAD = SPLIT_AT.join(["one", "two", "three"])


def wait_for_next(workspace: Workspace, clock: HandClock, delivery_id: str) -> None:
    moment = row(workspace, delivery_id).run_at
    assert moment is not None
    clock.advance_to(moment)


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


def test_a_lost_answer_is_looked_up_and_never_sent_again(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    delivery = add_delivery(workspace, add_account(workspace), text=THREAD)
    kiosk.next("answer", None, lost())
    publish_due(workspace)
    found = row(workspace, delivery)
    assert (found.status, found.error_kind) == (D.PROCESSING, "outcome_unknown")
    wait_for_next(workspace, clock, delivery)
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED
    assert kiosk.store.arrived() == [(delivery, 1), (delivery, 2), (delivery, 3)]
    assert outcomes(workspace, delivery) == ["looking", "published"]


def test_a_lost_call_is_sent_again_where_absence_is_proof(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.next("send", lost())
    publish_due(workspace)
    wait_for_next(workspace, clock, delivery)
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED
    assert kiosk.store.arrived() == [(delivery, 1)]


@pytest.mark.parametrize("accepted", [True, False])
def test_where_nobody_can_tell_it_is_unconfirmed(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk, accepted: bool
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.sees = False
    kiosk.next("answer" if accepted else "send", lost())
    publish_due(workspace)
    wait_for_next(workspace, clock, delivery)
    publish_due(workspace)
    found = row(workspace, delivery)
    assert (found.status, found.run_at) == (D.UNCONFIRMED, None)
    clock.advance(days=30)
    assert publish_due(workspace) == 0
    assert kiosk.store.arrived() == ([(delivery, 1)] if accepted else [])
    assert kiosk.calls.count("send") == 1


def test_a_platform_that_cannot_be_asked_is_asked_again_then_the_person_is(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.next("answer", lost())
    kiosk.next("find", *[not_sent() for _ in LOOKS])
    publish_due(workspace)
    for _ in LOOKS:
        assert row(workspace, delivery).status is D.PROCESSING
        wait_for_next(workspace, clock, delivery)
        publish_due(workspace)
    assert row(workspace, delivery).status is D.UNCONFIRMED
    assert kiosk.store.arrived() == [(delivery, 1)]


def test_it_is_found_as_soon_as_the_platform_can_be_asked(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.next("answer", lost())
    kiosk.next("find", not_sent(), RuntimeError("a fault of ours"))
    for _ in range(4):
        publish_due(workspace)
        if row(workspace, delivery).status is D.PROCESSING:
            wait_for_next(workspace, clock, delivery)
    assert row(workspace, delivery).status is D.PUBLISHED
    assert kiosk.store.arrived() == [(delivery, 1)]


def test_a_sign_in_that_expires_while_looking(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.next("answer", lost())
    kiosk.next("find", SignInExpired("Token too old."))
    publish_due(workspace)
    wait_for_next(workspace, clock, delivery)
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED
    assert kiosk.calls.count("renew") == 1
    assert kiosk.store.arrived() == [(delivery, 1)]


def test_a_duplicate_refusal_is_success_only_if_it_is_ours(
    workspace: Workspace, kiosk: Kiosk
) -> None:
    account = add_account(workspace)
    strange = add_delivery(workspace, account)
    kiosk.next("send", DuplicateRefused("You said that already."))
    publish_due(workspace)
    assert row(workspace, strange).status is D.FAILED
    ours = add_delivery(workspace, account)
    kiosk.next("answer", DuplicateRefused("You said that already."))
    publish_due(workspace)
    assert row(workspace, ours).status is D.PUBLISHED
    assert kiosk.store.arrived() == [(ours, 1)]


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


def test_no_word_leaves_after_the_send_deadline(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.next("send", lambda: clock.advance(seconds=31))
    publish_due(workspace)
    assert kiosk.store.arrived() == []
    assert row(workspace, delivery).status is D.SCHEDULED
    wait_for_next(workspace, clock, delivery)
    publish_due(workspace)
    assert kiosk.store.arrived() == [(delivery, 1)]


@pytest.mark.parametrize("how", ["advance", "sleep"])
def test_a_worker_that_was_away_sends_nothing_and_takes_nothing_back(
    workspace: Workspace,
    another: Callable[[], Workspace],
    clock: HandClock,
    kiosk: Kiosk,
    how: str,
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    second = another()

    def away() -> None:
        getattr(clock, how)(seconds=100)
        publish_due(second)

    kiosk.next("send", away)
    (claim,) = claim_due(workspace)
    run(workspace, claim)
    publish_due(second)
    assert kiosk.store.arrived() == [(delivery, 1)]
    assert row(workspace, delivery).status is D.PUBLISHED


def test_a_late_answer_is_kept_even_when_the_lease_is_lost(
    workspace: Workspace,
    another: Callable[[], Workspace],
    clock: HandClock,
    kiosk: Kiosk,
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    second = another()
    kiosk.sees = False

    def away() -> None:
        clock.advance(seconds=100)
        publish_due(second)
        clock.advance(seconds=100)
        publish_due(second)
        assert row(workspace, delivery).status is D.UNCONFIRMED

    kiosk.next("answer", away)
    (claim,) = claim_due(workspace)
    run(workspace, claim)
    found = row(workspace, delivery)
    assert (found.status, found.remote_id) == (D.PUBLISHED, f"{delivery}/1")
    assert kiosk.store.arrived() == [(delivery, 1)]


def test_a_late_answer_in_the_middle_of_a_thread_withdraws_the_question(
    workspace: Workspace,
    another: Callable[[], Workspace],
    clock: HandClock,
    kiosk: Kiosk,
) -> None:
    delivery = add_delivery(workspace, add_account(workspace), text=THREAD)
    second = another()
    kiosk.sees = False

    def away() -> None:
        for _ in range(2):
            clock.advance(seconds=100)
            publish_due(second)
        assert row(workspace, delivery).status is D.UNCONFIRMED

    kiosk.next("answer", None, away)
    (claim,) = claim_due(workspace)
    run(workspace, claim)
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED
    assert [part for _, part in kiosk.store.arrived()] == [1, 2, 3]


def test_a_fault_of_ours_after_all_is_out_is_not_told_as_failed(
    workspace: Workspace, kiosk: Kiosk, caplog: pytest.LogCaptureFixture
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.next("follow-up", ZeroDivisionError("oops"))
    publish_due(workspace)
    assert row(workspace, delivery).status is D.UNCONFIRMED
    assert kiosk.store.arrived() == [(delivery, 1)]
    assert "ZeroDivisionError" in caplog.text
