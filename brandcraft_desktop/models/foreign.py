"""Whether a database file from elsewhere holds what our migrations make, and nothing that acts."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from brandcraft_desktop.errors import BadInput

# Of every schema there ever was: a file without them is no workspace.
_CORE = frozenset({"workspace", "accounts", "posts", "deliveries", "steps", "media"})


def check_foreign(path: Path, schema: str) -> None:
    """Raises `errors.BadInput` for a database that no Brandcraft of that `schema` wrote.

    Triggers, views and virtual tables run somebody's statements when ours touch them; tables of
    other names would be carried along for ever.
    """
    from brandcraft_desktop.models import schema as ours
    from brandcraft_desktop.models import tables

    known = {*tables.__all__, ours.VERSION_TABLE}
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        ) as connection:
            objects = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
            stored = connection.execute(
                f"SELECT version_num FROM {ours.VERSION_TABLE}"  # noqa: S608
            ).fetchall()
    except sqlite3.DatabaseError as error:
        raise _foreign() from error
    found: set[str] = set()
    for kind, name, sql in objects:
        if kind == "index" or str(name).startswith("sqlite_"):
            continue
        virtual = str(sql or "").lstrip().upper().startswith("CREATE VIRTUAL")
        if kind != "table" or virtual or name not in known:
            raise _foreign()
        found.add(str(name))
    if not found >= _CORE or stored != [(schema,)]:
        raise _foreign()


def _foreign() -> BadInput:
    return BadInput(
        "The database in this backup is not one of Brandcraft's.",
        "It holds things that no version of the program makes, or lacks what each one makes.",
        "Choose a file that `brandcraft backup` wrote; nothing was changed.",
        field="file",
    )
