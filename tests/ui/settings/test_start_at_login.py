"""Starting at login: what the switches say is what the system has, whichever system it is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from brandcraft_desktop.computer.login import LoginPlace
from brandcraft_desktop.computer.login.desktop_file import FILE, AutostartFile, read_desktop_file
from brandcraft_desktop.computer.login.launch_agent import LaunchAgent
from brandcraft_desktop.computer.login.run_key import APPROVED, RunKey
from brandcraft_desktop.services import start_at_login
from tests.cli.shell import Shell
from tests.computer.test_login import Shelf
from tests.ui.settings.person import flip, login_state, settings_page

SHELF = Shelf()
QUIET = "Posts go out without you thinking of it."


@pytest.fixture
def autostart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a Linux desktop looks at login."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "autostart" / FILE


linux = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="another place there")


@linux
def test_the_file_appears_follows_and_goes(
    qtbot: QtBot, home: Path, autostart: Path, shell: Shell
) -> None:
    with settings_page(home) as (at, page):
        rows = page.running.at_login
        assert not rows.login.isChecked()
        assert not rows.minimised.isEnabled()
        flip(at, rows.login)
        entry = read_desktop_file(autostart.read_text(encoding="utf-8"))
        assert entry.command[-3:] == ("--minimised", "--home", str(home))
        assert Path(entry.command[0]).is_file()
        assert rows.login.isChecked()
        assert login_state(shell) == "on"
        flip(at, rows.minimised)
        entry = read_desktop_file(autostart.read_text(encoding="utf-8"))
        assert "--minimised" not in entry.command
    with settings_page(home) as (at, page):
        rows = page.running.at_login
        assert (rows.login.isChecked(), rows.minimised.isChecked()) == (True, False)
        flip(at, rows.login)
        assert not autostart.exists()
        assert login_state(shell) == "off"
    with settings_page(home) as (at, page):
        assert not page.running.at_login.login.isChecked()


@linux
def test_what_was_done_elsewhere_is_shown_when_the_page_comes_again(
    qtbot: QtBot, home: Path, autostart: Path, shell: Shell
) -> None:
    with settings_page(home) as (at, page):
        rows = page.running.at_login
        assert shell("start-at-login", "on").code == 0
        page.refresh()
        at.settle()
        assert rows.login.isChecked()
        assert QUIET.casefold() in rows.row.words
        text = autostart.read_text(encoding="utf-8")
        autostart.write_text(text + "Hidden=true\n", encoding="utf-8")  # the desktop's own settings
        page.refresh()
        at.settle()
        assert not rows.login.isChecked()
        assert "your system's own settings keep brandcraft from starting" in rows.row.words
        assert login_state(shell) == "switched_off"
        flip(at, rows.login)
        assert rows.login.isChecked()
        assert login_state(shell) == "on"


@linux
def test_what_cannot_be_written_is_told_and_the_switch_goes_back(
    qtbot: QtBot, home: Path, autostart: Path
) -> None:
    autostart.parent.parent.mkdir()
    with settings_page(home) as (at, page):
        rows = page.running.at_login
        autostart.parent.write_text("a file where a folder should be")
        flip(at, rows.login)
        assert not rows.login.isChecked()
        assert "Starting at login can't be changed." in at.window.notice.text()
        assert "Change it in your system's own settings" in at.window.notice.text()
        assert str(autostart).casefold() in rows.row.words, "the row says where"


def places(tmp_path: Path) -> dict[str, LoginPlace]:
    """What each system has, in the test's own folder."""
    return {
        "linux": AutostartFile(tmp_path / "autostart"),
        "macos": LaunchAgent(tmp_path / "LaunchAgents"),
        "windows": RunKey(SHELF),
    }


@pytest.mark.parametrize("system", ["linux", "macos", "windows"])
def test_it_is_the_same_for_each_system(
    qtbot: QtBot, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    SHELF.values.clear()
    place = places(tmp_path)[system]
    monkeypatch.setattr(start_at_login, "login_place", lambda: place)
    with settings_page(home) as (at, page):
        rows = page.running.at_login
        assert place.read() is None
        flip(at, rows.login)
        entry = place.read()
        assert entry is not None
        assert entry.command[-3:] == ("--minimised", "--home", str(home))
        assert rows.login.toolTip() == place.place
        flip(at, rows.minimised)
        entry = place.read()
        assert entry is not None
        assert entry.command[-2:] == ("--home", str(home))
        assert "--minimised" not in entry.command
    with settings_page(home) as (at, page):
        rows = page.running.at_login
        assert (rows.login.isChecked(), rows.minimised.isChecked()) == (True, False)
        if system == "windows":
            SHELF.values[APPROVED, "Brandcraft"] = bytes([3, *[0] * 11])  # by the Task Manager
            page.refresh()
            at.settle()
            assert not rows.login.isChecked()
            flip(at, rows.login)
            assert rows.login.isChecked()
        flip(at, rows.login)
        assert place.read() is None
