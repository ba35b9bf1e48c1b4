"""Using an account's access token, and renewing it when it is refused: alike for all of OAuth."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, TypeVar

from brandcraft_desktop.errors import SignInExpired, SignInRevoked
from brandcraft_desktop.publishers.base import AccountSession

# The names of an account's secrets.
ACCESS = "access"
REFRESH = "refresh"
CLIENT_ID = "client_id"
CLIENT_SECRET = "client_secret"

Result = TypeVar("Result")
Renew: TypeAlias = Callable[[AccountSession], str]
"""A platform's renewal: gives the new access token, runs inside `secrets.renewing()`, and raises
`errors.SignInExpired` where there is nothing to renew with."""


def with_token(account: AccountSession, renew: Renew, action: Callable[[str], Result]) -> Result:
    """Run `action` with the access token; where it is refused, once more with a new one.

    Raises `errors.SignInExpired`, `errors.SignInRevoked`, and what `action` raises.
    """
    token = account.secrets.read(ACCESS)
    if token:
        try:
            return action(token)
        except SignInRevoked:
            raise
        except SignInExpired:
            pass
    return action(renewed(account, renew, token))


def renewed(account: AccountSession, renew: Renew, refused: str) -> str:
    """A token other than `refused`: another's fresh one, or our own renewal."""
    with account.secrets.renewing():
        current = account.secrets.read(ACCESS)
        if current and current != refused:
            return current
        return renew(account)
