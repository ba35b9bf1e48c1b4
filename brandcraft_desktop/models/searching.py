"""Finding a word in texts whatever its case, in every script, on both databases."""

from __future__ import annotations

import sqlite3

from sqlalchemy import Boolean, ColumnElement, Connection, and_, func, or_


def tell_sqlite(connection: sqlite3.Connection) -> None:
    """Teach a connection to compare letters beyond ASCII.

    SQLite's LIKE knows upper and lower case of ASCII letters only:
    https://sqlite.org/lang_expr.html#the_like_glob_regexp_match_and_extract_operators
    """
    connection.create_function("holds_folded", 2, _holds_folded, deterministic=True)


def _holds_folded(text: str, folded: str) -> bool:
    return folded in text.casefold()


def holding(connection: Connection, word: str, *columns: ColumnElement[str]) -> ColumnElement[bool]:
    """The rows with `word` somewhere in one of `columns`, in upper or lower case.

    PostgreSQL folds as the server's locale says. SQLite compares in C; only rows that fit in
    their ASCII letters are looked at again, in Python, where the word has other letters.
    """
    if connection.dialect.name != "sqlite":
        return or_(*(column.ilike(_pattern(word), escape="\\") for column in columns))
    if word.isascii():
        return or_(*(column.like(_pattern(word), escape="\\") for column in columns))
    return or_(
        *(
            and_(
                column.like(_pattern(word, loose=True), escape="\\"),
                func.holds_folded(column, word.casefold(), type_=Boolean),
            )
            for column in columns
        )
    )


def _pattern(word: str, *, loose: bool = False) -> str:
    """For LIKE with the escape character backslash; `loose` takes anything for other letters.

    Anything, not one letter: "ß" is "SS" in capitals.
    """
    literal = (
        "%" if loose and not one.isascii() else f"\\{one}" if one in "\\%_" else one for one in word
    )
    return f"%{''.join(literal)}%"
