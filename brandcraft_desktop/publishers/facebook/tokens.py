"""The tokens of a Page: nothing renews them, so it is asked whether they still hold.

Sources: developers.facebook.com, "Access Token Guide" (a Page's token from a long-lived user token
has no end; data access ends after 90 days without a sign-in), "Debug Token". The user's own token
lives for 60 days; only the upload of large videos wants it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from brandcraft_desktop.errors import SignInExpired, SignInRevoked
from brandcraft_desktop.publishers import foreign_numbers, graph
from brandcraft_desktop.publishers.base import AccountSession, AppKeys, Grant
from brandcraft_desktop.publishers.bearer import ACCESS, CLIENT_ID, CLIENT_SECRET
from brandcraft_desktop.publishers.exchange import Request
from brandcraft_desktop.publishers.facebook import errors
from brandcraft_desktop.publishers.facebook.info import version_of
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import JsonObject

USER = "user_token"

Result = TypeVar("Result")


def with_token(account: AccountSession, action: Callable[[str], Result]) -> Result:
    """Run `action` with the Page's token. Raises `errors.SignInExpired` where there is none."""
    return action(_kept(account, ACCESS))


def with_user_token(account: AccountSession, action: Callable[[str], Result]) -> Result:
    """The same with the token of the person who connected the Page."""
    return action(_kept(account, USER))


def check(account: AccountSession) -> None:
    """Ask whether the Page's token holds, and keep until when.

    Belongs inside `account.secrets.renewing()`. Raises `errors.SignInRevoked`.
    """
    app = AppKeys(account.secrets.read(CLIENT_ID), account.secrets.read(CLIENT_SECRET))
    token = _kept(account, ACCESS)
    told = debugged(account.http, account, app, token)
    if not told.flag("is_valid", default=False):
        raise SignInRevoked(
            "Facebook no longer accepts the sign-in.",
            _why(told),
            "Reconnect the account.",
        )
    account.secrets.replace({}, grant_of(told))


def debugged(http: Http, account: AccountSession, app: AppKeys, token: str) -> JsonObject:
    """What Facebook says of a token; the app itself asks."""
    version = version_of(account.settings)
    call = Request(
        "GET",
        f"https://graph.facebook.com/{version}/debug_token",
        query=(("input_token", token),),
        bearer=f"{app.client_id}|{app.secret}",
        judge=errors.judge_sign_in(account.clock),
        secrets=(token, app.secret),
    )
    return http.send(call).json.child("data")


def grant_of(told: JsonObject) -> Grant:
    """What a token is good for: the numbers are seconds since 1970, 0 for never."""
    scopes = told.texts("scopes")
    return Grant(
        expires_at=foreign_numbers.since_1970(told.number("expires_at")),
        ends_at=foreign_numbers.since_1970(told.number("data_access_expires_at")),
        scopes=scopes or None,
    )


def _why(told: JsonObject) -> str:
    error = told.optional_child("error")
    words = "" if error is None else error.words("message")
    return graph.sentence(words) or "It was withdrawn, or the password was changed."


def _kept(account: AccountSession, name: str) -> str:
    token = account.secrets.read(name)
    if not token:
        raise SignInExpired(
            "There is no sign-in for this Page any more.", "", "Reconnect the account."
        )
    return token
