"""What becomes of a delivery whose answer was lost: looked for, and never sent blindly."""

from __future__ import annotations

from datetime import timedelta

import pytest

from brandcraft_desktop.domain.ending import LOOKS
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.errors import (
    DuplicateRefused,
    SignInExpired,
)
from brandcraft_desktop.services.workspace import Workspace
from tests.services.engine_fixtures import clock, kiosk, publish_due, wait_for_next, workspace
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

__all__ = ["clock", "kiosk", "workspace"]

THREAD = SPLIT_AT.join(["one", "two", "three"])


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


def test_a_list_that_lags_is_looked_at_again(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.listed_after = 20
    kiosk.next("answer", lost())
    publish_due(workspace)
    for _ in range(2):
        wait_for_next(workspace, clock, delivery)
        publish_due(workspace)
        found = row(workspace, delivery)
        assert found.status is D.PROCESSING
        assert "looks again by itself" in found.error_action
    wait_for_next(workspace, clock, delivery)
    publish_due(workspace)
    assert row(workspace, delivery).status is D.PUBLISHED
    assert kiosk.store.arrived() == [(delivery, 1)]
    assert outcomes(workspace, delivery) == ["looking"] * 3 + ["published"]


@pytest.mark.parametrize("accepted", [True, False])
def test_a_list_that_never_shows_it_ends_with_a_question(
    workspace: Workspace, clock: HandClock, kiosk: Kiosk, accepted: bool
) -> None:
    delivery = add_delivery(workspace, add_account(workspace))
    kiosk.listed_after = 1e9
    kiosk.next("answer" if accepted else "send", lost())
    begin = clock.now()
    publish_due(workspace)
    for _ in LOOKS:
        assert row(workspace, delivery).status is D.PROCESSING
        wait_for_next(workspace, clock, delivery)
        publish_due(workspace)
    found = row(workspace, delivery)
    assert (found.status, found.run_at) == (D.UNCONFIRMED, None)
    assert "Look on the platform" in found.error_action
    assert clock.now() - begin >= sum(LOOKS, timedelta())
    assert kiosk.calls.count("send") == 1
    assert kiosk.calls.count("find") == len(LOOKS)


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
