"""How an account looks on TikTok, and what it may choose.

Sources: developers.tiktok.com, "Get User Info" and "Query Creator Info" (2026-05-01). Its nickname
and picture are those that creator_info tells, as the guidelines demand them beside a post.
"""

from __future__ import annotations

from brandcraft_desktop.domain.platform import NO_FACTS
from brandcraft_desktop.errors import PermissionMissing, PublishingError, SignInExpired
from brandcraft_desktop.publishers import avatars
from brandcraft_desktop.publishers.base import Profile
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.tiktok import creator
from brandcraft_desktop.publishers.tiktok.api import Api
from brandcraft_desktop.publishers.tiktok.creator import Creator

_FIELDS = (("fields", "open_id,avatar_url,display_name,username"),)


def person(api: Api) -> JsonObject:
    """Who the token speaks for: "open_id", "username", "display_name", "avatar_url"."""
    return api.get("/user/info/", _FIELDS).child("user")


def shown(api: Api, who: JsonObject) -> Profile:
    """Name, handle, picture and choices as they are now.

    Choices that can't be read now leave those that are known as they are. Raises
    `errors.SignInExpired`, `errors.PermissionMissing`.
    """
    told = _creator(api)
    known = Creator("", "", "", (), frozenset(), None) if told is None else told
    handle = who.optional("username") or known.username or who.text("display_name")
    return Profile(
        handle=handle,
        display_name=known.nickname.strip() or who.optional("display_name").strip() or handle,
        avatar=avatars.fetched(api.http, known.avatar or who.optional("avatar_url")),
        facts=NO_FACTS if told is None else told.facts,
    )


def _creator(api: Api) -> Creator | None:
    try:
        return creator.asked(api)
    except (SignInExpired, PermissionMissing):
        raise
    except PublishingError:
        return None
