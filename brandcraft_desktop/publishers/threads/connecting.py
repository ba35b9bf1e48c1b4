"""Signing in on Threads' own page, and what it brings.

Sources: developers.facebook.com/documentation/threads, "Get access tokens and permissions"; the
sheet. There is no PKCE, scopes stand between commas, and the code may end with "#_".
"""

from __future__ import annotations

from dataclasses import replace

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import BadInput, PermissionMissing, PublishingError, SignInExpired
from brandcraft_desktop.publishers.base import Asked, Begun, Connection
from brandcraft_desktop.publishers.bearer import CLIENT_ID, CLIENT_SECRET
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.oauth import authorize_address, code_request
from brandcraft_desktop.publishers.threads import api, profile
from brandcraft_desktop.publishers.threads.api import Api
from brandcraft_desktop.publishers.threads.errors import judge_sign_in
from brandcraft_desktop.publishers.threads.sign_in import (
    DELETING,
    MEANINGS,
    POSTING,
    REPLYING,
    SCOPES,
)
from brandcraft_desktop.publishers.threads.tokens import GRAPH, exchanged

AUTHORIZE = "https://threads.net/oauth/authorize"
WEB = "https://www.threads.net"
NO_REPLIES = (
    "Threads of several posts won't work: your app lacks the permissions "
    f"{' and '.join(REPLYING)}, or you did not allow them."
)
NO_DELETING = (
    f"Posts can't be deleted from here: your app lacks the permission {DELETING}, or you did not "
    "allow it."
)


def begin(asked: Asked) -> Begun:
    """Where the person signs in. Raises `errors.BadInput`."""
    if asked.app is None or not asked.app.client_id or not asked.app.secret:
        raise BadInput(
            "Threads needs an app of your own.",
            "Its Threads app ID and its Threads app secret are not set yet.",
            "Make one in Meta's app dashboard and set its keys.",
            field="app",
        )
    address = authorize_address(AUTHORIZE, asked, asked.app, SCOPES, separator=",", pkce=False)
    return Begun(asked, address, asked.app, WEB)


def finish(begun: Begun, code: str, http: Http, clock: Clock) -> Connection:
    """Trade the code for a token of an hour, that for one of 60 days, and read the profile.

    Raises `errors.AppKeysRefused`, `errors.PermissionMissing`, `errors.PublishingError`.
    """
    call = code_request(
        f"{GRAPH}/oauth/access_token",
        begun.asked,
        begun.app,
        code.removesuffix("#_"),
        pkce=False,
        judge=judge_sign_in(clock),
    )
    short = http.send(call).json.text("access_token")
    found = exchanged(http, clock, begun.app, short)
    way = api.with_bearer(http, clock, begun.asked.settings, found.access)
    scopes = _scopes(way, found.access)
    if scopes is not None:
        _check(scopes)
    person = profile.person(way)
    shown = profile.shown(http, person)
    return Connection(
        remote_id=person.text("id"),
        handle=shown.handle,
        display_name=shown.display_name,
        server=WEB,
        secrets={
            **found.secrets,
            CLIENT_ID: begun.app.client_id,
            CLIENT_SECRET: begun.app.secret,
        },
        grant=replace(found.grant, scopes=scopes),
        avatar=shown.avatar,
        warnings=_warnings(scopes),
    )


def _scopes(way: Api, token: str) -> tuple[str, ...] | None:
    """What was granted; None where Threads does not tell: its token answers never do."""
    try:
        told = way.get("debug_token", (("input_token", token),)).child("data").texts("scopes")
    except SignInExpired:
        raise
    except PublishingError:
        return None
    return told or None


def _check(scopes: tuple[str, ...]) -> None:
    missing = [one for one in POSTING if one not in scopes]
    if missing:
        words = ", ".join(f"{MEANINGS[one]} ({one})" for one in missing)
        raise PermissionMissing(
            "Threads did not grant everything that is needed.",
            f"Missing: {words}.",
            "Add it to your app, then sign in again and allow all of it.",
        )


def _warnings(scopes: tuple[str, ...] | None) -> tuple[str, ...]:
    if scopes is None:
        return ()
    found = []
    if not set(REPLYING) <= set(scopes):
        found.append(NO_REPLIES)
    if DELETING not in scopes:
        found.append(NO_DELETING)
    return tuple(found)
