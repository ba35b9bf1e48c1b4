"""How a channel looks on YouTube, and what it may.

Source: youtube.v3 discovery revision 20261104, channels.list. One token speaks for one channel: who
has several chose one in Google's own list while signing in.
"""

from __future__ import annotations

from brandcraft_desktop.domain.platform import AccountFacts
from brandcraft_desktop.publishers import avatars
from brandcraft_desktop.publishers.base import Profile
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.youtube.api import Api
from brandcraft_desktop.publishers.youtube.errors import no_channel
from brandcraft_desktop.publishers.youtube.surfaces import LONG_UPLOADS

_PARTS = "id,snippet,contentDetails,status"
_SIZES = ("high", "medium", "default")


def channel(api: Api) -> JsonObject:
    """The channel the token speaks for.

    Raises `errors.OwnerNeeded` where the Google account has none.
    """
    found = api.listed("/channels", (("part", _PARTS), ("mine", "true")))
    if not found:
        raise no_channel()
    return found[0]


def shown(who: JsonObject, http: Http) -> Profile:
    """Name, handle and picture as they are now."""
    told = who.child("snippet")
    return Profile(
        handle=told.optional("customUrl").removeprefix("@") or who.text("id"),
        display_name=told.optional("title").strip() or who.text("id"),
        avatar=avatars.fetched(http, _picture(told)),
        facts=_facts(who),
    )


def uploads(who: JsonObject) -> str:
    """The id of the list that holds all videos of a channel; "" where it does not say."""
    details = who.optional_child("contentDetails")
    lists = details.optional_child("relatedPlaylists") if details is not None else None
    return "" if lists is None else lists.optional("uploads")


def _facts(who: JsonObject) -> AccountFacts:
    status = who.optional_child("status")
    allowed = status is not None and status.optional("longUploadsStatus") == "allowed"
    return AccountFacts(flags=frozenset({LONG_UPLOADS} if allowed else ()))


def _picture(told: JsonObject) -> str:
    sizes = told.optional_child("thumbnails")
    found = [sizes.optional_child(one) for one in _SIZES] if sizes is not None else []
    return next((one.optional("url") for one in found if one is not None), "")
