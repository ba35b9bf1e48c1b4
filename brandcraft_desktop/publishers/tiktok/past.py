"""What an account published before.

Source: developers.tiktok.com, "List Videos" (2026-05-01): public posts alone, newest first, 20 at a
time, older ones by `cursor`, a moment in milliseconds.
"""

from __future__ import annotations

from brandcraft_desktop.domain.past_posts import MediaSort, PastPage, PastPost
from brandcraft_desktop.publishers import foreign_numbers
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.tiktok.api import Api
from brandcraft_desktop.publishers.tiktok.looking import FIELDS, FOUND, PAGE


def page(api: Api, cursor: str) -> PastPage:
    """One page of the account's public posts. Raises `errors.PublishingError`."""
    behind = foreign_numbers.whole(cursor)
    more = {} if behind is None else {"cursor": behind}
    data = api.post("/video/list/", {"max_count": PAGE, **more}, FIELDS)
    after = data.number("cursor") if data.flag("has_more", default=False) else None
    posts = tuple(_post(one) for one in data.items("videos") if one.optional("id"))
    return PastPage(posts, "" if after is None else str(after), after is None)


def _post(one: JsonObject) -> PastPost:
    number = one.optional("id")
    title, words = one.optional("title"), one.optional("video_description")
    return PastPost(
        number,
        one.optional("share_url"),
        words or title,
        foreign_numbers.since_1970(one.number("create_time")),
        title=title if title != words else "",
        media=MediaSort.VIDEO,
        media_count=1,
        also=(FOUND + number,),
    )
