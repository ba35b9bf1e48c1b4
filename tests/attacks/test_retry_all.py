"""Everything that failed on an account, again: others write meanwhile, and one never stops all."""

from __future__ import annotations

from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.services import deliveries, posts
from brandcraft_desktop.services.workspace import Workspace
from tests.services.desk import Stall, ann, clock, force, scheduled, stall, workspace

__all__ = ["Stall", "ann", "clock", "stall", "workspace"]


def failed(workspace: Workspace, account: str, count: int) -> list[str]:
    made = [scheduled(workspace, account, text=f"Post {number}").id for number in range(count)]
    for one in made:
        (delivery,) = posts.show(workspace, one).deliveries
        force(workspace, delivery.id, D.FAILED, error_kind="auth_expired")
    return made


def test_no_transaction_holds_more_than_one(workspace: Workspace, ann: str) -> None:
    made = failed(workspace, ann, 12)
    seen: list[int] = []

    def look(event: object) -> None:
        """Told after each commit: how many go by then."""
        states = [posts.show(workspace, one).deliveries[0].status for one in made]
        seen.append(states.count(D.SCHEDULED))

    unsubscribe = workspace.bus.subscribe(look)
    assert deliveries.retry_failed_of(workspace, ann) == 12
    unsubscribe()
    assert sorted(set(seen)) == list(range(1, 13))


def test_one_that_somebody_works_on_does_not_stop_the_others(
    workspace: Workspace, ann: str
) -> None:
    made = failed(workspace, ann, 3)
    (held,) = posts.show(workspace, made[1]).deliveries
    force(workspace, held.id, D.FAILED, error_kind="auth_expired", lease_owner="m:1:x")

    assert deliveries.retry_failed_of(workspace, ann) == 2
    states = [posts.show(workspace, one).deliveries[0].status for one in made]
    assert states == [D.SCHEDULED, D.FAILED, D.SCHEDULED]
