"""Following the desktop through its portal, spoken to over a real D-Bus daemon."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import (
    DBusConnection,
    Proxy,
    open_dbus_connection,
)
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.theme import system

pytestmark = pytest.mark.skipif(
    shutil.which("dbus-daemon") is None, reason="needs the program dbus-daemon"
)

CHILD = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from brandcraft_desktop.ui import theme

application = QApplication(sys.argv)
theme.apply(application, theme.Scheme.SYSTEM)
print("dark" if theme.live.dark else "light", flush=True)

def changed():
    print("dark" if theme.live.dark else "light", flush=True)
    application.quit()

theme.live.changed.connect(changed)
QTimer.singleShot(8000, application.quit)
application.exec()
"""
DARK, LIGHT = 1, 2


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    """The address of a session bus of our own."""
    daemon = subprocess.Popen(
        [
            "dbus-daemon",
            "--session",
            "--nofork",
            "--print-address",
            f"--address=unix:path={tmp_path}/bus",
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.wait(5)
    daemon.stdout.close()


@pytest.fixture
def portal(bus: str) -> Iterator[DBusConnection]:
    """A connection that owns the portal's name."""
    connection = open_dbus_connection(bus)
    Proxy(message_bus, connection).RequestName(system.SERVICE)
    yield connection
    connection.close()


def answer(portal: DBusConnection, scheme: int) -> None:
    """Wait for the program's question and answer it as the portal does, wrapped twice."""
    while True:
        message = portal.receive(timeout=10)
        fields = message.header.fields
        if message.header.message_type != MessageType.method_call:
            continue
        if fields[HeaderFields.member] == "Read":
            assert message.body == (system.NAMESPACE, system.KEY)
            portal.send(new_method_return(message, "v", (("v", ("u", scheme)),)))
            return


def change(scheme: int) -> Message:
    """The portal's signal that the person switched."""
    sender = DBusAddress(system.PATH, interface=system.INTERFACE)
    body = (system.NAMESPACE, system.KEY, ("u", scheme))
    return new_signal(sender, "SettingChanged", "ssv", body)


def test_the_program_starts_dark_and_follows_to_light(bus: str, portal: DBusConnection) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CHILD],
        stdout=subprocess.PIPE,
        text=True,
        env={"DBUS_SESSION_BUS_ADDRESS": bus, "QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin"},
        cwd=Path(__file__).resolve().parents[3],
    ) as child:
        assert child.stdout is not None
        try:
            answer(portal, DARK)
            assert child.stdout.readline() == "dark\n"
            portal.send(change(LIGHT))
            answer(portal, LIGHT)
            assert child.stdout.readline() == "light\n"
            assert child.wait(10) == 0
        finally:
            child.kill()


def test_without_a_portal_the_program_is_light(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    assert system.portal_prefers_dark() is None
    theme.apply(qapp, theme.Scheme.SYSTEM)
    assert not theme.live.dark
