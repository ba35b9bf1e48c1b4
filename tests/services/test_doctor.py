"""The doctor finds what is wrong and never breaks."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from brandcraft_desktop.domain.health import Check
from brandcraft_desktop.models import tables
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import accounts, media, vault
from brandcraft_desktop.services.doctor import examine
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.media.files import photo
from tests.models.times import StandingClock
from tests.services.engine_world import add_delivery
from tests.services.town import TOWN, make_town, town_workspace


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def workspace(home: Path, tmp_path: Path, clock: StandingClock) -> Iterator[Workspace]:
    with town_workspace(home, make_town(tmp_path), clock=clock) as opened:
        yield opened


def findings(workspace: Workspace) -> dict[str, Check]:
    return {check.name: check for check in examine(workspace)}


def join(workspace: Workspace) -> str:
    return accounts.connect(workspace, TOWN, {"login": "ann", "password": "open sesame"}).id


def test_a_sound_workspace(workspace: Workspace, tmp_path: Path) -> None:
    join(workspace)
    media.add(workspace, [photo(tmp_path / "a.jpg")])
    found = findings(workspace)
    # The tests have no keyring of the system; the vault of this workspace has one of its own.
    assert [name for name, check in found.items() if not check.ok] == ["keyring"]
    assert found["keyring"].action
    assert json.loads(json.dumps([asdict(check) for check in found.values()]))
    assert "1 is being prepared" in found["media"].message
    assert "Nothing runs here right now" in found["engine"].message
    with closing(workspace.presence.publishes()):
        assert "are sent from here" in findings(workspace)["engine"].message
    vault.rewrap(workspace, None, "correct horse battery")
    assert findings(workspace)["keyring"].ok


def test_a_fresh_home_with_a_passphrase_is_healthy(home: Path) -> None:
    """There is no keyring here, and no key yet: the passphrase will make and open one."""
    fresh = open_workspace(Home(home), clock=StandingClock(), passphrase="correct horse battery")
    try:
        assert [check.name for check in examine(fresh) if not check.ok] == []
        assert "The passphrase is used" in findings(fresh)["keyring"].message
    finally:
        close(fresh)


def test_what_is_wrong_is_found(workspace: Workspace, tmp_path: Path, clock: StandingClock) -> None:
    account = join(workspace)
    view = media.add(workspace, [photo(tmp_path / "a.jpg")])[0]
    workspace.store.remove(view.sha256)
    add_delivery(workspace, account)
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.accounts).values(state="needs_reconnect")
        )
    )
    workspace.vault.forget()
    workspace.vault._store.entries.clear()  # type: ignore[attr-defined]
    clock.move(timedelta(minutes=5))
    found = findings(workspace)
    wrong = {name for name, check in found.items() if not check.ok}
    assert wrong == {"vault", "keyring", "media", "publishing", "accounts"}
    assert "1 of 1 file can't be found" in found["media"].message
    assert "1 delivery is late. Nothing is publishing" in found["publishing"].message
    assert all(found[name].action for name in wrong)
    assert found["publishing"].action == "Open the window, or run: brandcraft worker --once"
    assert "kiosk @ann (Sign-in expired)" in found["accounts"].message


def test_a_sign_in_that_ends_before_its_next_post_needs_its_owner(
    workspace: Workspace, clock: StandingClock
) -> None:
    account = join(workspace)
    assert findings(workspace)["accounts"].ok
    add_delivery(workspace, account, at=clock.now() + timedelta(days=9))
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.accounts).values(ends_at=clock.now() + timedelta(days=8))
        )
    )
    found = findings(workspace)["accounts"]
    assert not found.ok
    assert found.message == ("Waiting for their owner: kiosk @ann (Connected · expires in 8 days).")
    assert found.action == "Reconnect them."
    clock.move(timedelta(hours=-1))
    assert not findings(workspace)["clock"].ok


def test_a_full_disk_and_a_damaged_database(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brandcraft_desktop.services.doctor.ROOM", 10**18)
    assert not findings(workspace)["disk"].ok
    assert findings(workspace)["database"].ok
    path = workspace.home.database
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    data = bytearray(path.read_bytes())
    data[len(data) // 2 :] = b"\xff" * (len(data) - len(data) // 2)
    path.write_bytes(bytes(data))
    workspace.database._reading.dispose()
    assert not findings(workspace)["database"].ok
