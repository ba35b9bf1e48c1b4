"""What one server keeps: accounts, posts, files, answered keys and a journal of all it did."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from brandcraft_desktop.practice.database import Database, Row, number, text
from brandcraft_desktop.practice.oauth import SCHEMA as OAUTH
from brandcraft_desktop.practice.platforms.mastodon.servers import Server
from brandcraft_desktop.practice.values import Json, Object

SCHEMA = """
CREATE TABLE IF NOT EXISTS accounts (
    id TEXT PRIMARY KEY, username TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL,
    password TEXT NOT NULL, privacy TEXT NOT NULL DEFAULT 'public',
    state TEXT NOT NULL DEFAULT 'active', created_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS statuses (
    id TEXT PRIMARY KEY, account TEXT NOT NULL, at REAL NOT NULL, value TEXT NOT NULL,
    parent TEXT NOT NULL, listed_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS media (
    id TEXT PRIMARY KEY, account TEXT NOT NULL, kind TEXT NOT NULL, size INTEGER NOT NULL,
    description TEXT, focus TEXT NOT NULL, uploaded_at REAL NOT NULL, polls INTEGER NOT NULL,
    outcome TEXT NOT NULL, status TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS keys (
    account TEXT NOT NULL, key TEXT NOT NULL, status TEXT NOT NULL, at REAL NOT NULL,
    PRIMARY KEY (account, key));
CREATE TABLE IF NOT EXISTS journal (
    number INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, account TEXT NOT NULL,
    action TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL);
"""


@dataclass(frozen=True)
class Account:
    """Somebody with an account here; `state` active or disabled."""

    id: str
    username: str
    display_name: str
    password: str
    privacy: str
    state: str
    created_at: float


@dataclass(frozen=True)
class Status:
    """A post as it was taken: `value` are the parameters it was made of."""

    id: str
    account: str
    at: float
    value: Object
    parent: str


@dataclass(frozen=True)
class Media:
    """A file; `polls` is how often it is still asked about until `outcome` (ready, failed)."""

    id: str
    account: str
    kind: str
    size: int
    description: str | None
    focus: str
    uploaded_at: float
    polls: int
    outcome: str
    status: str

    @property
    def ready(self) -> bool:
        """Whether it may be attached."""
        return self.polls <= 0 and self.outcome == "ready"


class Store:
    """Questions about what is kept; the changes are made where their rules are known."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.server = server
        self._files = folder / f"{server.name}-files"
        self._files.mkdir(parents=True, exist_ok=True)
        self.database = Database(folder / f"{server.name}.sqlite", OAUTH + SCHEMA)

    def accounts(self) -> list[Account]:
        """All of them, in the order they were made."""
        rows = self.database.rows("SELECT * FROM accounts ORDER BY created_at, id")
        return [_account(row) for row in rows]

    def account(self, name: str) -> Account | None:
        """By id, user name or remote id (id@host)."""
        wanted = name.partition("@")[0]
        return next((one for one in self.accounts() if wanted in (one.id, one.username)), None)

    def status(self, own: str) -> Status | None:
        """One post."""
        row = self.database.row(
            "SELECT id, account, at, value, parent FROM statuses WHERE id = ?", own
        )
        return None if row is None else _status(row)

    def statuses(self, account: str = "", listed_by: float = 1e12) -> list[Status]:
        """Posts, oldest first; `listed_by`: those that lists show by then."""
        rows = self.database.rows(
            "SELECT id, account, at, value, parent FROM statuses WHERE ? IN ('', account)"
            " AND listed_at <= ? ORDER BY at, id",
            account,
            listed_by,
        )
        return [_status(row) for row in rows]

    def media(self, own: str) -> Media | None:
        """One file."""
        row = self.database.row("SELECT * FROM media WHERE id = ?", own)
        return None if row is None else _media(row)

    def every_medium(self) -> list[Media]:
        """All files, in the order of their upload."""
        return [_media(row) for row in self.database.rows("SELECT * FROM media ORDER BY id")]

    def file(self, own: str) -> Path:
        """Where the bytes of a file lie."""
        return self._files / own

    def journal(self) -> list[Json]:
        """Every post made and deleted, in order: the truth about exactly once."""
        rows = self.database.rows(
            "SELECT number, at, account, action, id, value FROM journal ORDER BY number"
        )
        return [
            {
                "server": self.server.name,
                "number": int(number(row[0])),
                "at": number(row[1]),
                "account": text(row[2]),
                "action": text(row[3]),
                "id": text(row[4]),
                "value": _object(text(row[5])),
            }
            for row in rows
        ]

    def note(self, at: float, account: str, action: str, own: str, value: Object) -> None:
        """Write into the journal."""
        self.database.run(
            "INSERT INTO journal (at, account, action, id, value) VALUES (?, ?, ?, ?, ?)",
            *(at, account, action, own, json.dumps(value)),
        )

    def forget(self) -> None:
        """Throw away what was posted, keep accounts and sign-ins."""
        with self.database.change() as change:
            for table in ("statuses", "media", "keys", "journal"):
                change.run(f"DELETE FROM {table}")  # noqa: S608 - our own names
        for path in self._files.iterdir():
            path.unlink(missing_ok=True)


def _account(row: Row) -> Account:
    own, username, shown, password, privacy, state = (text(cell) for cell in row[:6])
    return Account(own, username, shown, password, privacy, state, number(row[6]))


def _status(row: Row) -> Status:
    return Status(text(row[0]), text(row[1]), number(row[2]), _object(text(row[3])), text(row[4]))


def _media(row: Row) -> Media:
    return Media(
        text(row[0]),
        text(row[1]),
        text(row[2]),
        int(number(row[3])),
        row[4] if isinstance(row[4], str) else None,
        text(row[5]),
        number(row[6]),
        int(number(row[7])),
        text(row[8]),
        text(row[9]),
    )


def _object(document: str) -> Object:
    value: Json = json.loads(document or "{}")
    return value if isinstance(value, dict) else {}
