"""The API itself: which call is meant, who asks, what is judged before it runs.

Source: pinterest/api-description v5.23.0: paths, scopes and categories.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.platforms.pinterest import boards, media, pins, tokens
from brandcraft_desktop.practice.platforms.pinterest.answers import (
    Refusal,
    invalid,
    no_scope,
    refusal,
)
from brandcraft_desktop.practice.platforms.pinterest.calls import PAGED, Asked, Call
from brandcraft_desktop.practice.platforms.pinterest.settings import IMAGES
from brandcraft_desktop.practice.platforms.pinterest.shapes import DIGITS
from brandcraft_desktop.practice.platforms.pinterest.state import State
from brandcraft_desktop.practice.values import Json, Malformed, Object

VERSION = "/v5"
TOKEN = "/v5/oauth/token"
_ACCOUNT = frozenset({"ad_account_id"})
_METRICS = frozenset({"pin_metrics", "creative_types"})
_BOARDS = ("boards:read", "boards:write")
_PINS = ("pins:read", "pins:write")


def _whoami(state: State, asked: Asked) -> Json:
    """The account behind the token."""
    return {
        "id": asked.me.id,
        "username": asked.me.username,
        "business_name": asked.me.name,
        "account_type": "BUSINESS",
        "about": "",
        "website_url": "",
        "profile_image": f"{IMAGES}/avatar/{asked.me.id}",
        "board_count": len(state.store.boards(asked.me.id)),
        "pin_count": len(state.store.pins(owner=asked.me.id)),
        "follower_count": 0,
        "following_count": 0,
        "monthly_views": 0,
    }


CALLS = (
    Call(
        "user_account/get", "GET", "/user_account", ("user_accounts:read",), _whoami, query=_ACCOUNT
    ),
    Call(
        "boards/list",
        "GET",
        "/boards",
        ("boards:read",),
        boards.listed,
        query=PAGED | {"privacy"},
    ),
    Call(
        "boards/create",
        "POST",
        "/boards",
        _BOARDS,
        boards.create,
        writes=True,
        answer=201,
        query=_ACCOUNT,
        body=boards.NEW_BOARD,
    ),
    Call(
        "board_sections/list",
        "GET",
        "/boards/{board_id}/sections",
        ("boards:read",),
        boards.sections,
        query=PAGED,
    ),
    Call(
        "boards/list_pins",
        "GET",
        "/boards/{board_id}/pins",
        ("boards:read", "pins:read"),
        pins.on_board,
        query=PAGED | _METRICS,
    ),
    Call(
        "pins/list",
        "GET",
        "/pins",
        ("boards:read", "pins:read"),
        pins.own,
        query=PAGED | _METRICS | {"pin_filter", "include_protected_pins", "pin_type"},
    ),
    Call(
        "pins/create",
        "POST",
        "/pins",
        (*_BOARDS, *_PINS),
        pins.create,
        writes=True,
        answer=201,
        query=_ACCOUNT,
        body=pins.NEW_PIN,
    ),
    Call(
        "pins/get",
        "GET",
        "/pins/{pin_id}",
        ("boards:read", "pins:read"),
        pins.get,
        query=_ACCOUNT | {"pin_metrics"},
    ),
    Call(
        "pins/delete",
        "DELETE",
        "/pins/{pin_id}",
        (*_BOARDS, *_PINS),
        pins.delete,
        writes=True,
        answer=204,
        query=_ACCOUNT,
    ),
    Call(
        "media/create",
        "POST",
        "/media",
        _PINS,
        media.register,
        writes=True,
        answer=201,
        body=media.REGISTRATION,
    ),
    Call("media/get", "GET", "/media/{media_id}", ("pins:read",), media.look),
)
_PATHS = [(re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", one.path)), one) for one in CALLS]


class Api:
    """What listens at the API's host, and at its sandbox's."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        if path == TOKEN:
            return "oauth/token"
        found = _found(method, path)
        return path if found is None else found[0].name

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        headers: dict[str, str] = {}
        try:
            if request.path == TOKEN:
                return tokens.token(self._state, request)
            found = self._call(request, headers)
        except Refusal as error:
            found = error.answer()
        except Exception as error:  # noqa: BLE001 - a bug here must look like one of theirs
            self._state.note_failure(request.path, error)
            return Refusal(500, 12, "Something went wrong on our end. Sorry about that.").answer()
        return Answer(found.status, {**headers, **found.headers}, found.body)

    def _call(self, request: Request, headers: dict[str, str]) -> Answer:
        found = _found(request.method, request.path)
        if found is None:
            raise Refusal(404, 404, "API method not found.")
        call, places = found
        asked = self._authorized(request, call, places, headers)
        result = call.run(self._state, asked)
        return Answer(call.answer) if call.answer == 204 else json_answer(result, call.answer)

    def _authorized(
        self, request: Request, call: Call, places: Mapping[str, str], headers: dict[str, str]
    ) -> Asked:
        state = self._state
        granted = state.oauth.granted(request)
        me = state.store.account(granted.person) if granted is not None else None
        if granted is None or me is None:
            raise Refusal(401, 2, "Authentication failed.")
        if state.settings.rate_limits:
            category = "org_write" if call.writes else "org_read"
            most = state.settings.writes_a_minute if call.writes else state.settings.reads_a_minute
            fine, told = state.limits.spend(category, me.id, most, state.clock.seconds())
            headers.update(told)
            if not fine:
                raise Refusal(429, 8, "You have exceeded your rate limit.", headers)
        if not granted.scopes.issuperset(call.scopes):
            raise no_scope()
        for name, value in places.items():
            if not re.search(DIGITS, value, re.ASCII):
                raise invalid(f"'{value}' does not match '{DIGITS}': {name}")
        return Asked(
            request, me, granted.scopes, places, _query(request, call), _body(request, call)
        )


def _found(method: str, path: str) -> tuple[Call, Mapping[str, str]] | None:
    inner = path.removeprefix(VERSION)
    for pattern, call in _PATHS:
        match = pattern.fullmatch(inner)
        if match and call.method == method and path.startswith(VERSION):
            return call, match.groupdict()
    return None


def _query(request: Request, call: Call) -> Mapping[str, str]:
    given = request.parameters()
    for name, _ in given:
        if name not in call.query:
            raise invalid(f"Practice: there is no parameter '{name}'")
    if len({name for name, _ in given}) < len(given):
        raise invalid("Practice: a parameter is given twice")
    return dict(given)


def _body(request: Request, call: Call) -> Object:
    if call.body is None:
        if request.size:
            raise invalid("Practice: a body was sent where none is expected")
        return {}
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise Refusal(415, 1, "Practice: the body must be application/json")
    try:
        value = request.json()
    except Malformed as error:
        raise invalid(str(error)) from None
    call.body.check(value, "body")
    return value
