"""What an account posted before; each post that is told costs the owner of the app money.

Source: openapi 2.167 of xdevplatform/docs @2871328, GET /2/users/{id}/tweets: newest first, 100 at
most, older ones by `pagination_token`. Answers and reposts are left out there already, as each
would be paid for: a thread is known by its first post. Prices: docs.x.com, pricing (2026-08-22).
"""

from __future__ import annotations

from html import unescape

from brandcraft_desktop.domain.past_posts import MediaSort, PastPage, PastPost
from brandcraft_desktop.publishers import foreign_numbers
from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.exchange import Answer
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.x import api
from brandcraft_desktop.publishers.x.limits import PRICES_OF
from brandcraft_desktop.publishers.x.profile import permalink
from brandcraft_desktop.publishers.x.tokens import with_token

PAGE = 100
FIELDS = "attachments,created_at,entities"
COST = (
    "X charges the owner of the app for each post that is read: 0.001 USD if it is the app's own "
    f"account, else 0.005 USD, so up to 5 USD for 1,000 posts (price list of {PRICES_OF})."
)


def page(account: AccountSession, cursor: str) -> PastPage:
    """One page of the account's posts. Raises `errors.PublishingError`."""
    query = (
        ("max_results", str(PAGE)),
        ("exclude", "replies,retweets"),
        ("post.fields", FIELDS),
        *((("pagination_token", cursor),) if cursor else ()),
    )

    def ask(bearer: str) -> Answer:
        return account.http.send(api.own_posts(account.identity.remote_id, query, bearer))

    told = with_token(account, ask).json
    meta = told.optional_child("meta")
    after = "" if meta is None else meta.optional("next_token")
    handle = account.identity.handle
    posts = tuple(
        _post(one, handle) for one in told.items("data") if api.ID.fullmatch(one.optional("id"))
    )
    return PastPage(posts, after, not after)


def _post(one: JsonObject, handle: str) -> PastPost:
    number = one.optional("id")
    attached = one.optional_child("attachments")
    keys = () if attached is None else attached.texts("media_keys")
    return PastPost(
        number,
        permalink(handle, number),
        _words(one),
        foreign_numbers.moment(one.optional("created_at")),
        media=_sort(keys),
        media_count=len(keys),
    )


def _sort(keys: tuple[str, ...]) -> MediaSort:
    """By the category in front of a key: 3 is a photo, 7 a video, 13 and 16 others that move."""
    if not keys:
        return MediaSort.NONE
    photos = sum(one.startswith("3_") for one in keys)
    if photos == len(keys):
        return MediaSort.IMAGE
    return MediaSort.MIXED if photos else MediaSort.VIDEO


def _words(one: JsonObject) -> str:
    """The text with its addresses as they were written; those of its files are left out."""
    text, entities = one.optional("text"), one.optional_child("entities")
    for link in entities.items("urls") if entities is not None else ():
        short, whole = link.optional("url"), link.optional("expanded_url")
        if short:
            is_file = "/photo/" in whole or "/video/" in whole
            text = text.replace(short, "" if is_file else whole or short, 1)
    return unescape(text).strip()
