"""Rows of an export among those that are there: each comes once, what is there stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table, insert, select

from brandcraft_desktop.domain.names import as_told
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import export_rows
from brandcraft_desktop.services.export_rows import Row, Value

Rows = Mapping[str, Sequence[Row]]

# What makes two rows of different ids the same thing.
_SAME = {
    tables.accounts.name: ("platform", "remote_id"),
    tables.brands.name: ("name",),
    tables.media.name: ("sha256",),
}
# Texts in which ids stand: a variant's target, the accounts and files of a kept version.
_WITH_IDS = frozenset(
    {("variants", "target"), ("post_media", "target")}
    | {("post_versions", "content"), ("templates", "content")}
)
_PAGE = 500


@dataclass(frozen=True)
class Merged:
    """Which rows are new, with the ids they have here; `here` maps ids of the file to ids here."""

    rows: Mapping[str, tuple[Row, ...]]
    here: Mapping[str, str] = field(default_factory=dict)

    def count(self, table: Table) -> int:
        """How many new rows a table gets."""
        return len(self.rows.get(table.name, ()))

    def ids(self, table: Table) -> frozenset[str]:
        """The ids of the new rows."""
        return frozenset(str(row["id"]) for row in self.rows.get(table.name, ()))

    @property
    def anything(self) -> bool:
        """Whether there is a new row at all."""
        return any(self.rows.values())


def merge(connection: Connection, found: Rows) -> Merged:
    """Compare the rows of a file with those that are there; nothing is written.

    What belongs to something (a delivery to its post) comes only with it: a post that is here
    already keeps the deliveries, versions and files it has here.
    """
    here: dict[str, str] = {}
    new: dict[str, tuple[Row, ...]] = {}
    coming: dict[str, set[Value]] = {}
    for table in export_rows.taken():
        rows = found.get(table.name, ())
        there = _keys(connection, table) if rows else set()
        same = _same(connection, table) if rows else {}
        owners = _owners(table)
        kept = []
        for row in rows:
            moved = _moved(table, row, here)
            key = _key(table, moved)
            if key in there:
                continue
            twin = same.get(_alike(table, moved))
            if twin is not None:
                here[str(row["id"])] = twin
                continue
            if any(moved.get(name) not in coming.get(owner, ()) for name, owner in owners):
                continue
            there.add(key)
            if table.name in _SAME:
                same[_alike(table, moved)] = str(moved["id"])
            kept.append(moved)
        new[table.name] = tuple(kept)
        coming[table.name] = {row.get("id") for row in kept}
    return Merged(new, here)


def store(connection: Connection, merged: Merged) -> None:
    """Write the new rows."""
    for table in export_rows.taken():
        # Rows of one statement must have the same columns; an older file may lack some.
        groups: dict[tuple[str, ...], list[Row]] = {}
        for row in merged.rows.get(table.name, ()):
            groups.setdefault(tuple(sorted(row)), []).append(row)
        for rows in groups.values():
            for start in range(0, len(rows), _PAGE):
                connection.execute(insert(table), rows[start : start + _PAGE])


def _keys(connection: Connection, table: Table) -> set[tuple[Value, ...]]:
    rows = connection.execute(select(*table.primary_key.columns))
    return {tuple(row) for row in rows}


def _key(table: Table, row: Row) -> tuple[Value, ...]:
    return tuple(
        row.get(column.name, "" if column.server_default is not None else None)
        for column in table.primary_key.columns
    )


def _same(connection: Connection, table: Table) -> dict[tuple[Value, ...], str]:
    """What is here already, by what makes it the same thing."""
    names = _SAME.get(table.name)
    if names is None:
        return {}
    query = select(table.c.id, *(table.c[name] for name in names))
    if "deleted_at" in table.c:  # a file in the trash would go soon
        query = query.where(table.c.deleted_at.is_(None))
    found = connection.execute(query)
    return {_told(table, tuple(row)[1:]): str(row.id) for row in found}


def _alike(table: Table, row: Row) -> tuple[Value, ...]:
    names = _SAME.get(table.name)
    if names is None or row.get("deleted_at") is not None:
        return (None, row.get("id"))  # like nothing else
    return _told(table, tuple(row.get(name) for name in names))


def _told(table: Table, values: tuple[Value, ...]) -> tuple[Value, ...]:
    """What tells one of them from another: a brand's name is the same in any capitals."""
    if table is not tables.brands:
        return values
    return tuple(as_told(one) if isinstance(one, str) else one for one in values)


def _owners(table: Table) -> tuple[tuple[str, str], ...]:
    """The columns that say to what a row belongs, with the table of it."""
    return tuple(
        (column.name, key.column.table.name)
        for column in table.columns
        for key in column.foreign_keys
        if key.ondelete == "CASCADE" and not column.nullable
    )


def _moved(table: Table, row: Row, here: Mapping[str, str]) -> Row:
    """The row with the ids that things have here."""
    if not here:
        return dict(row)
    made = dict(row)
    for column in export_rows.columns(table):
        value = row.get(column.name)
        if not isinstance(value, str):
            continue
        if column.foreign_keys:
            made[column.name] = here.get(value, value)
        elif (table.name, column.name) in _WITH_IDS:
            for old, present in here.items():
                value = value.replace(old, present)
            made[column.name] = value
    return made
