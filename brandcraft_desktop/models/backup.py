"""A consistent copy of a SQLite database while it is in use, verified by reading it back."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from brandcraft_desktop.errors import StorageTrouble
from brandcraft_desktop.models.trouble import as_trouble
from brandcraft_desktop.paths import reserve

Counts = dict[str, int]


def copy_database(source: Path, target: Path) -> Counts:
    """Copy a database as of one moment; gives the number of rows of each table.

    The copy appears under its name only when it is complete, verified and on the disk. Raises
    `errors.StorageTrouble`; the source is never changed.
    """
    waiting = target.with_name(f".{target.name}.part")
    try:
        waiting.unlink(missing_ok=True)
        reserve(waiting)
        counts = _copy(source, waiting)
        if verify(waiting) != counts:
            raise _unlike()
        with waiting.open("rb+") as file:
            os.fsync(file.fileno())
        waiting.replace(target)
        sync_folder(target.parent)
    except (sqlite3.Error, OSError) as error:
        trouble = as_trouble(error, target)
        if trouble is None:
            raise
        raise trouble from error
    finally:
        waiting.unlink(missing_ok=True)
    return counts


def verify(path: Path) -> Counts:
    """Check a database file from end to end; gives the number of rows of each table.

    Raises `errors.StorageTrouble` for a damaged one.
    """
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        ) as connection:
            answer = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            loose = connection.execute("PRAGMA foreign_key_check").fetchone()
            counts = _count(connection)
    except sqlite3.DatabaseError as error:
        raise _damaged() from error
    if answer != "ok" or loose is not None:
        raise _damaged()
    return counts


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder last; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy(source: Path, target: Path) -> Counts:
    reading = sqlite3.connect(
        f"{source.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=10
    )
    with closing(reading), closing(sqlite3.connect(target)) as writing:
        reading.execute("BEGIN")  # one moment for the counts and the copy
        counts = _count(reading)
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode=DELETE")  # a single file, whole without its journal
    return counts


def _count(connection: sqlite3.Connection) -> Counts:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for (name,) in names
    }


def _damaged() -> StorageTrouble:
    return StorageTrouble(
        "This copy of the database is damaged.",
        "Reading it back found errors.",
        "Use another backup; nothing was changed.",
    )


def _unlike() -> StorageTrouble:
    return StorageTrouble(
        "The backup could not be verified.",
        "The copy does not hold the same rows as the database.",
        "Try again, on another disk if it happens twice.",
    )
