"""One window a home: a second start raises the first and ends."""

from __future__ import annotations

import hashlib
import time
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from brandcraft_desktop.file_lock import FileLock

CONNECT_MS = 2_000
ENDING_SECONDS = 30.0  # a window that is ending may still let running deliveries finish a step
PAUSE_SECONDS = 0.1
RAISE = "raise"
STAY = "stay"  # said by a start that was to be minimised: nobody asked for the window


class Role(Enum):
    """What a start has become."""

    FIRST = "first"
    RAISED = "raised"  # the window that was there came to the front
    DEAF = "deaf"  # somebody holds the home but does not answer


class SingleInstance(QObject):
    """Holds the lock of a home and hears who else starts there.

    The kernel lets the lock go when its holder dies, so a crash never locks anybody out.
    """

    raised = Signal(str)

    def __init__(self, run: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = FileLock(run / "window.lock")
        self._name = "brandcraft-" + hashlib.sha256(str(run).encode()).hexdigest()[:24]
        self._server: QLocalServer | None = None

    def begin(self, *, patience: float = ENDING_SECONDS, message: str = RAISE) -> Role:
        """Become the window of the home, or raise the one that is there.

        `message` is what that one hears; with `STAY` it remains as it is. Waits up to `patience`
        seconds for a window that is just starting or ending.
        """
        end = time.monotonic() + patience
        while True:
            if self.acquire():
                return Role.FIRST
            if self.raise_first(message):
                return Role.RAISED
            if time.monotonic() >= end:
                return Role.DEAF
            time.sleep(PAUSE_SECONDS)

    def acquire(self) -> bool:
        """Whether this process is the home's window now."""
        if not self._lock.acquire(wait=False):
            return False
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._hear)
        self._server.listen(self._name)
        return True

    def raise_first(self, message: str = RAISE) -> bool:
        """Tell the window that is already there to come to the front."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(CONNECT_MS):
            return False
        socket.write(message.encode() + b"\n")
        sent = socket.waitForBytesWritten(CONNECT_MS)
        socket.disconnectFromServer()
        return sent

    def turn_deaf(self) -> None:
        """The window is ending: who starts now waits for the lock instead of raising it."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def release(self) -> None:
        """Give the home back."""
        self.turn_deaf()
        self._lock.close()

    def _hear(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        while socket.canReadLine():
            line = bytes(socket.readLine().data()).decode(errors="replace").strip()
            self.raised.emit(line)
