"""What an account published before.

Source: IG User / media and IG Media (Graph API v26.0): newest first, older ones by `after`. Stories
are in a list of their own that keeps them for a day; they are left out.
"""

from __future__ import annotations

from brandcraft_desktop.domain.past_posts import MediaSort, PastPage, PastPost
from brandcraft_desktop.publishers import foreign_numbers
from brandcraft_desktop.publishers.graph import cursor_after
from brandcraft_desktop.publishers.instagram.api import Api
from brandcraft_desktop.publishers.instagram.own_posts import PAGE
from brandcraft_desktop.publishers.json_value import JsonObject

FIELDS = "id,caption,permalink,timestamp,media_type,media_product_type"
_SORTS = {
    "IMAGE": (MediaSort.IMAGE, 1),
    "VIDEO": (MediaSort.VIDEO, 1),
    "CAROUSEL_ALBUM": (MediaSort.MIXED, 2),  # how many is not told without asking for each
}


def page(api: Api, cursor: str) -> PastPage:
    """One page of the account's media. Raises `errors.PublishingError`."""
    more = {"after": cursor} if cursor else {}
    told = api.get(f"{api.me}/media", fields=FIELDS, limit=PAGE, **more)
    after = cursor_after(told)
    posts = tuple(_post(one) for one in told.items("data") if one.optional("id"))
    return PastPage(posts, after, not after)


def _post(one: JsonObject) -> PastPost:
    sort, count = _SORTS.get(one.optional("media_type"), (MediaSort.NONE, 0))
    return PastPost(
        one.optional("id"),
        one.optional("permalink"),
        one.optional("caption"),
        foreign_numbers.moment(one.optional("timestamp")),
        media=sort,
        media_count=count,
    )
