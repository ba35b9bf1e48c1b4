"""An account's tokens: what an answer grants, and new ones for the refresh token.

Source: pinterest/api-description v5.23.0, POST /oauth/token: HTTP Basic with the app's keys; access
tokens last for the `expires_in` told (30 days in practice), continuous refresh tokens for 60 days,
anew with each use. `continuous_refresh` is needed by apps made before 2025-09-25 and means nothing
to others. An answer may leave the refresh token out: then the one that is kept still holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import SignInExpired
from brandcraft_desktop.publishers import foreign_numbers
from brandcraft_desktop.publishers.base import AccountSession, AppKeys, Grant
from brandcraft_desktop.publishers.bearer import ACCESS, CLIENT_ID, CLIENT_SECRET, REFRESH
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.oauth import after, refresh_request, scopes_of
from brandcraft_desktop.publishers.pinterest.errors import judge_token
from brandcraft_desktop.publishers.pinterest.info import base_address

ENDS = "refresh_ends"  # kept beside the refresh token: when that one runs out
CONTINUOUS = ("continuous_refresh", "true")


@dataclass(frozen=True)
class Granted:
    """What an answer of the token endpoint brings; `secrets` are to be sealed."""

    access: str = field(repr=False)
    secrets: Mapping[str, str] = field(repr=False)
    grant: Grant


def granted(answer: JsonObject, clock: Clock, ends_before: datetime | None = None) -> Granted:
    """Read an answer; `ends_before` is the end of the refresh token that is kept already."""
    access, refresh = answer.text("access_token"), answer.optional("refresh_token")
    ends = _end(answer, clock) or ends_before
    return Granted(
        access,
        {ACCESS: access, REFRESH: refresh, ENDS: "" if ends is None else ends.isoformat()},
        Grant(
            expires_at=after(answer.number("expires_in"), clock),
            ends_at=ends,
            scopes=scopes_of(answer),
        ),
    )


def renewed_token(account: AccountSession) -> str:
    """Renew by the refresh token; gives the new access token (see `bearer.Renew`).

    Raises `errors.SignInExpired`, `errors.SignInRevoked`, `errors.AppKeysRefused`.
    """
    secrets = account.secrets
    refresh = secrets.read(REFRESH)
    if not refresh:
        raise SignInExpired(
            "Pinterest's sign-in has run out.",
            "There is nothing to renew it with.",
            "Reconnect the account.",
        )
    call = refresh_request(
        f"{base_address(account.settings)}/oauth/token",
        AppKeys(secrets.read(CLIENT_ID), secrets.read(CLIENT_SECRET)),
        refresh,
        basic=True,
        judge=judge_token,
        extra=(CONTINUOUS,),
    )
    answer = account.http.send(call).json
    found = granted(answer, account.clock, _moment(secrets.read(ENDS)))
    secrets.replace(found.secrets, found.grant)
    return found.access


def _end(answer: JsonObject, clock: Clock) -> datetime | None:
    """When the refresh token of an answer runs out; None where it does not say."""
    left = after(answer.number("refresh_token_expires_in"), clock)
    if left is not None:
        return left
    return foreign_numbers.since_1970(answer.number("refresh_token_expires_at"))


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
