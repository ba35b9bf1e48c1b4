"""Waiting for something on the screen while the window goes on living."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.errors import BrandcraftError

T = TypeVar("T")
PATIENCE_MS = 60_000
TURN_MS = 20


class GaveUp(BrandcraftError):
    """Something expected did not happen in time."""


def wait_for(what: str, look: Callable[[], T | None], *, within_ms: int = PATIENCE_MS) -> T:
    """What `look` gives as soon as it is something (not None, False or empty). Raises `GaveUp`."""
    deadline = QDeadlineTimer(within_ms)
    while True:
        _turn()
        found = look()
        if found:
            return found
        if deadline.hasExpired():
            raise GaveUp(f"Waited {within_ms // 1000} s in vain for {what}.")


def pass_time(milliseconds: int) -> None:
    """Let the window live for a while (a picture of a finished animation)."""
    deadline = QDeadlineTimer(milliseconds)
    while not deadline.hasExpired():
        _turn()


def _turn() -> None:
    """Let the window live until it has nothing to do; then sleep, so that other threads may work.

    `processEvents` alone returns at once where nothing waits: asked again and again it would keep
    a core busy and the interpreter's lock with it.
    """
    QTimer.singleShot(TURN_MS, _nothing)  # what ends the waiting at the latest
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, TURN_MS)


def _nothing() -> None:
    """The timer's only purpose is to ring."""
