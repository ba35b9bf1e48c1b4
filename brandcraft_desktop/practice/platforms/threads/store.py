"""What this platform keeps: accounts, containers, posts, the journal, tokens' ages and files."""

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
    id TEXT PRIMARY KEY, username TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    position INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS containers (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, value TEXT NOT NULL, made_at REAL NOT NULL,
    polls INTEGER NOT NULL, error TEXT NOT NULL, published TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS posts (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, value TEXT NOT NULL, parent TEXT NOT NULL,
    made_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS journal (
    number INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, owner TEXT NOT NULL,
    action TEXT NOT NULL, post TEXT NOT NULL, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS long_lived (token TEXT PRIMARY KEY, issued_at REAL NOT NULL);
"""
)


@dataclass(frozen=True)
class Account:
    """Somebody who posts here."""

    id: str
    username: str
    name: str


@dataclass(frozen=True)
class Container:
    """`value` is what came, with its file by name; `polls` are left until it is finished.

    `error` says why it can't be, `published` is the post it became.
    """

    id: str
    owner: str
    value: Object
    made_at: float
    polls: int
    error: str
    published: str


@dataclass(frozen=True)
class Post:
    """What is out; `parent` is what it replies to."""

    id: str
    owner: str
    value: Object
    parent: str
    made_at: float


class Store:
    """Questions about what is kept; the changes are made where their rules are known."""

    def __init__(self, folder: Path) -> None:
        self.files = folder / "files"
        self.files.mkdir(parents=True, exist_ok=True)
        self.database = Database(folder / "threads.sqlite", SCHEMA)

    def accounts(self) -> list[Account]:
        rows = self.database.rows("SELECT id, username, name FROM accounts ORDER BY position")
        return [Account(text(row[0]), text(row[1]), text(row[2])) for row in rows]

    def account(self, account_id: str) -> Account | None:
        return next((one for one in self.accounts() if one.id == account_id), None)

    def container(self, container_id: str) -> Container | None:
        row = self.database.row(
            "SELECT id, owner, value, made_at, polls, error, published FROM containers"
            " WHERE id = ?",
            container_id,
        )
        if row is None:
            return None
        return Container(
            *(text(row[0]), text(row[1]), _object(text(row[2])), number(row[3])),
            *(int(number(row[4])), text(row[5]), text(row[6])),
        )

    def posts(self, owner: str = "") -> list[Post]:
        """Newest first."""
        rows = self.database.rows(
            "SELECT id, owner, value, parent, made_at FROM posts WHERE ? IN ('', owner)"
            " ORDER BY made_at DESC, id DESC",
            owner,
        )
        return [_post(row) for row in rows]

    def post(self, post_id: str) -> Post | None:
        row = self.database.row(
            "SELECT id, owner, value, parent, made_at FROM posts WHERE id = ?", post_id
        )
        return None if row is None else _post(row)

    def journal(self) -> list[Json]:
        """Every write that was accepted, in order: the truth about exactly once."""
        rows = self.database.rows(
            "SELECT number, at, owner, action, post, value FROM journal ORDER BY number"
        )
        return [
            {
                "number": int(number(row[0])),
                "at": number(row[1]),
                "owner": text(row[2]),
                "action": text(row[3]),
                "post": text(row[4]),
                "value": _object(text(row[5])),
            }
            for row in rows
        ]

    def note(self, at: float, owner: str, action: str, post: str, value: Object) -> None:
        """Write a line of the journal."""
        self.database.run(
            "INSERT INTO journal (at, owner, action, post, value) VALUES (?, ?, ?, ?, ?)",
            *(at, owner, action, post, json.dumps(value)),
        )

    def keep_file(self, data: bytes) -> str:
        """Store a file; its name."""
        name = hashlib.sha256(data).hexdigest()
        path = self.files / name
        if not path.exists():
            path.write_bytes(data)
        return name

    def file(self, name: str) -> Path | None:
        path = self.files / name
        return path if name.isalnum() and path.is_file() else None

    def forget(self) -> None:
        """Throw away what was posted, keep accounts and sign-ins."""
        with self.database.change() as change:
            for table in ("posts", "journal", "containers"):
                change.run(f"DELETE FROM {table}")  # noqa: S608 - the names are right above
        for path in self.files.iterdir():
            path.unlink(missing_ok=True)


def digits(seed: str) -> str:
    """An id of the shape Threads gives, the same for the same seed."""
    return str(10**16 + int(hashlib.sha256(f"practice:{seed}".encode()).hexdigest()[:13], 16))


def ensure_accounts(store: Store, count: int) -> None:
    """At least `count` accounts exist afterwards; others stay as they are."""
    for position in range(len(store.accounts()), count):
        suffix = "" if position == 0 else f"_{position + 1}"
        username = f"practice.studio{suffix}"
        name = "Practice Studio" if position == 0 else f"Practice Studio {position + 1}"
        store.database.run(
            "INSERT INTO accounts VALUES (?, ?, ?, ?)", digits(username), username, name, position
        )


def _post(row: Row) -> Post:
    post, owner, value, parent = (text(cell) for cell in row[:4])
    return Post(post, owner, _object(value), parent, number(row[4]))


def _object(document: str) -> Object:
    value: Json = json.loads(document or "{}")
    return value if isinstance(value, dict) else {}
