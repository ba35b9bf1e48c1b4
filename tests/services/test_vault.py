"""The vault on a real workspace, and what the environment gives it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from sqlalchemy import select

from brandcraft_desktop.domain.vault import VaultState
from brandcraft_desktop.errors import BadInput, VaultLocked
from brandcraft_desktop.models import tables
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import vault
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.accounts.memory import NONE, MemoryStore
from tests.models.times import StandingClock
from tests.services.engine_world import OneKiosk
from tests.services.town import make_town, town_workspace

if TYPE_CHECKING:
    from brandcraft_desktop.publishers.registry import Registry

WORDS = "correct horse battery"


@contextmanager
def plain_workspace(home: Path, folder: Path) -> Iterator[Workspace]:
    """With the vault that a person gets."""
    platforms = cast("Registry", OneKiosk(make_town(folder)))
    workspace = open_workspace(Home(home), clock=StandingClock(), platforms=platforms)
    try:
        yield workspace
    finally:
        close(workspace)


def test_without_keyring_and_passphrase_it_says_what_to_do(home: Path, tmp_path: Path) -> None:
    with plain_workspace(home, tmp_path) as workspace:
        assert vault.status(workspace).state is VaultState.EMPTY
        with pytest.raises(VaultLocked) as caught:
            workspace.vault.ready()
        assert "no keyring" in caught.value.cause
        status = vault.unlock(workspace, WORDS)
        assert (status.state, status.keeper) == (VaultState.OPEN, "passphrase")


def test_the_environment_gives_the_passphrase(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRANDCRAFT_VAULT_PASSPHRASE", WORDS)
    for _ in range(2):
        with plain_workspace(home, tmp_path) as workspace:
            workspace.vault.ready()
            assert vault.status(workspace).keeper == "passphrase"
    monkeypatch.delenv("BRANDCRAFT_VAULT_PASSPHRASE")
    with plain_workspace(home, tmp_path) as workspace:
        status = vault.status(workspace)
        assert status.locked
        assert "brandcraft vault unlock" in status.action
        with pytest.raises(BadInput, match="wrong"):
            vault.unlock(workspace, "another passphrase")
        assert not vault.unlock(workspace, WORDS).locked


def test_the_database_knows_the_key_only_wrapped(home: Path, tmp_path: Path) -> None:
    store = MemoryStore()
    with town_workspace(home, make_town(tmp_path), store=store) as workspace:
        workspace.vault.ready()
        key = next(iter(store.entries.values()))
        row = workspace.database.read(
            lambda connection: connection.execute(select(tables.vault_keys)).one()
        )
        assert row.number == 1
        assert row.wrapped is None
        parcel = vault.export_wrapped(workspace, WORDS)
        assert vault.status(workspace).keeper == "keyring"
        assert vault.rewrap(workspace, None, WORDS).keeper == "keyring and passphrase"
        vault.import_wrapped(workspace, parcel, WORDS)
    for path in Path(home).rglob("*"):
        if path.is_file():
            assert key.rsplit(":", 1)[-1].encode() not in path.read_bytes()


def test_two_processes_agree_on_one_key(home: Path, tmp_path: Path) -> None:
    store = MemoryStore()
    town = make_town(tmp_path)
    with (
        town_workspace(home, town, store=store) as one,
        town_workspace(home, town, store=store) as two,
    ):
        one.vault.ready()
        two.vault.ready()
    assert store.writes == 1


def test_a_keyring_that_went_away(home: Path, tmp_path: Path) -> None:
    town = make_town(tmp_path)
    with town_workspace(home, town) as workspace:
        workspace.vault.ready()
    with town_workspace(home, town, store=MemoryStore(trouble=NONE)) as workspace:
        status = vault.status(workspace)
        assert status.locked
        assert "no keyring" in status.message
        with pytest.raises(BadInput, match="no passphrase"):
            vault.unlock(workspace, WORDS)
