"""Guards around every test: the network, log records, threads that were left running."""

from __future__ import annotations

import ipaddress
import logging
import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

THREADS_MAY_TAKE = 3.0
LOCAL_NAMES = {"localhost", "localhost.localdomain", "", "0.0.0.0", "::"}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Names the test that begins, for who wants to know where a run came to its end."""
    at = os.environ.get("BRANDCRAFT_TEST_AT")
    if at:
        Path(at).write_text(item.nodeid, encoding="utf-8")


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
