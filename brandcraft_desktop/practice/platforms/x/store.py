"""What this platform keeps: people, posts, the journal of what was accepted, uploads."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from brandcraft_desktop.practice.database import Database, Row, number, text
from brandcraft_desktop.practice.oauth import SCHEMA as OAUTH
from brandcraft_desktop.practice.values import Json, Object

SCHEMA = f"""{OAUTH}
CREATE TABLE IF NOT EXISTS people (
    id TEXT PRIMARY KEY, handle TEXT NOT NULL UNIQUE, name TEXT NOT NULL, password TEXT NOT NULL,
    position INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS posts (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, text TEXT NOT NULL, body TEXT NOT NULL,
    at REAL NOT NULL, conversation TEXT NOT NULL, parent TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS journal (
    number INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, person TEXT NOT NULL,
    action TEXT NOT NULL, post TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS media (
    id TEXT PRIMARY KEY, person TEXT NOT NULL, kind TEXT NOT NULL, category TEXT NOT NULL,
    size INTEGER NOT NULL, state TEXT NOT NULL, polls INTEGER NOT NULL DEFAULT 0,
    alt TEXT NOT NULL DEFAULT '', expires_at REAL NOT NULL, post TEXT NOT NULL DEFAULT '');
"""


@dataclass(frozen=True)
class Somebody:
    """A person with an account here."""

    id: str
    handle: str
    name: str
    password: str


@dataclass(frozen=True)
class Post:
    """A post; `body` is the request that made it, `at` in seconds since 1970."""

    id: str
    person: str
    text: str
    body: Object
    at: float
    conversation: str
    parent: str


@dataclass(frozen=True)
class Media:
    """An upload. `state`: coming, pending, in_progress, succeeded or failed."""

    id: str
    person: str
    kind: str
    category: str
    size: int
    state: str
    polls: int
    alt: str
    expires_at: float
    post: str

    @property
    def key(self) -> str:
        """The name under which posts refer to it: 3 for photos, 7 for videos, 16 for GIFs."""
        number = {"tweet_video": "7", "amplify_video": "7", "tweet_gif": "16"}
        return f"{number.get(self.category, '3')}_{self.id}"


_POST = "id, person, text, body, at, conversation, parent"
_MEDIA = "id, person, kind, category, size, state, polls, alt, expires_at, post"


class Store:
    """Questions about what is kept; the changes are made where their rules are known."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "media"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.database = Database(folder / "x.sqlite", SCHEMA)

    def people(self) -> list[Somebody]:
        rows = self.database.rows("SELECT id, handle, name, password FROM people ORDER BY position")
        return [Somebody(*(text(cell) for cell in row)) for row in rows]

    def person(self, named: str) -> Somebody | None:
        """The one with this id or handle."""
        return next((one for one in self.people() if named in (one.id, one.handle)), None)

    def post(self, post: str) -> Post | None:
        row = self.database.row(f"SELECT {_POST} FROM posts WHERE id = ?", post)  # noqa: S608
        return _post(row) if row is not None else None

    def posts(self, person: str = "") -> list[Post]:
        """Newest first."""
        rows = self.database.rows(
            f"SELECT {_POST} FROM posts WHERE ? IN ('', person)"  # noqa: S608
            " ORDER BY CAST(id AS INTEGER) DESC",
            person,
        )
        return [_post(row) for row in rows]

    def media(self, media: str) -> Media | None:
        row = self.database.row(f"SELECT {_MEDIA} FROM media WHERE id = ?", media)  # noqa: S608
        return _media(row) if row is not None else None

    def all_media(self) -> list[Media]:
        rows = self.database.rows(f"SELECT {_MEDIA} FROM media ORDER BY id")  # noqa: S608
        return [_media(row) for row in rows]

    def journal(self) -> list[Json]:
        """Every post that was accepted or deleted, in order: the truth about exactly once."""
        rows = self.database.rows(
            "SELECT number, at, person, action, post, body FROM journal ORDER BY number"
        )
        return [
            {
                "number": int(number(row[0])),
                "at": number(row[1]),
                "person": text(row[2]),
                "action": text(row[3]),
                "post": text(row[4]),
                "body": _object(text(row[5])),
            }
            for row in rows
        ]

    def note(self, at: float, person: str, action: str, post: str, body: Object) -> None:
        self.database.run(
            "INSERT INTO journal (at, person, action, post, body) VALUES (?, ?, ?, ?, ?)",
            *(at, person, action, post, json.dumps(body)),
        )

    def file(self, media: str) -> Path:
        return self.folder / media

    def pieces(self, media: str) -> list[Path]:
        """What has come of an upload, by index."""
        found = self.folder.glob(f"{media}.*.piece")
        return sorted(found, key=lambda path: int(path.name.split(".")[1]))

    def drop(self, media: str) -> None:
        """An upload is thrown away with its bytes."""
        self.database.run("DELETE FROM media WHERE id = ?", media)
        for path in (self.file(media), *self.pieces(media)):
            path.unlink(missing_ok=True)

    def forget(self) -> None:
        """Throw away what was posted, keep people and sign-ins."""
        with self.database.change() as change:
            for table in ("posts", "journal", "media"):
                change.run(f"DELETE FROM {table}")  # noqa: S608 - our own names
        for path in self.folder.iterdir():
            path.unlink(missing_ok=True)


def number_for(handle: str) -> str:
    """The same id for the same handle in every practice world."""
    digest = hashlib.sha256(f"practice:{handle}".encode()).digest()
    return str(1_000_000_000_000_000_000 + int.from_bytes(digest[:6], "big"))


def _post(row: Row) -> Post:
    name, person, words, body = (text(cell) for cell in row[:4])
    return Post(name, person, words, _object(body), number(row[4]), text(row[5]), text(row[6]))


def _media(row: Row) -> Media:
    name, person, kind, category = (text(cell) for cell in row[:4])
    return Media(
        name,
        person,
        kind,
        category,
        int(number(row[4])),
        text(row[5]),
        int(number(row[6])),
        text(row[7]),
        number(row[8]),
        text(row[9]),
    )


def _object(document: str) -> Object:
    value: Json = json.loads(document or "{}")
    return value if isinstance(value, dict) else {}
