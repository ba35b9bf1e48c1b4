"""The API itself: which call is meant, who asks, what is judged before it runs.

Sources: developers.facebook.com/documentation/threads; the Postman collection of
fbsamples/threads_api @44df04d (paths and parameters).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from brandcraft_desktop.practice import graph
from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.graph import Given, Refusal, given_in, holder, no_object, token_of
from brandcraft_desktop.practice.oauth import Granted
from brandcraft_desktop.practice.platforms.threads import containers, posts, quotas, tokens
from brandcraft_desktop.practice.platforms.threads.settings import PICTURES
from brandcraft_desktop.practice.platforms.threads.state import State
from brandcraft_desktop.practice.values import Json

_VERSION = re.compile(r"/v1\.0/(?:(me|\d+)/(\w+)|(me|debug_token)|(\d+))/?")
_TOKENS: Mapping[str, Callable[[State, Request], Answer]] = {
    "/oauth/access_token": tokens.traded,
    "/access_token": tokens.exchanged,
    "/refresh_access_token": tokens.reissued,
}
_USER = {
    ("POST", "threads"): "container/create",
    ("GET", "threads"): "threads/list",
    ("GET", "replies"): "replies/list",
    ("POST", "threads_publish"): "threads/publish",
    ("GET", "threads_publishing_limit"): "publishing_limit",
}
_ME_FIELDS = {"id", "username", "name", "threads_profile_picture_url", "threads_biography"}


class Api:
    """https://graph.threads.net."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        if path in _TOKENS:
            return path.strip("/")
        found = _VERSION.fullmatch(path)
        if found is None:
            return path
        if found[2]:
            return _USER.get((method, found[2]), path)
        return found[3] or {"GET": "object/get", "DELETE": "object/delete"}.get(method, path)

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return graph.refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        return graph.guarded(lambda: self._answer(request), self._state.note_failure, request.path)

    def _answer(self, request: Request) -> Answer:
        token = _TOKENS.get(request.path)
        if token is not None:
            return token(self._state, request)
        found = _VERSION.fullmatch(request.path)
        if found is None:
            raise Refusal(2500, f"Unknown path components: {request.path}")
        given = given_in(request)
        me = holder(self._state.oauth, token_of(request, given))
        used = self._state.settings.used
        headers = {"X-App-Usage": graph.app_usage(used)} if used else {}
        if used >= 100:
            raise Refusal(4, "(#4) Application request limit reached", status=403, headers=headers)
        if "threads_basic" not in me.scopes:
            raise graph.no_permission("threads_basic")
        return json_answer(self._called(request.method, found, given, me), headers=headers)

    def _called(self, method: str, found: re.Match[str], given: Given, me: Granted) -> Json:
        state, (person, edge, alone, place) = self._state, found.groups()
        if person and person not in ("me", me.person):
            raise no_object(person)
        if alone and method == "GET":
            if alone == "debug_token":
                given.check(("input_token",), ("input_token",))
                return tokens.debugged(state, given, me)
            return _profile(state, given, me)
        if place and method == "GET":
            return posts.one(state, given, me, place)
        if place and method == "DELETE":
            return posts.delete(state, given, me, place)
        call = _USER.get((method, edge or ""))
        if call == "container/create":
            return containers.create(state, given, me)
        if call == "threads/publish":
            return containers.publish(state, given, me)
        if call in ("threads/list", "replies/list"):
            return posts.listed(state, given, me, replies=call == "replies/list")
        if call == "publishing_limit":
            return quotas.told(state, given, me)
        raise Refusal(100, f"Unsupported {method.lower()} request")


def _profile(state: State, given: Given, me: Granted) -> Json:
    given.check(("fields",))
    account = state.store.account(me.person)
    if account is None:
        raise no_object(me.person)
    fields = given.text("fields").split(",")
    if wrong := sorted(set(fields) - _ME_FIELDS):
        raise graph.invalid(f"Tried accessing nonexisting field ({wrong[0]})")
    every: dict[str, Json] = {
        "id": account.id,
        "username": account.username,
        "name": account.name,
        "threads_profile_picture_url": f"{PICTURES}/avatar/{account.id}",
        "threads_biography": "",
    }
    return {name: every[name] for name in ("id", *fields)}
