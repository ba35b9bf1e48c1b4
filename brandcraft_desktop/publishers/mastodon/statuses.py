"""Posts as they go to a server, and as they are found there again.

Source: mastodon/documentation @2903485, POST /api/v1/statuses, GET /api/v1/accounts/:id/statuses.
A post comes back as HTML in which a mention has lost its server; white space is told by tags.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser

from brandcraft_desktop.domain.plan import Part
from brandcraft_desktop.domain.text.measure import SpanKind
from brandcraft_desktop.errors import NotSent, PublishingError
from brandcraft_desktop.publishers import foreign_numbers
from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.json_value import JsonObject, parse
from brandcraft_desktop.publishers.mastodon import polls
from brandcraft_desktop.publishers.mastodon.api import ID, call
from brandcraft_desktop.publishers.mastodon.connecting import own_id
from brandcraft_desktop.publishers.mastodon.info import (
    LANGUAGE,
    QUOTES,
    SENSITIVE,
    VISIBILITY,
    WARNING,
)
from brandcraft_desktop.publishers.mastodon.spans import links_and_mentions

PATH = "/api/v1/statuses"
PAGE = 40  # the most one page holds


@dataclass(frozen=True)
class Message:
    """One part on its way: `first` of its post; `parent` is the id of the one it continues."""

    part: Part
    options: Mapping[str, str]
    files: tuple[str, ...]
    first: bool
    parent: str = ""


@dataclass(frozen=True)
class Written:
    """A post on the server."""

    id: str
    url: str


@dataclass(frozen=True)
class Seen:
    """One of the account's own posts, with what tells it apart; `text` only to be compared."""

    written: Written
    at: datetime
    text: str
    parent: str
    warning: str
    files: int
    answers: tuple[str, ...]


def body(message: Message) -> dict[str, object]:
    """The request that creates a message."""
    options = message.options
    made: dict[str, object] = {"status": message.part.text}
    for name in (VISIBILITY, WARNING, LANGUAGE, QUOTES):
        if options.get(name):
            made[name] = options[name]
    if options.get(SENSITIVE) == "true":
        made[SENSITIVE] = True
    if message.files:
        made["media_ids"] = list(message.files)
    if message.parent:
        made["in_reply_to_id"] = message.parent
    poll = polls.read(options) if message.first else None
    if poll is not None:
        made["poll"] = {
            "options": list(poll.answers),
            "expires_in": poll.seconds,
            "multiple": poll.several,
            "hide_totals": poll.hidden,
        }
    return made


def written(told: JsonObject) -> Written:
    """The post an answer speaks of; a private one has no address but its `uri`."""
    return Written(told.identifier("id", ID), told.optional("url") or told.text("uri"))


def recent(account: AccountSession) -> tuple[Seen, ...]:
    """The account's latest own posts, oldest first. Raises `errors.PublishingError`."""
    found = listed(account, own_id(account), (("limit", str(PAGE)), ("exclude_reblogs", "true")))
    return tuple(sorted((_seen(one) for one in found), key=lambda one: one.at))


def listed(
    account: AccountSession, person: str, query: tuple[tuple[str, str], ...]
) -> tuple[JsonObject, ...]:
    """Statuses of a person, as they are told. Raises `errors.PublishingError`."""
    path = f"/api/v1/accounts/{person}/statuses"
    request = call(account, "GET", path, query=query, reads_json=False)
    try:
        value = parse(account.http.send(request).body)
    except ValueError:
        raise _strange("it is no JSON") from None
    entries = value if isinstance(value, list) else []
    return tuple(JsonObject(one, _strange) for one in entries if isinstance(one, dict))


def matching(
    posts: Sequence[Seen], message: Message, files: int, since: datetime
) -> Iterator[Written]:
    """Those that are this message and not older than `since`, oldest first."""
    poll = polls.read(message.options) if message.first else None
    wanted = (
        comparable(message.part.text),
        message.parent,
        comparable(message.options.get(WARNING, "")),
        files,
        () if poll is None else poll.answers,
    )
    for one in posts:
        found = (one.text, one.parent, one.warning, one.files, one.answers)
        if found == wanted and one.at >= since:
            yield one.written


def comparable(text: str) -> str:
    """A text without white space, and without the servers of its mentions."""
    pieces, behind = [], 0
    for kind, start, end, target in links_and_mentions(text):
        if kind is SpanKind.MENTION:
            pieces += [text[behind:start], "@", target.partition("@")[0]]
            behind = end
    pieces.append(text[behind:])
    return "".join(unicodedata.normalize("NFC", "".join(pieces)).split())


def words_of(html: str) -> str:
    """What a person reads of a post."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.pieces).strip()


def _seen(told: JsonObject) -> Seen:
    poll = told.optional_child("poll")
    return Seen(
        written(told),
        foreign_numbers.moment(told.text("created_at")) or foreign_numbers.LONG_AGO,
        comparable(words_of(told.optional("content"))),
        told.optional("in_reply_to_id"),
        comparable(told.optional("spoiler_text")),
        len(told.items("media_attachments")),
        () if poll is None else tuple(one.optional("title") for one in poll.items("options")),
    )


class _Reader(HTMLParser):
    """Gathers the words; paragraphs and line breaks become line ends."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self.pieces.append("\n\n")


def _strange(why: str) -> PublishingError:
    return NotSent("Your Mastodon server gave a strange answer.", f"Its list can't be read: {why}.")
