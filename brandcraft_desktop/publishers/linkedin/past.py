"""What a company page published before.

Source: Posts API, "Find posts by authors" (li-lms-2026-05): `q=author`, newest first by `sortBy`,
100 at most, older ones by `start`; needs r_organization_social. Nobody may ask for a person's.
"""

from __future__ import annotations

from brandcraft_desktop.domain.past_posts import MediaSort, PastPage, PastPost, PastTerms
from brandcraft_desktop.publishers import foreign_numbers
from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.linkedin import little_text, own_posts, rest
from brandcraft_desktop.publishers.linkedin.posting import permalink

PAGE = 100
_OUT = "PUBLISHED"


def terms(remote_id: str) -> PastTerms:
    """What is told of an account with this id."""
    if not remote_id.startswith(own_posts.PAGE):
        return PastTerms("LinkedIn gives programs no list of a person's posts, only of a page's.")
    return PastTerms(scopes=("r_organization_social",))


def page(account: AccountSession, cursor: str) -> PastPage:
    """One page of a company page's posts. Raises `errors.PublishingError`."""
    start = foreign_numbers.whole(cursor) or 0
    query = (
        ("q", "author"),
        ("author", account.identity.remote_id),
        ("count", str(PAGE)),
        ("sortBy", "CREATED"),
        *((("start", str(start)),) if start else ()),
    )
    told = rest.get(account, "posts", query=query, restli="FINDER").json.items("elements")
    posts = [_post(one) for one in told]
    after = str(start + len(told)) if len(told) >= PAGE else ""
    return PastPage(tuple(one for one in posts if one is not None), after, not after)


def _post(one: JsonObject) -> PastPost | None:
    urn, made = one.optional("id"), one.number("publishedAt") or one.number("createdAt")
    if not own_posts.is_post(urn) or one.optional("lifecycleState") not in ("", _OUT):
        return None
    if one.optional_child("reshareContext") is not None and not one.optional("commentary"):
        return None
    sort, count = _media(one.optional_child("content"))
    return PastPost(
        urn,
        permalink(urn),
        little_text.read(one.optional("commentary")),
        None if made is None else foreign_numbers.since_1970(made // 1000),
        media=sort,
        media_count=count,
    )


def _media(content: JsonObject | None) -> tuple[MediaSort, int]:
    if content is None:
        return MediaSort.NONE, 0
    several = content.optional_child("multiImage")
    if several is not None:
        return MediaSort.IMAGE, len(several.items("images"))
    media = content.optional_child("media")
    kind = "" if media is None else media.optional("id")
    if kind.startswith("urn:li:video:"):
        return MediaSort.VIDEO, 1
    return (MediaSort.IMAGE, 1) if kind.startswith("urn:li:image:") else (MediaSort.NONE, 0)
