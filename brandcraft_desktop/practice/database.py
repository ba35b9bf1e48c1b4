"""One platform's own SQLite file: one connection, one lock, rows as tuples."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

Cell: TypeAlias = "int | float | str | bytes | None"
Row: TypeAlias = "tuple[Cell, ...]"


class Database:
    """A file that outlives the process, so that a test may stop the world and go on with it."""

    def __init__(self, path: Path, schema: str) -> None:
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        # Whoever kills the stand-in kills the process, not the machine: WAL alone keeps it whole.
        self._connection.execute("PRAGMA synchronous=OFF")
        self._connection.executescript(schema)
        self._later: list[Callable[[], object]] = []

    @contextmanager
    def change(self) -> Iterator[Database]:
        """One transaction; nothing of it stays when an exception passes."""
        with self._lock:
            if self._connection.in_transaction:
                yield self
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self
            except BaseException:
                self._connection.execute("ROLLBACK")
                self._later.clear()
                raise
            self._connection.execute("COMMIT")
            later, self._later = self._later, []
            for step in later:
                step()

    def after_commit(self, step: Callable[[], object]) -> None:
        """Do something outside the database once the transaction at work is safe."""
        self._later.append(step)

    def run(self, statement: str, *values: Cell) -> int:
        """Execute one statement; the number of rows it changed."""
        with self._lock:
            return self._connection.execute(statement, values).rowcount

    def rows(self, statement: str, *values: Cell) -> Sequence[Row]:
        with self._lock:
            found: list[Row] = self._connection.execute(statement, values).fetchall()
            return found

    def row(self, statement: str, *values: Cell) -> Row | None:
        """The first row, or None."""
        found = self.rows(statement, *values)
        return found[0] if found else None

    def close(self) -> None:
        with self._lock:
            self._connection.close()


def text(cell: Cell) -> str:
    """A cell that is known to hold text."""
    return cell if isinstance(cell, str) else ""


def number(cell: Cell) -> float:
    """A cell that is known to hold a number."""
    return float(cell) if isinstance(cell, int | float) else 0.0
