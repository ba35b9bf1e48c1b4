"""YouTube's calls judged by the reference's contract and by the official discovery document.

The contract says which parameters, fields and headers a call has; the document which types.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import util
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from tests.contracts.recorded import Exchange

HOSTS = (
    "https://www.googleapis.com",
    "https://youtube.googleapis.com",
    "https://oauth2.googleapis.com",
    "https://accounts.google.com",
)
SESSION = "videos.insert.chunk"
_RANGE = re.compile(r"bytes (\d+-\d+|\*)/\d+")
_SECRETS = {"client_secret", "refresh_token", "code", "code_verifier"}


@dataclass(frozen=True)
class YouTubeSpec:
    """`tests.publishers.flow.Spec` of YouTube."""

    contract: Mapping[str, Any]
    document: Mapping[str, Any]
    validate: Callable[..., list[str]]

    @classmethod
    def read(cls, reference: Path) -> YouTubeSpec:
        """The contract, the document and the reference's own validator."""
        place = reference / "platforms"
        specs = place / "specs"
        source = util.spec_from_file_location("contracts", place / "tools/check_contracts.py")
        assert source is not None
        assert source.loader is not None
        module = util.module_from_spec(source)
        source.loader.exec_module(module)
        return cls(
            json.loads((specs / "contracts/youtube.json").read_text(encoding="utf-8")),
            json.loads(
                (specs / "official/youtube.v3.trimmed.discovery.json").read_text(encoding="utf-8")
            ),
            module.validate,
        )

    def operation(self, exchange: Exchange) -> str:
        """The contract's name of a call; "" for none of this API."""
        if exchange.origin not in HOSTS:
            return ""
        if exchange.method == "PUT" and exchange.path.startswith("/upload/"):
            return SESSION
        url = f"{exchange.origin}{exchange.path}"
        for name, one in self.contract["ops"].items():
            if one["method"] == exchange.method and one["url"] == url:
                return str(name)
        return ""

    def wrong(self, exchange: Exchange) -> Sequence[str]:
        """What is wrong with the request, and with its answer."""
        name = self.operation(exchange)
        if not name:
            return []
        return [*self._request(name, exchange), *self._answer(name, exchange)]

    def _request(self, name: str, exchange: Exchange) -> Iterator[str]:
        operation = self.contract["ops"][name]
        query = dict(parse_qsl(exchange.query, keep_blank_values=True))
        params: dict[str, Any] = {}
        kind = exchange.headers.get("content-type", "").partition(";")[0]
        if name == "oauth.token":
            if kind != "application/x-www-form-urlencoded":
                yield f"content-type {kind}"
            params = dict(parse_qsl(exchange.body.decode(), keep_blank_values=True))
        elif name == "videos.insert.start":
            params = json.loads(exchange.body)
            yield from self.typed("Video", params)
            yield from _parts(query, params)
        elif operation["encoding"] == ["query"]:
            params, query = query, {}
        if name == SESSION:
            query = {}  # the address is Google's own
            if not _RANGE.fullmatch(exchange.headers.get("content-range", "")):
                yield f"Content-Range {exchange.headers.get('content-range')}"
        yield from self.validate(
            self.contract, name, params, exchange.headers, query, method=exchange.method
        )
        for header in operation.get("headers", {}):
            if header.lower() not in exchange.headers:
                yield f"no header {header}"
        if operation.get("auth") == "bearer" and not exchange.headers.get(
            "authorization", ""
        ).startswith("Bearer "):
            yield "no bearer token"
        if name == "thumbnails.set" and kind not in operation["accept"]:
            yield f"content-type {kind}"

    def _answer(self, name: str, exchange: Exchange) -> Iterator[str]:
        schema = {
            "videos.list": "VideoListResponse",
            "channels.mine": "ChannelListResponse",
            "playlistItems.list": "PlaylistItemListResponse",
            "thumbnails.set": "ThumbnailSetResponse",
            SESSION: "Video",
        }.get(name, "")
        if not schema or exchange.status not in (200, 201):
            return
        try:
            told = json.loads(exchange.answer)
        except ValueError:
            return  # an answer that a test broke
        yield from (f"answer: {one}" for one in self.typed(schema, told))

    def typed(self, schema: str, value: object) -> Iterator[str]:
        """What in `value` is not as a schema of the document says, with nothing unknown."""
        yield from self._judge({"$ref": schema}, value, schema)

    def _judge(self, rule: Mapping[str, Any], value: object, where: str) -> Iterator[str]:
        if "$ref" in rule:
            rule = self.document["schemas"][rule["$ref"]]
        kind = rule.get("type", "object")
        fits = {
            "string": isinstance(value, str),
            "boolean": isinstance(value, bool),
            "integer": isinstance(value, int) and not isinstance(value, bool),
            "number": isinstance(value, int | float) and not isinstance(value, bool),
            "array": isinstance(value, list),
            "object": isinstance(value, dict),
        }
        if not fits.get(kind, True):
            yield f"{where}: {value!r} is no {kind}"
            return
        if "enum" in rule and value not in rule["enum"]:
            yield f"{where}: {value!r} is not one of {rule['enum']}"
        if isinstance(value, list):
            for one in value:
                yield from self._judge(rule["items"], one, where)
        if isinstance(value, dict):
            known = rule.get("properties", {})
            for name, one in value.items():
                inner = known.get(name, rule.get("additionalProperties"))
                if inner is None:
                    yield f"{where}: there is no {name}"
                else:
                    yield from self._judge(inner, one, f"{where}.{name}")


def _parts(query: Mapping[str, str], params: Mapping[str, object]) -> Iterator[str]:
    """The parts of a call are those of its body."""
    if set(query.get("part", "").split(",")) != set(params):
        yield f"part={query.get('part')} and a body with {sorted(params)}"
