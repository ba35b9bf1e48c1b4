"""Who calls, and whether they may."""

from __future__ import annotations

from brandcraft_desktop.practice.exchange import Request
from brandcraft_desktop.practice.platforms.mastodon.answers import Refusal
from brandcraft_desktop.practice.platforms.mastodon.state import State
from brandcraft_desktop.practice.platforms.mastodon.store import Account


def caller(state: State, request: Request, scope: str) -> Account:
    """The account whose token came with the request, with a scope it needs. Raises `Refusal`."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token:
        raise Refusal(401, "This method requires an authenticated user")
    granted = state.oauth.holder(token)
    if granted is None:
        told = {"revoked": "was revoked", "expired": "expired"}
        raise Refusal(
            401, f"The access token {told.get(state.oauth.state_of(token), 'is invalid')}"
        )
    account = state.store.account(granted.person) if granted.person else None
    if account is None:
        raise Refusal(422, "This method requires an authenticated user")
    if account.state != "active":
        raise Refusal(403, "Your login is currently disabled")
    wide = scope.partition(":")[0]
    if not granted.scopes & {scope, wide} and not (
        scope == "read:accounts" and "profile" in granted.scopes
    ):
        raise Refusal(403, "This action is outside the authorized scopes")
    return account
