"""https://api.x.com: operations by their path, with the checks all of them share."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.platforms.x.limits import PER_WINDOW
from brandcraft_desktop.practice.platforms.x.problems import Refusal, invalid, plain, refusal, typed
from brandcraft_desktop.practice.platforms.x.state import State
from brandcraft_desktop.practice.platforms.x.store import Somebody
from brandcraft_desktop.practice.values import Json, Malformed, Object, parse

_LARGEST_JSON = 1_000_000


@dataclass(frozen=True)
class Asked:
    """One call that passed its checks."""

    request: Request
    me: Somebody
    id: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    body: Object = field(default_factory=dict)


@dataclass(frozen=True)
class Operation:
    """One operation of the API. `body` is "", "json" or "form"; `query` what may stand there."""

    method: str
    path: str
    run: Callable[[State, Asked], Json]
    bucket: str
    scopes: frozenset[str]
    body: str = ""
    query: frozenset[str] = frozenset()
    status: int = 200

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    def matches(self, path: str) -> re.Match[str] | None:
        return re.fullmatch(self.path.replace("{id}", "(?P<id>[^/]+)"), path)


class Api:
    """Answers for the whole host; sign-in calls have their own ways."""

    def __init__(self, state: State, operations: tuple[Operation, ...]) -> None:
        self._state = state
        self._operations = operations

    def endpoint(self, method: str, path: str) -> str:
        found = self._found(method, path)
        return found.name if found is not None else f"{method} {path}"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        try:
            if request.path == "/2/oauth2/token":
                return self._token(request)
            if request.path == "/2/oauth2/revoke":
                return self._state.oauth.revoke(request)
            return self._call(request)
        except Refusal as error:
            return error.answer()
        except Exception as error:  # noqa: BLE001 - a bug here must look like one of theirs
            self._state.note_failure(request.path, error)
            return plain(500).answer()

    def _token(self, request: Request) -> Answer:
        if b"client_secret=" in request.content():
            # An app with a secret proves itself in the header (docs.x.com, confidential clients).
            return json_answer(
                {
                    "error": "unauthorized_client",
                    "error_description": "Missing valid authorization header",
                },
                401,
            )
        return self._state.oauth.token(request)

    def _found(self, method: str, path: str) -> Operation | None:
        return next(
            (one for one in self._operations if one.method == method and one.matches(path)), None
        )

    def _call(self, request: Request) -> Answer:
        operation = self._found(request.method, request.path)
        if operation is None:
            known = any(one.matches(request.path) for one in self._operations)
            raise plain(405 if known else 404)
        me = self._signed_in(request, operation)
        most = PER_WINDOW[operation.bucket]
        if operation.bucket == "create":
            most = min(most, self._state.settings.posts_a_window)
        headers: dict[str, str] = {}
        if self._state.settings.rate_limits:
            now = self._state.clock.seconds()
            fine, headers = self._state.limits.spend(operation.bucket, me.id, most, now)
            if not fine:
                refused = plain(429)
                raise Refusal(429, refused.body, headers)
        try:
            asked = self._asked(request, operation, me)
            result = operation.run(self._state, asked)
        except Refusal as error:
            raise Refusal(error.status, error.body, {**headers, **error.headers}) from None
        return json_answer(result, operation.status, headers)

    def _signed_in(self, request: Request, operation: Operation) -> Somebody:
        granted = self._state.oauth.granted(request)
        me = None if granted is None else self._state.store.person(granted.person)
        if granted is None or me is None:
            raise plain(401)
        if operation.scopes - granted.scopes:
            missing = ", ".join(sorted(operation.scopes - granted.scopes))
            raise typed(
                403,
                "client-forbidden",
                "Forbidden",
                f"Practice: this needs the scopes {missing}.",
            )
        return me

    def _asked(self, request: Request, operation: Operation, me: Somebody) -> Asked:
        match = operation.matches(request.path)
        number = "" if match is None else match.groupdict().get("id", "")
        if number and not re.fullmatch(r"[0-9]{1,19}", number, re.ASCII):
            raise invalid("id", number, f"The `id` query parameter value [{number}] is not valid")
        query = dict(request.parameters())
        if len(query) != len(request.parameters()):
            raise plain(400, "Practice: a parameter is given twice.")
        for name in sorted(set(query) - operation.query):
            known = ",".join(sorted(operation.query))
            raise invalid(
                name, query[name], f"The query parameter [{name}] is not one of [{known}]"
            )
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body: Object = {}
        if operation.body == "json":
            if kind != "application/json":
                raise plain(400, f"Practice: Content-Type is “{kind}”, not application/json.")
            body = _json(request)
        elif operation.body == "form":
            if kind != "multipart/form-data":
                raise plain(400, f"Practice: Content-Type is “{kind}”, not multipart/form-data.")
        elif request.size:
            raise plain(400, "Practice: no body is expected here.")
        return Asked(request, me, number, query, body)


def _json(request: Request) -> Object:
    if request.size > _LARGEST_JSON:
        raise plain(413)
    try:
        value = parse(request.content())
    except Malformed as error:
        raise plain(400, f"Practice: the body is no JSON ({error}).") from None
    if not isinstance(value, dict):
        raise plain(400, "Practice: a JSON object is expected.")
    return value
