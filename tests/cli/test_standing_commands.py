"""`status`, `pause`, `resume`, `start-at-login`."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from brandcraft_desktop.paths import Home
from brandcraft_desktop.services.workspace import close, open_workspace
from tests.cli.shell import Shell


def test_pausing_and_resuming(shell: Shell) -> None:
    before = datetime.now(UTC)
    said = shell.json("pause", "--for", "1h30m")
    end = datetime.fromisoformat(said.text("paused_until"))
    assert timedelta(minutes=90) <= end - before < timedelta(minutes=95)
    assert shell("status").out.splitlines()[1] == f"Posting is paused until {end:%Y-%m-%d %H:%M}."
    shell("pause", "--until-tomorrow")
    tomorrow = datetime.fromisoformat(shell.json("status").text("paused_until"))
    assert tomorrow.astimezone().hour == 0
    assert timedelta() < tomorrow - before <= timedelta(days=1, seconds=60)
    assert shell.json("pause").fields == {"paused": True, "paused_until": None}
    assert shell("pause").out == "Posting is paused until you resume it.\n"
    assert shell("resume").out == "Posting is not paused.\n"
    assert shell.json("status").fields["paused"] is False


@pytest.mark.parametrize("words", ["", "soon", "0h", "-1h", "1", "9999d", "1h 5"])
def test_a_wrong_length_changes_nothing(shell: Shell, words: str) -> None:
    said = shell.json("pause", f"--for={words or 'h'}")
    assert said.code == 2
    assert said.error["field"] == "for"
    assert shell.json("status").fields["paused"] is False


def test_a_pause_has_one_end(shell: Shell) -> None:
    assert shell.json("pause", "--for", "1h", "--until-tomorrow").code == 2


def test_how_things_stand(shell: Shell, account: str) -> None:
    assert shell.json("status").fields["next"] is None
    assert "Nothing is scheduled." in shell("status").out
    post_id = shell.json("post", "Hello", "--to", account, "--at", "+2h").text("id")
    fields = shell.json("status").fields
    following = fields["next"]
    assert isinstance(following, dict)
    assert (following["post_id"], following["platforms"]) == (post_id, ["bluesky"])
    assert (fields["due_in_24h"], fields["publishers"], fields["attention"]) == (1, [], [])
    assert isinstance(fields["waiting"], dict), "nobody publishes"
    workspace = open_workspace(Home(shell.home))
    mark = workspace.presence.publishes()
    fields = shell.json("status").fields
    assert (fields["publishers"], fields["waiting"]) == ([os.getpid()], None)
    assert f"1 publishing on this computer (process {os.getpid()})." in shell("status").out
    mark.close()
    close(workspace)


def test_starting_at_login(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("BRANDCRAFT_ORIGINS")  # in practice it is refused
    assert shell.json("start-at-login", "status").fields["state"] == "off"
    fields = shell.json("start-at-login", "on").fields
    assert (fields["on"], fields["minimised"]) == (True, True)
    command = fields["command"]
    assert isinstance(command, list)
    assert command[-3:] == ["--minimised", "--home", str(shell.home)]
    file = tmp_path / "config" / "autostart" / "brandcraft.desktop"
    assert fields["place"] == str(file)
    assert not shell.json("start-at-login", "on", "--show-window").fields["minimised"]
    file.write_text(file.read_text() + "Hidden=true\n")  # as a desktop's settings do
    assert "own settings keep Brandcraft from starting" in shell("start-at-login", "status").out
    assert shell.json("start-at-login", "on").fields["on"] is True
    assert shell("start-at-login", "off").out == "Brandcraft does not start when you log in.\n"
    assert not file.exists()
    (tmp_path / "config" / "autostart").rmdir()
    (tmp_path / "config" / "autostart").write_text("in the way")
    said = shell.json("start-at-login", "on")
    assert said.code != 0
    assert "Starting at login can't be changed" in said.err


@pytest.mark.parametrize("named", [True, False])
def test_practice_leaves_what_starts_at_login_alone(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: bool
) -> None:
    """Also where nothing but its data folder says that it is practice."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    entry = tmp_path / "config" / "autostart" / "brandcraft.desktop"
    entry.parent.mkdir(parents=True)
    entry.write_text("[Desktop Entry]\nType=Application\nExec=brandcraft --minimised\n")
    before = entry.read_bytes()
    shell("status")  # makes the workspace
    if not named:
        monkeypatch.delenv("BRANDCRAFT_ORIGINS")
    for word in ("on", "off"):
        said = shell.json("start-at-login", word)
        assert said.code != 0
        assert "Practice changes nothing about what starts at login" in said.err
    assert entry.read_bytes() == before


def test_a_data_folder_can_be_named(shell: Shell, tmp_path: Path) -> None:
    shell("pause")
    assert shell.json("--home", tmp_path / "another", "status").fields["paused"] is False
