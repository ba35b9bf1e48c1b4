"""The protocol's way of calling: methods by name, checked parameters, named errors.

Source: atproto.com/specs/xrpc; sentences and order of the checks as measured on PDS 0.5.35.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.platforms.bluesky.lexicon import (
    Flag,
    Invalid,
    Items,
    Rule,
    Shape,
    Whole,
    refuse_floats,
)
from brandcraft_desktop.practice.platforms.bluesky.limits import PER_ADDRESS
from brandcraft_desktop.practice.platforms.bluesky.state import State
from brandcraft_desktop.practice.platforms.bluesky.store import Account
from brandcraft_desktop.practice.platforms.bluesky.tokens import (
    ACCESS,
    REFRESH,
    Expired,
    Unverified,
)
from brandcraft_desktop.practice.values import Json, Malformed, Object, parse

_LARGEST_JSON = 150 * 1024


class Refusal(Exception):
    """An error answer."""

    def __init__(
        self, status: int, error: str, message: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status, self.error, self.message = status, error, message
        self.headers = headers or {}

    def answer(self) -> Answer:
        return json_answer(
            {"error": self.error, "message": self.message}, self.status, self.headers
        )


def invalid(message: str) -> Refusal:
    """The refusal most mistakes get."""
    return Refusal(400, "InvalidRequest", message)


@dataclass(frozen=True)
class Asked:
    """One call that passed its checks. `grant` is the payload of the token it came with."""

    request: Request
    parameters: Object
    input: Object
    account: Account | None
    grant: Object

    @property
    def me(self) -> Account:
        if self.account is None:
            raise Refusal(401, "AuthMissing", "Authentication Required")
        return self.account

    def text(self, name: str) -> str:
        """A parameter or input that the checks know to be text; "" where it is missing."""
        value = self.parameters.get(name, self.input.get(name, ""))
        return value if isinstance(value, str) else ""


@dataclass(frozen=True)
class Method:
    """One method.

    `body` is "", "json", "*/*" or a media type; `needs` is "", "access" or "refresh".
    """

    name: str
    run: Callable[[State, Asked], Json]
    verb: str = "GET"
    parameters: Shape = field(default_factory=lambda: Shape({}))
    body: str = ""
    input: Rule | None = None
    needs: str = ""


class XrpcService:
    """The methods of one host; everything else there is answered by `pages`."""

    def __init__(
        self,
        state: State,
        methods: tuple[Method, ...],
        pages: Callable[[Request], Answer | None] | None = None,
    ) -> None:
        self._state = state
        self._methods = {method.name: method for method in methods}
        self._pages = pages

    def endpoint(self, method: str, path: str) -> str:
        return path.removeprefix("/xrpc/") if path.startswith("/xrpc/") else path

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        headers: dict[str, str] = {}
        try:
            if not request.path.startswith("/xrpc/"):
                found = self._pages(request) if self._pages is not None else None
                return found or json_answer({"error": "NotFound", "message": "Not Found"}, 404)
            if self._state.settings.rate_limits:
                now = self._state.clock.seconds()
                standing = self._state.limits.spend(PER_ADDRESS, request.client, 1, now)
                headers = standing.headers()
                if standing.exceeded:
                    raise Refusal(429, "RateLimitExceeded", "Rate Limit Exceeded", headers)
            found = self._call(request)
            return Answer(found.status, {**headers, **found.headers}, found.body)
        except Refusal as error:
            answer = error.answer()
            return Answer(answer.status, {**headers, **answer.headers}, answer.body)
        except Exception as error:  # noqa: BLE001 - a bug here must look like one of theirs
            self._state.note_failure(request.path, error)
            return json_answer(
                {"error": "InternalServerError", "message": "Internal Server Error"}, 500
            )

    def _call(self, request: Request) -> Answer:
        name = request.path.removeprefix("/xrpc/")
        if name == "_health":
            return json_answer({"version": "practice"})
        method = self._methods.get(name)
        if method is None:
            raise invalid(f"No service configured for {name}")
        if request.method != method.verb:
            raise invalid(f"Incorrect HTTP method ({request.method}) expected {method.verb}")
        parameters = _parameters(method, request)
        account, grant = _authorized(self._state, method, request)
        _check_encoding(method, request)
        given = _input(method, request) if method.body == "json" else {}
        result = method.run(self._state, Asked(request, parameters, given, account, grant))
        if result is None:
            return Answer(200)
        headers = {"Cache-Control": "private"} if method.needs else {}
        return json_answer(result, 200, headers)


def refusal(kind: str, status: int, error: str, message: str) -> Answer:
    """The answers a fault can ask for, in the words of this platform."""
    if kind == "expired_token":
        return Refusal(400, "ExpiredToken", "Token has expired").answer()
    if kind == "revoked":
        return Refusal(400, "InvalidToken", "Token could not be verified").answer()
    usual = {
        429: ("RateLimitExceeded", "Rate Limit Exceeded"),
        500: ("InternalServerError", "Internal Server Error"),
        502: ("UpstreamFailure", "Upstream Failure"),
        503: ("NotEnoughResources", "Not Enough Resources"),
        504: ("UpstreamTimeout", "Upstream Timeout"),
    }.get(status, ("InvalidRequest", "Invalid Request"))
    return Refusal(status, error or usual[0], message or usual[1]).answer()


def _parameters(method: Method, request: Request) -> Object:
    values: Object = {}
    try:
        for name, text in request.parameters():
            rule = method.parameters.fields.get(name)
            if isinstance(rule, Items):
                items = values.setdefault(name, [])
                if isinstance(items, list):
                    items.append(text)
            elif name in values:
                raise Invalid(f'Practice: "{name}" is given twice')
            else:
                values[name] = _typed(rule, text)
        method.parameters.check(values, "")
    except Invalid as error:
        raise invalid(f"Invalid {method.name} params: {error}") from None
    return values


def _typed(rule: Rule | None, text: str) -> Json:
    if isinstance(rule, Whole) and re.fullmatch(r"-?\d{1,15}", text):
        return int(text)
    if isinstance(rule, Flag) and text in ("true", "false"):
        return text == "true"
    return text


def bearer(request: Request) -> str:
    """The token of a request. Raises Refusal."""
    value = request.headers.get("authorization", "")
    if not value:
        raise Refusal(401, "AuthMissing", "Authentication Required")
    scheme, _, token = value.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Refusal(400, "InvalidToken", "Unexpected authorization type")
    return token.strip()


def read_token(state: State, kind: str, token: str) -> Object:
    """The payload of a token of this kind. Raises Refusal."""
    try:
        return state.tokens.read(kind, token, state.clock.seconds())
    except Unverified:
        raise Refusal(400, "InvalidToken", "Token could not be verified") from None
    except Expired:
        raise Refusal(400, "ExpiredToken", "Token has expired") from None


def _authorized(state: State, method: Method, request: Request) -> tuple[Account | None, Object]:
    if not method.needs:
        return None, {}
    kind = REFRESH if method.needs == "refresh" else ACCESS
    grant = read_token(state, kind, bearer(request))
    account = state.store.account(str(grant.get("sub", "")))
    issued = grant.get("iat")
    if account is None or not isinstance(issued, int) or issued < state.cut_off(account.did):
        raise Refusal(400, "InvalidToken", "Token could not be verified")
    if account.state == "takendown":
        raise Refusal(401, "AccountTakedown", "Account has been taken down")
    return account, grant


def _check_encoding(method: Method, request: Request) -> None:
    if method.verb != "POST":
        return
    if not method.body:
        if request.size or "content-type" in request.headers:
            raise invalid("A request body was provided when none was expected")
        return
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if "/" not in kind:
        raise invalid("Request encoding (Content-Type) required but not provided")
    wanted = "application/json" if method.body == "json" else method.body
    if wanted not in ("*/*", kind):
        raise invalid(f"Wrong request encoding (Content-Type): {kind}")


def _input(method: Method, request: Request) -> Object:
    if request.size > _LARGEST_JSON:
        raise Refusal(413, "PayloadTooLarge", "request entity too large")
    try:
        value = parse(request.content())
    except Malformed as error:
        raise Refusal(400, "SyntaxError", str(error)) from None
    try:
        refuse_floats(value, "$")
        if method.input is not None:
            method.input.check(value, "$")
    except Invalid as error:
        raise invalid(str(error)) from None
    return value if isinstance(value, dict) else {}
