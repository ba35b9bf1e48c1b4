"""Using an account's tokens, and renewing them when they run out.

Facts: an access token lasts 2 hours, a refresh token 90 days and is replaced at each use; signing
in is limited to 300 times a day, so tokens are kept and renewed (packages/pds, auth.ts).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TypeVar

from brandcraft_desktop.errors import PublishingError, SignInExpired
from brandcraft_desktop.publishers import foreign_numbers
from brandcraft_desktop.publishers.base import AccountSession, Grant
from brandcraft_desktop.publishers.bluesky.errors import inactive
from brandcraft_desktop.publishers.bluesky.xrpc import procedure
from brandcraft_desktop.publishers.exchange import Answer
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import JsonObject, parse

ACCESS = "access"
REFRESH = "refresh"
APP_PASSWORD = "app_password"
_EARLY = timedelta(minutes=2)

Result = TypeVar("Result")


def with_token(account: AccountSession, action: Callable[[str], Result]) -> Result:
    """Run `action` with the access token; where it is refused, once more with a new one."""
    token = account.secrets.read(ACCESS)
    if token:
        try:
            return action(token)
        except SignInExpired:
            pass
    return action(renewed(account, token))


def prepare(account: AccountSession) -> None:
    """Renew a token that is about to run out, so that the calls that follow need not."""
    token = account.secrets.read(ACCESS)
    until = expiry(token)
    if until is not None and until - account.clock.now() < _EARLY:
        # Looking needs no token, so a sign-in that is over must not keep us from it; the calls
        # that do need one tell what is wrong.
        with suppress(PublishingError):
            renewed(account, token)


def renewed(account: AccountSession, refused: str) -> str:
    """A token other than `refused`: another's fresh one, or our own renewal."""
    with account.secrets.renewing():
        current = account.secrets.read(ACCESS)
        if current and current != refused:
            return current
        return renew(account)


def renew(account: AccountSession) -> str:
    """Renew by the refresh token, else sign in again; gives the new access token.

    Belongs inside `account.secrets.renewing()`. Raises `errors.SignInExpired`.
    """
    answer = _refreshed(account) or _signed_in_again(account)
    session = answer.json
    if session.text("did") != account.identity.remote_id:
        raise SignInExpired(
            "Bluesky answered for another account.",
            f"We asked for {account.identity.remote_id}.",
            "Reconnect the account.",
        )
    if not session.flag("active", default=True):
        raise inactive(session.optional("status"))
    access = session.text("accessJwt")
    account.secrets.replace(
        {ACCESS: access, REFRESH: session.text("refreshJwt")}, Grant(expires_at=expiry(access))
    )
    return access


def create_session(http: Http, server: str, identifier: str, password: str) -> Answer:
    """Sign in. Raises `errors.SignInExpired` where handle or password are not accepted."""
    return http.send(
        procedure(
            server,
            "com.atproto.server.createSession",
            {"identifier": identifier, "password": password},
            secrets=(password,),
        )
    )


def expiry(token: str) -> datetime | None:
    """The moment a token (a JWT) runs out; None where it does not say."""
    payload = token.split(".")[1] if token.count(".") == 2 else ""
    try:
        value = parse(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        seconds = JsonObject(value, _unreadable).number("exp") if isinstance(value, dict) else None
        return foreign_numbers.since_1970(seconds)
    except (ValueError, binascii.Error):
        return None


def _refreshed(account: AccountSession) -> Answer | None:
    """A new pair for the refresh token; None where that one is no longer good."""
    token = account.secrets.read(REFRESH)
    if not token:
        return None
    call = procedure(account.identity.server, "com.atproto.server.refreshSession", bearer=token)
    try:
        return account.http.send(call)
    except SignInExpired:
        return None


def _signed_in_again(account: AccountSession) -> Answer:
    password = account.secrets.read(APP_PASSWORD)
    if not password:
        raise SignInExpired(
            "Bluesky's sign-in has expired.",
            "There is no app password to renew it with.",
            "Reconnect the account.",
        )
    identity = account.identity
    return create_session(account.http, identity.server, identity.remote_id, password)


def _unreadable(why: str) -> SignInExpired:
    return SignInExpired("Bluesky's sign-in can't be read.", why)
