"""What this platform keeps: members, pages and their roles, files, posts, and every write."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from brandcraft_desktop.practice import oauth
from brandcraft_desktop.practice.database import Database, Row, number, text
from brandcraft_desktop.practice.values import Json, Object

SCHEMA = (
    oauth.SCHEMA
    + """
CREATE TABLE IF NOT EXISTS members (
    sub TEXT PRIMARY KEY, name TEXT NOT NULL, password TEXT NOT NULL, position INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS pages (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, vanity TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS roles (
    page INTEGER NOT NULL, sub TEXT NOT NULL, role TEXT NOT NULL, state TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS assets (
    urn TEXT PRIMARY KEY, kind TEXT NOT NULL, owner TEXT NOT NULL, state TEXT NOT NULL,
    polls INTEGER NOT NULL, size INTEGER NOT NULL, mime TEXT NOT NULL, token TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS addresses (
    place TEXT PRIMARY KEY, urn TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    etag TEXT NOT NULL, expires_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS posts (
    urn TEXT PRIMARY KEY, author TEXT NOT NULL, body TEXT NOT NULL, made_at REAL NOT NULL,
    position INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS journal (
    number INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, action TEXT NOT NULL,
    urn TEXT NOT NULL, author TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS counts (
    day TEXT NOT NULL, resource TEXT NOT NULL, sub TEXT NOT NULL, calls INTEGER NOT NULL,
    PRIMARY KEY (day, resource, sub));
"""
)


@dataclass(frozen=True)
class Member:
    """A person; `sub` is the last part of their URN."""

    sub: str
    name: str
    password: str

    @property
    def urn(self) -> str:
        return f"urn:li:person:{self.sub}"


@dataclass(frozen=True)
class Page:
    """A company page."""

    number: int
    name: str
    vanity: str

    @property
    def urn(self) -> str:
        return f"urn:li:organization:{self.number}"


@dataclass(frozen=True)
class Asset:
    """A file: image, document or video; `polls` is how often it must still be asked for."""

    urn: str
    kind: str
    owner: str
    state: str
    polls: int
    size: int
    mime: str
    token: str


@dataclass(frozen=True)
class Post:
    """A post as it was accepted; `made_at` in seconds since 1970."""

    urn: str
    author: str
    body: Object
    made_at: float


class Store:
    """Questions about what is kept; the changes are made where their rules are known."""

    def __init__(self, folder: Path) -> None:
        self.files = folder / "files"
        self.files.mkdir(parents=True, exist_ok=True)
        self.database = Database(folder / "linkedin.sqlite", SCHEMA)

    def members(self) -> list[Member]:
        rows = self.database.rows("SELECT sub, name, password FROM members ORDER BY position")
        return [Member(text(row[0]), text(row[1]), text(row[2])) for row in rows]

    def member(self, sub: str) -> Member | None:
        return next((one for one in self.members() if one.sub == sub), None)

    def pages(self) -> list[Page]:
        rows = self.database.rows("SELECT number, name, vanity FROM pages ORDER BY number")
        return [Page(int(number(row[0])), text(row[1]), text(row[2])) for row in rows]

    def roles(self, sub: str) -> list[tuple[str, str, str]]:
        """The pages of a member: URN, role and state."""
        rows = self.database.rows("SELECT page, role, state FROM roles WHERE sub = ?", sub)
        return [
            (f"urn:li:organization:{int(number(row[0]))}", text(row[1]), text(row[2]))
            for row in rows
        ]

    def author_name(self, urn: str) -> str:
        names = {one.urn: one.name for one in self.members()}
        names |= {one.urn: one.name for one in self.pages()}
        return names.get(urn, urn)

    def asset(self, urn: str) -> Asset | None:
        row = self.database.row(
            "SELECT urn, kind, owner, state, polls, size, mime, token FROM assets WHERE urn = ?",
            urn,
        )
        if row is None:
            return None
        urn, kind, owner, state = (text(cell) for cell in row[:4])
        polls, size = int(number(row[4])), int(number(row[5]))
        return Asset(urn, kind, owner, state, polls, size, text(row[6]), text(row[7]))

    def path(self, urn: str) -> Path:
        """Where the bytes of a file lie."""
        return self.files / urn.rpartition(":")[2]

    def post(self, urn: str) -> Post | None:
        row = self.database.row("SELECT urn, author, body, made_at FROM posts WHERE urn = ?", urn)
        return None if row is None else _post(row)

    def posts(self, author: str = "") -> list[Post]:
        """Posts, the newest first."""
        rows = self.database.rows(
            "SELECT urn, author, body, made_at FROM posts WHERE ? IN ('', author)"
            " ORDER BY position DESC",
            author,
        )
        return [_post(row) for row in rows]

    def journal(self) -> list[Json]:
        """Every write that was accepted, in order: the truth about exactly once."""
        rows = self.database.rows(
            "SELECT number, at, action, urn, author, body FROM journal ORDER BY number"
        )
        return [
            {
                "number": int(number(row[0])),
                "at": number(row[1]),
                "action": text(row[2]),
                "urn": text(row[3]),
                "author": text(row[4]),
                "body": _object(text(row[5])),
            }
            for row in rows
        ]

    def forget(self) -> None:
        """Throw away what was posted; members, pages and sign-ins stay."""
        with self.database.change() as change:
            change.run("DELETE FROM posts")
            change.run("DELETE FROM journal")
            change.run("DELETE FROM counts")
        self.forget_files()

    def forget_files(self) -> None:
        """As if every upload had run out."""
        with self.database.change() as change:
            change.run("DELETE FROM assets")
            change.run("DELETE FROM addresses")
        for path in self.files.iterdir():
            path.unlink(missing_ok=True)


def _post(row: Row) -> Post:
    return Post(text(row[0]), text(row[1]), _object(text(row[2])), number(row[3]))


def _object(document: str) -> Object:
    value: Json = json.loads(document or "{}")
    return value if isinstance(value, dict) else {}
