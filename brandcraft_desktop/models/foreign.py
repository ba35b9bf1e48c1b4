"""Whether a database file from elsewhere holds exactly what our migrations make."""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.models.schema import SCHEMA, VERSION_TABLE

_NUMBER = re.compile(r"\d{4}")
_Fact = str | int | bytes | float | None
_Facts = frozenset[tuple[_Fact, ...]]


@dataclass(frozen=True)
class _Table:
    """A table as SQLite itself tells of it, in no order: migrations add columns at the end."""

    columns: _Facts
    links: _Facts
    indexes: _Facts
    checks: int


def check_foreign(path: Path, schema: str, workspace: str) -> None:
    """Raises `errors.BadInput` for a database that is not of that `schema` and `workspace`.

    Triggers, views, virtual tables, computed columns and indexes on other expressions run
    somebody's statements when ours touch them; other tables would be carried along for ever. So
    each table must be what the migrations up to `schema` make of an empty file. To be asked before
    anything else reads the file.
    """
    if not _NUMBER.fullmatch(schema) or not "0001" <= schema <= SCHEMA:
        raise _foreign()
    try:
        with _reading(path) as connection:
            found = _tables(connection)
            if found is None or found != _expected(schema):
                raise _foreign()
            numbers = connection.execute(f"SELECT version_num FROM {VERSION_TABLE}")  # noqa: S608
            names = connection.execute("SELECT id FROM workspace")
            if numbers.fetchall() != [(schema,)] or names.fetchall() != [(workspace,)]:
                raise _foreign()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise _foreign() from error


def _expected(schema: str) -> dict[str, _Table] | None:
    from brandcraft_desktop.models.drivers import migrating_engine
    from brandcraft_desktop.models.migrate import run_migrations

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "model.sqlite"
        engine = migrating_engine(place)
        try:
            with engine.begin() as connection:
                run_migrations(connection, schema)
        finally:
            engine.dispose()
        with _reading(place) as model:
            return _tables(model)


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    address = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        yield connection


def _tables(connection: sqlite3.Connection) -> dict[str, _Table] | None:
    """Every table; None where the file holds anything that is neither a table nor its index."""
    objects = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    found: dict[str, _Table] = {}
    for kind, name, sql in objects:
        words = str(sql or "").upper().split()
        if kind not in ("table", "index") or "VIRTUAL" in words[:2]:
            return None
        if kind == "table" and not name.startswith("sqlite_"):
            found[name] = _table(connection, name, words)
    return found


def _table(connection: sqlite3.Connection, name: str, words: list[str]) -> _Table:
    def ask(pragma: str, of: str = name) -> list[tuple[_Fact, ...]]:
        quoted = of.replace('"', '""')
        return connection.execute(f'PRAGMA {pragma}("{quoted}")').fetchall()

    indexes: set[tuple[_Fact, ...]] = set()
    for _, index, unique, origin, partial, *_ in ask("index_list"):
        parts = tuple(_index_part(row) for row in ask("index_xinfo", str(index)))
        # One that SQLite made for a constraint has a number for a name, which tells nothing.
        own = (index, _plain_sql(connection, index)) if origin == "c" else ("", "")
        indexes.add((*own, unique, origin, partial, *parts))
    return _Table(
        columns=frozenset(row[1:] for row in ask("table_xinfo")),
        links=frozenset(row[2:] for row in ask("foreign_key_list")),
        indexes=frozenset(indexes),
        checks=" ".join(words).count("CHECK"),
    )


def _index_part(row: tuple[_Fact, ...]) -> str:
    """Name, direction, collation and kind: the place in the table differs from file to file."""
    return " ".join(str(fact) for fact in row[2:])


def _plain_sql(connection: sqlite3.Connection, index: _Fact) -> str:
    """The words of an index, without the white space and quotes that are of no matter."""
    row = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (index,)).fetchone()
    return "".join(str(row[0]).replace('"', "").split()) if row else ""


def _foreign() -> BadInput:
    return BadInput(
        "The database in this backup is not one of Brandcraft's.",
        "It holds things that no version of the program makes, or lacks what each one makes.",
        "Choose a file that `brandcraft backup` wrote; nothing was changed.",
        field="file",
    )
