"""Workers that are late, or lost their lease: no word leaves, and nothing known is thrown away."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.services.publishing import claim_due, run
from brandcraft_desktop.services.workspace import Workspace
from tests.services.engine_fixtures import (
    another,
    clock,
    kiosk,
    publish_due,
    wait_for_next,
    workspace,
)
from tests.services.engine_world import (
    SPLIT_AT,
    HandClock,
    Kiosk,
    add_account,
    add_delivery,
    row,
)

__all__ = ["another", "clock", "kiosk", "workspace"]

THREAD = SPLIT_AT.join(["one", "two", "three"])


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
