"""How an account looks, and what its server and its person's settings say.

Source: mastodon/documentation @2903485, GET /api/v1/accounts/verify_credentials.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from brandcraft_desktop.domain.platform import AccountFacts
from brandcraft_desktop.errors import ContentRefused, PublishingError
from brandcraft_desktop.publishers import avatars
from brandcraft_desktop.publishers.base import AccountSession, Profile
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.mastodon import instance
from brandcraft_desktop.publishers.mastodon.api import ID, call
from brandcraft_desktop.publishers.mastodon.info import INFO, VISIBILITY
from brandcraft_desktop.publishers.mastodon.limits import USUAL


@dataclass(frozen=True)
class Person:
    """An account as its server knows it; `id` is told apart from others on this server alone."""

    id: str
    name: str
    display_name: str
    avatar: str
    visibility: str


def person(account: AccountSession) -> Person:
    """Who the sign-in belongs to: the cheapest call that shows whether it still holds.

    Raises `errors.SignInRevoked`, `errors.PermissionMissing`, `errors.NotSent`.
    """
    told = account.http.send(call(account, "GET", "/api/v1/accounts/verify_credentials")).json
    source = told.optional_child("source") or JsonObject({}, _strange)
    return Person(
        told.identifier("id", ID),
        told.optional("username") or told.text("acct").partition("@")[0],
        told.optional("display_name").strip(),
        told.optional("avatar"),
        source.optional("privacy"),
    )


def read(account: AccountSession) -> Profile:
    """Name, handle, picture, and the limits as they are now."""
    who = person(account)
    try:
        server = instance.read(account.http, account.identity.server)
    except PublishingError:
        # Who it is was told: what was known of the server before still holds.
        shown = who.display_name or account.identity.handle
        return Profile(account.identity.handle, shown, avatars.fetched(account.http, who.avatar))
    return shown_as(account.http, who, server)


def shown_as(http: Http, who: Person, server: instance.Instance) -> Profile:
    """A person on a server, with the picture's bytes and what both of them say."""
    return Profile(
        f"{who.name}@{server.domain}",
        who.display_name or who.name,
        avatars.fetched(http, who.avatar),
        _facts(who, server.facts),
    )


def _facts(who: Person, facts: AccountFacts) -> AccountFacts:
    known = next(one for one in INFO.options if one.name == VISIBILITY).choices
    usual = tuple(one for one in known if one.value == who.visibility)
    if not usual:
        return facts
    return replace(facts, choices={**facts.choices, USUAL: usual})


def _strange(why: str) -> PublishingError:
    return ContentRefused("The server gave a strange answer.", why)
