"""Threads' tokens: an hour first, traded for one of 60 days, which is traded for a new one in time.

Sources: developers.facebook.com/documentation/threads, "Long-lived tokens"; the Postman collection
of fbsamples/threads_api @44df04d. A token can be reissued once it is 24 hours old and as long as it
holds; nothing else prolongs it, so one that ran out is signed in for again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.schedule import day_name
from brandcraft_desktop.errors import SignInExpired
from brandcraft_desktop.publishers import foreign_numbers
from brandcraft_desktop.publishers.base import AccountSession, AppKeys, Grant
from brandcraft_desktop.publishers.bearer import ACCESS
from brandcraft_desktop.publishers.exchange import Request
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.threads import errors
from brandcraft_desktop.publishers.threads.info import version_of

GRAPH = "https://graph.threads.net"
ISSUED, ENDS = "issued", "ends"  # kept beside the token: when it was given, when it runs out
YOUNG = timedelta(hours=24)
"""Before a token is so old it is not reissued."""

LIFE = timedelta(days=60)
RENEWED_AFTER = timedelta(days=7)
"""Ours: early in the window, for a computer that is rarely on must not miss it."""


@dataclass(frozen=True)
class Granted:
    """A token of 60 days; `secrets` are to be sealed."""

    access: str = field(repr=False)
    secrets: Mapping[str, str] = field(repr=False)
    grant: Grant


def exchanged(http: Http, clock: Clock, app: AppKeys, short: str) -> Granted:
    """The long-lived token for the one of an hour. Raises `errors.PublishingError`."""
    answer = http.send(
        Request(
            "GET",
            f"{GRAPH}/access_token",
            query=(
                ("grant_type", "th_exchange_token"),
                ("client_secret", app.secret),
                ("access_token", short),
            ),
            judge=errors.judge_sign_in(clock),
            secrets=(app.secret, short),
        )
    )
    return granted(answer.json, clock)


def granted(answer: JsonObject, clock: Clock) -> Granted:
    """Read an answer that brings a long-lived token."""
    now, access = clock.now(), answer.text("access_token")
    ends = foreign_numbers.ahead(answer.number("expires_in"), now) or now + LIFE
    again = now + max(YOUNG, min(RENEWED_AFTER, ends - now - YOUNG))
    return Granted(
        access,
        {ACCESS: access, ISSUED: now.isoformat(), ENDS: ends.isoformat()},
        Grant(expires_at=ends, renew_at=again, ends_at=ends),
    )


def renew(account: AccountSession) -> str:
    """A new token; the same, if it holds, while it is too young (see `bearer.Renew`).

    Belongs inside `account.secrets.renewing()`. Raises `errors.SignInExpired`,
    `errors.SignInRevoked`.
    """
    token, now = account.secrets.read(ACCESS), account.clock.now()
    ends = _moment(account.secrets.read(ENDS))
    if not token or (ends is not None and ends <= now):
        raise ended(ends)
    issued = _moment(account.secrets.read(ISSUED))
    if issued is not None and now - issued < YOUNG:
        _look(account, token)
        return token
    answer = account.http.send(
        Request(
            "GET",
            f"{GRAPH}/refresh_access_token",
            query=(("grant_type", "th_refresh_token"), ("access_token", token)),
            judge=errors.judge(account.clock),
            secrets=(token,),
        )
    )
    found = granted(answer.json, account.clock)
    account.secrets.replace(found.secrets, found.grant)
    return found.access


def ended(ends: datetime | None) -> SignInExpired:
    """The sign-in ran out with nobody there to prolong it."""
    on = "" if ends is None else f" on {day_name(ends.date())}"
    return SignInExpired(
        f"The Threads sign-in ended{on}.",
        "It lasts 60 days from the last time Brandcraft could prolong it.",
        "Reconnect the account.",
    )


def _look(account: AccountSession, token: str) -> None:
    """Whether the token still holds."""
    account.http.send(
        Request(
            "GET",
            f"{GRAPH}/{version_of(account.settings)}/me",
            query=(("fields", "id"),),
            bearer=token,
            judge=errors.judge(account.clock),
        )
    )


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
