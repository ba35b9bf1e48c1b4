"""The Graph API behind both doors: which call is meant, who asks, what they may.

Source: Instagram Platform (v26.0) and the reference's contract, whose names the calls have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from brandcraft_desktop.practice import graph
from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.graph import Given, invalid, no_object, no_permission
from brandcraft_desktop.practice.oauth import Granted
from brandcraft_desktop.practice.platforms.instagram import containers, reading, tokens
from brandcraft_desktop.practice.platforms.instagram.accounts import CLIENT
from brandcraft_desktop.practice.platforms.instagram.state import State
from brandcraft_desktop.practice.platforms.instagram.store import (
    ACCOUNT,
    CONTAINER,
    MEDIA,
    Account,
)
from brandcraft_desktop.practice.values import Json

_VERSIONED = re.compile(r"/(v[0-9]+\.[0-9])(/.*)")
_EDGES = {
    ("POST", "media"): "media.create",
    ("GET", "media"): "media.list",
    ("POST", "media_publish"): "media.publish",
    ("GET", "stories"): "stories.list",
    ("GET", "content_publishing_limit"): "publishing_limit",
    ("GET", "comments"): "comments.list",
    ("POST", "comments"): "comments.create",
}
_THINGS = {
    (ACCOUNT // 10**13, "GET"): "ig_user.get",
    (CONTAINER // 10**13, "GET"): "container.status",
    (MEDIA // 10**13, "GET"): "media.get",
    (MEDIA // 10**13, "DELETE"): "media.delete",
}


@dataclass(frozen=True)
class Asked:
    """A call that may be answered: by whom, about what, with what."""

    state: State
    granted: Granted
    me: Account
    subject: str
    given: Given
    version: str
    facebook: bool

    def needs(self, what: str) -> None:
        """Raises Refusal where the token lacks a permission."""
        scope = f"instagram_{what}" if self.facebook else f"instagram_business_{what}"
        if scope not in self.granted.scopes:
            raise no_permission(scope)

    def fields(self) -> list[str]:
        """The fields that are asked for; nothing but these."""
        return [one for one in self.given.text("fields").split(",") if one]


class Graph:
    """https://graph.instagram.com, or https://graph.facebook.com for Instagram's accounts."""

    def __init__(self, state: State, *, facebook: bool) -> None:
        self._state, self._facebook = state, facebook

    def endpoint(self, method: str, path: str) -> str:
        return _named(method, path, self._facebook)[0] or f"{method} {path}"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return graph.refusal(kind, status, error, message)

    def claims(self, method: str, path: str, query: str, headers: Mapping[str, str]) -> bool:
        """Numbers of ours, and calls for tokens with our app's keys or our tokens."""
        name, subject, _ = _named(method, path, self._facebook)
        if name == "oauth.token":
            return f"client_id={CLIENT}" in query
        if subject or not name:
            return bool(name)
        token = headers.get("authorization", "").partition(" ")[2]
        return token.startswith(f"{CLIENT}|") or bool(self._state.oauth.state_of(token))

    def answer(self, request: Request) -> Answer:
        found = graph.guarded(lambda: self._answer(request), self._state.note_failure, request.path)
        minutes = self._state.settings.usage_minutes
        if not minutes:
            return found
        told = {"X-Business-Use-Case-Usage": graph.used_up(minutes)}
        return replace(found, headers={**found.headers, **told})

    def _answer(self, request: Request) -> Answer:
        name, subject, version = _named(request.method, request.path, self._facebook)
        given = graph.given_in(request)
        signing = tokens.CALLS.get(name)
        if signing is not None:
            return signing(self._state, request, given)
        if not name:
            raise no_object(request.path)
        token = graph.token_of(request, given)
        granted = graph.holder(self._state.oauth, token)
        if self._facebook == any(one.startswith("instagram_business_") for one in granted.scopes):
            raise graph.bad_token()
        me = self._state.store.account(granted.person)
        if me is None:
            raise graph.bad_token()
        asked = Asked(self._state, granted, me, subject, given, version, self._facebook)
        return json_answer(_CALLS[name](asked))


def _named(method: str, path: str, facebook: bool) -> tuple[str, str, str]:
    """The name of a call, the id it is about, and the version of the API; "" for no call."""
    if not facebook and method == "GET" and path in ("/access_token", "/refresh_access_token"):
        return ("oauth.long_lived" if path == "/access_token" else "oauth.refresh"), "", ""
    found = _VERSIONED.fullmatch(path)
    if found is None:
        return "", "", ""
    version, rest = found.groups()
    if facebook and (method, rest) in tokens.FACEBOOK:
        return tokens.FACEBOOK[method, rest], "", version
    if not facebook and (method, rest) == ("GET", "/me"):
        return "me", "", version
    subject, _, edge = rest[1:].partition("/")
    if not subject.isdecimal():
        return "", "", version
    if edge:
        return _EDGES.get((method, edge), ""), subject, version
    return _THINGS.get((int(subject) // 10**13, method), ""), subject, version


def _own(asked: Asked) -> None:
    if asked.subject != asked.me.id:
        raise no_object(asked.subject)


def _create(asked: Asked) -> Json:
    _own(asked)
    asked.needs("content_publish")
    return containers.create(asked.state, asked.me.id, asked.given, asked.version, asked.facebook)


def _publish(asked: Asked) -> Json:
    _own(asked)
    asked.needs("content_publish")
    return containers.publish(asked.state, asked.me.id, asked.given)


def _status(asked: Asked) -> Json:
    asked.given.check(("fields",), ("fields",))
    return containers.status(asked.state, asked.me.id, asked.subject, asked.fields())


def _limit(asked: Asked) -> Json:
    _own(asked)
    asked.given.check(("fields", "since"))
    whole: dict[str, Json] = {
        "quota_usage": containers.used(asked.state, asked.me.id),
        "config": {"quota_total": asked.state.settings.quota, "quota_duration": 86_400},
    }
    names = asked.fields() or ["quota_usage"]
    return {"data": [{name: whole[name] for name in names}]}


def _account(asked: Asked) -> Json:
    asked.needs("basic")
    if asked.facebook:
        _own(asked)
    asked.given.check(("fields",))
    whole = {**reading.account(asked.me), "account_type": asked.state.settings.account_type}
    names = asked.fields()
    if unknown := set(names) - set(whole):
        raise invalid(f"Tried accessing nonexisting field ({min(unknown)})")
    return {"id": asked.me.id, **{name: whole[name] for name in names}}


def _listed(asked: Asked) -> Json:
    _own(asked)
    asked.given.check(("fields", "since", "until", "limit", "after"))
    return reading.listed(asked.state, asked.me, asked.given, asked.fields(), story=False)


def _stories(asked: Asked) -> Json:
    _own(asked)
    asked.given.check(("fields",))
    return reading.listed(asked.state, asked.me, asked.given, asked.fields(), story=True)


def _media(asked: Asked) -> Json:
    asked.given.check(("fields",))
    return reading.one(asked.state, asked.me, asked.subject, asked.fields())


def _delete(asked: Asked) -> Json:
    asked.given.check(())
    if not asked.facebook or "instagram_manage_contents" not in asked.granted.scopes:
        raise no_permission("instagram_manage_contents")
    return reading.delete(asked.state, asked.me, asked.subject)


def _comments(asked: Asked) -> Json:
    asked.needs("manage_comments")
    asked.given.check(("fields",))
    reading.one(asked.state, asked.me, asked.subject, [])
    found = asked.state.store.comments(asked.subject)
    return {"data": [{"id": one, "text": words} for one, words in found]}


def _comment(asked: Asked) -> Json:
    asked.needs("manage_comments")
    asked.given.check(("message",), ("message",))
    reading.one(asked.state, asked.me, asked.subject, [])
    return reading.comment(asked.state, asked.me, asked.subject, asked.given.text("message"))


_CALLS: dict[str, Callable[[Asked], Json]] = {
    "me": _account,
    "ig_user.get": _account,
    "media.create": _create,
    "media.publish": _publish,
    "container.status": _status,
    "publishing_limit": _limit,
    "media.list": _listed,
    "stories.list": _stories,
    "media.get": _media,
    "media.delete": _delete,
    "comments.list": _comments,
    "comments.create": _comment,
}
