"""What an account published before on its server.

Source: mastodon/documentation @2903485, GET /api/v1/accounts/:id/statuses: newest first, 40 at
most, older ones by `max_id`.
"""

from __future__ import annotations

from brandcraft_desktop.domain.past_posts import EARLIEST, MediaSort, PastPage, PastPost
from brandcraft_desktop.publishers import foreign_numbers
from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.mastodon.api import ID
from brandcraft_desktop.publishers.mastodon.connecting import own_id
from brandcraft_desktop.publishers.mastodon.statuses import PAGE, listed, words_of

_IMAGES, _VIDEOS = ("image",), ("video", "gifv")


def page(account: AccountSession, cursor: str) -> PastPage:
    """One page of the account's own statuses. Raises `errors.PublishingError`."""
    me = own_id(account)
    more = (("max_id", cursor),) if cursor else ()
    told = listed(account, me, (("limit", str(PAGE)), ("exclude_reblogs", "true"), *more))
    ids = [one.optional("id") for one in told]
    after = ids[-1] if ids and ID.fullmatch(ids[-1]) else ""
    posts = [_post(me, one) for one in told]
    # An account that a server holds back has no statuses at all: that says nothing of them.
    reached = EARLIEST if cursor and not after else None
    return PastPage(tuple(one for one in posts if one is not None), after, not after, reached)


def _post(me: str, one: JsonObject) -> PastPost | None:
    number, parent = one.optional("id"), one.optional("in_reply_to_id")
    if not ID.fullmatch(number) or one.optional_child("reblog") is not None:
        return None
    if parent and one.optional("in_reply_to_account_id") != me:
        return None
    kinds = [each.optional("type") for each in one.items("media_attachments")]
    warning, words = one.optional("spoiler_text"), words_of(one.optional("content"))
    return PastPost(
        number,
        one.optional("url") or one.optional("uri"),
        f"{warning}\n\n{words}" if warning else words,
        foreign_numbers.moment(one.optional("created_at")),
        root=parent,
        media=_sort(kinds),
        media_count=len(kinds),
    )


def _sort(kinds: list[str]) -> MediaSort:
    images = sum(one in _IMAGES for one in kinds)
    if kinds and images == len(kinds):
        return MediaSort.IMAGE
    if kinds and not images and all(one in _VIDEOS for one in kinds):
        return MediaSort.VIDEO
    return MediaSort.MIXED if kinds else MediaSort.NONE
