"""How an account looks on Pinterest, and the boards it may choose from.

Source: pinterest/api-description v5.23.0, GET /user_account.
"""

from __future__ import annotations

from brandcraft_desktop.domain.platform import NO_FACTS, AccountFacts
from brandcraft_desktop.errors import PermissionMissing, PublishingError, SignInExpired
from brandcraft_desktop.publishers import avatars
from brandcraft_desktop.publishers.base import Profile
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.pinterest import boards
from brandcraft_desktop.publishers.pinterest.api import Api
from brandcraft_desktop.publishers.pinterest.info import BOARDS


def person(api: Api) -> JsonObject:
    """Who the token speaks for: "id", "username", "business_name", "profile_image"."""
    return api.get("/user_account")


def shown(api: Api, who: JsonObject) -> Profile:
    """Name, handle, picture and boards as they are now.

    Boards that can't be read now leave those that are known as they are. Raises
    `errors.SignInExpired`, `errors.PermissionMissing`.
    """
    handle = who.text("username")
    return Profile(
        handle=handle,
        display_name=who.optional("business_name").strip() or handle,
        avatar=avatars.fetched(api.http, who.optional("profile_image")),
        facts=_facts(api),
    )


def _facts(api: Api) -> AccountFacts:
    try:
        return AccountFacts(choices={BOARDS: boards.choices(api)})
    except (SignInExpired, PermissionMissing):
        raise
    except PublishingError:
        return NO_FACTS
