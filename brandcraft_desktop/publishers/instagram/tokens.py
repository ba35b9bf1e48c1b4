"""An account's tokens behind either door, and how long they hold.

Source: developers.facebook.com, Instagram Platform, "Business Login" and "Refresh access token":
a token of Instagram's own lasts for 60 days and can be issued anew, for 60 days more, once it is 24
hours old and as long as it has not run out; no secret of the app is needed. The token of a Page has
no end; access to data ends 90 days after the person last signed in (Facebook Login, "Data access").
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import SignInRevoked
from brandcraft_desktop.publishers import bearer
from brandcraft_desktop.publishers.base import AccountSession, Grant
from brandcraft_desktop.publishers.exchange import Request
from brandcraft_desktop.publishers.instagram import errors
from brandcraft_desktop.publishers.instagram.doors import FACEBOOK, FIELD, INSTAGRAM, Door, door_of
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.oauth import after

ISSUED = "issued"  # kept beside the token: when it was
YOUNGEST = timedelta(hours=24)
LIFE = timedelta(days=60)
# Half of its life: a computer may be off for weeks before the token is lost.
RENEW_AFTER = timedelta(days=30)
DATA_ACCESS = timedelta(days=90)

Result = TypeVar("Result")


def door(account: AccountSession) -> Door:
    """Through which door an account was connected."""
    return door_of({FIELD: account.secrets.read(FIELD)})


def with_token(account: AccountSession, action: Callable[[str], Result]) -> Result:
    """Run `action` with the account's token. Raises `errors.SignInExpired` where it is over."""
    return bearer.with_token(account, renew, action)


def renew(account: AccountSession) -> str:
    """A new token where there may be one, else whether the old one still holds; gives the token.

    Belongs inside `account.secrets.renewing()`. Raises `errors.SignInRevoked`.
    """
    token = account.secrets.read(bearer.ACCESS)
    now, issued = account.clock.now(), _moment(account.secrets.read(ISSUED))
    if door(account) is FACEBOOK or (issued is not None and now - issued < YOUNGEST):
        _check(account, token)
        return token
    if not token or (issued is not None and now - issued >= LIFE):
        raise SignInRevoked(
            "Instagram's sign-in has run out.",
            "It lasts for 60 days, and was not renewed in time: Brandcraft was not running.",
            "Reconnect the account.",
        )
    answer = account.http.send(
        Request(
            "GET",
            f"{INSTAGRAM.host}/refresh_access_token",
            query=(("grant_type", "ig_refresh_token"), ("access_token", token)),
            judge=errors.judge(account.clock),
            secrets=(token,),
        )
    ).json
    access = answer.text("access_token")
    account.secrets.replace(
        {bearer.ACCESS: access, ISSUED: now.isoformat()}, lasting(answer, account.clock)
    )
    return access


def lasting(answer: JsonObject, clock: Clock, scopes: tuple[str, ...] | None = None) -> Grant:
    """How long a token of Instagram's own holds, which an answer brought."""
    ends = after(answer.number("expires_in"), clock) or clock.now() + LIFE
    return Grant(
        expires_at=ends,
        renew_at=min(clock.now() + RENEW_AFTER, ends - YOUNGEST),
        ends_at=ends,
        scopes=scopes,
    )


def of_page(clock: Clock, scopes: tuple[str, ...] | None, ends: datetime | None) -> Grant:
    """How long the token of a Page holds; `ends` is when access to data ends, if that was told."""
    return Grant(ends_at=ends or clock.now() + DATA_ACCESS, scopes=scopes)


def _check(account: AccountSession, token: str) -> None:
    """A cheap call that shows whether the token holds."""
    way = door(account)
    path = "/me" if way is INSTAGRAM else f"/{account.identity.remote_id}"
    account.http.send(
        Request(
            "GET",
            f"{way.base(account.settings)}{path}",
            query=(("fields", "username"),),
            bearer=token,
            judge=errors.judge(account.clock),
        )
    )


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
