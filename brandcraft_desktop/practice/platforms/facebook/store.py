"""What this platform keeps: people, Pages, everything on them, the journal and files."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from brandcraft_desktop.practice import oauth
from brandcraft_desktop.practice.database import Database, Row, number, text
from brandcraft_desktop.practice.values import Json, Object

SCHEMA = (
    oauth.SCHEMA
    + """
CREATE TABLE IF NOT EXISTS people (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, position INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS pages (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, username TEXT NOT NULL, name TEXT NOT NULL,
    tasks TEXT NOT NULL, portfolio TEXT NOT NULL, position INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS things (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    page TEXT NOT NULL, value TEXT NOT NULL, made_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS journal (
    number INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, page TEXT NOT NULL,
    action TEXT NOT NULL, thing TEXT NOT NULL, value TEXT NOT NULL);
"""
)


@dataclass(frozen=True)
class Page:
    """A Page; `portfolio` is the business it belongs to, "" for none."""

    id: str
    owner: str
    username: str
    name: str
    tasks: tuple[str, ...]
    portfolio: str


@dataclass(frozen=True)
class Thing:
    """A photo, a post, a video, a story, a comment or an upload."""

    id: str
    kind: str
    page: str
    value: Object
    made_at: float


class Store:
    """Questions about what is kept; the changes are made where their rules are known."""

    def __init__(self, folder: Path) -> None:
        self.files = folder / "files"
        self.files.mkdir(parents=True, exist_ok=True)
        self.database = Database(folder / "facebook.sqlite", SCHEMA)

    def people(self) -> list[tuple[str, str]]:
        rows = self.database.rows("SELECT id, name FROM people ORDER BY position")
        return [(text(row[0]), text(row[1])) for row in rows]

    def pages(self, owner: str = "") -> list[Page]:
        rows = self.database.rows(
            "SELECT id, owner, username, name, tasks, portfolio FROM pages"
            " WHERE ? IN ('', owner) ORDER BY position",
            owner,
        )
        return [_page(row) for row in rows]

    def page(self, page_id: str) -> Page | None:
        return next((one for one in self.pages() if one.id == page_id), None)

    def add(self, kind: str, page: str, value: Object, now: float, thing_id: str = "") -> str:
        """Keep something new; its id."""
        made = thing_id or new_id()
        self.database.run(
            "INSERT INTO things (id, kind, page, value, made_at) VALUES (?, ?, ?, ?, ?)",
            *(made, kind, page, _dump(value), now),
        )
        return made

    def change(self, thing: Thing, value: Object) -> Thing:
        """Put `value` over what is kept of it."""
        whole: Object = {**thing.value, **value}
        self.database.run("UPDATE things SET value = ? WHERE id = ?", _dump(whole), thing.id)
        return Thing(thing.id, thing.kind, thing.page, whole, thing.made_at)

    def remove(self, thing_id: str) -> int:
        return self.database.run("DELETE FROM things WHERE id = ?", thing_id)

    def thing(self, thing_id: str) -> Thing | None:
        row = self.database.row(
            "SELECT id, kind, page, value, made_at FROM things WHERE id = ?", thing_id
        )
        return None if row is None else _thing(row)

    def things(self, kind: str, page: str = "") -> list[Thing]:
        """Newest first."""
        rows = self.database.rows(
            "SELECT id, kind, page, value, made_at FROM things"
            " WHERE kind = ? AND ? IN ('', page) ORDER BY number DESC",
            *(kind, page),
        )
        return [_thing(row) for row in rows]

    def note(self, at: float, page: str, action: str, thing: str, value: Object) -> None:
        """One more line of the journal: the truth about exactly once."""
        self.database.run(
            "INSERT INTO journal (at, page, action, thing, value) VALUES (?, ?, ?, ?, ?)",
            *(at, page, action, thing, _dump(value)),
        )

    def journal(self) -> list[Json]:
        """Every write that was accepted, in order."""
        rows = self.database.rows(
            "SELECT number, at, page, action, thing, value FROM journal ORDER BY number"
        )
        return [
            {
                "number": int(number(row[0])),
                "at": number(row[1]),
                "page": text(row[2]),
                "action": text(row[3]),
                "thing": text(row[4]),
                "value": json.loads(text(row[5])),
            }
            for row in rows
        ]

    def keep_file(self, data: bytes) -> str:
        """Store some bytes; their name."""
        name = hashlib.sha256(data).hexdigest()
        path = self.files / name
        if not path.exists():
            path.write_bytes(data)
        return name

    def file(self, name: str) -> Path | None:
        path = self.files / name
        return path if name.isalnum() and path.is_file() else None

    def forget(self) -> None:
        """Throw away what was posted, keep people, Pages and sign-ins."""
        with self.database.change() as change:
            for table in ("things", "journal"):
                change.run(f"DELETE FROM {table}")  # noqa: S608 - the names are right above
        for path in self.files.iterdir():
            path.unlink(missing_ok=True)


def new_id() -> str:
    """An id of the shape Facebook gives."""
    return str(10**15 + secrets.randbelow(9 * 10**15))


def digits(seed: str) -> str:
    """Such an id, the same for the same seed."""
    return str(10**15 + int(hashlib.sha256(f"practice:{seed}".encode()).hexdigest()[:12], 16))


def _page(row: Row) -> Page:
    page, owner, username, name, tasks, portfolio = (text(cell) for cell in row)
    return Page(page, owner, username, name, tuple(tasks.split()), portfolio)


def _thing(row: Row) -> Thing:
    value: Json = json.loads(text(row[3]))
    return Thing(
        text(row[0]),
        text(row[1]),
        text(row[2]),
        value if isinstance(value, dict) else {},
        number(row[4]),
    )


def _dump(value: Object) -> str:
    return json.dumps(value, ensure_ascii=False)
