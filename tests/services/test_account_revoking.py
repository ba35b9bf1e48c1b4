"""Disconnecting tells the platform, where it can be told, and never waits for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import update

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.errors import NotSent, Refused
from brandcraft_desktop.models import tables
from brandcraft_desktop.publishers.base import AccountSession, Grant
from brandcraft_desktop.services import account_revoking, accounts
from brandcraft_desktop.services.workspace import Workspace
from tests.services.desk import force
from tests.services.engine_world import KioskStore, add_delivery
from tests.services.town import TOWN, Town, town_workspace


@dataclass
class RevokingTown(Town):
    """A town that can be told; `revoked` are the tokens it was told of."""

    revoked: list[str] = field(default_factory=list)

    def revoke(self, session: AccountSession) -> None:
        self._happens("revoke")
        with session.secrets.renewing():
            self.revoked.append(session.secrets.read("refresh"))
        session.secrets.replace({"refresh": "new"}, Grant())
        assert session.secrets.read("nothing") == ""


@pytest.fixture
def town(tmp_path: Path) -> RevokingTown:
    return RevokingTown(KioskStore(tmp_path / "town.sqlite"))


@pytest.fixture
def workspace(home: Path, town: RevokingTown) -> Iterator[Workspace]:
    with town_workspace(home, town) as opened:
        yield opened


@pytest.fixture
def mine(workspace: Workspace) -> str:
    return accounts.connect(workspace, TOWN, {"login": "ann", "password": "open sesame"}).id


def gone(workspace: Workspace, account_id: str) -> bool:
    state = accounts.show(workspace, account_id).state
    return state is AccountState.DISCONNECTED and not accounts.secrets(workspace, account_id).read(
        "refresh"
    )


def test_the_platform_is_told(workspace: Workspace, town: RevokingTown, mine: str) -> None:
    token = town.valid["ann"]
    accounts.disconnect(workspace, mine)
    assert town.revoked == [token]
    assert gone(workspace, mine)
    kept = account_revoking.Leaving(accounts.show(workspace, mine), town, {"refresh": "hush"})
    assert "hush" not in repr(kept)


def test_a_sign_in_that_another_account_lives_by_stays(
    workspace: Workspace, town: RevokingTown, mine: str
) -> None:
    """As with a member and their company pages; the last one takes it back."""
    answers = {"login": "bob", "password": "open sesame"}
    other = accounts.connect(workspace, TOWN, answers).id
    access = accounts.secrets(workspace, mine).read("access")
    assert accounts.secrets(workspace, other).read("access") == access
    accounts.disconnect(workspace, mine)
    assert town.revoked == []
    assert gone(workspace, mine)
    accounts.disconnect(workspace, other)
    assert town.revoked == [town.valid["bob"]]


def test_another_account_with_tokens_of_its_own_is_no_reason(
    workspace: Workspace, town: RevokingTown, mine: str
) -> None:
    answers = {"login": "bob", "password": "open sesame"}
    other = accounts.connect(workspace, TOWN, answers).id
    accounts.secrets(workspace, other).replace({"access": "his own"}, Grant())
    accounts.disconnect(workspace, mine)
    assert town.revoked == [town.valid["ann"]]


def test_its_trouble_is_nobody_s(workspace: Workspace, town: RevokingTown, mine: str) -> None:
    town.next("revoke", NotSent("The line is down."))
    accounts.disconnect(workspace, mine)
    assert town.revoked == []
    assert gone(workspace, mine)


def test_nobody_waits_for_it(
    workspace: Workspace, town: RevokingTown, mine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(account_revoking, "WAIT", 0.05)
    asked, answer = threading.Event(), threading.Event()

    def slow() -> None:
        asked.set()
        assert answer.wait(20)

    town.next("revoke", slow)
    accounts.disconnect(workspace, mine)
    assert gone(workspace, mine)
    assert asked.wait(20)
    assert town.revoked == []
    answer.set()
    (thread,) = [one for one in threading.enumerate() if one.name == "revoking"]
    thread.join(20)
    assert town.revoked == [town.valid["ann"]]


def test_a_refused_disconnect_tells_nobody(
    workspace: Workspace, town: RevokingTown, mine: str
) -> None:
    force(workspace, add_delivery(workspace, mine), D.PUBLISHING)
    with pytest.raises(Refused):
        accounts.disconnect(workspace, mine)
    assert "revoke" not in town.calls


def test_a_copy_leaves_the_tokens_of_the_other_computer_alone(
    workspace: Workspace, town: RevokingTown, mine: str
) -> None:
    workspace.database.write(
        lambda connection: connection.execute(update(tables.workspace).values(machine="another"))
    )
    accounts.disconnect(workspace, mine)
    assert "revoke" not in town.calls
    assert gone(workspace, mine)


def test_a_locked_vault_keeps_nobody_from_leaving(
    workspace: Workspace, town: RevokingTown, mine: str
) -> None:
    workspace.vault.forget()
    workspace.vault._store.entries.clear()  # type: ignore[attr-defined]
    accounts.disconnect(workspace, mine)
    assert "revoke" not in town.calls
    assert accounts.show(workspace, mine).state is AccountState.DISCONNECTED
