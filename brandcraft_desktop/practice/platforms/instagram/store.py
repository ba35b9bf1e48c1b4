"""What this platform keeps: accounts and their Pages, containers, posts, comments, every write."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from brandcraft_desktop.practice import oauth
from brandcraft_desktop.practice.database import Database, Row, number, text
from brandcraft_desktop.practice.values import Json, Object

SCHEMA = (
    oauth.SCHEMA
    + """
CREATE TABLE IF NOT EXISTS accounts (
    id TEXT PRIMARY KEY, username TEXT NOT NULL, name TEXT NOT NULL, owner TEXT NOT NULL,
    page TEXT NOT NULL, position INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS issued (
    token TEXT PRIMARY KEY, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS containers (
    number INTEGER PRIMARY KEY AUTOINCREMENT, owner TEXT NOT NULL, value TEXT NOT NULL,
    state TEXT NOT NULL, polls INTEGER NOT NULL, made_at REAL NOT NULL, received INTEGER NOT NULL,
    total INTEGER NOT NULL, files TEXT NOT NULL, resumable INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS media (
    number INTEGER PRIMARY KEY AUTOINCREMENT, owner TEXT NOT NULL, kind TEXT NOT NULL,
    value TEXT NOT NULL, files TEXT NOT NULL, made_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS comments (
    number INTEGER PRIMARY KEY AUTOINCREMENT, media TEXT NOT NULL, words TEXT NOT NULL,
    made_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS journal (
    number INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, action TEXT NOT NULL,
    owner TEXT NOT NULL, media TEXT NOT NULL, value TEXT NOT NULL);
"""
)
# Ids of Meta's are long numbers; what they are of shows in how they begin.
ACCOUNT, CONTAINER, MEDIA, COMMENT = (
    17_841_400_000_000_000,
    17_880_000_000_000_000,
    17_900_000_000_000_000,
    17_990_000_000_000_000,
)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@dataclass(frozen=True)
class Account:
    """A professional account; `owner` is who signs in on Facebook, `page` its Page's name."""

    id: str
    username: str
    name: str
    owner: str
    page: str


@dataclass(frozen=True)
class Container:
    """What was handed over; `value` are its parameters, `files` the names of what is kept."""

    id: str
    owner: str
    value: Object
    state: str
    polls: int
    made_at: float
    received: int
    total: int
    files: tuple[str, ...]
    resumable: bool


@dataclass(frozen=True)
class Media:
    """A post; `kind` is FEED, REELS or STORY."""

    id: str
    owner: str
    kind: str
    value: Object
    files: tuple[str, ...]
    made_at: float

    @property
    def caption(self) -> str:
        found = self.value.get("caption", "")
        return found if isinstance(found, str) else ""

    @property
    def shortcode(self) -> str:
        left, letters = int(self.id), ""
        while left:
            left, place = divmod(left, 64)
            letters = _LETTERS[place] + letters
        return letters


class Store:
    """Questions about what is kept; the changes are made where their rules are known."""

    def __init__(self, folder: Path) -> None:
        self.files = folder / "files"
        self.files.mkdir(parents=True, exist_ok=True)
        self.database = Database(folder / "instagram.sqlite", SCHEMA)

    def accounts(self) -> list[Account]:
        rows = self.database.rows(
            "SELECT id, username, name, owner, page FROM accounts ORDER BY position"
        )
        return [Account(*(text(cell) for cell in row)) for row in rows]

    def account(self, account_id: str) -> Account | None:
        return next((one for one in self.accounts() if one.id == account_id), None)

    def container(self, container_id: str) -> Container | None:
        row = self.database.row(
            "SELECT number, owner, value, state, polls, made_at, received, total, files, resumable"
            " FROM containers WHERE number = ?",
            int(container_id) - CONTAINER if container_id.isdecimal() else 0,
        )
        return None if row is None else _container(row)

    def newest(self, table: str) -> int:
        """The number that was given out last."""
        row = self.database.row(f"SELECT max(number) FROM {table}")  # noqa: S608 - named in code
        return 0 if row is None else int(number(row[0]))

    def posts(self, owner: str = "") -> list[Media]:
        """Newest first."""
        rows = self.database.rows(
            "SELECT number, owner, kind, value, files, made_at FROM media WHERE ? IN ('', owner)"
            " ORDER BY number DESC",
            owner,
        )
        return [_media(row) for row in rows]

    def post(self, media_id: str) -> Media | None:
        return next((one for one in self.posts() if one.id == media_id), None)

    def comments(self, media_id: str) -> list[tuple[str, str]]:
        rows = self.database.rows("SELECT number, words FROM comments WHERE media = ?", media_id)
        return [(str(COMMENT + int(number(row[0]))), text(row[1])) for row in rows]

    def note(self, at: float, action: str, owner: str, media: str, value: Object) -> None:
        """Every write that was carried out: the truth about exactly once."""
        self.database.run(
            "INSERT INTO journal (at, action, owner, media, value) VALUES (?, ?, ?, ?, ?)",
            *(at, action, owner, media, json.dumps(value)),
        )

    def journal(self) -> list[Json]:
        rows = self.database.rows(
            "SELECT at, action, owner, media, value FROM journal ORDER BY number"
        )
        return [
            {
                "at": number(row[0]),
                "action": text(row[1]),
                "owner": text(row[2]),
                "media": text(row[3]),
                "value": _object(text(row[4])),
            }
            for row in rows
        ]

    def keep_file(self, data: bytes) -> str:
        """Store what was fetched or sent; its name."""
        name = hashlib.sha256(data).hexdigest()
        (self.files / name).write_bytes(data)
        return name

    def file(self, name: str) -> Path | None:
        path = self.files / name
        return path if name.isalnum() and path.is_file() else None

    def forget(self) -> None:
        """Throw away what was posted; accounts and sign-ins stay."""
        with self.database.change() as change:
            for table in ("media", "comments", "journal", "containers"):
                change.run(f"DELETE FROM {table}")  # noqa: S608 - the names are right above
        for path in self.files.iterdir():
            path.unlink(missing_ok=True)


def _container(row: Row) -> Container:
    return Container(
        str(CONTAINER + int(number(row[0]))),
        text(row[1]),
        _object(text(row[2])),
        text(row[3]),
        int(number(row[4])),
        number(row[5]),
        int(number(row[6])),
        int(number(row[7])),
        tuple(text(row[8]).split()),
        bool(row[9]),
    )


def _media(row: Row) -> Media:
    number_, owner, kind, value, files, made_at = row
    return Media(
        str(MEDIA + int(number(number_))),
        text(owner),
        text(kind),
        _object(text(value)),
        tuple(text(files).split()),
        number(made_at),
    )


def _object(document: str) -> Object:
    value: Json = json.loads(document or "{}")
    return value if isinstance(value, dict) else {}
