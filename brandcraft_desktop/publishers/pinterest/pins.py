"""A Pin as it is made, found again and deleted.

Source: pinterest/api-description v5.23.0, PinCreate and Pin.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from brandcraft_desktop.errors import ContentRefused, PublishingError
from brandcraft_desktop.publishers.exchange import Failure
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.pinterest.api import Api
from brandcraft_desktop.publishers.pinterest.boards import Place
from brandcraft_desktop.publishers.pinterest.errors import judge
from brandcraft_desktop.publishers.pinterest.info import WEB

ID = re.compile(r"[0-9]{1,32}", re.ASCII)  # of a Pin ("pin_id", pattern ^\d+$)
PAGE = 100
MOST_PAGES = 3


@dataclass(frozen=True)
class Words:
    """What is said on a Pin; each may be empty."""

    title: str
    description: str
    link: str
    alt_text: str


def body(place: Place, words: Words, media_source: Mapping[str, object]) -> Mapping[str, object]:
    """The body of POST /pins; what is empty is left out."""
    optional = {
        "board_section_id": place.section,
        "title": words.title,
        "description": words.description,
        "link": words.link,
        "alt_text": words.alt_text,
    }
    given = {name: value for name, value in optional.items() if value}
    return {"board_id": place.board, **given, "media_source": media_source}


def find(
    api: Api, place: Place, words: Words, since: datetime, taken: frozenset[str]
) -> str | None:
    """The id of the first Pin with these words that was made since then; None: none was seen.

    One that is `taken` by another delivery does not count.
    Pinterest does not say that its lists are up to date at once, so None proves nothing. A Pin
    without any words can't be told from others, and is never found. Raises
    `errors.PublishingError`.
    """
    # Pinterest's moments have no fractions of a second.
    since = since.replace(microsecond=0)
    if not any((words.title, words.description, words.link, words.alt_text)):
        return None
    for path in (f"/boards/{place.board}/pins", "/pins"):
        try:
            newest = _newest(api, path, since)
        except ContentRefused:
            continue  # the board is gone: that tells nothing of the Pin
        found = [pin for pin in newest if pin.text("id") not in taken and _is(pin, place, words)]
        if found:
            return min(found, key=_made_at).identifier("id", ID)
    return None


def delete(api: Api, pin_id: str) -> None:
    """Take a Pin away; gone already is fine. Raises `errors.PublishingError`."""
    try:
        api.delete(f"/pins/{pin_id}", _judge_delete)
    except _NotThere:
        return


def permalink(pin_id: str) -> str:
    """Where people see a Pin."""
    return f"{WEB}/pin/{pin_id}/"


def _newest(api: Api, path: str, since: datetime) -> list[JsonObject]:
    """The Pins of a list made since then, as far as a few pages tell."""
    found: list[JsonObject] = []
    bookmark = ""
    for _ in range(MOST_PAGES):
        more = (("bookmark", bookmark),) if bookmark else ()
        page = api.get(path, (("page_size", str(PAGE)), *more))
        pins = page.items("items")
        found += [pin for pin in pins if _made_at(pin) >= since]
        bookmark = page.optional("bookmark")
        if not bookmark or not pins or _made_at(pins[-1]) < since:
            break
    return found


def _is(pin: JsonObject, place: Place, words: Words) -> bool:
    board = pin.optional("board_id")
    if board and board != place.board:
        return False
    told = Words(
        _plain(pin.optional("title")),
        _plain(pin.optional("description")),
        pin.optional("link"),
        _plain(pin.optional("alt_text")),
    )
    meant = Words(
        _plain(words.title), _plain(words.description), words.link, _plain(words.alt_text)
    )
    same = (told.title, told.description, told.link) == (meant.title, meant.description, meant.link)
    if not any((meant.title, meant.description, meant.link)):
        return same and told.alt_text == meant.alt_text
    return same


def _plain(text: str) -> str:
    return " ".join(text.split())


def _made_at(pin: JsonObject) -> datetime:
    """When a Pin was made; long ago where it does not say. Some answers leave the zone out."""
    try:
        moment = datetime.fromisoformat(pin.optional("created_at"))
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class _NotThere(ContentRefused):
    """Pinterest has no such Pin."""


def _judge_delete(failure: Failure) -> PublishingError | None:
    if failure.status == 404:
        return _NotThere("Pinterest has no such Pin.", raw=failure.raw)
    return judge(failure)
