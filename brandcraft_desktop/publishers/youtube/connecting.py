"""Signing in on Google's own page, and the channel it brings.

Source: developers.google.com, "OAuth 2.0 for Mobile & Desktop Apps": a desktop app may be answered
on any port of 127.0.0.1. Without `access_type=offline` and `prompt=consent` somebody who agreed
before gets no refresh token.
"""

from __future__ import annotations

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import BadInput, PermissionMissing
from brandcraft_desktop.publishers.base import Asked, Begun, Connection
from brandcraft_desktop.publishers.bearer import ACCESS, CLIENT_ID, CLIENT_SECRET, REFRESH
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.oauth import authorize_address, code_request
from brandcraft_desktop.publishers.youtube import api, profile, tokens
from brandcraft_desktop.publishers.youtube.errors import judge_token
from brandcraft_desktop.publishers.youtube.sign_in import CHANGE, MEANINGS, NEEDED, SCOPES

AUTHORIZE = "https://accounts.google.com/o/oauth2/v2/auth"
SERVER = "https://www.youtube.com"
TESTING = (
    "Google ends this sign-in by itself, usually after 7 days, because your app is in “Testing”: "
    "press “Publish app” in the Google Cloud console, then connect again."
)
NO_DELETING = "The box for deleting was not ticked: published videos can't be deleted from here."


def begin(asked: Asked) -> Begun:
    """Where the person signs in. Raises `errors.BadInput`."""
    if asked.app is None or not asked.app.client_id or not asked.app.secret:
        raise BadInput(
            "YouTube needs a Google app of your own.",
            "Its client ID and its client secret are not set yet.",
            "Make one in the Google Cloud console and set its keys.",
            field="app",
        )
    address = authorize_address(
        AUTHORIZE, asked, asked.app, SCOPES, access_type="offline", prompt="consent"
    )
    return Begun(asked, address, asked.app, SERVER)


def finish(begun: Begun, code: str, http: Http, clock: Clock) -> Connection:
    """Trade the code for tokens and read the channel.

    Raises `errors.AppKeysRefused`, `errors.PermissionMissing`, `errors.OwnerNeeded` (no channel),
    `errors.PublishingError`.
    """
    call = code_request(tokens.TOKEN, begun.asked, begun.app, code, judge=judge_token)
    answer = http.send(call).json
    grant = tokens.granted(answer, clock)
    scopes = SCOPES if grant.scopes is None else grant.scopes
    _check(scopes, lasting=bool(answer.optional("refresh_token")))
    access = answer.text("access_token")
    who = profile.channel(api.with_bearer(http, clock, access))
    shown = profile.shown(who, http)
    warnings = (TESTING if grant.ends_at else "", "" if CHANGE in scopes else NO_DELETING)
    return Connection(
        remote_id=who.text("id"),
        handle=shown.handle,
        display_name=shown.display_name,
        server=SERVER,
        secrets={
            ACCESS: access,
            REFRESH: answer.optional("refresh_token"),
            CLIENT_ID: begun.app.client_id,
            CLIENT_SECRET: begun.app.secret,
        },
        grant=grant,
        avatar=shown.avatar,
        warnings=tuple(one for one in warnings if one),
        facts=shown.facts,
    )


def _check(scopes: tuple[str, ...], *, lasting: bool) -> None:
    missing = [MEANINGS[one] for one in NEEDED if one not in scopes]
    if missing:
        raise PermissionMissing(
            "Google did not grant everything that is needed.",
            f"Missing: {', '.join(missing)}.",
            "Sign in again and leave every box ticked.",
        )
    if not lasting:
        raise PermissionMissing(
            "Google gave no lasting sign-in.",
            "It would end after an hour.",
            "Remove the app on myaccount.google.com/connections, then sign in again.",
        )
