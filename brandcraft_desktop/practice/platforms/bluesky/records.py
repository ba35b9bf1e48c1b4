"""The records this stand-in takes, as rules.

Source: lexicons of bluesky-social/atproto @d6296a1 (2026-08-20): app.bsky.feed.post, threadgate,
postgate, app.bsky.embed.*, app.bsky.richtext.facet, com.atproto.label.defs, repo.strongRef.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from brandcraft_desktop.practice.platforms.bluesky.lexicon import (
    Blob,
    Invalid,
    Items,
    Rule,
    Shape,
    Text,
    Union,
    Whole,
)
from brandcraft_desktop.practice.values import Json, Object, child

POST = "app.bsky.feed.post"
THREADGATE = "app.bsky.feed.threadgate"
POSTGATE = "app.bsky.feed.postgate"


def _shape(
    name: str, fields: Mapping[str, Rule], *required: str, nullable: tuple[str, ...] = ()
) -> Shape:
    return Shape(fields, required, nullable, name)


_strong_ref = _shape(
    "com.atproto.repo.strongRef", {"uri": Text("at-uri"), "cid": Text("CID")}, "uri", "cid"
)
_aspect_ratio = _shape(
    "app.bsky.embed.defs#aspectRatio",
    {"width": Whole(minimum=1), "height": Whole(minimum=1)},
    "width",
    "height",
)
_picture: dict[str, Rule] = {
    "image": Blob("image/*", 2_000_000),
    "alt": Text(),
    "aspectRatio": _aspect_ratio,
}
_images = _shape(
    "app.bsky.embed.images",
    {"images": Items(_shape("app.bsky.embed.images#image", _picture, "image", "alt"), 4)},
    "images",
)
_gallery_image = _shape("app.bsky.embed.gallery#image", _picture, "image", "alt", "aspectRatio")
_gallery = _shape("app.bsky.embed.gallery", {"items": Items(Union((_gallery_image,)), 20)}, "items")
_caption = _shape(
    "app.bsky.embed.video#caption",
    {"lang": Text("language"), "file": Blob("text/vtt", 20_000)},
    "lang",
    "file",
)
_video = _shape(
    "app.bsky.embed.video",
    {
        "video": Blob("video/mp4", 300_000_000),
        "captions": Items(_caption, 20),
        "alt": Text(),
        "aspectRatio": _aspect_ratio,
        "presentation": Text(),
    },
    "video",
)
_card = _shape(
    "app.bsky.embed.external#external",
    {
        "uri": Text("uri"),
        "title": Text(),
        "description": Text(),
        "thumb": Blob("image/*", 1_000_000),
        "associatedRefs": Items(_strong_ref),
    },
    "uri",
    "title",
    "description",
)
_external = _shape("app.bsky.embed.external", {"external": _card}, "external")
_quote = _shape("app.bsky.embed.record", {"record": _strong_ref}, "record")
_quote_with_media = _shape(
    "app.bsky.embed.recordWithMedia",
    {"record": _quote, "media": Union((_images, _video, _gallery, _external))},
    "record",
    "media",
)
_features = Union(
    (
        _shape("app.bsky.richtext.facet#mention", {"did": Text("DID")}, "did"),
        _shape("app.bsky.richtext.facet#link", {"uri": Text("uri")}, "uri"),
        _shape("app.bsky.richtext.facet#tag", {"tag": Text(bytes=640, graphemes=64)}, "tag"),
    )
)
_slice = _shape(
    "app.bsky.richtext.facet#byteSlice",
    {"byteStart": Whole(minimum=0), "byteEnd": Whole(minimum=0)},
    "byteStart",
    "byteEnd",
)
_facet = _shape(
    "app.bsky.richtext.facet",
    {"index": _slice, "features": Items(_features)},
    "index",
    "features",
)
_self_label = _shape("com.atproto.label.defs#selfLabel", {"val": Text(bytes=128)}, "val")
_self_labels = _shape(
    "com.atproto.label.defs#selfLabels", {"values": Items(_self_label, 10)}, "values"
)
_reply = _shape(
    "app.bsky.feed.post#replyRef",
    {"root": _strong_ref, "parent": _strong_ref},
    "root",
    "parent",
)

RECORDS: Mapping[str, Shape] = {
    POST: _shape(
        POST,
        {
            "text": Text(bytes=3000, graphemes=300),
            "facets": Items(_facet),
            "reply": _reply,
            "embed": Union((_images, _video, _gallery, _external, _quote, _quote_with_media)),
            "langs": Items(Text("language"), 3),
            "labels": Union((_self_labels,)),
            "tags": Items(Text(bytes=640, graphemes=64), 8),
            "createdAt": Text("datetime"),
        },
        "text",
        "createdAt",
    ),
    THREADGATE: _shape(
        THREADGATE,
        {
            "post": Text("at-uri"),
            "allow": Items(
                Union(
                    (
                        _shape(f"{THREADGATE}#mentionRule", {}),
                        _shape(f"{THREADGATE}#followerRule", {}),
                        _shape(f"{THREADGATE}#followingRule", {}),
                        _shape(f"{THREADGATE}#listRule", {"list": Text("at-uri")}, "list"),
                    )
                ),
                5,
            ),
            "createdAt": Text("datetime"),
            "hiddenReplies": Items(Text("at-uri"), 300),
        },
        "post",
        "createdAt",
    ),
    POSTGATE: _shape(
        POSTGATE,
        {
            "createdAt": Text("datetime"),
            "post": Text("at-uri"),
            "detachedEmbeddingUris": Items(Text("at-uri"), 50),
            "embeddingRules": Items(Union((_shape(f"{POSTGATE}#disableRule", {}),)), 5),
        },
        "post",
        "createdAt",
    ),
}
"""Every record type that may be written here, by collection; all have a TID as key."""


def check_facets(record: Object) -> None:
    """Raise Invalid where a facet leaves the text, cuts a character or overlaps another.

    The official server stores such posts and the app then shows them without the facet.
    """
    text, facets = record.get("text"), record.get("facets")
    if not isinstance(text, str) or not isinstance(facets, list):
        return
    encoded = text.encode("utf-8", "surrogatepass")
    taken: list[tuple[int, int]] = []
    for number, facet in enumerate(facets):
        start, end = child(facet, "index", "byteStart"), child(facet, "index", "byteEnd")
        place = f"at $.record.facets[{number}].index"
        if not isinstance(start, int) or not isinstance(end, int):
            continue
        if start >= end or end > len(encoded):
            raise Invalid(f"Practice: the facet lies outside the {len(encoded)} bytes {place}")
        for border in (start, end):
            if border < len(encoded) and encoded[border] & 0xC0 == 0x80:
                raise Invalid(f"Practice: byte {border} is in the middle of a character {place}")
        if any(start < other_end and end > other_start for other_start, other_end in taken):
            raise Invalid(f"Practice: the facet overlaps another one {place}")
        taken.append((start, end))


def blobs_in(value: Json) -> Iterator[Object]:
    """Every blob reference in a record, in order."""
    if isinstance(value, list):
        for item in value:
            yield from blobs_in(item)
    elif isinstance(value, dict):
        if value.get("$type") == "blob":
            yield value
        else:
            for item in value.values():
                yield from blobs_in(item)


def strong_refs_in(record: Object) -> Iterator[tuple[str, str]]:
    """The posts a post answers or quotes, as (uri, cid)."""
    places = (
        ("reply", "root"),
        ("reply", "parent"),
        ("embed", "record"),
        ("embed", "record", "record"),
    )
    for place in places:
        uri, cid = child(record, *place, "uri"), child(record, *place, "cid")
        if isinstance(uri, str) and isinstance(cid, str):
            yield uri, cid
