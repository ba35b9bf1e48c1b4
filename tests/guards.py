"""Guards around every test: the network, log records, threads that were left running."""

from __future__ import annotations

import ipaddress
import logging
import os
import socket
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

THREADS_MAY_TAKE = 3.0
LONG_SECONDS = 400.0  # less than `faulthandler_timeout`
LOOK_SECONDS = 20.0
DEEP = 12
LOCAL_NAMES = {"localhost", "localhost.localdomain", "", "0.0.0.0", "::"}


class Watch:
    """Writes down where everything stands in a test that takes too long, before it is ended."""

    def __init__(self, at: Path) -> None:
        self._at = at
        self._change = threading.Condition()
        self._test, self._due = "", 0.0
        self.thread = threading.Thread(target=self._look, name="watch", daemon=True)
        self.thread.start()

    def begin(self, test: str) -> None:
        """Names the test that begins."""
        with self._change:
            self._test, self._due = test, time.monotonic() + LONG_SECONDS
            self._at.write_text(test, encoding="utf-8")
            self._change.notify()

    def _look(self) -> None:
        while True:
            with self._change:
                self._change.wait(LOOK_SECONDS)
                if self._test and time.monotonic() > self._due:
                    self._at.write_text(f"{self._test}\n{stacks()}", encoding="utf-8")


WATCH = pytest.StashKey[Watch]()


def stacks() -> str:
    """Where each thread is, the innermost calls first."""
    names = {one.ident: one.name for one in threading.enumerate()}
    lines = []
    for ident, frame in sys._current_frames().items():
        if ident == threading.get_ident():
            continue
        calls = reversed(traceback.extract_stack(frame)[-DEEP:])
        lines.append(f"  {names.get(ident, 'unnamed')}:")
        lines += [f"    {call.name} ({Path(call.filename).name}:{call.lineno})" for call in calls]
    return "\n".join(lines)


def pytest_configure(config: pytest.Config) -> None:
    """Begins to watch where packaging/checks.py asks for it."""
    at = os.environ.get("BRANDCRAFT_TEST_AT")
    if at:
        config.stash[WATCH] = Watch(Path(at))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Names the test that begins, for who wants to know where a run came to its end."""
    watch = item.config.stash.get(WATCH, None)
    if watch is not None:
        watch.begin(item.nodeid)


class OutsideWorldError(BaseException):
    """A test reached for the network.

    Not an Exception: code that forgives a lost connection must not forgive this.
    """


def is_local(host: object) -> bool:
    """Whether a host of an address is this machine's loopback (or nothing, as for a listener)."""
    if host is None:
        return True
    name = host.decode() if isinstance(host, bytes) else str(host)
    if name in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(name.split("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def no_outside_world() -> Iterator[list[str]]:
    """Refuses connections and look-ups beyond the loopback, for the whole run."""
    reached: list[str] = []
    patch = pytest.MonkeyPatch()
    connect, connect_ex, lookup = (
        socket.socket.connect,
        socket.socket.connect_ex,
        socket.getaddrinfo,
    )

    def check(host: object) -> None:
        if not is_local(host):
            reached.append(str(host))
            raise OutsideWorldError(f"A test reached for {host!r}: only the loopback is allowed")

    def guarded_connect(self: socket.socket, address: tuple[object, ...]) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            check(address[0])
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: tuple[object, ...]) -> int:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            check(address[0])
        return connect_ex(self, address)

    def guarded_lookup(host: object, *rest: object, **named: object) -> object:
        check(host)
        return lookup(host, *rest, **named)  # type: ignore[arg-type]

    patch.setattr(socket.socket, "connect", guarded_connect)
    patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    patch.setattr(socket, "getaddrinfo", guarded_lookup)
    yield reached
    patch.undo()


@pytest.fixture(autouse=True)
def stays_inside(no_outside_world: list[str]) -> Iterator[None]:
    """Fails the test that reached out, even where the error was swallowed on a thread."""
    no_outside_world.clear()
    yield
    if no_outside_world:
        pytest.fail(f"Reached for the network: {', '.join(no_outside_world)}")


class Listener(logging.Handler):
    """Keeps the records that nobody should have to see."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps one record as text."""
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def quiet_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    """A record of WARNING or worse fails the test; one that expects records asks for `caplog`."""
    listener = Listener()
    logging.getLogger().addHandler(listener)
    yield
    logging.getLogger().removeHandler(listener)
    if listener.lines and "caplog" not in request.fixturenames:
        pytest.fail("Stray log records:\n" + "\n".join(listener.lines))


def _running() -> set[threading.Thread]:
    # A dummy stands for a thread that Qt or a library started; Python cannot know its end.
    return {one for one in threading.enumerate() if not isinstance(one, threading._DummyThread)}


@pytest.fixture(autouse=True)
def no_left_threads() -> Iterator[None]:
    """Every thread a test starts has ended when the test has."""
    before = _running()
    yield
    deadline = time.monotonic() + THREADS_MAY_TAKE
    for thread in _running() - before:
        thread.join(max(0.0, deadline - time.monotonic()))
    left = sorted(thread.name for thread in _running() - before)
    if left:
        pytest.fail(f"Threads left running: {', '.join(left)}")
