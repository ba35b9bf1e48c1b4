"""The kinds of column that the tables are made of."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    false,
)

# Constraints carry names on every database, so that a later migration can change them.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_WHERE = "where"


def partial(
    name: str, *columns: ColumnElement[object], where: ColumnElement[bool], unique: bool = False
) -> Index:
    """An index of the rows that fulfil `where` alone.

    Only SQLite is told right away: naming PostgreSQL here would load its dialect with every driver
    it knows, a part of each start that nearly nobody needs. See `tell_postgresql`.
    """
    return Index(name, *columns, unique=unique, sqlite_where=where, info={_WHERE: where})


def tell_postgresql(known: MetaData) -> None:
    """Give PostgreSQL the conditions of all partial indexes; before it makes or compares tables."""
    for table in known.tables.values():
        for index in table.indexes:
            if _WHERE in index.info:
                index.dialect_options["postgresql"]["where"] = index.info[_WHERE]


def id_column() -> Column[str]:
    """The row's own id."""
    return Column("id", String(26), primary_key=True)


def link(
    name: str, target: str, *, gone: str = "", null: bool = False, key: bool = False
) -> Column[str]:
    """A foreign key; `gone` is what happens to the row when its target goes."""
    key_to = ForeignKey(f"{target}.id", ondelete=gone or None)
    return Column(name, String(26), key_to, nullable=null, primary_key=key)


def text(name: str, default: str = "") -> Column[str]:
    """A text that is never NULL."""
    return Column(name, Text, nullable=False, server_default=default)


def number(name: str, default: int = 0) -> Column[int]:
    """A count that is never NULL."""
    return Column(name, Integer, nullable=False, server_default=str(default))


def flag(name: str) -> Column[bool]:
    """A yes or no, at first no."""
    return Column(name, Boolean, nullable=False, server_default=false())


def words(name: str, allowed: Iterable[StrEnum]) -> tuple[Column[str], CheckConstraint]:
    """A column that takes only these words, checked by the database itself."""
    listed = ", ".join(f"'{word.value}'" for word in allowed)
    return (
        Column(name, String(32), nullable=False),
        CheckConstraint(f"{name} IN ({listed})", name=name),
    )


def error(prefix: str = "error_") -> tuple[Column[str], ...]:
    """What went wrong, in the parts of `domain.views.ErrorView`."""
    return tuple(text(prefix + part) for part in ("kind", "title", "message", "action", "raw"))
