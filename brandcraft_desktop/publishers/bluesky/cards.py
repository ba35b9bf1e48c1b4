"""The link card of a post, its picture uploaded; a card that can't be made is left out."""

from __future__ import annotations

import json

from brandcraft_desktop.errors import ContentRefused, NotSent, PublishingError, RateLimited
from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.bluesky.records import Card
from brandcraft_desktop.publishers.bluesky.uploads import put_blob
from brandcraft_desktop.publishers.exchange import Upload
from brandcraft_desktop.publishers.json_value import JsonObject, parse, parse_object
from brandcraft_desktop.publishers.link_card import Picture, read_card

LARGEST_THUMB = 1_000_000  # bytes: lexicon app.bsky.embed.external


def make(account: AccountSession, url: str) -> str:
    """The card as JSON for a step to keep; "" where there is none."""
    card = read_card(account.http, url, largest_picture=LARGEST_THUMB)
    if card is None:
        return ""
    thumb = _uploaded(account, card.picture)
    return json.dumps(
        {
            "url": url,
            "title": card.title,
            "description": card.description,
            "thumb": json.loads(thumb) if thumb else None,
        },
        ensure_ascii=False,
    )


def restored(result: str) -> Card | None:
    """A card from what its step kept."""
    if not result:
        return None
    kept: JsonObject = parse_object(result, _unreadable)
    thumb = kept.optional_child("thumb")
    return Card(
        url=kept.text("url"),
        title=kept.text("title"),
        description=kept.optional("description"),
        thumb=None if thumb is None else parse(thumb.as_text()),
    )


def _uploaded(account: AccountSession, picture: Picture | None) -> str:
    """The picture's reference; "" where the server does not want it."""
    if picture is None:
        return ""
    try:
        return put_blob(account, Upload(picture.data, picture.mime, len(picture.data)))
    except RateLimited:
        raise
    except (ContentRefused, NotSent):
        return ""


def _unreadable(why: str) -> PublishingError:
    return NotSent("What was kept of the link card can't be read.", why)
