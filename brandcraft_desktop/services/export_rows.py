"""Rows of the database as JSON that people and other programs can read, and back, checked."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import Boolean, Column, Float, Integer, String, Table

from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.models import tables
from brandcraft_desktop.models.types import Instant
from brandcraft_desktop.services import export_checks

NO_ROWS = (ValueError, TypeError, KeyError, AttributeError, BadInput)  # what reading raises
Value = str | int | float | bool | datetime | None
Row = dict[str, Value]
Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]
Written = Mapping[str, Json]  # a row as JSON has it

# What belongs to one computer, to one moment, or is secret.
_STAYS = frozenset(
    {
        "events",
        "remote_copies",
        "renditions",
        "secrets",
        "settings",  # a part of its own: some of them are sealed, some are marks of the engine
        "users",
        "vault_keys",
        "workspace",
    }
)
_OF_A_PROCESS = frozenset(
    {
        ("accounts", "renewal_owner"),
        ("accounts", "renewal_until"),
        ("deliveries", "lease_owner"),
        ("deliveries", "lease_until"),
        ("posts", "editor_open"),
    }
)
# Columns whose text is JSON itself: written as what it is.
_DOCUMENTS = frozenset(
    {
        ("accounts", "facts"),
        ("deliveries", "parts"),
        ("post_versions", "content"),
        ("templates", "content"),
        ("variants", "options"),
    }
)


_ID = re.compile(r"[0-9a-z]{26}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOST = 2**63


def taken() -> tuple[Table, ...]:
    """The tables that an export holds, each behind those that it refers to."""
    ordered = tables.workspace.metadata.sorted_tables
    return tuple(table for table in ordered if table.name not in _STAYS)


def columns(table: Table) -> tuple[Column[Value], ...]:
    """The columns of a table that an export holds."""
    return tuple(one for one in table.columns if (table.name, one.name) not in _OF_A_PROCESS)


def written(table: Table, row: Mapping[str, Value]) -> Written:
    """A row for JSON: moments as ISO 8601 in UTC, documents as themselves."""
    made: dict[str, Json] = {}
    for column in columns(table):
        value = row[column.name]
        if isinstance(value, datetime):
            made[column.name] = value.astimezone(UTC).isoformat()
        elif (table.name, column.name) in _DOCUMENTS and isinstance(value, str):
            made[column.name] = json.loads(value)
        else:
            made[column.name] = value
    return made


def read(table: Table, stored: object) -> Row:
    """A row of a file, as the database takes it. Raises one of `NO_ROWS` for what is none."""
    if not isinstance(stored, dict):
        raise ValueError(f"{table.name}: no row")
    known = {column.name: column for column in columns(table)}
    if not stored.keys() <= known.keys():
        raise ValueError(f"{table.name}: columns that there are not")
    row = {name: _value(table, known[name], value) for name, value in stored.items()}
    for column in table.primary_key.columns:
        if column.name not in row and column.server_default is None:
            raise ValueError(f"{table.name}: no {column.name}")
    return row


def _value(table: Table, column: Column[Value], value: object) -> Value:
    if value is None:
        if not column.nullable:
            raise ValueError(f"{table.name}.{column.name} is missing")
        return None
    if (table.name, column.name) in _DOCUMENTS:
        return _document(table, column, value)
    kind = column.type
    if isinstance(kind, Instant) and isinstance(value, str):
        return _moment(value)
    if isinstance(kind, Boolean) and isinstance(value, bool):
        return value
    if isinstance(kind, Integer) and isinstance(value, int) and not isinstance(value, bool):
        export_checks.check_whole(table.name, column.name, value)
        return _whole(value)
    if isinstance(kind, Float) and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if isinstance(kind, String) and isinstance(value, str):
        export_checks.check_text(table.name, column.name, value)
        return _text(column, kind.length, value)
    raise ValueError(f"{table.name}.{column.name} is of another kind")


def _document(table: Table, column: Column[Value], value: object) -> str:
    if not isinstance(value, dict | list):
        raise ValueError("no document")
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    export_checks.check_document(table.name, column.name, text)
    return _text(None, None, text)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without its offset")
    export_checks.check_moment(moment)
    return moment.astimezone(UTC)


def _whole(value: int) -> int:
    if not -_MOST <= value < _MOST:
        raise ValueError("a number that is too large")
    return value


def _text(column: Column[Value] | None, most: int | None, text: str) -> str:
    text.encode()  # half a character is a UnicodeEncodeError, which is a ValueError
    if "\0" in text or (most is not None and len(text) > most):
        raise ValueError("no text that can be kept")
    if column is not None:
        if (column.name == "id" or column.foreign_keys) and not _ID.fullmatch(text):
            raise ValueError("no id")
        if column.name.endswith("sha256") and text and not _DIGEST.fullmatch(text):
            raise ValueError("no checksum")
    return text
