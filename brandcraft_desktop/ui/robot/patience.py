"""Waiting for something on the screen while the window goes on living."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QDeadlineTimer, QEventLoop
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
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, TURN_MS)
        found = look()
        if found:
            return found
        if deadline.hasExpired():
            raise GaveUp(f"Waited {within_ms // 1000} s in vain for {what}.")


def pass_time(milliseconds: int) -> None:
    """Let the window live for a while (a picture of a finished animation)."""
    deadline = QDeadlineTimer(milliseconds)
    while not deadline.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, TURN_MS)
