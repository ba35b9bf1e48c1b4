"""Starting at login: what is written is valid, read back, and starts what it names."""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandcraft_desktop.computer.login.command import command_for
from brandcraft_desktop.computer.login.desktop_file import (
    AutostartFile,
    autostart_folder,
    desktop_file,
    read_desktop_file,
)
from brandcraft_desktop.computer.login.launch_agent import LaunchAgent, read_launch_agent
from brandcraft_desktop.computer.login.run_key import APPROVED, RUN, RunKey, words_of
from brandcraft_desktop.domain.login_start import LoginEntry, LoginState, judged
from brandcraft_desktop.paths import Home
from brandcraft_desktop.services import start_at_login

NASTY = ('/opt/My $Tools/100% "good"/`x`\\brandcraft', "--home", "/home/zoë/a b;c&d", "", "%U")
WORDS = st.lists(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12), min_size=1, max_size=4
)


@given(WORDS)
def test_a_desktop_file_is_read_as_it_was_written(words: list[str]) -> None:
    assert read_desktop_file(desktop_file(words)) == LoginEntry(tuple(words))


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="needs desktop-file-utils")
def test_the_desktop_file_is_valid(tmp_path: Path) -> None:
    for number, command in enumerate((("/usr/bin/brandcraft", "--minimised"), NASTY)):
        file = tmp_path / f"entry{number}.desktop"
        file.write_text(desktop_file(command), encoding="utf-8")
        said = subprocess.run(
            ["desktop-file-validate", file], capture_output=True, text=True, check=False
        )
        assert (said.returncode, said.stdout + said.stderr) == (0, "")


@pytest.mark.skipif(not shutil.which("gio"), reason="needs gio (libglib2.0-bin)")
def test_a_desktop_starts_what_the_file_names(tmp_path: Path) -> None:
    """GLib reads the Exec line by itself, as GNOME does at login."""
    folder = tmp_path / 'My $Tools "good" `x`'  # GLib looks for a program with %% in its name
    folder.mkdir()
    script = folder / "brandcraft"
    heard = tmp_path / "heard"
    script.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\n"
        f"made = pathlib.Path({str(heard)!r} + '.making')\n"
        f"made.write_text(repr(sys.argv[1:]), encoding='utf-8')\nmade.rename({str(heard)!r})\n"
    )
    script.chmod(0o755)
    place = AutostartFile(tmp_path / "autostart")
    place.write((str(script), "--minimised", *NASTY[1:]))
    subprocess.run(["gio", "launch", place.place], check=True, env=dict(os.environ), timeout=30)
    end = time.monotonic() + 20
    while not heard.exists():
        assert time.monotonic() < end, "it was never started"
        time.sleep(0.02)
    assert heard.read_text() == repr(["--minimised", *NASTY[1:]])


@pytest.mark.parametrize(
    "line", ["Hidden=true", "X-GNOME-Autostart-enabled=false", "Hidden=True\nName[de]=Brandcraft"]
)
def test_what_a_desktops_own_settings_switch_off_is_seen(line: str) -> None:
    text = desktop_file(["/usr/bin/brandcraft"])
    gone = text.replace("X-GNOME-Autostart-enabled=true", line)
    assert read_desktop_file(gone) == LoginEntry(("/usr/bin/brandcraft",), switched_off=True)
    elsewhere = f"{text}[Desktop Action new]\n{line}\n"
    assert not read_desktop_file(elsewhere).switched_off


def test_the_folder_follows_the_base_directories(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "/etc/me")
    assert autostart_folder() == Path("/etc/me/autostart")
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")
    assert autostart_folder() == Path.home() / ".config" / "autostart"


def test_the_launch_agent_is_a_property_list(tmp_path: Path) -> None:
    agent = LaunchAgent(tmp_path / "LaunchAgents")
    assert agent.read() is None
    agent.write(NASTY)
    found = plistlib.loads(Path(agent.place).read_bytes())
    assert found["ProgramArguments"] == list(NASTY)
    assert found["RunAtLoad"] is True
    assert found["Label"] + ".plist" == Path(agent.place).name
    assert agent.read() == LoginEntry(NASTY)
    held_back = plistlib.dumps({**found, "Disabled": True})
    assert read_launch_agent(held_back) == LoginEntry(NASTY, switched_off=True)
    assert read_launch_agent(b"<plist>") == LoginEntry(())
    agent.remove()
    agent.remove()
    assert agent.read() is None


class Shelf:
    """Stands where Windows' registry would."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], str | bytes] = {}

    def read(self, key: str, name: str) -> str | bytes | None:
        return self.values.get((key, name))

    def write(self, key: str, name: str, value: str) -> None:
        self.values[key, name] = value

    def delete(self, key: str, name: str) -> None:
        self.values.pop((key, name), None)


def test_the_run_key_holds_a_command_line(tmp_path: Path) -> None:
    shelf = Shelf()
    place = RunKey(shelf)
    assert place.read() is None
    program = r"C:\Program Files\Brandcraft\brandcraft.exe"
    place.write((program, "--minimised"))
    assert shelf.values == {(RUN, "Brandcraft"): f'"{program}" --minimised'}
    assert place.read() == LoginEntry((program, "--minimised"))
    shelf.values[APPROVED, "Brandcraft"] = bytes([3, *[0] * 11])  # by Task Manager
    assert place.read() == LoginEntry((program, "--minimised"), switched_off=True)
    shelf.values[APPROVED, "Brandcraft"] = bytes([2, *[0] * 11])
    assert place.read() == LoginEntry((program, "--minimised"))
    place.remove()
    assert shelf.values == {}


@given(WORDS)
def test_a_windows_command_line_is_read_as_it_was_written(words: list[str]) -> None:
    assert words_of(subprocess.list2cmdline(words)) == words


def command(executable: str, there: str = "", **environment: str) -> tuple[str, ...]:
    return command_for(
        executable, frozen=False, environment=environment, is_there=lambda one: str(one) == there
    )


def test_the_command_fits_how_the_program_came() -> None:
    venv = "/home/zoë/venv/bin"
    assert command(f"{venv}/python", f"{venv}/brandcraft") == (f"{venv}/brandcraft",)
    assert command("/usr/bin/python3", "/usr/bin/brandcraft") == ("/usr/bin/brandcraft",), ".deb"
    assert command("/usr/bin/python3") == ("/usr/bin/python3", "-m", "brandcraft_desktop")
    image = {"APPIMAGE": "/home/zoë/Brandcraft.AppImage", "APPDIR": "/tmp/.mount_Bran"}
    assert command("/tmp/.mount_Bran/usr/bin/python3", **image) == (image["APPIMAGE"],)
    assert command(f"{venv}/python", f"{venv}/brandcraft", **image) == (f"{venv}/brandcraft",), (
        "an AppImage of another program, from whose terminal we were started"
    )
    frozen = command_for("/opt/b/brandcraft", frozen=True, environment={}, is_there=lambda _: True)
    assert frozen == ("/opt/b/brandcraft",)


def test_how_things_stand() -> None:
    def state(*words: str, home: str = "", held_back: bool = False) -> LoginState:
        entry = LoginEntry(words, held_back)
        return judged(entry, "there", home, lambda path: path == "/b").state

    assert judged(None, "there", "", lambda _: True).state is LoginState.OFF
    assert state("/b") is LoginState.ON
    assert state("/b", held_back=True) is LoginState.SWITCHED_OFF
    assert state("/gone") is LoginState.BROKEN
    assert state() is LoginState.BROKEN
    assert state("/b", "--home", "/other") is LoginState.OTHER_HOME
    assert state("/b", "--home", "/other", home="/other") is LoginState.ON


def test_a_thrown_away_appimage_is_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    home = Home(tmp_path / "home")
    assert start_at_login.mend(home).state is LoginState.OFF, "nothing is switched on by itself"
    started = start_at_login.turn_on(home, minimised=False)
    assert started.on
    assert Path(started.command[0]).is_file()
    AutostartFile(tmp_path / "autostart").write(("/gone.AppImage", *started.command[-2:]))
    assert start_at_login.status(home).state is LoginState.BROKEN
    mended = start_at_login.mend(home)
    assert (mended.on, mended.minimised, mended.command) == (True, False, started.command)
    other = Home(tmp_path / "other")
    assert start_at_login.status(other).state is LoginState.OTHER_HOME
    assert start_at_login.turn_off(home).state is LoginState.OFF
