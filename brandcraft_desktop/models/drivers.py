"""How connections are made and how their transactions begin."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from brandcraft_desktop.models.columns import tell_postgresql
from brandcraft_desktop.models.searching import tell_sqlite
from brandcraft_desktop.paths import reserve

READERS = 4
_BUSY_MILLISECONDS = 10_000
# Any two numbers do, as long as nobody else uses them on the same server.
WRITE_TURN = 7_316_001
IN_USE = 7_316_002


class _Cursor(Protocol):
    def execute(self, statement: str) -> object: ...

    def close(self) -> None: ...


class _DriverConnection(Protocol):
    def cursor(self) -> _Cursor: ...


def sqlite_engines(path: Path) -> tuple[Engine, Engine]:
    """For reading and for writing."""
    return _sqlite(path, READERS, "BEGIN"), _sqlite(path, 1, "BEGIN IMMEDIATE")


def migrating_engine(path: Path) -> Engine:
    """For changing tables: without foreign keys, or remaking a table would delete what hangs on it.

    https://sqlite.org/lang_altertable.html#making_other_kinds_of_table_schema_changes
    """
    return _sqlite(path, 1, "BEGIN IMMEDIATE", keys="OFF")


def _sqlite(path: Path, size: int, begin: str, *, keys: str = "ON") -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=lambda: _connect(path),
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=2 * size,
    )
    pragmas = [
        f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}",
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",
        f"PRAGMA foreign_keys={keys}",
    ]
    if sys.platform == "darwin":
        # There fsync does not reach the platter: https://sqlite.org/pragma.html#pragma_fullfsync
        pragmas += ["PRAGMA fullfsync=ON", "PRAGMA checkpoint_fullfsync=ON"]
    if begin == "BEGIN":
        pragmas.append("PRAGMA query_only=ON")

    def connected(connection: sqlite3.Connection, _: object) -> None:
        for pragma in pragmas:
            connection.execute(pragma)
        tell_sqlite(connection)

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    return engine


def _connect(path: Path) -> sqlite3.Connection:
    """A new connection; a file made by it, and the journals beside it, are for its owner alone."""
    reserve(path)
    return sqlite3.connect(
        path,
        timeout=_BUSY_MILLISECONDS / 1000,
        isolation_level=None,  # the driver begins nothing by itself
        check_same_thread=False,  # the pool hands a connection to one thread at a time
    )


def postgresql_engines(url: str, patience: float) -> tuple[Engine, Engine]:
    """For reading and for writing; `patience` is how many seconds a lock may be waited for."""
    from brandcraft_desktop.models import tables  # only a server needs them here

    tell_postgresql(tables.workspace.metadata)
    wait = int(patience * 1000)
    arguments = {
        "application_name": "brandcraft",
        "connect_timeout": 10,
        # A stopped or cut-off process must not hold the others' turn for ever.
        "options": f"-c lock_timeout={wait} -c idle_in_transaction_session_timeout={wait}"
        " -c tcp_keepalives_idle=20 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3",
    }
    reading = create_engine(
        url,
        connect_args=arguments,
        pool_size=READERS,
        max_overflow=2 * READERS,
        pool_pre_ping=True,
        isolation_level="REPEATABLE READ",
        execution_options={"postgresql_readonly": True},
    )
    writing = create_engine(
        url, connect_args=arguments, pool_size=1, max_overflow=1, pool_pre_ping=True
    )

    def connected(connection: _DriverConnection, _: object) -> None:
        # Shared as long as the connection lives: a migration asks for it alone.
        cursor = connection.cursor()
        cursor.execute(f"SELECT pg_advisory_lock_shared({IN_USE})")
        cursor.close()

    def begun(connection: Connection) -> None:
        # One writer at a time, first come, first served, as on SQLite: what a service counts
        # before it inserts stays true, and event numbers are committed in their order.
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITE_TURN})")

    event.listen(writing, "connect", connected)
    event.listen(writing, "begin", begun)
    return reading, writing
