"""Where a small practice platform keeps what arrived: messages, a journal, files, settings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from html import escape
from pathlib import Path

from brandcraft_desktop.practice.database import Database, number, text
from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.sniff import media_type
from brandcraft_desktop.practice.values import Malformed, Object, dump, flag_of, parse_object

_SCHEMA = """
CREATE TABLE IF NOT EXISTS journal (
  number INTEGER PRIMARY KEY AUTOINCREMENT, place TEXT, at REAL, here INTEGER, value BLOB
);
CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value TEXT);
"""
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Kept:
    """One message: its number, the channel it is in, seconds since 1970, and what was sent."""

    number: int
    place: str
    at: float
    here: bool
    value: Object

    def to_json(self) -> Object:
        return {
            "number": self.number,
            "place": self.place,
            "at": self.at,
            "here": self.here,
            "value": self.value,
        }


class Shelf:
    """What arrived outlives the process; whatever was deleted stays in the journal."""

    def __init__(self, folder: Path) -> None:
        self.database = Database(folder / "messages.sqlite", _SCHEMA)
        self._files = folder / "files"
        self._files.mkdir(exist_ok=True)
        self.failures: list[str] = []  # what no publisher of ours should have sent

    def add(self, place: str, at: float, value: Object, numbered: int | None = None) -> int:
        """Keep a message, under the next number where none is given."""
        with self.database.change() as change:
            statement = "INSERT INTO journal VALUES (?, ?, ?, 1, ?)"
            change.run(statement, numbered, place, at, dump(value))
            row = change.row("SELECT last_insert_rowid()")
        return int(number(row[0] if row else None))

    def journal(self) -> Sequence[Kept]:
        """All that was ever accepted, oldest first."""
        return [
            Kept(int(number(one)), text(place), number(at), bool(here), parse_object(_bytes(value)))
            for one, place, at, here, value in self.database.rows(
                "SELECT number, place, at, here, value FROM journal ORDER BY number"
            )
        ]

    def there(self) -> Sequence[Kept]:
        """What lies there now, newest first."""
        return [one for one in reversed(self.journal()) if one.here]

    def take_away(self, place: str, message: int) -> bool:
        """Delete a message; False where it is not there."""
        statement = "UPDATE journal SET here = 0 WHERE number = ? AND place = ? AND here = 1"
        return self.database.run(statement, message, place) == 1

    def forget(self) -> None:
        """Throw away what arrived."""
        self.database.run("DELETE FROM journal")

    def setting(self, name: str, default: str = "") -> str:
        """Something that was set."""
        row = self.database.row("SELECT value FROM kept WHERE name = ?", name)
        return default if row is None else text(row[0])

    def set(self, name: str, value: str) -> None:
        """Set it."""
        self.database.run("INSERT OR REPLACE INTO kept VALUES (?, ?)", name, value)

    def steer(self, request: Request, action: str, known: Sequence[str]) -> Answer | None:
        """GET journal, failures, file?name=; POST settings {name: true or false}, those `known`.

        None = there is no such action. Raises Malformed.
        """
        if action == "file":
            return self.file_answer(request.parameter("name"))
        if action == "journal" and request.method == "GET":
            return json_answer({"journal": [one.to_json() for one in self.journal()]})
        if action == "failures" and request.method == "GET":
            return json_answer({"failures": [*self.failures]})
        if action != "settings" or request.method != "POST":
            return None
        value = request.json()
        for name in value:
            if name not in known:
                raise Malformed(f"unknown setting {name}")
            self.set(name, "yes" if flag_of(value, name) else "no")
        return json_answer({})

    def keep_file(self, data: bytes) -> str:
        """The name under which a file is kept from now on."""
        name = sha256(data).hexdigest()
        (self._files / name).write_bytes(data)
        return name

    def file_answer(self, name: str) -> Answer | None:
        """A file for the page; None where there is none of this name."""
        path = self._files / name
        if not _HASH.fullmatch(name) or not path.is_file():
            return None
        data = path.read_bytes()
        return Answer(
            200,
            {"Content-Type": media_type(data[:16]), "X-Content-Type-Options": "nosniff"},
            data,
        )


def _bytes(cell: object) -> bytes:
    return cell if isinstance(cell, bytes) else b"{}"


def article(
    name: str,
    handle: str,
    at: float,
    words: str,
    *,
    files: Sequence[Mapping[str, str]] = (),
    source: str = "",
    alts: bool = True,
    chips: Sequence[str] = (),
    link: str = "",
) -> str:
    """One message for the page.

    Each of `files` has its "file" (behind `source` is where its bytes are), its "mime" and its
    "alt"; `alts` says whether the platform knows such words. `chips` are small facts beside it.
    """
    made = datetime.fromtimestamp(at, UTC)
    figures = "".join(_figure(one, source, alts) for one in files)
    shown = f'<div class="pictures n{min(len(files), 4)}">{figures}</div>' if files else ""
    facts = "".join(f"<span>{escape(one)}</span>" for one in chips)
    return (
        f"<section class=thread><article><i class=avatar>{escape(name[:1])}</i><div class=body>"
        f"<header><b>{escape(name)}</b> <span class=handle>{escape(handle)}</span> "
        f'<time datetime="{made.isoformat()}">{made:%d %b, %H:%M:%S} UTC</time></header>'
        f"{shown}<div class=text>{escape(words)}</div>"
        f"{f'<p class=chips>{facts}</p>' if facts else ''}"
        f"<footer><code>{escape(link)}</code></footer></div></article></section>"
    )


def _figure(file: Mapping[str, str], source: str, alts: bool) -> str:
    place, alt = escape(f"{source}{file['file']}"), file.get("alt", "")
    told = f"<b>ALT</b> {escape(alt)}" if alt else "no alt text"
    kind = "alt" if alt else "alt missing"
    words = f'<figcaption class="{kind}">{told}</figcaption>' if alts else ""
    if file["mime"].startswith("video/"):
        video = f'<video src="{place}" controls preload=metadata></video>'
        return f"<figure class=video>{video}{words}</figure>"
    return f'<figure><img src="{place}" alt="{escape(alt)}" loading=lazy>{words}</figure>'
