"""Recorded calls against the reference's schema of LinkedIn's REST API, and the sheet's rules."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from jsonschema import Draft202012Validator, FormatChecker

from tests.contracts.recorded import Exchange

API = "https://api.linkedin.com"
WEB = "https://www.linkedin.com"
_KEYED = re.compile(r"/rest/([A-Za-z]+)/([^/]+)")
_URN = re.compile(r"urn%3Ali%3A[A-Za-z]+%3A[A-Za-z0-9_-]+")
_BODIES = {
    "POST /rest/posts": "createPost",
    "POST /rest/images?action=initializeUpload": "initializeImageUpload",
    "POST /rest/documents?action=initializeUpload": "initializeImageUpload",
    "POST /rest/videos?action=initializeUpload": "initializeVideoUpload",
    "POST /rest/videos?action=finalizeUpload": "finalizeVideoUpload",
}
_ANSWERS = {
    "POST /rest/images?action=initializeUpload": "initializeImageUploadResponse",
    "POST /rest/documents?action=initializeUpload": "initializeDocumentUploadResponse",
    "POST /rest/videos?action=initializeUpload": "initializeVideoUploadResponse",
    "GET /rest/images/{urn}": "mediaStatus",
    "GET /rest/documents/{urn}": "mediaStatus",
    "GET /rest/videos/{urn}": "mediaStatus",
}
_QUERIES = {
    "GET /rest/posts?q=author": {"q", "author", "count", "start", "sortBy"},
    "GET /rest/organizationAcls?q=roleAssignee": {"q", "role", "state", "count", "start"},
}
_OTHERS = {
    (API, "GET", "/v2/userinfo"),
    (WEB, "GET", "/oauth/v2/authorization"),
    (WEB, "POST", "/oauth/v2/accessToken"),
    (WEB, "POST", "/oauth/v2/revoke"),
}


class Rest:
    """Implements `tests.publishers.flow.Spec`."""

    def __init__(self, reference: Path) -> None:
        file = reference / "platforms/specs/linkedin/linkedin-rest.handwritten.schema.json"
        self._schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))

    def operation(self, exchange: Exchange) -> str:
        """The call by its sheet: "POST /rest/videos?action=finalizeUpload"."""
        if exchange.origin == WEB and exchange.path.startswith("/dms-uploads/"):
            return f"{exchange.method} uploadUrl"
        if (exchange.origin, exchange.method, exchange.path) in _OTHERS:
            return f"{exchange.method} {exchange.path}"
        if exchange.origin != API or not exchange.path.startswith("/rest/"):
            return ""
        keyed = _KEYED.fullmatch(exchange.path)
        if keyed is not None:
            name = "id" if keyed[1] == "organizations" else "urn"
            return f"{exchange.method} /rest/{keyed[1]}/{{{name}}}"
        asked = dict(exchange.parameters())
        for name in ("action", "q"):
            if name in asked:
                return f"{exchange.method} {exchange.path}?{name}={asked[name]}"
        return f"{exchange.method} {exchange.path}"

    def wrong(self, exchange: Exchange) -> Sequence[str]:
        """What the schema, or the sheet, finds wrong with a call and its answer."""
        name = self.operation(exchange)
        found: list[str] = []
        if " /rest/" in name:
            found += [*self._call(name, exchange), *self._answer(name, exchange)]
        elif name == "PUT uploadUrl":
            found += _upload(exchange)
        elif name == "POST /oauth/v2/accessToken":
            found += _token(exchange)
        elif name == "GET /v2/userinfo":
            found += [] if exchange.headers.get("authorization") else ["no token"]
        return [f"{name}: {one}" for one in found]

    def judged(self, name: str, value: object) -> list[str]:
        """What one definition finds wrong with a value."""
        whole = {"$ref": f"#/$defs/{name}", "$defs": self._schema["$defs"]}
        found = Draft202012Validator(whole, format_checker=FormatChecker()).iter_errors(value)
        return [f"{name}: {error.json_path}: {error.message}" for error in found]

    def _call(self, name: str, exchange: Exchange) -> Iterator[str]:
        yield from self.judged("headers", dict(exchange.headers))
        keyed = _KEYED.fullmatch(exchange.path)
        if keyed is not None and keyed[1] != "organizations" and not _URN.fullmatch(keyed[2]):
            yield f"{exchange.path} is not percent-encoded"
        schema = _BODIES.get(name)
        if schema is not None:
            yield from self.judged(schema, exchange.json())
            if exchange.mime != "application/json":
                yield f"a body of {exchange.mime or 'no type'}"
        elif exchange.body:
            yield "takes no body"
        unknown = set(dict(exchange.parameters())) - _QUERIES.get(name, {"action"})
        yield from (f"unknown parameter {one}" for one in sorted(unknown))

    def _answer(self, name: str, exchange: Exchange) -> Iterator[str]:
        if exchange.status >= 400:
            if exchange.answer_mime == "application/json":
                yield from self.judged("error", json.loads(exchange.answer))
            return
        if not exchange.status:
            return
        if name == "POST /rest/posts":
            urn = exchange.answer_headers.get("x-restli-id", "")
            if exchange.status != 201 or exchange.answer:
                yield f"answer: {exchange.status} with {len(exchange.answer)} bytes"
            yield from (f"answer: {one}" for one in self.judged("postUrn", urn))
        elif name == "DELETE /rest/posts/{urn}":
            if exchange.status != 204:
                yield f"answer: {exchange.status}"
        elif name in _ANSWERS:
            told = json.loads(exchange.answer)
            yield from (f"answer: {one}" for one in self.judged(_ANSWERS[name], told))


def _upload(exchange: Exchange) -> Iterator[str]:
    """A whole file goes with the token, a part of a video without one."""
    part = exchange.mime == "application/octet-stream"
    if part == ("authorization" in exchange.headers):
        yield f"{exchange.mime} {'with' if part else 'without'} a token"
    if not exchange.body:
        yield "no bytes"
    if part and exchange.status == 200 and not exchange.answer_headers.get("etag"):
        yield "answer: no etag"


def _token(exchange: Exchange) -> Iterator[str]:
    form = parse_qs(exchange.body.decode("ascii"), strict_parsing=True)
    wanted = {"grant_type", "client_id", "client_secret"}
    wanted |= (
        {"refresh_token"}
        if form.get("grant_type") == ["refresh_token"]
        else {
            "code",
            "redirect_uri",
        }
    )
    if set(form) != wanted:
        yield f"fields {sorted(form)}"
    if exchange.mime != "application/x-www-form-urlencoded":
        yield f"a body of {exchange.mime}"
