"""When the computer is kept awake: before a post is due, and until it is out."""

from __future__ import annotations

from brandcraft_desktop.services import awake, settings
from brandcraft_desktop.services.publishing import claim_due, run
from brandcraft_desktop.services.workspace import Workspace
from tests.services.desk import Stall, ann, bob, clock, scheduled, stall, workspace
from tests.services.engine_world import HandClock

__all__ = ["ann", "bob", "clock", "stall", "workspace"]


def needed(workspace: Workspace) -> bool:
    return awake.needed(workspace, awake.next_due(workspace))


def test_from_five_minutes_before_until_it_is_out(
    workspace: Workspace, ann: str, clock: HandClock, stall: Stall
) -> None:
    assert not needed(workspace), "nothing waits"
    scheduled(workspace, ann, text="Later")
    due = awake.next_due(workspace)
    assert due is not None
    assert not needed(workspace), "an hour is long"
    clock.advance_to(due - awake.BEFORE)
    assert needed(workspace)
    clock.advance_to(due)
    (claim,) = claim_due(workspace)
    assert awake.next_due(workspace) is None
    assert needed(workspace), "it is on its way"
    run(workspace, claim)
    assert len(stall.store.arrived()) == 1
    assert not needed(workspace)


def test_not_where_its_person_wants_none_of_it(
    workspace: Workspace, ann: str, clock: HandClock
) -> None:
    scheduled(workspace, ann, text="Later")
    due = awake.next_due(workspace)
    assert due is not None
    settings.put(workspace, settings.KEEP_AWAKE, False)
    clock.advance_to(due)
    assert not needed(workspace)
    (claim,) = claim_due(workspace)
    assert not needed(workspace)
    run(workspace, claim)


def test_what_is_due_and_does_not_go_out_keeps_nothing_awake_for_ever(
    workspace: Workspace, ann: str, clock: HandClock
) -> None:
    scheduled(workspace, ann, text="Later")
    due = awake.next_due(workspace)
    assert due is not None
    clock.advance_to(due + 2 * awake.BEFORE)
    assert not needed(workspace)
