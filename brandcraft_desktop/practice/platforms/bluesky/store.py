"""What this platform keeps: accounts, sessions, repositories, the journal, blobs, video jobs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from brandcraft_desktop.practice.database import Database, Row, number, text
from brandcraft_desktop.practice.values import Json, Object

SCHEMA = """
CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS accounts (
    did TEXT PRIMARY KEY, handle TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL,
    password TEXT NOT NULL, app_password TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'active',
    created_at TEXT NOT NULL, head TEXT NOT NULL DEFAULT '', position INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS refresh_tokens (
    jti TEXT PRIMARY KEY, did TEXT NOT NULL, expires_at REAL NOT NULL, next_jti TEXT NOT NULL,
    scope TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS records (
    uri TEXT PRIMARY KEY, did TEXT NOT NULL, collection TEXT NOT NULL, rkey TEXT NOT NULL,
    cid TEXT NOT NULL, value TEXT NOT NULL, written_at REAL NOT NULL, position INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS journal (
    number INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, did TEXT NOT NULL,
    action TEXT NOT NULL, uri TEXT NOT NULL, cid TEXT NOT NULL, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS blobs (
    did TEXT NOT NULL, cid TEXT NOT NULL, kind TEXT NOT NULL, size INTEGER NOT NULL,
    uploaded_at REAL NOT NULL, PRIMARY KEY (did, cid));
CREATE TABLE IF NOT EXISTS blob_uses (
    uri TEXT NOT NULL, did TEXT NOT NULL, cid TEXT NOT NULL, PRIMARY KEY (uri, cid));
CREATE TABLE IF NOT EXISTS jobs (
    job TEXT PRIMARY KEY, did TEXT NOT NULL, cid TEXT NOT NULL, size INTEGER NOT NULL,
    polls INTEGER NOT NULL DEFAULT 0, outcome TEXT NOT NULL, started_at REAL NOT NULL);
"""


@dataclass(frozen=True)
class Account:
    """Somebody with a repository here. `head` is the CID of the latest commit."""

    did: str
    handle: str
    display_name: str
    password: str
    app_password: str
    state: str
    created_at: str
    head: str


@dataclass(frozen=True)
class Stored:
    """A record as it lies in a repository; `written_at` in seconds since 1970."""

    uri: str
    did: str
    collection: str
    rkey: str
    cid: str
    value: Object
    written_at: float

    def to_json(self) -> Object:
        return {"uri": self.uri, "cid": self.cid, "value": self.value}


class Store:
    """Questions about what is kept; the changes are made where their rules are known."""

    def __init__(self, folder: Path) -> None:
        self.blob_folder = folder / "blobs"
        self.blob_folder.mkdir(parents=True, exist_ok=True)
        self.database = Database(folder / "bluesky.sqlite", SCHEMA)

    def accounts(self) -> list[Account]:
        rows = self.database.rows(
            "SELECT did, handle, display_name, password, app_password, state, created_at, head"
            " FROM accounts ORDER BY position"
        )
        return [_account(row) for row in rows]

    def account(self, identifier: str) -> Account | None:
        """The account with this DID or handle."""
        row = self.database.row(
            "SELECT did, handle, display_name, password, app_password, state, created_at, head"
            " FROM accounts WHERE did = ? OR handle = ?",
            identifier,
            identifier.lower(),
        )
        return _account(row) if row is not None else None

    def record(self, uri: str) -> Stored | None:
        row = self.database.row(
            "SELECT uri, did, collection, rkey, cid, value, written_at FROM records WHERE uri = ?",
            uri,
        )
        return _stored(row) if row is not None else None

    def records(
        self, did: str = "", collection: str = "", oldest_first: bool = True
    ) -> list[Stored]:
        """Records in the order they were first written."""
        rows = self.database.rows(
            "SELECT uri, did, collection, rkey, cid, value, written_at FROM records"
            " WHERE (? = '' OR did = ?)"
            " AND (? = '' OR collection = ?) ORDER BY position",
            *(did, did, collection, collection),
        )
        found = [_stored(row) for row in rows]
        return found if oldest_first else found[::-1]

    def journal(self) -> list[Json]:
        """Every write that was accepted, in order: the truth about exactly once."""
        rows = self.database.rows(
            "SELECT number, at, did, action, uri, cid, value FROM journal ORDER BY number"
        )
        return [
            {
                "number": int(number(row[0])),
                "at": number(row[1]),
                "did": text(row[2]),
                "action": text(row[3]),
                "uri": text(row[4]),
                "cid": text(row[5]),
                "value": _object(text(row[6])),
            }
            for row in rows
        ]

    def blob_path(self, cid: str) -> Path:
        return self.blob_folder / cid

    def secret(self, name: str, fresh: str) -> str:
        """A secret of the platform, made of `fresh` when first asked for."""
        self.database.run("INSERT OR IGNORE INTO secrets VALUES (?, ?)", name, fresh)
        row = self.database.row("SELECT value FROM secrets WHERE name = ?", name)
        return text(row[0]) if row is not None else fresh

    def forget(self) -> None:
        """Throw away what was posted, keep accounts and sessions."""
        with self.database.change() as change:
            change.run("DELETE FROM records")
            change.run("DELETE FROM journal")
            change.run("DELETE FROM blobs")
            change.run("DELETE FROM blob_uses")
            change.run("DELETE FROM jobs")
        for path in self.blob_folder.iterdir():
            path.unlink(missing_ok=True)


def _account(row: Row) -> Account:
    did, handle, name, password, app_password, state, created, head = (text(cell) for cell in row)
    return Account(did, handle, name, password, app_password, state, created, head)


def _stored(row: Row) -> Stored:
    uri, did, collection, rkey, cid, value = (text(cell) for cell in row[:6])
    return Stored(uri, did, collection, rkey, cid, _object(value), number(row[6]))


def _object(document: str) -> Object:
    value: Json = json.loads(document or "{}")
    return value if isinstance(value, dict) else {}
