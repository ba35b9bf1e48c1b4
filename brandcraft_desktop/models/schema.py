"""Which schema this program speaks, and what the database says it has."""

from __future__ import annotations

from sqlalchemy import Connection

from brandcraft_desktop.errors import StorageTrouble, WorkspaceTooNew, WorkspaceUnsafe

SCHEMA = "0009"  # the newest file in migrations/versions; numbers grow as texts
VERSION_TABLE = "alembic_version"
_QUESTION = "SELECT version_num FROM alembic_version"


def stored_schema(connection: Connection) -> str:
    """The schema number in the database; "" for an empty database.

    Raises `errors.WorkspaceUnsafe` for a database that is somebody else's.
    """
    there = _tables(connection)
    if VERSION_TABLE in there:
        return quick_schema(connection)
    if there:
        raise WorkspaceUnsafe(
            "This database is not a Brandcraft workspace.",
            "It has tables that Brandcraft did not make.",
            "Choose another data folder or another database; nothing was changed.",
        )
    return ""


def _tables(connection: Connection) -> frozenset[str]:
    """The tables that are there; on a server only those whose names we would take."""
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    else:
        found = connection.exec_driver_sql(
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
            " AND tablename IN ('alembic_version', 'workspace', 'posts', 'accounts')"
        )
    return frozenset(str(row[0]) for row in found)


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


def check_links(connection: Connection) -> None:
    """Raise if any row points to nothing (SQLite, after tables were remade)."""
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise StorageTrouble(
            "The workspace could not be brought up to date.",
            f"A row of {broken[0]} would point to nothing.",
            "Nothing was changed; please report this.",
        )


def too_new() -> WorkspaceTooNew:
    """This program is too old for the workspace."""
    return WorkspaceTooNew(
        "This workspace was written by a newer Brandcraft.",
        "An older program could damage what it does not know.",
        "Update Brandcraft here (each worker too), then open the workspace again.",
    )
