"""Calls of the Threads API in the name of one account.

Sources: developers.facebook.com/documentation/threads (2026); fbsamples/threads_api @44df04d and
its Postman collection, whose parameters may stand in a form as well as in the query.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.steps import Guard
from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.bearer import with_token
from brandcraft_desktop.publishers.exchange import Answer, Judge, Request
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.threads.errors import judge
from brandcraft_desktop.publishers.threads.info import version_of
from brandcraft_desktop.publishers.threads.tokens import GRAPH, renew

BUCKET = "threads"  # Meta counts all calls of a person and an app together
WRITE_SECONDS = 60.0

Fields: TypeAlias = tuple[tuple[str, str], ...]
_WithToken: TypeAlias = Callable[[Callable[[str], Answer]], Answer]


@dataclass(frozen=True)
class Api:
    """One account's way to Threads; every method raises `errors.PublishingError`."""

    base: str
    http: Http
    judge: Judge
    run: _WithToken

    def get(self, path: str, query: Fields = ()) -> JsonObject:
        """Something that only reads."""
        return self._sent("GET", path, query=query)

    def post(self, path: str, form: Fields) -> JsonObject:
        """A write that may be repeated."""
        return self._sent("POST", path, form=form)

    def delete(self, path: str) -> JsonObject:
        """Take something away."""
        return self._sent("DELETE", path)

    def commit(self, path: str, form: Fields, guard: Guard) -> JsonObject:
        """The irreversible call."""
        return self.run(
            lambda token: self.http.commit(self._request("POST", path, token, form=form), guard)
        ).json

    def _sent(
        self, method: str, path: str, *, query: Fields = (), form: Fields | None = None
    ) -> JsonObject:
        return self.run(
            lambda token: self.http.send(self._request(method, path, token, query, form))
        ).json

    def _request(
        self, method: str, path: str, token: str, query: Fields = (), form: Fields | None = None
    ) -> Request:
        return Request(
            method,
            f"{self.base}/{path}",
            query=query,
            form=form,
            bearer=token,
            bucket=BUCKET,
            judge=self.judge,
            seconds=30.0 if form is None else WRITE_SECONDS,
        )


def of(account: AccountSession) -> Api:
    """With the account's own token, reissued where it is refused."""
    return Api(
        _base(account.settings),
        account.http,
        judge(account.clock),
        lambda action: with_token(account, renew, action),
    )


def with_bearer(http: Http, clock: Clock, settings: Mapping[str, str], token: str) -> Api:
    """With the token of a sign-in that is not kept yet."""
    return Api(_base(settings), http, judge(clock), lambda action: action(token))


def _base(settings: Mapping[str, str]) -> str:
    return f"{GRAPH}/{version_of(settings)}"
