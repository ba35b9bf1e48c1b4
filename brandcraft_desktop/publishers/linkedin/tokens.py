"""LinkedIn's tokens: 60 days, renewed only for apps that were given refresh tokens.

Source: learn.microsoft.com, programmatic-refresh-tokens: partners get a refresh token of 365 days,
which using it does not lengthen. All others sign in again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.publishers import bearer, oauth
from brandcraft_desktop.publishers.base import AccountSession, AppKeys, Grant
from brandcraft_desktop.publishers.exchange import Answer, Request
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.linkedin import errors
from brandcraft_desktop.publishers.linkedin.info import version_of

WEB = "https://www.linkedin.com"
AUTHORIZE = f"{WEB}/oauth/v2/authorization"
TOKEN = f"{WEB}/oauth/v2/accessToken"
REVOKE = f"{WEB}/oauth/v2/revoke"
USERINFO = "https://api.linkedin.com/v2/userinfo"

Result = TypeVar("Result")


def with_token(account: AccountSession, action: Callable[[str], Result]) -> Result:
    """Run `action` with the access token. Raises `errors.SignInExpired` where it is over."""
    return bearer.with_token(account, renew, action)


def renew(account: AccountSession) -> str:
    """A new token where there is something to renew with; else whether the old one still holds.

    Belongs inside `account.secrets.renewing()`. Raises `errors.SignInExpired`,
    `errors.SignInRevoked`.
    """
    refresh = account.secrets.read(bearer.REFRESH)
    if not refresh:
        token = account.secrets.read(bearer.ACCESS)
        account.http.send(userinfo(account, token))
        return token
    judge = errors.judge_sign_in(account.clock, version_of(account.settings))
    call = oauth.refresh_request(TOKEN, _app(account), refresh, judge=judge)
    answer = account.http.send(call).json
    access = answer.text("access_token")
    account.secrets.replace(
        {bearer.ACCESS: access, bearer.REFRESH: answer.optional("refresh_token")},
        grant_of(answer, account.clock),
    )
    return access


def revoke(account: AccountSession) -> None:
    """Take the sign-in back: the token that lasts longest."""
    secrets = account.secrets
    token = secrets.read(bearer.REFRESH) or secrets.read(bearer.ACCESS)
    if token:
        judge = errors.judge_sign_in(account.clock, version_of(account.settings))
        account.http.send(oauth.revoke_request(REVOKE, _app(account), token, judge=judge))


def _app(account: AccountSession) -> AppKeys:
    secrets = account.secrets
    return AppKeys(secrets.read(bearer.CLIENT_ID), secrets.read(bearer.CLIENT_SECRET))


def read_userinfo(account: AccountSession) -> Answer:
    """Who signed in (OpenID Connect)."""
    return with_token(account, lambda token: account.http.send(userinfo(account, token)))


def userinfo(account: AccountSession, token: str) -> Request:
    """The call that tells who signed in; it has no version."""
    judge = errors.judge(account.clock, version_of(account.settings))
    return Request("GET", USERINFO, bearer=token, judge=judge, bucket="linkedin userinfo")


def grant_of(answer: JsonObject, clock: Clock) -> Grant:
    """What a token answer grants: without a refresh token all ends with the access token."""
    expires = oauth.after(answer.number("expires_in"), clock)
    renewable = oauth.after(answer.number("refresh_token_expires_in"), clock)
    return Grant(
        expires_at=expires,
        ends_at=renewable if answer.optional("refresh_token") and renewable else expires,
        scopes=oauth.scopes_of(answer),
    )
