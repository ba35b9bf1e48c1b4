"""The door to the database: reads side by side, writes one after another.

SQLite waits in WAL mode with `synchronous=FULL`: a lost commit is a double post or lost words. The
driver's own transactions are off, so BEGIN is exactly where it is written here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, text

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.file_lock import FileLock
from brandcraft_desktop.models.drivers import migrating_engine, postgresql_engines, sqlite_engines
from brandcraft_desktop.models.schema import check_links, check_schema
from brandcraft_desktop.models.trouble import as_trouble
from brandcraft_desktop.models.turns import OwnTurns, SharedTurns
from brandcraft_desktop.models.writer import PATIENCE, Writer

T = TypeVar("T")


class Database:
    """An open database. Make it with `Database.open`; end it with `close`.

    `dialect` is "sqlite" or "postgresql"; `path` the SQLite file, None for a server.
    """

    def __init__(
        self, reading: Engine, writing: Engine, writer: Writer, clock: Clock, path: Path | None
    ) -> None:
        self._reading = reading
        self._writing = writing
        self._writer = writer
        self._locks: list[FileLock] = []
        self.clock = clock
        self.path = path
        self.dialect = writing.dialect.name

    @staticmethod
    def open(
        url_or_path: str | Path,
        *,
        clock: Clock,
        run: Path | None = None,
        patience: float = PATIENCE,
    ) -> Database:
        """A SQLite file (a path) or a PostgreSQL server (a SQLAlchemy URL).

        `run` is the folder of locks shared by the processes on a file (default: "run" beside it);
        `patience` how many seconds a write may wait for its turn. Nothing is connected yet.
        """
        if isinstance(url_or_path, str) and "://" in url_or_path:
            reading, writing = postgresql_engines(url_or_path, patience)
            return Database(reading, writing, Writer(OwnTurns(), patience), clock, None)
        path = Path(url_or_path).absolute()
        reading, writing = sqlite_engines(path)
        turns = SharedTurns(run or path.parent / "run")
        return Database(reading, writing, Writer(turns, patience), clock, path)

    def read(self, fn: Callable[[Connection], T]) -> T:
        """Run `fn` in one reading transaction: everything it reads is of one moment.

        Raises `errors.StorageTrouble`.
        """
        try:
            with self._reading.connect() as connection:
                return fn(connection)
        except Exception as error:
            trouble = as_trouble(error, self.path)
            if trouble is None:
                raise
            raise trouble from error

    def write(self, fn: Callable[[Connection], T], *, person: bool = False) -> T:
        """Run `fn` in one writing transaction, durable when this returns; all of it or nothing.

        `person`: somebody waits for it, so it goes before the work in the background. No other
        write may begin inside `fn`, and `fn` must not wait for anything. Raises
        `errors.StorageTrouble` and whatever `fn` raises.
        """

        def action() -> T:
            with self._writing.begin() as connection:
                check_schema(connection)
                return fn(connection)

        return self._queued(action, person=person)

    def migrate(self, fn: Callable[[Connection], T]) -> T:
        """Like `write` for whoever changes the tables themselves: no schema is expected yet.

        On SQLite foreign keys are off inside `fn` and checked at the end.
        """
        path = self.path

        def action() -> T:
            if path is None:
                with self._writing.begin() as connection:
                    return fn(connection)
            engine = migrating_engine(path)
            try:
                with engine.begin() as connection:
                    result = fn(connection)
                    check_links(connection)
                    return result
            finally:
                engine.dispose()

        return self._queued(action, person=True)

    def notify(self, channel: str, word: str) -> None:
        """Send a word at once to whoever listens on the server (PostgreSQL only)."""
        question = text("SELECT pg_notify(:channel, :word)")
        try:
            with self._reading.connect() as connection:
                alone = connection.execution_options(isolation_level="AUTOCOMMIT")
                alone.execute(question, {"channel": channel, "word": word})
        except Exception as error:
            trouble = as_trouble(error, self.path)
            if trouble is None:
                raise
            raise trouble from error

    def server_address(self) -> str:
        """The server's address as libpq takes it, password included: for connecting only."""
        return self._reading.url.set(drivername="postgresql").render_as_string(hide_password=False)

    def keep(self, lock: FileLock) -> None:
        """Hold a lock for as long as the database is open."""
        self._locks.append(lock)

    def close(self) -> None:
        """Finish the waiting writes and let everything go."""
        self._writer.close()
        self._reading.dispose()
        self._writing.dispose()
        for lock in self._locks:
            lock.close()

    def _queued(self, action: Callable[[], T], *, person: bool) -> T:
        try:
            return self._writer.do(action, person=person)
        except Exception as error:
            trouble = as_trouble(error, self.path)
            if trouble is None:
                raise
            raise trouble from error
