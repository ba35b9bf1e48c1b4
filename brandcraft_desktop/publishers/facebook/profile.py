"""How a Page looks: its name, its handle and its picture."""

from __future__ import annotations

from brandcraft_desktop.publishers import avatars
from brandcraft_desktop.publishers.base import AccountSession, Profile
from brandcraft_desktop.publishers.facebook import api
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import JsonObject

FIELDS = "id,name,username,picture.type(large)"


def read(account: AccountSession) -> Profile:
    """The Page as it is now."""
    return shown(account.http, api.get(account, account.identity.remote_id, fields=FIELDS))


def shown(http: Http, told: JsonObject) -> Profile:
    """A Page as an answer tells it; one without a username is known by its number."""
    handle = told.optional("username") or told.text("id")
    return Profile(handle, told.optional("name") or handle, _picture(http, told))


def _picture(http: Http, told: JsonObject) -> bytes | None:
    picture = told.optional_child("picture")
    data = None if picture is None else picture.optional_child("data")
    url = "" if data is None else data.optional("url")
    return avatars.fetched(http, url)
