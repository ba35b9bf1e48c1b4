"""A practice world, and a shell in an empty home that reaches nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.ids import new_id
from brandcraft_desktop.paths import Home
from brandcraft_desktop.practice.process import PracticeServer, start
from brandcraft_desktop.services.workspace import close, open_workspace
from tests.cli.shell import Shell


@pytest.fixture(scope="package")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    server = start(tmp_path_factory.mktemp("practice"), accounts=2, platforms=["bluesky"])
    yield server
    server.stop()


@pytest.fixture
def origins(practice: PracticeServer, tmp_path: Path) -> Path:
    return practice.write_origins(tmp_path / "origins.json")


@pytest.fixture
def shell(
    home: Path,
    origins: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Shell:
    monkeypatch.setenv("BRANDCRAFT_ORIGINS", str(origins))
    monkeypatch.setenv("BRANDCRAFT_VAULT_PASSPHRASE", "correct horse battery")
    return Shell(home, monkeypatch, capsys)


@pytest.fixture
def account(shell: Shell) -> str:
    """An account's id; it is signed in only as far as its row goes."""
    workspace = open_workspace(Home(shell.home))
    try:
        account_id = new_id(workspace.clock)
        now = workspace.clock.now()
        workspace.database.write(
            lambda connection: connection.execute(
                insert(tables.accounts).values(
                    id=account_id,
                    platform="bluesky",
                    remote_id="did:plc:row",
                    handle="row.example",
                    display_name="Row",
                    server="https://bsky.social",
                    state=AccountState.CONNECTED.value,
                    created_at=now,
                )
            )
        )
    finally:
        close(workspace)
    return account_id


@pytest.fixture
def connected(shell: Shell, practice: PracticeServer) -> str:
    """A really connected account's id."""
    who = practice.accounts[0]
    said = shell.json(
        *("accounts", "connect", "bluesky"),
        *("--identifier", who.handle, "--secret-stdin"),
        stdin=who.app_password,
    )
    assert said.code == 0, said
    return said.text("id")
