"""What this platform keeps: accounts, posts on their way and out, the journal and files."""

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
    id TEXT PRIMARY KEY, username TEXT NOT NULL UNIQUE, nickname TEXT NOT NULL,
    position INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS posts (
    publish_id TEXT PRIMARY KEY, post_id TEXT NOT NULL, owner TEXT NOT NULL, kind TEXT NOT NULL,
    mode TEXT NOT NULL, value TEXT NOT NULL, token TEXT NOT NULL, begun_at REAL NOT NULL,
    received INTEGER NOT NULL, mime TEXT NOT NULL, taken_at REAL NOT NULL, polls INTEGER NOT NULL,
    reason TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS journal (
    number INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, owner TEXT NOT NULL,
    action TEXT NOT NULL, publish_id TEXT NOT NULL, value TEXT NOT NULL);
"""
)
_COLUMNS = (
    "publish_id, post_id, owner, kind, mode, value, token, begun_at, received, mime, taken_at,"
    " polls, reason"
)


@dataclass(frozen=True)
class Account:
    """Somebody with posts here; `id` is the open_id."""

    id: str
    username: str
    nickname: str


@dataclass(frozen=True)
class Post:
    """A post; `value` is the body that began it, `taken_at` 0 until all of it has come."""

    publish_id: str
    post_id: str
    owner: str
    kind: str
    mode: str
    value: Object
    token: str
    begun_at: float
    received: int
    mime: str
    taken_at: float
    polls: int
    reason: str

    def part(self, name: str) -> Object:
        """`post_info` or `source_info`; empty where there is none."""
        found = self.value.get(name)
        return found if isinstance(found, dict) else {}

    @property
    def privacy(self) -> str:
        return str(self.part("post_info").get("privacy_level", ""))


class Store:
    """Questions about what is kept; the changes are made where their rules are known."""

    def __init__(self, folder: Path) -> None:
        self.files = folder / "files"
        self.files.mkdir(parents=True, exist_ok=True)
        self.database = Database(folder / "tiktok.sqlite", SCHEMA)

    def ensure_accounts(self, count: int) -> None:
        """At least `count` accounts exist afterwards; others stay as they are."""
        for position in range(len(self.accounts()), count):
            more = "" if position == 0 else f".{position + 1}"
            name = "Practice Studio" + ("" if position == 0 else f" {position + 1}")
            username = f"practice.studio{more}"
            open_id = f"-000{hashlib.sha256(username.encode()).hexdigest()[:32]}"
            self.database.run(
                "INSERT INTO accounts VALUES (?, ?, ?, ?)", open_id, username, name, position
            )

    def accounts(self) -> list[Account]:
        rows = self.database.rows("SELECT id, username, nickname FROM accounts ORDER BY position")
        return [Account(text(row[0]), text(row[1]), text(row[2])) for row in rows]

    def account(self, open_id: str) -> Account | None:
        return next((one for one in self.accounts() if one.id == open_id), None)

    def posts(self, owner: str = "") -> list[Post]:
        """Newest first; those on their way too."""
        rows = self.database.rows(
            f"SELECT {_COLUMNS} FROM posts WHERE ? IN ('', owner)"  # noqa: S608
            " ORDER BY begun_at DESC, publish_id DESC",
            owner,
        )
        return [_post(row) for row in rows]

    def post(self, publish_id: str) -> Post | None:
        row = self.database.row(
            f"SELECT {_COLUMNS} FROM posts WHERE publish_id = ?",  # noqa: S608
            publish_id,
        )
        return None if row is None else _post(row)

    def journal(self) -> list[Json]:
        """Every post that was published, in order: the truth about exactly once."""
        rows = self.database.rows(
            "SELECT number, at, owner, action, publish_id, value FROM journal ORDER BY number"
        )
        return [
            {
                "number": int(number(row[0])),
                "at": number(row[1]),
                "owner": text(row[2]),
                "action": text(row[3]),
                "publish_id": text(row[4]),
                "value": _object(text(row[5])),
            }
            for row in rows
        ]

    def file(self, publish_id: str) -> Path:
        """Where the bytes of a video are, or will be."""
        return self.files / hashlib.sha256(publish_id.encode()).hexdigest()

    def files_of(self, post: Post) -> list[Path]:
        """Where the bytes of a post are: of its video, or of each photo."""
        photos = post.part("source_info").get("photo_images")
        if post.kind == "video" or not isinstance(photos, list):
            return [self.file(post.publish_id)]
        return [self.file(f"{post.publish_id}/{place}") for place in range(len(photos))]

    def forget(self) -> None:
        """Throw away what was posted, keep accounts and sign-ins."""
        with self.database.change() as change:
            for table in ("posts", "journal"):
                change.run(f"DELETE FROM {table}")  # noqa: S608 - the names are right above
        for path in self.files.iterdir():
            path.unlink(missing_ok=True)


def _post(row: Row) -> Post:
    publish_id, post_id, owner, kind, mode, value, token = (text(cell) for cell in row[:7])
    return Post(
        publish_id,
        post_id,
        owner,
        kind,
        mode,
        _object(value),
        token,
        number(row[7]),
        int(number(row[8])),
        text(row[9]),
        number(row[10]),
        int(number(row[11])),
        text(row[12]),
    )


def _object(document: str) -> Object:
    value: Json = json.loads(document or "{}")
    return value if isinstance(value, dict) else {}
