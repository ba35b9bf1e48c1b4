"""Judges calls to Instagram by the reference's request contracts and the official parameter lists.

`specs/contracts/instagram.json` and, for signing in through Facebook, `facebook.json`, judged by
the reference's own `check_contracts.py`; the lists are those of facebook-business 26.0.3.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import parse_qsl

from tests.contracts.recorded import Exchange

VERSION = "v26.0"
GRAPHS = ("https://graph.instagram.com", "https://graph.facebook.com")
UPLOADS, CODES = "https://rupload.facebook.com", "https://api.instagram.com"
_FORM = "application/x-www-form-urlencoded"
# The comments' own pages ("Comment moderation") are in no list of the reference.
MORE = {
    "comments.list": frozenset({"fields"}),
    "comments.create": frozenset({"message"}),
}
_FACEBOOK = {
    "oauth/access_token": "facebook.oauth.code",
    "me/accounts": "facebook.me.accounts",
    "debug_token": "facebook.debug_token",
}
_EDGES = {
    ("POST", "media"): "media.create",
    ("POST", "media_publish"): "media.publish",
    ("GET", "media"): "media.list",
    ("GET", "stories"): "stories.list",
    ("GET", "content_publishing_limit"): "publishing_limit",
    ("GET", "comments"): "comments.list",
    ("POST", "comments"): "comments.create",
}
# Operation of the contract -> the official list of its parameters.
OFFICIAL = {
    "media.create": ("IGUser", "create_media"),
    "media.publish": ("IGUser", "create_media_publish"),
    "media.list": ("IGUser", "get_media"),
    "stories.list": ("IGUser", "get_stories"),
    "publishing_limit": ("IGUser", "get_content_publishing_limit"),
    "media.delete": ("IGMedia", "api_delete"),
    "media.get": ("IGMedia", "api_get"),
}
EVERYWHERE = {"fields", "access_token", "limit", "after"}  # parameters of every call


class Contract:
    """Implements `tests.publishers.flow.Spec`."""

    def __init__(self, reference: Path) -> None:
        folder = reference / "platforms"
        self._judge = _module(folder / "tools/check_contracts.py")
        self.own: dict[str, Any] = self._judge.load("instagram")
        self.facebook: dict[str, Any] = self._judge.load("facebook")
        self.official: dict[str, Any] = json.loads(
            (folder / "specs/official/meta_instagram.graph_v26.json").read_text(encoding="utf-8")
        )

    def operation(self, exchange: Exchange) -> str:
        """The name of the contract; "" for what is no call of the API."""
        if exchange.origin == CODES:
            return "oauth.code"
        if exchange.origin == UPLOADS:
            return "media.rupload"
        if exchange.origin not in GRAPHS:
            return ""
        if exchange.path in ("/access_token", "/refresh_access_token"):
            return "oauth.long_lived" if exchange.path == "/access_token" else "oauth.refresh"
        return self._of_graph(exchange, exchange.path.removeprefix(f"/{VERSION}/"))

    def _of_graph(self, exchange: Exchange, rest: str) -> str:
        given = dict(exchange.parameters())
        if rest == "oauth/access_token" and "grant_type" in given:
            return "facebook.oauth.exchange"
        if rest in _FACEBOOK:
            return _FACEBOOK[rest]
        if rest == "me":
            return "me"
        _, _, edge = rest.partition("/")
        if edge:
            return _EDGES[exchange.method, edge]
        if exchange.method == "DELETE":
            return "media.delete"
        fields = given["fields"].split(",")
        if "status_code" in fields:
            return "container.status"
        return "media.get" if "permalink" in fields else "ig_user.get"

    def wrong(self, exchange: Exchange) -> Sequence[str]:
        """What the contract finds wrong with a call, and with a success that answers it."""
        name = self.operation(exchange)
        return [f"{name}: {one}" for one in self._wrong(name, exchange)] if name else []

    def judged(
        self, name: str, given: Mapping[str, Any], headers: Mapping[str, str], method: str
    ) -> list[str]:
        """What contract and official list find wrong with the parameters of a call."""
        if name in MORE:
            return [f"unknown {one}" for one in sorted(set(given) - MORE[name])]
        facebook = name.startswith("facebook.")
        document = self.facebook if facebook else self.own
        found: list[str] = self._judge.validate(
            document, name.removeprefix("facebook."), dict(given), headers, None, method
        )
        group, edge = OFFICIAL.get(name, ("", ""))
        if group:
            official = self.official[group]["ops"][edge]["params"]
            extra = set(given) - set(official) - EVERYWHERE
            found += [f"not official: {one}" for one in sorted(extra)]
        return found

    def _wrong(self, name: str, exchange: Exchange) -> Iterator[str]:
        bare = name in ("oauth.long_lived", "oauth.refresh")
        if exchange.origin in GRAPHS and not (bare or exchange.path.startswith(f"/{VERSION}/")):
            yield "another version"
        pairs = exchange.parameters()
        if exchange.body and name != "media.rupload":
            if exchange.mime != _FORM:
                yield f"a body of {exchange.mime}"
            pairs += parse_qsl(exchange.body.decode("ascii"), keep_blank_values=True)
        given = dict(pairs)
        if len(given) < len(pairs):
            yield "a parameter is given twice"
        yield from self.judged(name, given, exchange.headers, exchange.method)
        if name == "media.rupload":
            size = int(exchange.headers["file_size"]) - int(exchange.headers["offset"])
            if not 0 < len(exchange.body) <= size:
                yield "more bytes than are left"
        yield from self._answer(name, exchange)

    def _answer(self, name: str, exchange: Exchange) -> Iterator[str]:
        if exchange.status != 200 or name in MORE:
            return
        told = json.loads(exchange.answer)
        facebook = name.startswith("facebook.")
        ops = (self.facebook if facebook else self.own)["ops"]
        wanted = ops[name.removeprefix("facebook.")].get("response", {})
        yield from (f"answer lacks {one}" for one in wanted.get("required", ()) if one not in told)
        some = wanted.get("required_any", ())
        if some and not set(some) & set(told):
            yield f"answer has none of {some}"


@cache
def _module(path: Path) -> ModuleType:
    """The reference's judge; it is read where it lies."""
    spec = importlib.util.spec_from_file_location("check_contracts", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
