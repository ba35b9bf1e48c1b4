"""What this platform keeps: accounts, boards, Pins, the journal, uploads and files."""

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
CREATE TABLE IF NOT EXISTS boards (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL,
    privacy TEXT NOT NULL, ads_only INTEGER NOT NULL, created_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS sections (
    id TEXT PRIMARY KEY, board TEXT NOT NULL, name TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS pins (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, board TEXT NOT NULL, section TEXT NOT NULL,
    value TEXT NOT NULL, made_at REAL NOT NULL, hidden INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS journal (
    number INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, owner TEXT NOT NULL,
    action TEXT NOT NULL, pin TEXT NOT NULL, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS media (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, file TEXT NOT NULL, kind TEXT NOT NULL,
    fields TEXT NOT NULL, registered_at REAL NOT NULL, polls INTEGER NOT NULL,
    outcome TEXT NOT NULL);
"""
)


@dataclass(frozen=True)
class Account:
    """Somebody with boards here."""

    id: str
    username: str
    name: str


@dataclass(frozen=True)
class Board:
    """Where Pins lie."""

    id: str
    owner: str
    name: str
    description: str
    privacy: str
    ads_only: bool
    created_at: float


@dataclass(frozen=True)
class Pin:
    """A Pin as it was made: `value` is what came, with its files by name instead of their bytes."""

    id: str
    owner: str
    board: str
    section: str
    value: Object
    made_at: float
    hidden: bool


class Store:
    """Questions about what is kept; the changes are made where their rules are known."""

    def __init__(self, folder: Path) -> None:
        self.files = folder / "files"
        self.files.mkdir(parents=True, exist_ok=True)
        self.database = Database(folder / "pinterest.sqlite", SCHEMA)

    def accounts(self) -> list[Account]:
        rows = self.database.rows("SELECT id, username, name FROM accounts ORDER BY position")
        return [Account(text(row[0]), text(row[1]), text(row[2])) for row in rows]

    def account(self, account_id: str) -> Account | None:
        return next((one for one in self.accounts() if one.id == account_id), None)

    def boards(self, owner: str) -> list[Board]:
        """Oldest first."""
        rows = self.database.rows(
            f"SELECT {_BOARD} FROM boards WHERE owner = ? ORDER BY created_at, id",  # noqa: S608
            owner,
        )
        return [_board(row) for row in rows]

    def board(self, board_id: str) -> Board | None:
        row = self.database.row(
            f"SELECT {_BOARD} FROM boards WHERE id = ?",  # noqa: S608
            board_id,
        )
        return None if row is None else _board(row)

    def sections(self, board_id: str) -> list[tuple[str, str]]:
        rows = self.database.rows(
            "SELECT id, name FROM sections WHERE board = ? ORDER BY id", board_id
        )
        return [(text(row[0]), text(row[1])) for row in rows]

    def pins(self, owner: str = "", board: str = "") -> list[Pin]:
        """Newest first."""
        rows = self.database.rows(
            "SELECT id, owner, board, section, value, made_at, hidden FROM pins"
            " WHERE ? IN ('', owner) AND ? IN ('', board) ORDER BY made_at DESC, id DESC",
            *(owner, board),
        )
        return [_pin(row) for row in rows]

    def pin(self, pin_id: str) -> Pin | None:
        row = self.database.row(
            "SELECT id, owner, board, section, value, made_at, hidden FROM pins WHERE id = ?",
            pin_id,
        )
        return None if row is None else _pin(row)

    def journal(self) -> list[Json]:
        """Every write that was accepted, in order: the truth about exactly once."""
        rows = self.database.rows(
            "SELECT number, at, owner, action, pin, value FROM journal ORDER BY number"
        )
        return [
            {
                "number": int(number(row[0])),
                "at": number(row[1]),
                "owner": text(row[2]),
                "action": text(row[3]),
                "pin": text(row[4]),
                "value": _object(text(row[5])),
            }
            for row in rows
        ]

    def keep_file(self, data: bytes) -> str:
        """Store a picture; its name."""
        name = hashlib.sha256(data).hexdigest()
        path = self.files / name
        if not path.exists():
            path.write_bytes(data)
        return name

    def file(self, name: str) -> Path | None:
        path = self.files / name
        return path if name.isalnum() and path.is_file() else None

    def forget(self) -> None:
        """Throw away what was posted, keep accounts, boards and sign-ins."""
        with self.database.change() as change:
            for table in ("pins", "journal", "media"):
                change.run(f"DELETE FROM {table}")  # noqa: S608 - the names are right above
        for path in self.files.iterdir():
            path.unlink(missing_ok=True)


_BOARD = "id, owner, name, description, privacy, ads_only, created_at"


def _board(row: Row) -> Board:
    board, owner, name, description, privacy = (text(cell) for cell in row[:5])
    return Board(board, owner, name, description, privacy, bool(row[5]), number(row[6]))


def _pin(row: Row) -> Pin:
    pin, owner, board, section, value = (text(cell) for cell in row[:5])
    return Pin(pin, owner, board, section, _object(value), number(row[5]), bool(row[6]))


def _object(document: str) -> Object:
    value: Json = json.loads(document or "{}")
    return value if isinstance(value, dict) else {}
