"""Calls of the YouTube Data API v3 in the name of one account.

Source: youtube.v3 discovery revision 20261104. Google counts every call of an app (see `quota`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.publishers.base import NO_TALLY, AccountSession
from brandcraft_desktop.publishers.bearer import CLIENT_ID, with_token
from brandcraft_desktop.publishers.exchange import Answer, Request
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.youtube.errors import judged_at
from brandcraft_desktop.publishers.youtube.info import INFO
from brandcraft_desktop.publishers.youtube.quota import (
    CHANGE_COST,
    LIST_COST,
    UNITS,
    Quota,
    quota_of,
)
from brandcraft_desktop.publishers.youtube.tokens import renewed_token

BASE = "https://www.googleapis.com/youtube/v3"
UPLOADS = "https://www.googleapis.com/upload/youtube/v3"

Query: TypeAlias = tuple[tuple[str, str], ...]
_WithToken: TypeAlias = Callable[[Callable[[str], Answer]], Answer]


@dataclass(frozen=True)
class Api:
    """One account's way to YouTube; every method raises `errors.PublishingError`."""

    http: Http
    clock: Clock
    quota: Quota
    run: _WithToken

    def listed(self, path: str, query: Query) -> tuple[JsonObject, ...]:
        """The items of something that only reads."""
        return self.page(path, query).items("items")

    def page(self, path: str, query: Query) -> JsonObject:
        """A list that is told page by page."""
        self.quota.spend(UNITS, LIST_COST, self.clock.now())
        judge = judged_at(self.clock.now())

        def send(token: str) -> Answer:
            return self.http.send(
                Request("GET", f"{BASE}{path}", query=query, bearer=token, judge=judge)
            )

        return self.run(send).json

    def delete(self, path: str, query: Query) -> None:
        """Take something away."""
        self.quota.spend(UNITS, CHANGE_COST, self.clock.now())
        judge = judged_at(self.clock.now())

        def send(token: str) -> Answer:
            return self.http.send(
                Request("DELETE", f"{BASE}{path}", query=query, bearer=token, judge=judge)
            )

        self.run(send)


def of(account: AccountSession) -> Api:
    """With the account's own token, renewed where it is refused."""
    return Api(
        account.http,
        account.clock,
        quota_of(account.tally, account.secrets.read(CLIENT_ID), account.settings),
        lambda action: with_token(account, renewed_token, action),
    )


def with_bearer(http: Http, clock: Clock, token: str) -> Api:
    """With the token of a sign-in that is not kept yet; its few calls are not counted."""
    usual = {one.name: one.default for one in INFO.settings}
    return Api(http, clock, quota_of(NO_TALLY, "", usual), lambda action: action(token))
