"""An account's tokens on TikTok: what an answer grants, new ones, and taking them back.

Source: developers.tiktok.com, "Manage User Access Tokens with OAuth v2" (2026-05-01): an access
token lasts 24 hours, a refresh token 365 days, and may be another after each renewal. The app's key
is called `client_key`; its secret is needed on a computer too. Refusals are flat, and some come
with the status 200.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import SignInExpired
from brandcraft_desktop.publishers.base import AccountSession, AppKeys, Asked, Grant
from brandcraft_desktop.publishers.bearer import ACCESS, CLIENT_ID, CLIENT_SECRET, REFRESH
from brandcraft_desktop.publishers.border import garbage
from brandcraft_desktop.publishers.exchange import Failure, Request
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.oauth import after, scopes_of
from brandcraft_desktop.publishers.tiktok.errors import judge_token
from brandcraft_desktop.publishers.tiktok.hosts import REVOKE, TOKEN


@dataclass(frozen=True)
class Granted:
    """What an answer of the token endpoint brings; `secrets` are to be sealed."""

    access: str = field(repr=False)
    secrets: Mapping[str, str] = field(repr=False)
    grant: Grant
    open_id: str


def traded(http: Http, asked: Asked, app: AppKeys, code: str, clock: Clock) -> Granted:
    """Tokens for the code of a sign-in. Raises `errors.PublishingError`."""
    form = (
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", asked.redirect),
        ("code_verifier", asked.verifier),
    )
    answer = _asked(http, TOKEN, app, form, secrets=(code, asked.verifier))
    return _granted(answer, app, clock)


def renewed_token(account: AccountSession) -> str:
    """Renew by the refresh token; gives the new access token (see `bearer.Renew`).

    Raises `errors.SignInExpired`, `errors.SignInRevoked`, `errors.AppKeysRefused`.
    """
    secrets = account.secrets
    refresh = secrets.read(REFRESH)
    app = AppKeys(secrets.read(CLIENT_ID), secrets.read(CLIENT_SECRET))
    if not refresh or not app.client_id:
        raise SignInExpired(
            "TikTok's sign-in has run out.",
            "There is nothing to renew it with.",
            "Reconnect the account.",
        )
    form = (("grant_type", "refresh_token"), ("refresh_token", refresh))
    answer = _asked(account.http, TOKEN, app, form, secrets=(refresh,))
    found = _granted(answer, app, account.clock)
    secrets.replace(found.secrets, found.grant)
    return found.access


def revoke(account: AccountSession) -> None:
    """Take the access of the app back. Raises `errors.PublishingError`."""
    secrets = account.secrets
    token = secrets.read(ACCESS)
    if token:
        app = AppKeys(secrets.read(CLIENT_ID), secrets.read(CLIENT_SECRET))
        _asked(account.http, REVOKE, app, (("token", token),), secrets=(token,))


def _asked(
    http: Http,
    address: str,
    app: AppKeys,
    form: tuple[tuple[str, str], ...],
    *,
    secrets: tuple[str, ...],
) -> JsonObject:
    request = Request(
        "POST",
        address,
        form=(("client_key", app.client_id), ("client_secret", app.secret), *form),
        judge=judge_token,
        secrets=(*secrets, app.secret),
    )
    answer = http.send(request)
    if not answer.json.optional("error"):
        return answer.json
    raw = request.describe(str(answer.status), answer.body.decode("utf-8", "replace"))
    told = answer.json.with_texts(request.clean)
    failure = Failure(answer.status, answer.headers, told, raw, request.host, commit=False)
    raise judge_token(failure) or garbage(
        request.host, "it is an error that nobody knows", raw, commit=False
    )


def _granted(answer: JsonObject, app: AppKeys, clock: Clock) -> Granted:
    access = answer.text("access_token")
    return Granted(
        access,
        {
            ACCESS: access,
            REFRESH: answer.optional("refresh_token"),
            CLIENT_ID: app.client_id,
            CLIENT_SECRET: app.secret,
        },
        Grant(
            expires_at=after(answer.number("expires_in"), clock),
            ends_at=after(answer.number("refresh_expires_in"), clock),
            scopes=scopes_of(answer),
        ),
        answer.optional("open_id"),
    )
