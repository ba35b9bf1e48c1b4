"""A word to the other processes on the same PostgreSQL server: LISTEN and NOTIFY."""

from __future__ import annotations

import selectors
import socket
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from brandcraft_desktop.errors import StorageTrouble
from brandcraft_desktop.models.engine import Database
from brandcraft_desktop.models.trouble import as_trouble

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.rows import TupleRow

    Listening = Connection[TupleRow]

_NAME = "brandcraft"
_LONGEST_WORD = 7000  # the server takes less than 8000 bytes
_PAUSE = 5.0  # seconds before a lost connection is tried again; the safety tick covers the gap


class Channel:
    """A `services.wire.Wire` through the database server, which reaches every computer on it."""

    def __init__(self, database: Database, owner: str) -> None:
        """`owner` is this process's token: it does not hear itself."""
        self._database = database
        self._owner = owner
        self._stop, self._stopped = socket.socketpair()
        self._thread: threading.Thread | None = None
        self._closed = False

    def send(self, word: str) -> None:
        """Say it to every other listening process; a server that does not answer hears nothing."""
        if self._closed or len(word.encode()) > _LONGEST_WORD:
            return
        try:
            self._database.notify(_NAME, f"{self._owner} {word}")
        except StorageTrouble:
            return  # whoever reads next sees the same trouble, with words

    def listen(self, callback: Callable[[str], None]) -> None:
        """Call back with each word, on a thread of its own. Raises `errors.StorageTrouble`."""
        try:
            connection = self._connect()
        except Exception as error:
            trouble = as_trouble(error, None)
            if trouble is None:
                raise
            raise trouble from error
        self._thread = threading.Thread(
            target=self._run, args=(connection, callback), name="channel", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Stop listening; returns when the thread has ended."""
        if self._closed:
            return
        self._closed = True
        self._stop.close()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()
        self._stopped.close()

    def _connect(self) -> Listening:
        import psycopg

        connection = psycopg.connect(
            self._database.server_address(), autocommit=True, application_name="brandcraft"
        )
        connection.execute(f"LISTEN {_NAME}")
        return connection

    def _run(
        self,
        connection: Listening | None,
        callback: Callable[[str], None],
    ) -> None:
        import psycopg

        while not self._closed:
            try:
                if connection is None:
                    connection = self._connect()
                    callback("")  # what happened meanwhile
                self._hear(connection, callback)
            except psycopg.OperationalError:
                if connection is not None:
                    connection.close()
                connection = None
                self._ended(_PAUSE)
        if connection is not None:
            connection.close()

    def _hear(self, connection: Listening, callback: Callable[[str], None]) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(connection.fileno(), selectors.EVENT_READ)
            selector.register(self._stopped, selectors.EVENT_READ)
            while not self._closed:
                selector.select()
                words = {
                    notice.payload.partition(" ")[2]: None
                    for notice in connection.notifies(timeout=0)
                    if not notice.payload.startswith(self._owner)
                }
                for word in words:
                    callback(word)

    def _ended(self, seconds: float) -> None:
        """Wait, but not past the end."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._stopped, selectors.EVENT_READ)
            selector.select(seconds)
