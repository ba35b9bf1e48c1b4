"""Recorded calls against the reference's contract of TikTok's API, and the sheet's rules."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.contracts.recorded import Exchange

_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)", re.ASCII)
_STATES = {
    "PROCESSING_UPLOAD",
    "PROCESSING_DOWNLOAD",
    "SEND_TO_USER_INBOX",
    "PUBLISH_COMPLETE",
    "FAILED",
}


def check_contracts(reference: Path) -> Any:
    """The reference's own judge of requests."""
    path = reference / "platforms/tools/check_contracts.py"
    found = importlib.util.spec_from_file_location("check_contracts", path)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


class Contract:
    """Implements `tests.publishers.flow.Spec`; an operation is named as the contract names it."""

    def __init__(self, reference: Path) -> None:
        file = reference / "platforms/specs/contracts/tiktok.json"
        self.document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        self._judge = check_contracts(reference)
        self._by_path = {
            (one["method"], urlsplit(one["url"]).netloc, urlsplit(one["url"]).path): name
            for name, one in self.document["ops"].items()
        }

    def operation(self, exchange: Exchange) -> str:
        """Its name in the contract; "" for pictures and pages."""
        host = urlsplit(exchange.origin).netloc
        found = self._by_path.get((exchange.method, host, exchange.path))
        if found is None and exchange.method == "PUT" and fnmatchcase(host, "*.tiktokapis.com"):
            return "upload.put"
        return found or ""

    def wrong(self, exchange: Exchange) -> Sequence[str]:
        """What the contract finds wrong with a call and its answer."""
        name = self.operation(exchange)
        if not name or (exchange.method == "POST" and name == "oauth.authorize"):
            return []
        found = [*self._call(name, exchange), *self._answer(name, exchange)]
        return [f"{name}: {one}" for one in found]

    def judged(
        self, name: str, parameters: object, query: Mapping[str, str] | None = None
    ) -> list[str]:
        """What the contract finds wrong with parameters."""
        found: list[str] = self._judge.validate(self.document, name, parameters, query=query)
        return found

    def _call(self, name: str, exchange: Exchange) -> Iterator[str]:
        operation = self.document["ops"][name]
        (encoding,) = operation["encoding"]
        query = dict(exchange.parameters())
        if encoding == "binary":
            yield from _piece(exchange)
            return
        if encoding == "query":
            yield from self.judged(name, query)
            yield from ["a body"] if exchange.body else []
        elif encoding == "form":
            if exchange.mime != "application/x-www-form-urlencoded":
                yield f"a body of {exchange.mime or 'no type'}"
            yield from self.judged(name, dict(parse_qsl(exchange.body.decode())))
        else:
            if exchange.headers.get("content-type", "").lower().replace(" ", "") != (
                "application/json;charset=utf-8"
            ):
                yield f"a body of {exchange.headers.get('content-type')}"
            yield from self.judged(name, exchange.json(), query)
        token = exchange.headers.get("authorization", "").startswith("Bearer ")
        if token != (operation.get("auth") == "bearer"):
            yield "a token where there must be none, or none where one is needed"

    def _answer(self, name: str, exchange: Exchange) -> Iterator[str]:
        if name in ("oauth.authorize", "upload.put", "oauth.revoke") or not exchange.status:
            return
        told = json.loads(exchange.answer)
        if exchange.endpoint.startswith("oauth"):
            wanted = self.document["ops"][name]["response"]["required"]
            if exchange.status == 200:
                yield from (f"answer: no {one}" for one in wanted if one not in told)
            return
        if set(told) != {"data", "error"} or set(told["error"]) != {"code", "message", "log_id"}:
            yield f"answer: {sorted(told)}"
        elif told["error"]["code"] == "ok":
            wanted = self.document["ops"][name].get("response", {}).get("data", ())
            if name == "status.fetch":
                yield from [] if told["data"]["status"] in _STATES else ["answer: no such status"]
                yield from (f"answer: {one}" for one in set(told["data"]) - set(wanted))
            else:
                yield from (f"answer: no {one}" for one in wanted if one not in told["data"])


def _piece(exchange: Exchange) -> Iterator[str]:
    span = _RANGE.fullmatch(exchange.headers.get("content-range", ""))
    if span is None:
        yield "no Content-Range"
        return
    first, last, total = (int(one) for one in span.groups())
    if not first <= last < total or last - first + 1 != len(exchange.body):
        yield f"{span[0]} with {len(exchange.body)} bytes"
    if exchange.headers.get("content-length") != str(len(exchange.body)):
        yield "no Content-Length"
    if exchange.mime not in ("video/mp4", "video/quicktime", "video/webm"):
        yield f"a body of {exchange.mime}"
    if "authorization" in exchange.headers:
        yield "a token goes with the bytes"
