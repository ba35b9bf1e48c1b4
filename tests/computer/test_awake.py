"""Keeping awake, on a real D-Bus daemon with a small logind that counts who keeps it awake."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jeepney import HeaderFields, Message, MessageType, message_bus, new_error, new_method_return
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

from brandcraft_desktop.computer.awake import bus, caffeinate, execution_state
from brandcraft_desktop.scheduler.awake import StayAwake

needs_bus = pytest.mark.skipif(not shutil.which("dbus-daemon"), reason="needs dbus-daemon")
PATIENCE = 20.0


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    daemon = subprocess.Popen(
        [
            *("dbus-daemon", "--session", "--nofork", "--print-address"),
            f"--address=unix:path={tmp_path}/bus",
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.wait(10)
    daemon.stdout.close()


class Service:
    """Owns a name on the bus and answers each call by `answer`."""

    def __init__(self, address: str, name: str, answer: Callable[[Message], Message]) -> None:
        self._connection: DBusConnection = open_dbus_connection(address, enable_fds=True)
        Proxy(message_bus, self._connection).RequestName(name)
        self._answer = answer
        self._stop, self._mouth = os.pipe()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        sock = self._connection.sock
        while True:
            ready, _, _ = select.select([sock, self._stop], [], [])
            if self._stop in ready:
                return
            message = self._connection.receive()
            if message.header.message_type is MessageType.method_call:
                self._connection.send(self._answer(message))

    def close(self) -> None:
        os.write(self._mouth, b"x")
        self._thread.join()
        self._connection.close()
        for end in (self._stop, self._mouth):
            os.close(end)


class Logind:
    """Hands out pipes; an inhibitor holds as long as its end of the pipe is open."""

    def __init__(self, address: str) -> None:
        self.asked: list[tuple[str, ...]] = []
        self._ends: list[int] = []
        self._theirs: list[int] = []  # ours of the other end; they have their own once it is sent
        self._service = Service(address, "org.freedesktop.login1", self._inhibit)

    def _inhibit(self, message: Message) -> Message:
        assert message.header.fields[HeaderFields.member] == "Inhibit"
        self.asked.append(message.body)
        ours, theirs = os.pipe()
        self._ends.append(ours)
        self._theirs.append(theirs)
        return new_method_return(message, "h", (theirs,))

    def holding(self) -> int:
        """How many there are; asked only when the answers have arrived."""
        while self._theirs:
            os.close(self._theirs.pop())
        ready, _, _ = select.select(self._ends, [], [], 0)
        return len(self._ends) - len(ready)

    def close(self) -> None:
        self._service.close()
        for end in self._ends:
            os.close(end)


@pytest.fixture
def logind(address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Logind]:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
    made = Logind(address)
    yield made
    made.close()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


@needs_bus
def test_logind_keeps_the_computer_awake_until_released(logind: Logind) -> None:
    held = bus.hold("A post is due")
    assert held is not None
    assert logind.asked == [("sleep:idle", "Brandcraft", "A post is due", "block")]
    assert logind.holding() == 1
    held.release()
    held.release()
    until(lambda: logind.holding() == 0)


@needs_bus
def test_the_thread_asks_once_and_lets_go(logind: Logind) -> None:
    got: list[object] = []

    def hold() -> bus.LogindHold | bus.PowerHold | None:
        held = bus.hold("A post is due")
        got.append(held)
        return held

    awake = StayAwake(hold)
    for _ in range(3):
        awake.want(True)
    until(lambda: len(got) == 1)
    assert logind.holding() == 1
    assert len(logind.asked) == 1
    awake.want(False)
    until(lambda: logind.holding() == 0)
    awake.want(True)
    until(lambda: len(got) == 2)
    assert logind.holding() == 1
    awake.stop()
    until(lambda: logind.holding() == 0)
    assert len(logind.asked) == 2


@needs_bus
def test_without_logind_the_desktop_is_asked(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, object]] = []

    def answer(message: Message) -> Message:
        method = str(message.header.fields[HeaderFields.member])
        asked.append((method, message.body))
        if method == "Inhibit":
            return new_method_return(message, "u", (7,))
        return new_method_return(message)

    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    service = Service(address, "org.freedesktop.PowerManagement", answer)
    held = bus.hold("A post is due")
    assert held is not None
    held.release()
    held.release()
    service.close()
    assert asked == [("Inhibit", ("Brandcraft", "A post is due")), ("UnInhibit", (7,))]


@needs_bus
def test_a_refusal_is_no_error(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SYSTEM", "SESSION"):
        monkeypatch.setenv(f"DBUS_{name}_BUS_ADDRESS", address)
    services = [
        Service(address, f"org.freedesktop.{name}", lambda one: new_error(one, "org.example.No"))
        for name in ("login1", "PowerManagement")
    ]
    assert bus.hold("A post is due") is None
    for one in services:
        one.close()


def test_without_any_bus_nothing_happens() -> None:
    assert bus.hold("A post is due") is None


def test_caffeinate_is_started_for_us_and_ended(tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    program = tmp_path / "caffeinate"
    program.write_text(
        f"#!{sys.executable}\nimport pathlib, sys, time\n"
        f"pathlib.Path({str(heard)!r}).write_text(' '.join(sys.argv[1:]) + '.')\ntime.sleep(600)\n"
    )
    program.chmod(0o755)
    held = caffeinate.hold(str(program))
    assert held is not None
    until(lambda: heard.exists() and heard.read_text().endswith("."))
    assert heard.read_text() == f"-i -w {os.getpid()}."
    held.release()
    held.release()
    assert caffeinate.hold(str(tmp_path / "none")) is None


def test_windows_is_told_and_told_again() -> None:
    told: list[int] = []

    def set_state(flags: int) -> int:
        told.append(flags)
        return 0x80000000

    held = execution_state.hold(set_state)
    assert held is not None
    held.release()
    assert told == [0x80000001, 0x80000000]
    assert execution_state.hold(lambda _: 0) is None
