"""How a person or a page looks on LinkedIn.

Sources: OpenID Connect userinfo (sub, name, picture); Organization Lookup API (localizedName,
vanityName, logoV2), Images API (downloadUrl) of learn.microsoft.com, view li-lms-2026-05.
"""

from __future__ import annotations

from brandcraft_desktop.domain.platform import NO_FACTS, AccountFacts
from brandcraft_desktop.errors import PublishingError, SignInExpired
from brandcraft_desktop.publishers import avatars
from brandcraft_desktop.publishers.base import AccountSession, Profile
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.linkedin import rest, tokens
from brandcraft_desktop.publishers.linkedin.info import IS_PAGE
from brandcraft_desktop.publishers.linkedin.own_posts import PAGE

PAGE_FACTS = AccountFacts(flags=frozenset({IS_PAGE}))
_ASSET = "urn:li:digitalmediaAsset:"


def read(account: AccountSession) -> Profile:
    """Name, handle and picture as they are now. Raises `errors.PublishingError`."""
    if account.identity.remote_id.startswith(PAGE):
        return page(account, account.identity.remote_id)
    return person(account.http, tokens.read_userinfo(account).json)


def person(http: Http, told: JsonObject) -> Profile:
    """What `userinfo` says. LinkedIn tells programs no public name: the handle is the name."""
    name = told.optional("name").strip()
    if not name:
        given = f"{told.optional('given_name')} {told.optional('family_name')}".strip()
        name = given or "LinkedIn member"
    return Profile(name, name, avatars.fetched(http, told.optional("picture")), NO_FACTS)


def page(account: AccountSession, urn: str) -> Profile:
    """A company page; its handle is the last part of its address."""
    number = urn.removeprefix(PAGE)
    told = rest.get(account, f"organizations/{rest.encoded(number)}").json
    handle = told.optional("vanityName") or number
    name = told.optional("localizedName").strip() or handle
    return Profile(handle, name, _logo(account, told), PAGE_FACTS)


def _logo(account: AccountSession, told: JsonObject) -> bytes | None:
    logo = told.optional_child("logoV2")
    urn = "" if logo is None else logo.optional("original")
    if not urn:
        return None
    if urn.startswith(_ASSET):
        urn = f"urn:li:image:{urn.removeprefix(_ASSET)}"
    try:
        found = rest.get(account, f"images/{rest.encoded(urn)}").json
    except SignInExpired:
        raise
    except PublishingError:
        return None
    return avatars.fetched(account.http, found.optional("downloadUrl"))
