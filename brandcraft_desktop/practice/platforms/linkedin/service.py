"""What every call of the API must bring: a good token, a living version, the right protocol.

Source: learn.microsoft.com, "Versioning", "Protocol versions", "Rate limits" (view li-lms-2026-05).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import unquote

from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.platforms.linkedin.refusals import (
    Refusal,
    denied,
    expired,
    invalid_token,
    refusal,
    revoked,
    throttled,
)
from brandcraft_desktop.practice.platforms.linkedin.shapes import Rule
from brandcraft_desktop.practice.platforms.linkedin.state import State
from brandcraft_desktop.practice.platforms.linkedin.store import Member
from brandcraft_desktop.practice.values import Malformed, Object, parse

_VERSION = re.compile(r"20[0-9]{2}(0[1-9]|1[0-2])")
_LARGEST_JSON = 200_000


@dataclass(frozen=True)
class Asked:
    """A call that may be answered: by whom, with what."""

    request: Request
    me: Member
    scopes: frozenset[str]
    key: str
    body: Object

    def needs(self, scope: str, what: str) -> None:
        """Raises Refusal."""
        if scope not in self.scopes:
            raise denied(what)


@dataclass(frozen=True)
class Call:
    """One call: verb, resource, whether it names one thing, and its action or finder."""

    verb: str
    resource: str
    run: Callable[[State, Asked], Answer]
    keyed: bool = False
    action: str = ""
    finder: str = ""
    body: Rule | None = None


class Api:
    """https://api.linkedin.com."""

    def __init__(self, state: State, calls: tuple[Call, ...]) -> None:
        self._state = state
        self._calls = calls

    def endpoint(self, method: str, path: str) -> str:
        if path.startswith("/rest/"):
            resource, _, key = path.removeprefix("/rest/").partition("/")
            return f"{method} /rest/{resource}" + ("/{id}" if key else "")
        return f"{method} {path}"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        try:
            if request.path == "/v2/userinfo" and request.method == "GET":
                return self._userinfo(request)
            if not request.path.startswith("/rest/"):
                raise Refusal(
                    404, "RESOURCE_NOT_FOUND", f"No virtual resource found: {request.path}"
                )
            return self._rest(request)
        except Refusal as error:
            return error.answer()
        except Exception as error:  # noqa: BLE001 - a bug here must look like one of theirs
            self._state.note_failure(request.path, error)
            return Refusal(500, "", "Internal Server Error").answer()

    def _userinfo(self, request: Request) -> Answer:
        me, scopes = signed_in(self._state, request)
        if "openid" not in scopes:
            raise denied("userinfo.GET.NO_VERSION")
        told: Object = {"sub": me.sub}
        if "profile" in scopes:
            first, _, last = me.name.partition(" ")
            told |= {
                "name": me.name,
                "given_name": first,
                "family_name": last,
                "locale": {"country": "US", "language": "en"},
                "picture": f"https://media.licdn.com/dms/image/{me.sub}/profile.png",
            }
        return json_answer(told)

    def _rest(self, request: Request) -> Answer:
        me, scopes = signed_in(self._state, request)
        version = request.headers.get("linkedin-version", "")
        if not version:
            raise Refusal(
                400,
                "VERSION_MISSING",
                "A version must be present. Please specify a version by adding the "
                "LinkedIn-Version header.",
            )
        if not _VERSION.fullmatch(version):
            raise Refusal(400, "INVALID_VERSION", f"Invalid version format: {version}")
        if version < self._state.settings.oldest_version:
            raise Refusal(
                426, "NONEXISTENT_VERSION", f"Requested version {version}01 is not active"
            )
        if request.headers.get("x-restli-protocol-version") != "2.0.0":
            raise Refusal(400, "", "Practice: X-Restli-Protocol-Version must be 2.0.0")
        resource, _, key = request.path.removeprefix("/rest/").partition("/")
        call = self._find(request, resource, key)
        self._count(resource, me)
        body = self._body(request, call)
        return call.run(self._state, Asked(request, me, scopes, unquote(key), body))

    def _find(self, request: Request, resource: str, key: str) -> Call:
        if ":" in key:
            raise Refusal(400, "ILLEGAL_ARGUMENT", "Practice: URNs in a path are percent-encoded")
        there = [one for one in self._calls if one.resource == resource]
        if not there:
            raise Refusal(
                404, "RESOURCE_NOT_FOUND", f"No root resource defined for path /{resource}"
            )
        action, finder = request.parameter("action"), request.parameter("q")
        method = request.headers.get("x-restli-method", "").upper()
        for one in there:
            if (one.verb, one.keyed, one.action, one.finder) == (
                *(request.method, bool(key), action),
                finder,
            ):
                wanted = {"DELETE": "DELETE", "GET": "FINDER" if one.finder else "GET"}
                if method and method != wanted.get(one.verb, "ACTION" if one.action else "CREATE"):
                    raise Refusal(400, "", f"Practice: X-RestLi-Method {method} is another call")
                return one
        raise Refusal(
            405 if not action else 400, "", f"{request.method} is not supported for /{resource}"
        )

    def _count(self, resource: str, me: Member) -> None:
        limit = self._state.settings.daily_limit
        if not limit:
            return
        day = f"{datetime.fromtimestamp(self._state.clock.seconds(), UTC):%Y-%m-%d}"
        database = self._state.store.database
        database.run(
            "INSERT INTO counts VALUES (?, ?, ?, 1)"
            " ON CONFLICT (day, resource, sub) DO UPDATE SET calls = calls + 1",
            *(day, resource, me.sub),
        )
        row = database.row(
            "SELECT calls FROM counts WHERE day = ? AND resource = ? AND sub = ?",
            *(day, resource, me.sub),
        )
        if row is not None and isinstance(row[0], int) and row[0] > limit:
            raise throttled()

    def _body(self, request: Request, call: Call) -> Object:
        if call.body is None:
            if request.size:
                raise Refusal(400, "", "Practice: no body is expected here")
            return {}
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise Refusal(415, "", f"Unsupported Content-Type: {kind}")
        if request.size > _LARGEST_JSON:
            raise Refusal(413, "", "Request entity too large")
        try:
            value = parse(request.content())
        except Malformed:
            value = None
        if not isinstance(value, dict):
            raise Refusal(
                400, "ILLEGAL_ARGUMENT", "Request body could not be converted to data map"
            )
        call.body(value, "")
        return value


def signed_in(state: State, request: Request) -> tuple[Member, frozenset[str]]:
    """Whose token this is, and what it may. Raises Refusal."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if not token:
        raise Refusal(401, "EMPTY_ACCESS_TOKEN", "Empty oauth2 access token", 65_604)
    granted = state.oauth.granted(request)
    known = state.oauth.state_of(token)
    if known == "revoked":
        raise revoked()
    if known == "expired":
        raise expired()
    me = state.store.member(granted.person) if granted is not None else None
    if granted is None or me is None or kind.lower() != "bearer":
        raise invalid_token()
    return me, granted.scopes


def whole_query(request: Request, allowed: Mapping[str, str]) -> None:
    """No parameter too many, each of its pattern. Raises Refusal."""
    for name, value in request.parameters():
        if name not in allowed:
            raise Refusal(400, "", f"Query parameters must be known: {name}")
        if re.fullmatch(allowed[name], value) is None:
            raise Refusal(400, "PARAM_INVALID", f"Invalid param: {name}")
