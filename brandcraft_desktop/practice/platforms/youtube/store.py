"""What this platform keeps: channels, uploads on their way, videos, the journal and files."""

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
CREATE TABLE IF NOT EXISTS channels (
    id TEXT PRIMARY KEY, handle TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
    position INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS sessions (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, value TEXT NOT NULL, mime TEXT NOT NULL,
    total INTEGER NOT NULL, taken INTEGER NOT NULL, begun_at REAL NOT NULL, video TEXT NOT NULL,
    notify INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS videos (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, value TEXT NOT NULL, file TEXT NOT NULL,
    thumbnail TEXT NOT NULL, made_at REAL NOT NULL, looks INTEGER NOT NULL,
    notify INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS journal (
    number INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, owner TEXT NOT NULL,
    action TEXT NOT NULL, video TEXT NOT NULL, value TEXT NOT NULL);
"""
)


@dataclass(frozen=True)
class Channel:
    """Where videos belong to."""

    id: str
    handle: str
    title: str

    @property
    def uploads(self) -> str:
        """The list of all its videos."""
        return f"UU{self.id[2:]}"


@dataclass(frozen=True)
class Session:
    """An upload: `taken` bytes of `total` are there; `video` once it is whole."""

    id: str
    owner: str
    value: Object
    mime: str
    total: int
    taken: int
    begun_at: float
    video: str
    notify: bool


@dataclass(frozen=True)
class Video:
    """A video as it was made: `value` is what was said of it, `file` its bytes by their hash."""

    id: str
    owner: str
    value: Object
    file: str
    thumbnail: str
    made_at: float
    looks: int
    notify: bool


class Store:
    """Questions about what is kept; the changes are made where their rules are known."""

    def __init__(self, folder: Path) -> None:
        self.files = folder / "files"
        self.parts = folder / "parts"
        for place in (self.files, self.parts):
            place.mkdir(parents=True, exist_ok=True)
        self.database = Database(folder / "youtube.sqlite", SCHEMA)

    def ensure_channels(self, count: int) -> None:
        """At least `count` channels exist afterwards; others stay as they are."""
        for position in range(len(self.channels()), count):
            suffix = "" if position == 0 else f"-{position + 1}"
            handle = f"practice-films{suffix}"
            title = "Practice Films" if position == 0 else f"Practice Films {position + 1}"
            channel = "UC" + hashlib.sha256(handle.encode()).hexdigest()[:22]
            self.database.run(
                "INSERT INTO channels VALUES (?, ?, ?, ?)", channel, handle, title, position
            )

    def channels(self) -> list[Channel]:
        rows = self.database.rows("SELECT id, handle, title FROM channels ORDER BY position")
        return [Channel(text(row[0]), text(row[1]), text(row[2])) for row in rows]

    def channel(self, channel_id: str) -> Channel | None:
        return next((one for one in self.channels() if one.id == channel_id), None)

    def session(self, session_id: str) -> Session | None:
        row = self.database.row(
            "SELECT id, owner, value, mime, total, taken, begun_at, video, notify FROM sessions"
            " WHERE id = ?",
            session_id,
        )
        if row is None:
            return None
        total, taken, begun = int(number(row[4])), int(number(row[5])), number(row[6])
        said = _object(text(row[2]))
        who, mime = text(row[1]), text(row[3])
        return Session(session_id, who, said, mime, total, taken, begun, text(row[7]), bool(row[8]))

    def sessions(self) -> list[Session]:
        rows = self.database.rows("SELECT id FROM sessions ORDER BY begun_at, rowid")
        found = [self.session(text(row[0])) for row in rows]
        return [one for one in found if one is not None]

    def videos(self, owner: str = "") -> list[Video]:
        """Newest first."""
        rows = self.database.rows(
            "SELECT id, owner, value, file, thumbnail, made_at, looks, notify FROM videos"
            " WHERE ? IN ('', owner) ORDER BY made_at DESC, rowid DESC",
            owner,
        )
        return [_video(row) for row in rows]

    def video(self, video_id: str) -> Video | None:
        row = self.database.row(
            "SELECT id, owner, value, file, thumbnail, made_at, looks, notify FROM videos"
            " WHERE id = ?",
            video_id,
        )
        return None if row is None else _video(row)

    def note(self, at: float, owner: str, action: str, video: str, value: Object) -> None:
        """One line of the journal."""
        self.database.run(
            "INSERT INTO journal (at, owner, action, video, value) VALUES (?, ?, ?, ?, ?)",
            *(at, owner, action, video, json.dumps(value)),
        )

    def journal(self) -> list[Json]:
        """Every write that was accepted, in order: the truth about exactly once."""
        rows = self.database.rows(
            "SELECT number, at, owner, action, video, value FROM journal ORDER BY number"
        )
        return [
            {
                "number": int(number(row[0])),
                "at": number(row[1]),
                "owner": text(row[2]),
                "action": text(row[3]),
                "video": text(row[4]),
                "value": _object(text(row[5])),
            }
            for row in rows
        ]

    def keep_file(self, data: bytes) -> str:
        """Store a picture; its name."""
        name = hashlib.sha256(data).hexdigest()
        (self.files / name).write_bytes(data)
        return name

    def file(self, name: str) -> Path | None:
        path = self.files / name
        return path if name.isalnum() and path.is_file() else None

    def forget(self) -> None:
        """Throw away what was posted, keep channels and sign-ins."""
        with self.database.change() as change:
            for table in ("sessions", "videos", "journal"):
                change.run(f"DELETE FROM {table}")  # noqa: S608 - the names are right above
        for place in (self.files, self.parts):
            for path in place.iterdir():
                path.unlink(missing_ok=True)


def _video(row: Row) -> Video:
    video, owner, value, file, thumbnail = (text(cell) for cell in row[:5])
    made, looks = number(row[5]), int(number(row[6]))
    return Video(video, owner, _object(value), file, thumbnail, made, looks, bool(row[7]))


def _object(document: str) -> Object:
    value: Json = json.loads(document or "{}")
    return value if isinstance(value, dict) else {}
