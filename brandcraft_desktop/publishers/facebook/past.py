"""What a Page published before, by whatever program.

Source: facebook-business 26.0.3 (`published_posts`, fields of a post and of its attachments): 100
at most, newest first, older ones by `after`. A video's post has an id of its own; the video's is
the target of its attachment.
"""

from __future__ import annotations

from brandcraft_desktop.domain.past_posts import MediaSort, PastPage, PastPost
from brandcraft_desktop.publishers import foreign_numbers
from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.facebook import api, posts
from brandcraft_desktop.publishers.graph import cursor_after
from brandcraft_desktop.publishers.json_value import JsonObject

PAGE = 100
FIELDS = "id,message,created_time,permalink_url,attachments{media_type,target{id},subattachments}"


def page(account: AccountSession, cursor: str) -> PastPage:
    """One page of the list. Raises `errors.PublishingError`."""
    more = {"after": cursor} if cursor else {}
    told = api.get(
        account,
        f"{account.identity.remote_id}/published_posts",
        fields=FIELDS,
        limit=str(PAGE),
        **more,
    )
    after = cursor_after(told)
    found = tuple(_post(account, one) for one in told.items("data") if one.optional("id"))
    return PastPage(found, after, not after)


def _post(account: AccountSession, one: JsonObject) -> PastPost:
    number, own = one.optional("id"), account.identity.remote_id
    attached = one.optional_child("attachments")
    files = attached.items("data") if attached is not None else ()
    targets = [target.optional("id") for each in files if (target := each.optional_child("target"))]
    sort, count = _media(files[0]) if files else (MediaSort.NONE, 0)
    return PastPost(
        number,
        posts.permalink(own, number, one.optional("permalink_url")),
        one.optional("message"),
        foreign_numbers.moment(one.optional("created_time")),
        media=sort,
        media_count=count,
        also=(number.rpartition("_")[2], *targets),
    )


def _media(first: JsonObject) -> tuple[MediaSort, int]:
    kind = first.optional("media_type")
    inside = first.optional_child("subattachments")
    if inside is not None:
        return MediaSort.MIXED, max(1, len(inside.items("data")))
    if kind == "video":
        return MediaSort.VIDEO, 1
    return (MediaSort.IMAGE, 1) if kind in ("photo", "album") else (MediaSort.NONE, 0)
