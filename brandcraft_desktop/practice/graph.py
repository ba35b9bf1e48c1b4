"""What the stand-ins of Meta's platforms share: the Graph API's errors, parameters and tokens.

Sources: developers.facebook.com, "Handling Errors" (shape of an error; sentences as its samples
have them), "Rate Limits" (headers). Strict where the real API is lenient: a parameter nobody
documents is refused here, so that no test passes by a typing error.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from urllib.parse import parse_qsl, urlencode

from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.oauth import Granted, OAuth
from brandcraft_desktop.practice.values import Json, Malformed, Object

FORM = "application/x-www-form-urlencoded"


class Refusal(Exception):
    """An error answer of the Graph API."""

    def __init__(
        self,
        code: int,
        message: str,
        *,
        subcode: int = 0,
        status: int = 400,
        kind: str = "OAuthException",
        transient: bool = False,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.code, self.subcode, self.status = code, subcode, status
        self.message, self.kind, self.transient = message, kind, transient
        self.headers = headers or {}

    def answer(self) -> Answer:
        error: Object = {"message": self.message, "type": self.kind, "code": self.code}
        if self.subcode:
            error["error_subcode"] = self.subcode
        if self.transient:
            error["is_transient"] = True
        error["fbtrace_id"] = "APractice"
        return json_answer({"error": error}, self.status, self.headers)


def invalid(message: str, subcode: int = 0) -> Refusal:
    """The refusal most mistakes get."""
    return Refusal(100, f"(#100) {message}", subcode=subcode)


def no_object(object_id: str) -> Refusal:
    """A thing that is not there, or not for this token."""
    return Refusal(
        100,
        f"Unsupported request. Object with ID '{object_id}' does not exist, cannot be loaded due "
        "to missing permissions, or does not support this operation.",
        subcode=33,
        kind="GraphMethodException",
    )


def no_permission(permission: str) -> Refusal:
    """A token that may not do this."""
    return Refusal(200, f"(#200) Requires {permission} permission", status=403)


def bad_token(state: str = "") -> Refusal:
    """A token that is good for nothing; `state` as `OAuth.state_of` says it."""
    if state == "expired":
        return Refusal(
            190,
            "Error validating access token: Session has expired.",
            subcode=463,
            status=401,
        )
    if state == "revoked":
        return Refusal(
            190,
            "Error validating access token: The user has not authorized application.",
            subcode=458,
            status=401,
        )
    return Refusal(190, "Invalid OAuth access token - Cannot parse access token", status=401)


def too_many(minutes: int = 0) -> Refusal:
    """A count that is used up; `minutes` until there is room again, if it is told."""
    headers = {} if not minutes else {"X-Business-Use-Case-Usage": used_up(minutes)}
    return Refusal(
        32,
        "(#32) Page request limit reached",
        status=400,
        headers=headers,
    )


def used_up(minutes: int) -> str:
    """The header that says a business' count is full."""
    count = {
        "type": "pages",
        "call_count": 100,
        "total_cputime": 12,
        "total_time": 12,
        "estimated_time_to_regain_access": minutes,
    }
    return json.dumps({"1": [count]}, separators=(",", ":"))


def app_usage(share: int) -> str:
    """The header that says how much of the app's hour is used, in per cent."""
    return json.dumps(
        {"call_count": share, "total_time": share // 2, "total_cputime": share // 2},
        separators=(",", ":"),
    )


def refusal(kind: str, status: int, error: str, message: str) -> Answer:
    """The answers a fault can ask for; `error` is "code" or "code/subcode"."""
    if kind == "expired_token":
        return bad_token("expired").answer()
    if kind == "revoked":
        return bad_token("revoked").answer()
    code, _, subcode = error.partition("/")
    if code.removeprefix("-").isdecimal():
        made = Refusal(
            int(code),
            message or "Practice",
            subcode=int(subcode) if subcode.isdecimal() else 0,
            status=status,
        )
    elif status == 429:
        made = Refusal(4, "(#4) Application request limit reached", status=status)
    elif status >= 500:
        made = Refusal(
            2, message or "An unexpected error has occurred.", status=status, transient=True
        )
    elif status == 403:
        made = Refusal(10, message or "(#10) Permission denied", status=status)
    else:
        made = Refusal(100, message or "(#100) Invalid parameter", status=status)
    return made.answer()


@dataclass(frozen=True)
class Given:
    """The parameters of a call, from its query and its body, and the files of a form with files.

    Texts as they came; a value of JSON that is no text is JSON again. A file is (its name, its
    type, its bytes).
    """

    values: Mapping[str, str]
    files: Mapping[str, tuple[str, str, bytes]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.values.get(name, "")

    def flag(self, name: str, default: bool = False) -> bool:
        """Raises Refusal for what is neither."""
        value = self.values.get(name)
        if value is None:
            return default
        if value not in ("true", "false", "0", "1"):
            raise invalid(f"Param {name} must be a boolean")
        return value in ("true", "1")

    def whole(self, name: str, default: int = 0) -> int:
        """Raises Refusal for what is no whole number."""
        value = self.values.get(name)
        if value is None:
            return default
        if not value.isdecimal():
            raise invalid(f"Param {name} must be an integer")
        return int(value)

    def check(self, known: Collection[str], needed: Sequence[str] = ()) -> None:
        """Nothing but `known`, and all of `needed`. Raises Refusal."""
        for name in (*self.values, *self.files):
            if name.partition("[")[0] not in known and name != "access_token":
                raise invalid(f"Practice: there is no parameter '{name}'")
        for name in needed:
            if not self.values.get(name) and name not in self.files:
                raise invalid(f"The parameter {name} is required")


def given_in(request: Request) -> Given:
    """What a request says, in its query and as JSON, a form, or a form with files. Raises Refusal.

    A body of another type is no parameters: files are sent as they are to their own addresses.
    """
    pairs = request.parameters()
    mime, _, rest = request.headers.get("content-type", "").partition(";")
    files: dict[str, tuple[str, str, bytes]] = {}
    if mime == FORM:
        pairs += parse_qsl(request.content().decode("utf-8", "replace"), keep_blank_values=True)
    elif mime == "application/json":
        try:
            pairs += [(name, _text(value)) for name, value in request.json().items()]
        except Malformed as error:
            raise invalid(str(error)) from None
    elif mime == "multipart/form-data":
        fields, files = _parts(request.content(), rest)
        pairs += fields
    values = dict(pairs)
    if len(values) < len(pairs):
        raise invalid("Practice: a parameter is given twice")
    return Given(values, files)


def token_of(request: Request, given: Given) -> str:
    """The token of a call: from its header ("Bearer" or "OAuth") or its parameter."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token if kind.lower() in ("bearer", "oauth") else given.text("access_token")


def holder(oauth: OAuth, token: str) -> Granted:
    """Whom a token speaks for. Raises Refusal."""
    found = oauth.holder(token)
    if found is None:
        if not token:
            raise Refusal(
                2500, "An active access token must be used to query information.", status=400
            )
        raise bad_token(oauth.state_of(token))
    return found


def traded(oauth: OAuth, request: Request, given: Given) -> Answer:
    """A code becomes a token, asked for in the query as Facebook has it (RFC 6749 has a form)."""
    form = urlencode({**given.values, "grant_type": "authorization_code"}).encode()
    return oauth.token(
        replace(
            request,
            query="",
            headers={**request.headers, "content-type": FORM},
            body=BytesIO(form),
            size=len(form),
        )
    )


def refused_sign_in(status: int, error: str, description: str) -> Answer:
    """How a call for tokens is refused (for `Ways.refuse`), in the Graph API's shape."""
    if error == "invalid_client":
        return Refusal(1, "Error validating client secret.").answer()
    if error == "invalid_grant":
        return Refusal(100, "This authorization code has been used or has expired.").answer()
    return Refusal(100, f"Invalid parameter: {description}", status=status).answer()


def guarded(
    answer: Callable[[], Answer], note: Callable[[str, Exception], None], path: str
) -> Answer:
    """What `answer` gives; refusals and mistakes of the stand-in become answers."""
    try:
        return answer()
    except Refusal as error:
        return error.answer()
    except Exception as error:  # noqa: BLE001 - a bug here must look like one of theirs
        note(path, error)
        return refusal("status", 500, "", "")


def _text(value: Json) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _parts(
    body: bytes, rest: str
) -> tuple[list[tuple[str, str]], dict[str, tuple[str, str, bytes]]]:
    """The fields and the files of a form (RFC 7578)."""
    boundary = rest.strip().removeprefix("boundary=").strip('"').encode()
    fields: list[tuple[str, str]] = []
    files: dict[str, tuple[str, str, bytes]] = {}
    pieces = body.split(b"--" + boundary)
    if not boundary or pieces[-1].strip() != b"--":
        raise invalid("Practice: the form is broken")
    for piece in pieces[1:-1]:
        head, found, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        if not found or not content.endswith(b"\r\n"):
            raise invalid("Practice: the form is broken")
        words = head.decode("utf-8", "replace")
        name = _quoted(words, "name")
        if "filename=" in words:
            mime = next(
                (
                    line.partition(":")[2].strip()
                    for line in words.split("\r\n")
                    if line.lower().startswith("content-type:")
                ),
                "",
            )
            files[name] = (_quoted(words, "filename"), mime, content[:-2])
        else:
            fields.append((name, content[:-2].decode("utf-8", "replace")))
    return fields, files


def _quoted(head: str, name: str) -> str:
    return head.partition(f' {name}="')[2].partition('"')[0]
