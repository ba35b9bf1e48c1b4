"""Calls of Pinterest's API v5 in the name of one account.

Source: pinterest/api-description v5.23.0. All our writes count as `org_write`, all reads as
`org_read`. The sandbox is the same API with Pins of its own (docs, "API sandbox").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from brandcraft_desktop.domain.steps import Guard
from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.bearer import with_token
from brandcraft_desktop.publishers.exchange import Answer, Judge, Request
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.pinterest.errors import judge
from brandcraft_desktop.publishers.pinterest.info import base_address
from brandcraft_desktop.publishers.pinterest.tokens import renewed_token

READS, WRITES = "org_read", "org_write"
WRITE_SECONDS = 120.0  # the answer to a Pin with its pictures inside takes its time

Query: TypeAlias = tuple[tuple[str, str], ...]
_WithToken: TypeAlias = Callable[[Callable[[str], Answer]], Answer]


@dataclass(frozen=True)
class Api:
    """One account's way to Pinterest; every method raises `errors.PublishingError`."""

    base: str
    http: Http
    run: _WithToken

    def get(self, path: str, query: Query = ()) -> JsonObject:
        """Something that only reads."""

        def send(token: str) -> Answer:
            url = f"{self.base}{path}"
            return self.http.send(
                Request("GET", url, query=query, bearer=token, bucket=READS, judge=judge)
            )

        return self.run(send).json

    def post(self, path: str, body: Mapping[str, object]) -> JsonObject:
        """A write that may be repeated."""
        return self.run(lambda token: self.http.send(self._writing(path, body, token))).json

    def commit(self, path: str, body: Mapping[str, object], guard: Guard) -> JsonObject:
        """The irreversible call."""
        return self.run(
            lambda token: self.http.commit(self._writing(path, body, token), guard)
        ).json

    def delete(self, path: str, judged: Judge = judge) -> None:
        """Take something away."""

        def send(token: str) -> Answer:
            url = f"{self.base}{path}"
            return self.http.send(Request("DELETE", url, bearer=token, bucket=WRITES, judge=judged))

        self.run(send)

    def _writing(self, path: str, body: Mapping[str, object], token: str) -> Request:
        return Request(
            "POST",
            f"{self.base}{path}",
            json=body,
            bearer=token,
            bucket=WRITES,
            judge=judge,
            seconds=WRITE_SECONDS,
        )


def of(account: AccountSession) -> Api:
    """With the account's own token, renewed where it is refused."""
    return Api(
        base_address(account.settings),
        account.http,
        lambda action: with_token(account, renewed_token, action),
    )


def with_bearer(http: Http, base: str, token: str) -> Api:
    """With the token of a sign-in that is not kept yet."""
    return Api(base, http, lambda action: action(token))
