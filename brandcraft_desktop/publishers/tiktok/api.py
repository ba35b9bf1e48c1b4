"""Calls of TikTok's API v2 in the name of one account.

Source: developers.tiktok.com (2026-05-01). Every answer is `{"data", "error": {"code", "message",
"log_id"}}`, whose code is "ok" for a success alone: a refusal may come with the status 200.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from brandcraft_desktop.domain.steps import Guard
from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.bearer import with_token
from brandcraft_desktop.publishers.exchange import Answer, Failure, Request
from brandcraft_desktop.publishers.http import Http
from brandcraft_desktop.publishers.json_value import JsonObject
from brandcraft_desktop.publishers.tiktok.errors import OK, judge, refused
from brandcraft_desktop.publishers.tiktok.hosts import API
from brandcraft_desktop.publishers.tiktok.tokens import renewed_token

_JSON = (("Content-Type", "application/json; charset=UTF-8"),)

Query: TypeAlias = tuple[tuple[str, str], ...]
_WithToken: TypeAlias = Callable[[Callable[[str], JsonObject]], JsonObject]


@dataclass(frozen=True)
class Api:
    """One account's way to TikTok; every method gives the `data` of the answer.

    All raise `errors.PublishingError`.
    """

    http: Http
    run: _WithToken

    def get(self, path: str, query: Query) -> JsonObject:
        """Something that only reads."""

        def send(token: str) -> JsonObject:
            request = Request("GET", f"{API}{path}", query=query, bearer=token, judge=judge)
            return data_of(request, self.http.send(request), commit=False)

        return self.run(send)

    def post(self, path: str, body: Mapping[str, object], query: Query = ()) -> JsonObject:
        """A call that may be repeated."""

        def send(token: str) -> JsonObject:
            request = _posting(path, body, token, query)
            return data_of(request, self.http.send(request), commit=False)

        return self.run(send)

    def commit(self, path: str, body: Mapping[str, object], guard: Guard) -> JsonObject:
        """The irreversible call."""

        def send(token: str) -> JsonObject:
            request = _posting(path, body, token)
            return data_of(request, self.http.commit(request, guard), commit=True)

        return self.run(send)


def of(account: AccountSession) -> Api:
    """With the account's own token, renewed where it is refused."""
    return Api(account.http, lambda action: with_token(account, renewed_token, action))


def with_bearer(http: Http, token: str) -> Api:
    """With the token of a sign-in that is not kept yet."""
    return Api(http, lambda action: action(token))


def data_of(request: Request, answer: Answer, *, commit: bool) -> JsonObject:
    """What an answer brings. Raises `errors.PublishingError` where it is a refusal after all."""
    if answer.json.child("error").text("code") == OK:
        found = answer.json.optional_child("data")
        return answer.json if found is None else found
    shown = answer.body.decode("utf-8", "replace")
    raise refused(
        Failure(
            answer.status,
            answer.headers,
            answer.json.with_texts(request.clean),
            request.describe(str(answer.status), shown),
            request.host,
            commit,
        )
    )


def _posting(path: str, body: Mapping[str, object], token: str, query: Query = ()) -> Request:
    return Request(
        "POST",
        f"{API}{path}",
        query=query,
        json=body,
        headers=_JSON,
        bearer=token,
        judge=judge,
    )
