"""The ways a program is told to end from outside: a signal, the end of the desktop session."""

from __future__ import annotations

import signal
import socket
from contextlib import suppress
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal
from PySide6.QtGui import QGuiApplication, QSessionManager

_ENDING = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name)
)


class Ending(QObject):
    """`wanted` when the program shall end in order; nobody is asked anything then.

    Python's handlers only run between two lines of Python, and a waiting event loop runs none: the
    signal wakes a socket that the loop listens to.
    """

    wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ear, self._mouth = socket.socketpair()
        self._ear.setblocking(False)
        self._mouth.setblocking(False)
        self._notifier = QSocketNotifier(self._ear.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._heard)
        self._before = {number: signal.signal(number, _noted) for number in _ENDING}
        self._woken_before = signal.set_wakeup_fd(self._mouth.fileno(), warn_on_full_buffer=False)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.commitDataRequest.connect(self._session_ends)

    def told(self) -> bool:
        """Whether a signal came that the loop could not hear any more; asked after its end."""
        with suppress(BlockingIOError):
            return any(number in _ENDING for number in self._ear.recv(64))
        return False

    def _heard(self) -> None:
        numbers = self._ear.recv(64)
        if any(number in _ENDING for number in numbers):
            self.wanted.emit()

    def _session_ends(self, _: QSessionManager) -> None:
        self.wanted.emit()

    def release(self) -> None:
        """Put the signals back as they were."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._woken_before)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._ear.close()
        self._mouth.close()


def _noted(_number: int, _frame: FrameType | None) -> None:
    """The socket has been woken; this only keeps Python from dying at once."""
