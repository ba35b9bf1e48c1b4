"""How an account looks on Instagram.

Source: IG User (Graph API v26.0) and GET /me of the API with Instagram Login.
"""

from __future__ import annotations

from brandcraft_desktop.publishers import avatars
from brandcraft_desktop.publishers.base import AccountSession, Profile
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.instagram import api as calls
from brandcraft_desktop.publishers.instagram.doors import INSTAGRAM
from brandcraft_desktop.publishers.json_value import JsonObject

ME = "user_id,username,name,account_type,profile_picture_url"
OF_ACCOUNT = "id,username,name,profile_picture_url"


def read(account: AccountSession) -> Profile:
    """Name, handle and picture as they are now. Raises `errors.PublishingError`."""
    api = calls.of(account)
    if api.door is INSTAGRAM:
        return shown(account.http, api.get("/me", fields=ME))
    return shown(account.http, api.get(api.me, fields=OF_ACCOUNT))


def shown(http: Http, told: JsonObject) -> Profile:
    """What an answer about an account says."""
    handle = told.text("username")
    return Profile(
        handle=handle,
        display_name=told.optional("name").strip() or handle,
        avatar=avatars.fetched(http, told.optional("profile_picture_url")),
    )
