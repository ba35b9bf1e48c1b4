"""One window a home: a second start raises the first and ends."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

CONNECT_MS = 2_000


class SingleInstance(QObject):
    """Holds the lock of a home and hears who else starts there."""

    raised = Signal(str)

    def __init__(self, run: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = QLockFile(str(run / "window.lock"))
        self._lock.setStaleLockTime(0)
        self._name = "brandcraft-" + hashlib.sha256(str(run).encode()).hexdigest()[:24]
        self._server: QLocalServer | None = None

    def acquire(self) -> bool:
        """Whether this process is the home's window now."""
        if not self._lock.tryLock(0):
            return False
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._hear)
        self._server.listen(self._name)
        return True

    def raise_first(self, message: str = "raise") -> bool:
        """Tell the window that is already there to come to the front."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(CONNECT_MS):
            return False
        socket.write(message.encode() + b"\n")
        sent = socket.waitForBytesWritten(CONNECT_MS)
        socket.disconnectFromServer()
        return sent

    def release(self) -> None:
        """Give the home back."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _hear(self) -> None:
        if self._server is None:
            return
        socket = self._server.nextPendingConnection()
        socket.readyRead.connect(lambda: self._read(socket))
        socket.disconnected.connect(socket.deleteLater)

    def _read(self, socket: QLocalSocket) -> None:
        while socket.canReadLine():
            line = bytes(socket.readLine().data()).decode(errors="replace").strip()
            self.raised.emit(line)
