"""Bluesky's records, built from a plan. Pure.

Sources: lexicons app.bsky.feed.post, app.bsky.feed.threadgate, app.bsky.embed.* and
com.atproto.label.defs of bluesky-social/atproto @d6296a1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from brandcraft_desktop.domain.plan import Part
from brandcraft_desktop.domain.text.clean import normalise
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.publishers.bluesky.facets import as_facets
from brandcraft_desktop.publishers.bluesky.options import Options
from brandcraft_desktop.publishers.json_value import Json

POST = "app.bsky.feed.post"
GATE = "app.bsky.feed.threadgate"
Record = dict[str, object]
_RULES: Mapping[str, Sequence[str]] = {
    "nobody": (),
    "mentioned": ("mentionRule",),
    "following": ("followingRule",),
    "followers": ("followerRule",),
}


@dataclass(frozen=True)
class Uploaded:
    """A file that is on the server: `blob` as the server named it; sizes in pixels."""

    blob: Json
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Card:
    """A link card whose picture, if any, is on the server."""

    url: str
    title: str
    description: str
    thumb: Json


@dataclass(frozen=True)
class Written:
    """A record that is there: its address and the hash of its content."""

    uri: str
    cid: str

    @property
    def rkey(self) -> str:
        """The last piece of the address."""
        return self.uri.rpartition("/")[2]


def post_record(
    part: Part,
    *,
    created_at: str,
    options: Options,
    dids: Mapping[str, str],
    embed: Record | None,
    root: Written | None,
    parent: Written | None,
) -> Record:
    """One message. `dids` gives the DID of each mentioned handle; without one it stays text."""
    record: Record = {"$type": POST, "text": part.text, "createdAt": created_at}
    if options.languages:
        record["langs"] = list(options.languages)
    facets = as_facets(part.spans, dids)
    if facets:
        record["facets"] = facets
    if embed is not None:
        record["embed"] = embed
    if root is not None and parent is not None:
        record["reply"] = {"root": _reference(root), "parent": _reference(parent)}
    if options.label != "none":
        record["labels"] = {
            "$type": "com.atproto.label.defs#selfLabels",
            "values": [{"val": options.label}],
        }
    return record


def images(uploaded: Sequence[Uploaded]) -> Record:
    """One to four pictures."""
    return {
        "$type": "app.bsky.embed.images",
        "images": [
            {"image": one.blob, "alt": _alt(one.alt), "aspectRatio": _ratio(one)}
            for one in uploaded
        ],
    }


def video(uploaded: Uploaded) -> Record:
    """A video."""
    record: Record = {
        "$type": "app.bsky.embed.video",
        "video": uploaded.blob,
        "aspectRatio": _ratio(uploaded),
    }
    if uploaded.alt.strip():
        record["alt"] = _alt(uploaded.alt)
    return record


def external(card: Card) -> Record:
    """A link card."""
    shown: Record = {"uri": card.url, "title": card.title, "description": card.description}
    if card.thumb is not None:
        shown["thumb"] = card.thumb
    return {"$type": "app.bsky.embed.external", "external": shown}


def gate_record(root: Written, replies: str, created_at: str) -> Record:
    """Who may reply to a thread; belongs under the same key as its first post."""
    allow = [{"$type": f"{GATE}#{rule}"} for rule in _RULES[replies]]
    return {"$type": GATE, "post": root.uri, "allow": allow, "createdAt": created_at}


def is_gated(replies: str) -> bool:
    """Whether a choice needs a gate at all."""
    return replies in _RULES


def timestamp(moment: datetime) -> str:
    """RFC 3339 in UTC with milliseconds and "Z"."""
    utc = moment.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03}Z"


def later(created_at: str, count: int) -> str:
    """`count` milliseconds after: the parts of a thread follow one another."""
    return timestamp(datetime.fromisoformat(created_at) + timedelta(milliseconds=count))


def _reference(written: Written) -> Record:
    return {"uri": written.uri, "cid": written.cid}


def _ratio(one: Uploaded) -> Record:
    return {"width": max(1, one.width), "height": max(1, one.height)}


def _alt(text: str) -> str:
    try:
        return normalise(text).text
    except BadInput:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
