"""Carries a workspace's rows from a server into a SQLite file: a backup that needs no server."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, insert, select

from brandcraft_desktop.models import tables
from brandcraft_desktop.models.backup import verify
from brandcraft_desktop.models.drivers import migrating_engine
from brandcraft_desktop.models.engine import Database
from brandcraft_desktop.models.migrate import create_tables

_PAGE = 500


def save_rows(database: Database, target: Path) -> dict[str, int]:
    """Write every row, as of one moment, into a new SQLite file; gives the rows of each table.

    Raises `errors.StorageTrouble`.
    """
    engine = migrating_engine(target)
    try:
        with engine.begin() as writing:
            create_tables(writing)
            database.read(lambda reading: _copy(reading, writing))
        with engine.connect() as connection:
            connection.commit()  # pragmas of this kind want no transaction
            raw = connection.connection.driver_connection
            if raw is not None:
                raw.execute("PRAGMA journal_mode=DELETE")
    finally:
        engine.dispose()
    return verify(target)


def _copy(reading: Connection, writing: Connection) -> None:
    for table in tables.workspace.metadata.sorted_tables:
        found = reading.execution_options(yield_per=_PAGE).execute(select(table)).mappings()
        for page in found.partitions(_PAGE):
            writing.execute(insert(table), [dict(row) for row in page])
