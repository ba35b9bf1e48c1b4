"""What an account pinned before.

Source: pinterest/api-description v5.23.0, pins/list: the account's own Pins, 250 at most, older
ones by `bookmark`; those that were saved from others say so in `is_owner`.
"""

from __future__ import annotations

from brandcraft_desktop.domain.past_posts import MediaSort, PastPage, PastPost
from brandcraft_desktop.publishers import foreign_numbers
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.pinterest.api import Api
from brandcraft_desktop.publishers.pinterest.pins import ID, PAGE, permalink


def page(api: Api, cursor: str) -> PastPage:
    """One page of the account's Pins. Raises `errors.PublishingError`."""
    more = (("bookmark", cursor),) if cursor else ()
    told = api.get("/pins", (("page_size", str(PAGE)), *more))
    after = told.optional("bookmark")
    posts = [_post(one) for one in told.items("items")]
    return PastPage(tuple(one for one in posts if one is not None), after, not after)


def _post(pin: JsonObject) -> PastPost | None:
    number = pin.optional("id")
    if not ID.fullmatch(number) or not pin.flag("is_owner", default=True):
        return None
    media = pin.optional_child("media")
    kind = "" if media is None else media.optional("media_type")
    sort = MediaSort.VIDEO if kind == "video" else MediaSort.IMAGE
    return PastPost(
        number,
        permalink(number),
        pin.optional("description"),
        foreign_numbers.moment(pin.optional("created_at")),
        title=pin.optional("title"),
        media=sort,
        media_count=1,
    )
