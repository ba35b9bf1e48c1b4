"""The card of a link: LinkedIn reads no pages for programs, so title and picture are ours."""

from __future__ import annotations

import json
from dataclasses import dataclass

from brandcraft_desktop.errors import (
    ContentRefused,
    MediaGone,
    NotSent,
    PublishingError,
    RateLimited,
)
from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.exchange import Upload
from brandcraft_desktop.publishers.json_value import parse_object
from brandcraft_desktop.publishers.link_card import Picture, read_card
from brandcraft_desktop.publishers.linkedin.uploads import send_whole

STEP = "card"
LARGEST_PICTURE = 5_000_000  # bytes, as of pictures (`surfaces`)
_TAKEN = {"image/jpeg", "image/png", "image/gif"}


@dataclass(frozen=True)
class Card:
    """What is shown for a link; `thumbnail` is an uploaded picture's URN, or empty."""

    url: str
    title: str
    description: str
    thumbnail: str


def make(account: AccountSession, url: str, title: str) -> str:
    """The card as JSON for a step to keep; "" where there is none.

    `title` is what the person wants to stand there; a page that can't be read has no other.
    """
    found = read_card(account.http, url, largest_picture=LARGEST_PICTURE)
    shown = title.strip() or (found.title if found is not None else "")
    if not shown:
        return ""
    thumbnail = _uploaded(account, found.picture) if found is not None else ""
    description = found.description if found is not None else ""
    kept = {"url": url, "title": shown, "description": description, "thumbnail": thumbnail}
    return json.dumps(kept, ensure_ascii=False)


def restored(result: str) -> Card | None:
    """A card from what its step kept."""
    if not result:
        return None
    kept = parse_object(result, _unreadable)
    return Card(
        kept.text("url"),
        kept.text("title"),
        kept.optional("description"),
        kept.optional("thumbnail"),
    )


def _uploaded(account: AccountSession, picture: Picture | None) -> str:
    """The picture's URN; "" where LinkedIn does not want it."""
    if picture is None or picture.mime not in _TAKEN:
        return ""
    try:
        file = Upload(picture.data, picture.mime, len(picture.data))
        return send_whole(account, "images", file)
    except RateLimited:
        raise
    except (ContentRefused, NotSent, MediaGone):
        return ""


def _unreadable(why: str) -> PublishingError:
    return NotSent("What was kept of the link card can't be read.", why)
