"""What a search asks the database: Python is called for rows that can fit, and for no others."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy import create_engine, func, select, text

from brandcraft_desktop.models import tables
from brandcraft_desktop.models.searching import holding


@pytest.mark.parametrize(
    ("word", "asked"), [("painting", 0), ("äpfel", 2), ("zäpfchen", 0), ("привет", 5)]
)
def test_rows_looked_at_in_python(word: str, asked: int) -> None:
    looked: list[str] = []

    def holds(value: str, folded: str) -> bool:
        looked.append(value)
        return folded in value.casefold()

    store = sqlite3.connect(":memory:", isolation_level=None)
    store.create_function("holds_folded", 2, holds)
    engine = create_engine("sqlite://", creator=lambda: store)
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE posts (title TEXT)"))
        for title in ("Äpfel", "apfelpfel", "Painting", "Привет", "Zapf"):
            connection.execute(text("INSERT INTO posts VALUES (:title)"), {"title": title})
        condition = holding(connection, word, tables.posts.c.title)
        connection.execute(select(func.count()).select_from(tables.posts).where(condition))
    store.close()
    assert len(looked) == asked
