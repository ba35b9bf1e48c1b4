"""What an account published before.

Source: Threads API, "Retrieve posts": GET /{user}/threads has the posts, newest first, 100 at most,
older ones by `after`. Replies, also those that continue a thread, are in another list, which is not
read: a thread is known by its first part.
"""

from __future__ import annotations

from brandcraft_desktop.domain.past_posts import MediaSort, PastPage, PastPost
from brandcraft_desktop.publishers import foreign_numbers
from brandcraft_desktop.publishers.graph import cursor_after
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.threads.api import Api
from brandcraft_desktop.publishers.threads.finding import FIELDS

PAGE = 100
_REPOST = "REPOST_FACADE"
_SORTS = {
    "IMAGE": (MediaSort.IMAGE, 1),
    "VIDEO": (MediaSort.VIDEO, 1),
    "CAROUSEL_ALBUM": (MediaSort.MIXED, 2),
}


def page(api: Api, person: str, cursor: str) -> PastPage:
    """One page of the account's posts. Raises `errors.PublishingError`."""
    more = (("after", cursor),) if cursor else ()
    told = api.get(f"{person}/threads", (("fields", FIELDS), ("limit", str(PAGE)), *more))
    after = cursor_after(told)
    posts = tuple(_post(one) for one in told.items("data") if one.optional("media_type") != _REPOST)
    return PastPage(posts, after, not after)


def _post(one: JsonObject) -> PastPost:
    sort, count = _SORTS.get(one.optional("media_type"), (MediaSort.NONE, 0))
    return PastPost(
        one.optional("id"),
        one.optional("permalink"),
        one.optional("text"),
        foreign_numbers.moment(one.optional("timestamp")),
        media=sort,
        media_count=count,
    )
