"""Judges calls to Facebook by the reference's contracts and the official lists of parameters."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Callable, Mapping, Sequence
from email.parser import BytesParser
from email.policy import HTTP
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from tests.contracts.recorded import Exchange

VERSION = "v26.0"
HOSTS = (
    "https://graph.facebook.com",
    "https://graph-video.facebook.com",
    "https://rupload.facebook.com",
)
# What the sheet tells of and the contracts have no call for: parameters by operation.
MORE: Mapping[str, tuple[str, str, frozenset[str]]] = {
    "me.businesses": ("GET", "/me/businesses", frozenset({"fields", "after"})),
    "page.scheduled.list": ("GET", "/{page}/scheduled_posts", frozenset({"fields"})),
    "page.stories.list": (
        "GET",
        "/{page}/stories",
        frozenset({"fields", "limit", "since", "until", "status"}),
    ),
    "post.comments.list": ("GET", "/{post}/comments", frozenset({"fields", "limit"})),
    "post.comments.create": ("POST", "/{post}/comments", frozenset({"message"})),
}
# Operation of the contract -> the official list of its parameters (facebook-business 26.0.3).
OFFICIAL = {
    "page.feed.create": ("Page", "create_feed"),
    "page.photo.create": ("Page", "create_photo"),
    "page.video.create": ("Page", "create_video"),
    "page.reel.start": ("Page", "create_video_reel"),
    "page.reel.finish": ("Page", "create_video_reel"),
    "page.video_story.start": ("Page", "create_video_story"),
    "page.video_story.finish": ("Page", "create_video_story"),
    "page.photo_story": ("Page", "create_photo_story"),
}
# Parameters of every call of the Graph API.
EVERYWHERE = {"fields", "access_token", "limit", "since", "until", "after"}

_EDGES = {
    ("POST", "feed"): "page.feed.create",
    ("POST", "photos"): "page.photo.create",
    ("POST", "videos"): "page.video.create",
    ("POST", "uploads"): "app.upload.start",
    ("POST", "photo_stories"): "page.photo_story",
    ("GET", "published_posts"): "page.posts.list",
    ("GET", "scheduled_posts"): "page.scheduled.list",
    ("GET", "stories"): "page.stories.list",
    ("GET", "comments"): "post.comments.list",
    ("POST", "comments"): "post.comments.create",
}


class Contract:
    """The contracts as the suite asks them."""

    def __init__(self, reference: Path) -> None:
        folder = reference / "platforms"
        self.document: dict[str, Any] = json.loads(
            (folder / "specs/contracts/facebook.json").read_text(encoding="utf-8")
        )
        self.official: dict[str, Any] = json.loads(
            (folder / "specs/official/meta_pages.graph_v26.json").read_text(encoding="utf-8")
        )
        self.validate = _validator(folder / "tools/check_contracts.py")

    def operation(self, exchange: Exchange) -> str:
        """The name of a call in the contracts; "" for what is no call of the API."""
        if exchange.origin not in HOSTS:
            return ""
        if exchange.path.startswith("/video-upload/"):
            return "page.reel.upload"
        rest = exchange.path.removeprefix(f"/{VERSION}/")
        first, _, edge = rest.partition("/")
        given = dict(exchange.parameters())
        if rest == "oauth/access_token":
            return "oauth.exchange" if "grant_type" in given else "oauth.code"
        if rest in ("me/accounts", "me/businesses", "debug_token"):
            return rest.replace("/", ".")
        if first.startswith("upload:"):
            return "app.upload.status" if exchange.method == "GET" else "app.upload.transfer"
        if edge in ("video_reels", "video_stories"):
            kind = "reel" if edge == "video_reels" else "video_story"
            return f"page.{kind}.{given.get('upload_phase')}"
        if edge:
            return _EDGES[exchange.method, edge]
        if exchange.method == "DELETE":
            return "object.delete"
        return "video.status" if "status" in given.get("fields", "") else "post.get"

    def wrong(self, exchange: Exchange) -> Sequence[str]:
        """What is wrong with a request, by the contract and the official list, and its answer."""
        name = self.operation(exchange)
        if not name:
            return []
        told: list[str] = []
        params = parameters(exchange)
        if not exchange.path.startswith((f"/{VERSION}/", f"/video-upload/{VERSION}/")):
            told.append("another version")
        if name in MORE:
            method, _, known = MORE[name]
            told += [] if exchange.method == method else [f"method {exchange.method}"]
            told += [f"unknown {one}" for one in sorted(set(params) - known)]
        else:
            told += self._by_contract(name, params, exchange)
        group, edge = OFFICIAL.get(name, ("", ""))
        if group:
            official = self.official[group]["ops"][edge]["params"]
            extra = set(params) - set(official) - EVERYWHERE
            # The bytes of a file are no parameter of the official library's lists.
            told += [f"not official: {one}" for one in sorted(extra - {"source", "thumb"})]
        return [f"{name}: {one}" for one in told]

    def _by_contract(self, name: str, params: dict[str, Any], exchange: Exchange) -> list[str]:
        one = self.document["ops"][name]
        headers = {key: exchange.headers[key] for key in _kept(exchange, one)}
        told = list(self.validate(self.document, name, params, headers, method=exchange.method))
        if exchange.body and _encoding(exchange) not in one["encoding"]:
            told.append(f"encoding {_encoding(exchange)}")
        host = exchange.origin
        if not one["url"].startswith(host):
            told.append(f"host {host}")
        wanted = one.get("response", {})
        if exchange.status == 200 and exchange.answer.startswith(b"{"):
            answer = json.loads(exchange.answer)
            told += [
                f"answer lacks {key}" for key in wanted.get("required", ()) if key not in answer
            ]
        return told


def parameters(exchange: Exchange) -> dict[str, Any]:
    """Query and body as one, as the Graph API takes them; lists as lists."""
    pairs: list[tuple[str, Any]] = [*exchange.parameters()]
    if exchange.path.startswith(f"/{VERSION}/upload:"):
        pairs = []  # what stands behind the session's id belongs to it
    if exchange.mime == "application/x-www-form-urlencoded":
        pairs += parse_qsl(exchange.body.decode(), keep_blank_values=True)
    if exchange.mime == "multipart/form-data":
        pairs += _form(exchange)
    found: dict[str, Any] = {}
    for name, value in pairs:
        match = re.fullmatch(r"(\w+)\[(\d+)\]", name)
        if match:
            found.setdefault(match[1], []).append(json.loads(value))
        else:
            found[name] = value
    return found


def _kept(exchange: Exchange, operation: Mapping[str, Any]) -> list[str]:
    known = {one.lower() for one in operation.get("headers", {})}
    return [name for name in exchange.headers if name in known]


def _encoding(exchange: Exchange) -> str:
    return {
        "application/x-www-form-urlencoded": "form",
        "multipart/form-data": "multipart",
        "application/json": "json",
    }.get(exchange.mime, "binary")


def _form(exchange: Exchange) -> list[tuple[str, Any]]:
    head = f"Content-Type: {exchange.headers['content-type']}\r\n\r\n".encode()
    found: list[tuple[str, Any]] = []
    for part in BytesParser(policy=HTTP).parsebytes(head + exchange.body).iter_parts():
        name = part.get_param("name", header="content-disposition")
        data = part.get_payload(decode=True)
        assert isinstance(name, str)
        assert isinstance(data, bytes)
        found.append((name, data if part.get_filename() else data.decode()))
    return found


@cache
def _validator(path: Path) -> Callable[..., list[str]]:
    found = importlib.util.spec_from_file_location("check_contracts", path)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    validate: Callable[..., list[str]] = module.validate
    return validate
