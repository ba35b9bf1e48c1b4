"""An account's tokens on X, and trading them for new ones.

Facts: an access token lasts two hours; a refresh token is given with `offline.access` alone, and
each answer may bring another (X's own tool keeps the newest, xdevplatform/xurl @41259e8,
auth/auth.go), so that one counts as good for a single use. An app with a secret proves itself by
Basic, one without names itself in the form (docs.x.com, OAuth 2.0 authorization code flow).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import PublishingError, SignInExpired, SignInRevoked
from brandcraft_desktop.publishers import bearer, oauth
from brandcraft_desktop.publishers.base import AccountSession, AppKeys, Grant
from brandcraft_desktop.publishers.bearer import ACCESS, CLIENT_ID, CLIENT_SECRET, REFRESH
from brandcraft_desktop.publishers.exchange import Answer, Failure
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.x.api import API, data_of
from brandcraft_desktop.publishers.x.errors import judge, said, sentence
from brandcraft_desktop.publishers.x.limits import NAME

TOKEN = f"{API}/2/oauth2/token"
REVOKE = f"{API}/2/oauth2/revoke"
Result = TypeVar("Result")


def with_token(account: AccountSession, action: Callable[[str], Result]) -> Result:
    """Run `action` with the access token; where it is refused, once more with a new one."""
    return bearer.with_token(account, renew, action)


def sent(account: AccountSession, action: Callable[[str], Answer]) -> JsonObject:
    """The `data` of a call that is made with the access token."""
    return data_of(with_token(account, action))


def renew(account: AccountSession) -> str:
    """New tokens for the refresh token; belongs inside `account.secrets.renewing()`.

    Raises `errors.SignInExpired`, `errors.SignInRevoked`, `errors.AppKeysRefused`.
    """
    app = AppKeys(account.secrets.read(CLIENT_ID), account.secrets.read(CLIENT_SECRET))
    token = account.secrets.read(REFRESH)
    if not token or not app.client_id:
        raise SignInExpired(
            "X's sign-in has expired.",
            "There is nothing to renew it with.",
            "Reconnect the account.",
        )
    call = oauth.refresh_request(TOKEN, app, token, basic=bool(app.secret), judge=judge_tokens)
    answer = account.http.send(call).json
    access = answer.text("access_token")
    account.secrets.replace(
        {ACCESS: access, REFRESH: answer.optional("refresh_token")},
        granted(answer, account.clock),
    )
    return access


def revoke(account: AccountSession) -> None:
    """Take both tokens back: nothing says that one of them ends with the other."""
    app = AppKeys(account.secrets.read(CLIENT_ID), account.secrets.read(CLIENT_SECRET))
    for token in (account.secrets.read(REFRESH), account.secrets.read(ACCESS)):
        if token:
            account.http.send(
                oauth.revoke_request(REVOKE, app, token, basic=bool(app.secret), judge=judge_tokens)
            )


def secrets_of(answer: JsonObject, app: AppKeys) -> Mapping[str, str]:
    """What an account keeps: its tokens, and the keys of the app they were given to."""
    return {
        ACCESS: answer.text("access_token"),
        REFRESH: answer.optional("refresh_token"),
        CLIENT_ID: app.client_id,
        CLIENT_SECRET: app.secret,
    }


def granted(answer: JsonObject, clock: Clock) -> Grant:
    """How long the access token lasts, and what it may."""
    return Grant(
        expires_at=oauth.after(answer.number("expires_in"), clock),
        scopes=oauth.scopes_of(answer),
    )


def _rest(failure: Failure) -> PublishingError | None:
    """X says `invalid_request` where the standard has `invalid_grant` (public reports)."""
    told = failure.json
    if told is None:
        return judge(failure)
    words = told.optional("error_description").lower()
    if told.optional("error") == "invalid_request" and "was invalid" in words:
        return SignInRevoked(
            f"{NAME} no longer accepts the sign-in.",
            sentence(told.optional("error_description") or said(told)),
            "Reconnect the account.",
            raw=failure.raw,
        )
    return judge(failure)


judge_tokens = oauth.judged_by(NAME, _rest)
"""What a refusal of a token call means."""
