"""What an account published before, from its own repository.

Source: lexicon com.atproto.repo.listRecords (newest first, 100 at a time, open to everybody). A
repository holds no reposts among its posts; answers to others say so in `reply`.

The list is whole and in the order of the record keys, which are moments too: not those that the
records tell, as whoever moves here from elsewhere brings years of old posts on one day.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from brandcraft_desktop.domain.past_posts import EARLIEST, MediaSort, PastPage, PastPost
from brandcraft_desktop.publishers import foreign_numbers
from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.bluesky.profile import permalink
from brandcraft_desktop.publishers.bluesky.records import POST
from brandcraft_desktop.publishers.bluesky.tid import moment_of
from brandcraft_desktop.publishers.bluesky.xrpc import query
from brandcraft_desktop.publishers.json_value import JsonObject

PAGE = 100
KEY_BEFORE = timedelta(days=120)
"""By so much a key may be older than its record: programs that schedule make it beforehand."""

_NOT_YET = datetime.max.replace(tzinfo=UTC)
_LIST = "com.atproto.repo.listRecords"
_IMAGES = ("app.bsky.embed.images", "app.bsky.embed.gallery")
_VIDEO = "app.bsky.embed.video"
_WITH_MEDIA = "app.bsky.embed.recordWithMedia"


def page(account: AccountSession, cursor: str) -> PastPage:
    """One page of the repository. Raises `errors.PublishingError`."""
    server, me, most = account.identity.server, account.identity.remote_id, str(PAGE)
    if cursor:
        call = query(server, _LIST, repo=me, collection=POST, limit=most, cursor=cursor)
    else:
        call = query(server, _LIST, repo=me, collection=POST, limit=most)
    told = account.http.send(call).json
    records = told.items("records")
    posts = [_post(account, one) for one in records]
    after = told.optional("cursor")
    reached = _reached(records) if after else EARLIEST
    return PastPage(tuple(one for one in posts if one is not None), after, not after, reached)


def _reached(records: tuple[JsonObject, ...]) -> datetime:
    keys = [one.optional("uri").rpartition("/")[2] for one in records]
    moments = [moment for moment in map(moment_of, keys) if moment is not None]
    # A key of another form stands anywhere: nothing follows from it.
    return min(moments) + KEY_BEFORE if moments else _NOT_YET


def _post(account: AccountSession, one: JsonObject) -> PastPost | None:
    own = f"at://{account.identity.remote_id}/{POST}/"
    uri, value = one.optional("uri"), one.optional_child("value")
    if value is None or not uri.startswith(own):
        return None
    root = uri
    reply = value.optional_child("reply")
    if reply is not None:
        above, first = reply.optional_child("parent"), reply.optional_child("root")
        root = "" if first is None else first.optional("uri")
        parent = "" if above is None else above.optional("uri")
        if not root.startswith(own) or not parent.startswith(own):
            return None  # an answer to somebody else
    sort, count = _media(value.optional_child("embed"))
    return PastPost(
        uri,
        permalink(account.identity.handle, account.identity.remote_id, uri.removeprefix(own)),
        value.optional("text"),
        foreign_numbers.moment(value.optional("createdAt")),
        root=root,
        media=sort,
        media_count=count,
    )


def _media(embed: JsonObject | None) -> tuple[MediaSort, int]:
    if embed is not None and embed.optional("$type") == _WITH_MEDIA:
        embed = embed.optional_child("media")
    kind = "" if embed is None else embed.optional("$type")
    if embed is not None and kind in _IMAGES:
        return MediaSort.IMAGE, len(embed.items("images") or embed.items("items"))
    return (MediaSort.VIDEO, 1) if kind == _VIDEO else (MediaSort.NONE, 0)
