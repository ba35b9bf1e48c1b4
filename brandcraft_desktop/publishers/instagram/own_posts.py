"""The account's own posts: found again, linked to, deleted.

Source: IG User / media and / stories, IG Media (Graph API v26.0). Nobody says that the lists are up
to date at once: not seeing a post there proves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from brandcraft_desktop.domain.plan import Plan
from brandcraft_desktop.errors import ContentRefused, PermissionMissing, PublishingError
from brandcraft_desktop.publishers import given_address
from brandcraft_desktop.publishers.exchange import Failure
from brandcraft_desktop.publishers.graph import ID, cursor_after
from brandcraft_desktop.publishers.instagram import errors, fields
from brandcraft_desktop.publishers.instagram.api import Api
from brandcraft_desktop.publishers.json_value import JsonObject

HOME = "instagram.com"
PAGE = "50"
MOST_PAGES = 4
_FIELDS = "id,caption,permalink,timestamp,media_type,media_product_type"


@dataclass(frozen=True)
class Own:
    """One of them."""

    id: str
    permalink: str
    caption: str
    at: datetime
    sort: str  # IMAGE, VIDEO or CAROUSEL_ALBUM


def permalink(api: Api, media_id: str) -> str:
    """Where people see a post, "" for no page of Instagram. Raises `errors.PublishingError`."""
    told = api.get(f"/{media_id}", fields="permalink,shortcode,timestamp").text("permalink")
    return _link(told)


def with_words(plan: Plan, api: Api, since: datetime, taken: frozenset[str]) -> Own | None:
    """The first post since then with the words of a plan; None where none is seen, or it has none.

    One that is `taken` by another delivery does not count. Raises `errors.PublishingError`.
    """
    words = _plain(plan.parts[0].text)
    if not words or fields.is_story(plan):
        return None
    same = [
        one
        for one in _since(api, "media", since)
        if one.id not in taken and _plain(one.caption) == words
    ]
    return min(same, key=lambda one: one.at, default=None)


def just_published(plan: Plan, api: Api, since: datetime, taken: frozenset[str]) -> str:
    """The id of the post that a container became since then; "" where it can't be told."""
    found = candidates(plan, api, since, taken)
    return found[0] if len(found) == 1 else ""


def candidates(plan: Plan, api: Api, since: datetime, taken: frozenset[str]) -> tuple[str, ...]:
    """The ids of those it may have become: words tell it apart, and else only its sort does."""
    found = with_words(plan, api, since, taken)
    if found is not None:
        return (found.id,)
    if plan.parts[0].text and not fields.is_story(plan):
        return ()
    edge, sort = "stories" if fields.is_story(plan) else "media", _sort(plan)
    return tuple(
        one.id
        for one in _since(api, edge, since)
        if not one.caption and one.id not in taken and one.sort in ("", sort)
    )


def _sort(plan: Plan) -> str:
    media = plan.parts[0].media
    if len(media) > 1:
        return "CAROUSEL_ALBUM"
    return "VIDEO" if media[0].media.is_video else "IMAGE"


def delete(api: Api, media_id: str) -> None:
    """Take a post away; gone already is fine. Raises `errors.PublishingError`."""
    if not api.door.deletes:
        raise PermissionMissing(
            "Instagram lets programs delete posts only where one signed in through Facebook.",
            "This account was connected through Instagram.",
            "Delete the post in Instagram's app.",
        )
    usual = errors.judge(api.account.clock)

    def judged(failure: Failure) -> PublishingError | None:
        error = failure.json.optional_child("error") if failure.json is not None else None
        if error is not None and error.number("error_subcode") == 33:
            return _Gone("Instagram has no such post.", raw=failure.raw)
        return usual(failure)

    try:
        api.delete(f"/{media_id}", judged)
    except _Gone:
        return


class _Gone(ContentRefused):
    """There is no such post."""


def _since(api: Api, edge: str, since: datetime) -> list[Own]:
    """Those made since then, the newest first; moments there have no fractions of a second."""
    since = since.replace(microsecond=0)
    found: list[Own] = []
    more: dict[str, str] = {} if edge == "stories" else {"limit": PAGE}
    for _ in range(MOST_PAGES):
        told = api.get(f"{api.me}/{edge}", fields=_FIELDS, **more)
        page = [_own(one) for one in told.items("data")]
        found += [one for one in page if one.at >= since]
        after = cursor_after(told)
        if edge == "stories" or not after or not page or page[-1].at < since:
            break
        more["after"] = after
    return found


def _own(one: JsonObject) -> Own:
    return Own(
        one.identifier("id", ID),
        _link(one.optional("permalink")),
        one.optional("caption"),
        _moment(one),
        one.optional("media_type"),
    )


def _link(told: str) -> str:
    """Nothing that is no page of Instagram."""
    return told if given_address.fits(told, HOME) else ""


def _moment(one: JsonObject) -> datetime:
    """When it was published ("2026-11-22T10:00:00+0000"); long ago where that is not said."""
    try:
        return datetime.strptime(one.optional("timestamp"), "%Y-%m-%dT%H:%M:%S%z")
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


def _plain(text: str) -> str:
    return " ".join(text.split())
