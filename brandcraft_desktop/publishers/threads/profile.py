"""How a profile looks on Threads.

Source: developers.facebook.com/documentation/threads, "Profiles": `threads_profile_picture_url` is
an address of Meta's that runs out, so the picture itself is kept.
"""

from __future__ import annotations

from brandcraft_desktop.publishers import avatars
from brandcraft_desktop.publishers.base import AccountSession, Profile
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.threads import api
from brandcraft_desktop.publishers.threads.api import Api

_FIELDS = "id,username,name,threads_profile_picture_url"


def read(account: AccountSession) -> Profile:
    """Name, handle and picture as they are now. Raises `errors.PublishingError`."""
    return shown(account.http, person(api.of(account)))


def person(way: Api) -> JsonObject:
    """Whom the token speaks for."""
    return way.get("me", (("fields", _FIELDS),))


def shown(http: Http, who: JsonObject) -> Profile:
    """What of it a person sees."""
    handle = who.text("username")
    return Profile(
        handle=handle,
        display_name=who.optional("name").strip() or handle,
        avatar=avatars.fetched(http, who.optional("threads_profile_picture_url")),
    )
