"""An account's tokens: what an answer grants, and a new access token for the refresh token.

Source: developers.google.com, "OAuth 2.0 for Mobile & Desktop Apps": access tokens last about an
hour; a renewal brings no new refresh token, the kept one still holds. The secret of a desktop app
is sent, though nobody takes it for one. `refresh_token_expires_in` comes only where Google ends the
sign-in by itself ("Testing", or access for a while).
"""

from __future__ import annotations

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import SignInExpired
from brandcraft_desktop.publishers.base import AccountSession, AppKeys, Grant
from brandcraft_desktop.publishers.bearer import ACCESS, CLIENT_ID, CLIENT_SECRET, REFRESH
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.oauth import after, refresh_request, scopes_of
from brandcraft_desktop.publishers.youtube.errors import judge_token

TOKEN = "https://oauth2.googleapis.com/token"
ENDS = "refresh_token_expires_in"


def granted(answer: JsonObject, clock: Clock) -> Grant:
    """How long the access token lasts, what it may, and when all of it ends."""
    return Grant(
        expires_at=after(answer.number("expires_in"), clock),
        ends_at=after(answer.number(ENDS), clock),
        scopes=scopes_of(answer),
    )


def renewed_token(account: AccountSession) -> str:
    """Renew by the refresh token; gives the new access token (see `bearer.Renew`).

    Raises `errors.SignInExpired`, `errors.SignInRevoked`, `errors.AppKeysRefused`.
    """
    secrets = account.secrets
    refresh = secrets.read(REFRESH)
    if not refresh:
        raise SignInExpired(
            "Google's sign-in has run out.",
            "There is nothing to renew it with.",
            "Reconnect the account.",
        )
    app = AppKeys(secrets.read(CLIENT_ID), secrets.read(CLIENT_SECRET))
    answer = account.http.send(refresh_request(TOKEN, app, refresh, judge=judge_token)).json
    access = answer.text("access_token")
    secrets.replace(
        {ACCESS: access, REFRESH: answer.optional("refresh_token")}, granted(answer, account.clock)
    )
    return access
