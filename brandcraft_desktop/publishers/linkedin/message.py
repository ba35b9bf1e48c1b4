"""The body of a post, as the Posts API wants it. Pure.

Source: learn.microsoft.com, posts-api (view li-lms-2026-05): `content` has exactly one of media,
multiImage, article and poll.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from brandcraft_desktop.errors import ContentRefused
from brandcraft_desktop.publishers.linkedin import little_text
from brandcraft_desktop.publishers.linkedin.cards import Card
from brandcraft_desktop.publishers.linkedin.options import Options, Poll

Body: TypeAlias = Mapping[str, object]


def post(author: str, text: str, chosen: Options, content: Body | None) -> dict[str, object]:
    """The whole post. Raises `errors.ContentRefused` where the text would not arrive whole."""
    body: dict[str, object] = {
        "author": author,
        "commentary": commentary(text),
        "visibility": chosen.visibility,
        "distribution": {
            "feedDistribution": "MAIN_FEED",
            "targetEntities": [],
            "thirdPartyDistributionChannels": [],
        },
        "lifecycleState": "PUBLISHED",
        "isReshareDisabledByAuthor": not chosen.reshares,
    }
    return body if content is None else {**body, "content": content}


def commentary(text: str) -> str:
    """The text in LinkedIn's own format, checked to say all of it.

    A reserved character that slipped through would end the text there, and LinkedIn says nothing.
    """
    written = little_text.escape(text)
    if little_text.read(written) != text:
        raise ContentRefused(
            "This text can't be written so that LinkedIn shows all of it.",
            "Something in it is cut off there without a word.",
            "Write the hashtags and mentions in another way and try again.",
        )
    return written


def picture(urn: str, alt: str) -> Body:
    """One picture."""
    return {"media": {"id": urn, **_alt(alt)}}


def pictures(urns: Sequence[str], alts: Sequence[str]) -> Body:
    """Two to twenty of them."""
    images = [{"id": urn, **_alt(alt)} for urn, alt in zip(urns, alts, strict=True)]
    return {"multiImage": {"images": images}}


def video(urn: str) -> Body:
    """A video."""
    return {"media": {"id": urn}}


def document(urn: str, title: str) -> Body:
    """A document; it needs a title."""
    return {"media": {"id": urn, "title": title}}


def article(card: Card) -> Body:
    """A link with its card."""
    shown: dict[str, object] = {"source": card.url, "title": card.title}
    if card.description:
        shown["description"] = card.description
    if card.thumbnail:
        shown["thumbnail"] = card.thumbnail
    return {"article": shown}


def poll(asked: Poll) -> Body:
    """A question with its answers."""
    return {
        "poll": {
            "question": asked.question,
            "options": [{"text": answer} for answer in asked.answers],
            "settings": {"duration": asked.duration},
        }
    }


def _alt(alt: str) -> Body:
    return {"altText": alt} if alt.strip() else {}
