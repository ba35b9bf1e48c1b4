"""Opening a workspace: who it is, who lives on it, which computer publishes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from brandcraft_desktop.domain.events import Event, SettingChanged
from brandcraft_desktop.errors import BadInput, StorageTrouble, WorkspaceUnsafe
from brandcraft_desktop.paths import Home, default_home
from brandcraft_desktop.services import machine
from brandcraft_desktop.services.workspace import (
    Workspace,
    claim_machine,
    close,
    open_workspace,
    publishing_allowed,
    server_url,
    who,
)
from tests.models.times import StandingClock
from tests.services.processes import other_process


@contextmanager
def opened(home: Path, clock: StandingClock | None = None) -> Iterator[Workspace]:
    workspace = open_workspace(Home(home), clock=clock or StandingClock())
    try:
        yield workspace
    finally:
        close(workspace)


def test_the_home_is_named_by_the_environment(home: Path) -> None:
    assert default_home() == Home(home)


def test_a_workspace_keeps_its_id_and_epoch(home: Path) -> None:
    with opened(home) as workspace:
        first = who(workspace)
    with opened(home) as workspace:
        assert who(workspace) == first
    assert (first.epoch, first.restored_at, first.practice) == (1, None, False)


def test_closing_leaves_no_thread_and_no_socket(home: Path) -> None:
    before = threading.active_count()
    with opened(home) as workspace:
        workspace.bus.subscribe(lambda _: None)
        assert threading.active_count() > before
    assert threading.active_count() == before
    assert not list((home / "run").glob("*.alive"))
    assert not list((home / "run").rglob("*.sock"))


def test_the_computer_that_made_it_publishes(home: Path) -> None:
    with opened(home) as workspace:
        assert publishing_allowed(workspace)


def test_a_copied_home_asks_first_and_then_starts_a_new_epoch(home: Path, tmp_path: Path) -> None:
    clock = StandingClock()
    with opened(home, clock) as original:
        number = original.id
    copy = tmp_path / "copy"
    shutil.copytree(home, copy)
    clock.move(timedelta(hours=1))
    with opened(copy, clock) as workspace:
        heard: list[Event] = []
        workspace.bus.subscribe(heard.append)
        assert workspace.id == number
        assert not publishing_allowed(workspace)
        assert claim_machine(workspace) == 2
        assert publishing_allowed(workspace)
        assert who(workspace).restored_at == clock.now()
        assert heard == [SettingChanged("publishing.machine")]
    with opened(copy, clock) as workspace:
        assert publishing_allowed(workspace)
    with opened(home, clock) as workspace:
        assert publishing_allowed(workspace)


def test_a_moved_home_still_publishes(home: Path, tmp_path: Path) -> None:
    with opened(home):
        pass
    home.rename(tmp_path / "elsewhere")
    with opened(tmp_path / "elsewhere") as workspace:
        assert publishing_allowed(workspace)


def test_another_computer_asks_first(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(home):
        pass
    monkeypatch.setattr(machine, "machine_number", lambda: "another computer")
    with opened(home) as workspace:
        assert not publishing_allowed(workspace)


def test_a_computer_without_a_number_gets_one_outside_the_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "_SYSTEM_FILES", (tmp_path / "missing",))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    number = machine.machine_number()
    assert len(number) == 32
    assert machine.machine_number() == number
    assert (tmp_path / "config" / "brandcraft" / "machine").read_text() == number


def test_the_computers_number_is_not_in_the_workspace(home: Path) -> None:
    with opened(home) as workspace:
        assert machine.machine_number() not in who(workspace).machine
        assert machine.machine_number() not in workspace.owner


def test_practice_is_decided_when_the_workspace_is_made(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    origins = tmp_path / "origins.json"
    origins.write_text(json.dumps({"https://bsky.social": "http://127.0.0.1:1"}))
    with opened(home) as workspace:
        assert workspace.origins is None
    monkeypatch.setenv("BRANDCRAFT_ORIGINS", str(origins))
    with pytest.raises(WorkspaceUnsafe, match="publishes for real"), opened(home):
        pass
    with opened(tmp_path / "practice") as workspace:
        assert workspace.practice
        assert workspace.origins is not None
        assert workspace.origins.map("https://bsky.social/x") == "http://127.0.0.1:1/x"
    monkeypatch.delenv("BRANDCRAFT_ORIGINS")
    with opened(tmp_path / "practice") as workspace:
        assert workspace.practice
        assert workspace.origins is not None
        assert not workspace.origins.knows("https://bsky.social/x")


def test_a_living_process_is_alive_also_while_it_is_stopped(home: Path) -> None:
    with opened(home) as workspace, other_process(home) as other:
        owner = other.ask("owner")
        assert owner != workspace.owner
        assert workspace.alive(owner)
        assert workspace.presence.others() == (other.process.pid,)
        os.kill(other.process.pid, signal.SIGSTOP)
        assert workspace.alive(owner)
        os.kill(other.process.pid, signal.SIGCONT)
        other.process.kill()
        other.process.wait()
        assert not workspace.alive(owner)
        assert workspace.presence.others() == ()


def test_a_closed_process_is_dead_and_one_elsewhere_is_never_called_dead(home: Path) -> None:
    with opened(home) as workspace:
        with other_process(home) as other:
            owner = other.ask("owner")
        assert not workspace.alive(owner)
        assert workspace.alive("0123456789abcdef:1:abc")
        assert workspace.alive(workspace.owner)


def test_what_the_dead_left_is_tidied_when_opening(home: Path) -> None:
    with opened(home):
        pass
    other = home / "run" / "999999-abc.alive"
    other.touch()
    with opened(home) as workspace:
        assert not other.exists()
        assert workspace.alive(workspace.owner)


def test_a_home_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises((StorageTrouble, OSError)), opened(tmp_path / "file" / "home"):
        pass


@pytest.mark.parametrize(
    "named",
    [
        "garbage",
        "sqlite:///file.sqlite",
        "mysql://u:kept-secret@localhost/x",
        "postgresql://",
        "postgresql://u:kept-secret@localhost:port/x",
        "postgresql+asyncpg://localhost/x",
    ],
)
def test_a_word_that_names_no_server_makes_no_workspace(
    home: Path, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    monkeypatch.setenv("BRANDCRAFT_DATABASE_URL", named)
    with pytest.raises(BadInput) as caught:
        open_workspace(Home(home / "data"))
    said = f"{caught.value.title} {caught.value.cause} {caught.value.action}"
    assert "BRANDCRAFT_DATABASE_URL" in said
    assert "kept-secret" not in said
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_usual_way_to_name_a_server(scheme: str) -> None:
    assert server_url(f"{scheme}://u:p@host:5432/x") == "postgresql+psycopg://u:p@host:5432/x"


def test_a_database_that_was_emptied_is_no_new_workspace(home: Path) -> None:
    with opened(home) as workspace:
        workspace.store.add_bytes(b"a picture")
    Home(home).database.write_bytes(b"")
    with pytest.raises(WorkspaceUnsafe, match="is empty") as refused, opened(home):
        pass
    assert "brandcraft restore" in refused.value.action
    assert Home(home).database.stat().st_size == 0
    shutil.rmtree(Home(home).media)
    with opened(home) as workspace:  # nothing else is left of a workspace: it begins anew
        assert who(workspace).epoch == 1


@pytest.mark.parametrize("place", ["backups/daily-2026-11-23.sqlite", "brandcraft.sqlite-wal"])
def test_what_is_left_beside_an_emptied_database_is_never_lost(home: Path, place: str) -> None:
    with opened(home):
        pass
    Home(home).database.write_bytes(b"")
    (home / place).write_bytes(b"all that is left")
    with pytest.raises(WorkspaceUnsafe, match="is empty"), opened(home):
        pass
    assert (home / place).read_bytes() == b"all that is left"


def test_a_data_folder_may_have_any_name(home: Path) -> None:
    odd = home / "caf\udce9"
    with opened(odd) as workspace:
        workspace.store.add_bytes(b"a picture")
    with opened(odd) as workspace:
        assert publishing_allowed(workspace)
