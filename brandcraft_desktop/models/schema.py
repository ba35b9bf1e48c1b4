"""Which schema this program speaks, and what the database says it has."""

from __future__ import annotations

from sqlalchemy import Connection, inspect

from brandcraft_desktop.errors import StorageTrouble, WorkspaceTooNew

SCHEMA = "0001"  # the newest file in migrations/versions; numbers grow as texts
VERSION_TABLE = "alembic_version"
_QUESTION = "SELECT version_num FROM alembic_version"


def stored_schema(connection: Connection) -> str:
    """The schema number in the database; "" for an empty database."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return ""
    return quick_schema(connection)


def quick_schema(connection: Connection) -> str:
    """The schema number, where its table is known to exist; one cheap statement."""
    row = connection.exec_driver_sql(_QUESTION).first()
    return "" if row is None else str(row[0])


def check_schema(connection: Connection) -> None:
    """Raise where another version of the program has migrated the database under us."""
    found = quick_schema(connection)
    if found > SCHEMA:
        raise too_new()
    if found < SCHEMA:
        raise StorageTrouble(
            "The workspace's database is older than this program.",
            "It was replaced by an older copy while it was open.",
            "Start Brandcraft again: it brings the copy up to date.",
        )


def too_new() -> WorkspaceTooNew:
    """This program is too old for the workspace."""
    return WorkspaceTooNew(
        "This workspace was written by a newer Brandcraft.",
        "An older program could damage what it does not know.",
        "Update Brandcraft here (each worker too), then open the workspace again.",
    )
