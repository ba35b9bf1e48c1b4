"""How an account does, all of it at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.errors import NotFound, NotSent
from brandcraft_desktop.publishers.base import Grant
from brandcraft_desktop.services import accounts, renewal
from brandcraft_desktop.services.account_health import health
from brandcraft_desktop.services.workspace import Workspace
from tests.models.times import StandingClock
from tests.services.desk import force
from tests.services.engine_world import KioskStore, add_deliveries
from tests.services.town import TOWN, Town, town_workspace

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass
class ScopedTown(Town):
    """A town that says what it needs."""

    @property
    def needed_scopes(self) -> tuple[str, ...]:
        return ("read", "write")


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def town(tmp_path: Path) -> ScopedTown:
    return ScopedTown(KioskStore(tmp_path / "town.sqlite"))


@pytest.fixture
def workspace(home: Path, town: Town, clock: StandingClock) -> Iterator[Workspace]:
    with town_workspace(home, town, clock=clock) as opened:
        yield opened


def join(workspace: Workspace) -> str:
    return accounts.connect(workspace, TOWN, {"login": "ann", "password": "open sesame"}).id


def test_everything_about_an_account(
    workspace: Workspace, town: Town, clock: StandingClock
) -> None:
    end = clock.now() + 10 * DAY
    town.grant = lambda now: Grant(expires_at=now + 2 * HOUR, ends_at=end, scopes=("read",))
    mine = join(workspace)
    accounts.secrets(workspace, mine).replace({"client_id": "app-7"}, town.grant(clock.now()))
    deliveries = add_deliveries(workspace, [mine] * 6, at=clock.now() + DAY)
    for delivery, status in zip(
        deliveries, (D.PROCESSING, D.FAILED, D.FAILED, D.PUBLISHED, D.UNCONFIRMED), strict=False
    ):
        force(workspace, delivery, status)
    found = health(workspace, mine)
    assert (found.state, found.words) == (
        AccountState.CONNECTED,
        "Connected · expires in 10 days",
    )
    assert (found.scopes, found.missing) == (("read",), ("write",))
    assert (found.waiting, found.failed, found.paused) == (2, 2, False)
    assert (found.last_success, found.last_check) == (clock.now(), clock.now())
    assert found.next_renewal == clock.now() + 2 * HOUR - timedelta(minutes=10)
    assert (found.expires_at, found.ends_at) == (clock.now() + 2 * HOUR, end)
    assert found.app_client_id == "app-7"
    accounts.pause(workspace, mine, paused=True)
    assert health(workspace, mine).paused


def test_what_is_not_known_is_not_claimed(workspace: Workspace) -> None:
    mine = join(workspace)
    workspace.vault.forget()
    workspace.vault._store.entries.clear()  # type: ignore[attr-defined]
    found = health(workspace, mine)
    assert (found.missing, found.app_client_id, found.ends_at) == (None, "", None)
    with pytest.raises(NotFound):
        health(workspace, "nobody")


def test_a_renewal_in_trouble_tells_when_it_is_tried_again(
    workspace: Workspace, town: Town, clock: StandingClock
) -> None:
    mine = join(workspace)
    clock.move(2 * HOUR)
    town.next("renew", NotSent("The line is down."))
    renewal.renew_due(workspace)
    assert health(workspace, mine).next_renewal == clock.now() + timedelta(minutes=5)


def test_a_disconnected_account_is_renewed_no_more(workspace: Workspace) -> None:
    mine = join(workspace)
    accounts.disconnect(workspace, mine)
    found = health(workspace, mine)
    assert (found.words, found.next_renewal, found.scopes) == ("Disconnected", None, ())
