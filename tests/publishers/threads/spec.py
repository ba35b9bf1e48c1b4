"""Recorded calls against the reference's contract of the Threads API and Meta's own collection.

The contract is `specs/contracts/threads.json`, judged by the reference's own `check_contracts.py`;
the list of replies stands in the Postman collection alone (`specs/official`), and is judged by its
parameters there.
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.contracts.recorded import Exchange

REPLIES = "replies.list"
_FORM = "application/x-www-form-urlencoded"


class Threads:
    """Implements `tests.publishers.flow.Spec`."""

    def __init__(self, reference: Path) -> None:
        platforms = reference / "platforms"
        self._judge = _module(platforms / "tools/check_contracts.py")
        self.contract: dict[str, Any] = self._judge.load("threads")
        whole = json.loads(
            (platforms / "specs/official/threads_api.postman_collection.trimmed.json").read_text()
        )
        self.official: Mapping[tuple[str, str], frozenset[str]] = dict(_official(whole))
        self._paths = [
            (one["method"], *_place(one["url"]), name) for name, one in self.contract["ops"].items()
        ]

    def operation(self, exchange: Exchange) -> str:
        """The name of the contract, "container.create"; a place with a number may be several."""
        if exchange.method == "POST" and exchange.path == "/oauth/authorize":
            return ""  # the page a person agrees on, not the program
        found = [
            name
            for method, origin, pattern, name in self._paths
            if method == exchange.method
            and origin == exchange.origin
            and pattern.fullmatch(exchange.path)
        ]
        if not found and exchange.path.endswith("/replies"):
            return REPLIES
        if "container.status" in found:
            fields = dict(exchange.parameters()).get("fields", "")
            return "container.status" if "status" in fields.split(",") else "media.get"
        return found[0] if found else ""

    def wrong(self, exchange: Exchange) -> Sequence[str]:
        """What the contract finds wrong with a call, and with a success that answers it."""
        name = self.operation(exchange)
        if not name:
            return []
        return [f"{name}: {one}" for one in self._wrong(name, exchange)]

    def judged(self, name: str, given: Mapping[str, str], method: str = "") -> list[str]:
        """What the contract finds wrong with the parameters of a call."""
        found: list[str] = self._judge.validate(
            self.contract, name, dict(given), {}, None, method or None
        )
        return found

    def _wrong(self, name: str, exchange: Exchange) -> Iterator[str]:
        pairs = exchange.parameters()
        if exchange.body:
            if exchange.mime != _FORM:
                yield f"a body of {exchange.mime}"
            pairs += parse_qsl(exchange.body.decode("ascii"), keep_blank_values=True)
        given = dict(pairs)
        if len(given) < len(pairs):
            yield "a parameter is given twice"
        if name == REPLIES:
            unknown = set(given) - self.official["GET", "/me/replies"]
            yield from (f"unknown {one}" for one in sorted(unknown))
        else:
            yield from self.judged(name, given, exchange.method)
        if not name.startswith("oauth.") and not exchange.headers.get("authorization"):
            yield "no token"
        if 200 <= exchange.status < 300 and exchange.answer and name != "oauth.authorize":
            told = json.loads(exchange.answer) if exchange.answer_mime.endswith("json") else {}
            op = self.contract["ops"].get(name, {"response": {"required": ["data"]}})
            for field in op.get("response", {}).get("required", []):
                if field not in told and told:
                    yield f"answer: {field} is missing"


def _place(url: str) -> tuple[str, re.Pattern[str]]:
    parts = urlsplit(url)
    pattern = re.sub(r"\\\{user_id\\\}", r"(?:me|[0-9]+)", re.escape(parts.path))
    pattern = re.sub(r"\\\{\w+\\\}", "[0-9]+", pattern)
    return f"{parts.scheme}://{parts.netloc}", re.compile(pattern)


def _official(item: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], frozenset[str]]]:
    """Every call of the collection with its parameters; those of one place in one set."""
    found: dict[tuple[str, str], set[str]] = {}
    todo = [*item["item"]]
    while todo:
        one = todo.pop()
        todo += one.get("item", [])
        if "request" not in one:
            continue
        url = one["request"]["url"]
        place = url["raw"].partition("?")[0].replace("{{api_host}}", "")
        names = {each["key"] for each in url.get("query", [])}
        found.setdefault((one["request"]["method"], place), set()).update(names)
    yield from ((place, frozenset(names)) for place, names in found.items())


def _module(path: Path) -> ModuleType:
    made = importlib.util.spec_from_file_location("reference_check_contracts", path)
    assert made is not None
    assert made.loader is not None
    module = importlib.util.module_from_spec(made)
    made.loader.exec_module(module)
    return module
