"""The Graph API itself: which call is meant, and its answer.

Source: facebook-business 26.0.3 (edges of Page, User and objects).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import parse_qs

from brandcraft_desktop.practice import graph
from brandcraft_desktop.practice.exchange import Answer, Request
from brandcraft_desktop.practice.graph import Given, Refusal
from brandcraft_desktop.practice.platforms.facebook import posts, signing, videos
from brandcraft_desktop.practice.platforms.facebook.settings import VERSIONS, VIDEO_GRAPH
from brandcraft_desktop.practice.platforms.facebook.state import State

_PATH = re.compile(r"/(v\d+\.\d+)/(.+)")
_PHASED = ("video_reels", "video_stories")
_BYTES = re.compile(r"/video-upload/(v\d+\.\d+)/(\d+)")

_Whole = Callable[[State, Request, Given], Answer]
_OnEdge = Callable[[State, Request, Given, str], Answer]
_WHOLE: Mapping[str, tuple[str, _Whole]] = {
    "oauth/access_token": ("GET", signing.token),
    "debug_token": ("GET", signing.debug),
    "me/accounts": ("GET", signing.accounts),
    "me/businesses": ("GET", signing.businesses),
}
_EDGES: Mapping[tuple[str, str], _OnEdge] = {
    ("POST", "feed"): posts.feed,
    ("POST", "photos"): posts.photo,
    ("POST", "photo_stories"): posts.photo_story,
    ("GET", "comments"): posts.comment,
    ("POST", "comments"): posts.comment,
    ("GET", "published_posts"): posts.published,
    ("GET", "scheduled_posts"): posts.scheduled,
    ("GET", "stories"): posts.stories,
    ("POST", "uploads"): videos.open_upload,
}


class GraphApi:
    """What listens at graph.facebook.com and graph-video.facebook.com."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return self.phase(method, path, "")

    def phase(self, method: str, path: str, query: str) -> str:
        """ "feed", "video_reels/finish", "get" …; reading an edge ends in "/list"."""
        rest = path.split("/", 2)[2] if path.count("/") > 1 else path
        if rest in _WHOLE:
            return rest
        first, _, edge = rest.partition("/")
        if first.startswith("upload:"):
            return "upload/status" if method == "GET" else "upload"
        if edge in _PHASED:
            told = parse_qs(query).get("upload_phase", [""])[0]
            return f"{edge}/{told}"
        if edge == "comments":
            return "comments/list" if method == "GET" else "comments"
        return edge or {"GET": "get", "DELETE": "delete"}.get(method, first)

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return graph.refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        state = self._state
        found = graph.guarded(lambda: self._call(request), state.note_failure, request.path)
        return Answer(found.status, {**state.headers(), **found.headers}, found.body)

    def _call(self, request: Request) -> Answer:
        state, match = self._state, _PATH.fullmatch(request.path)
        if match is None:
            raise Refusal(2500, "Practice: a version is expected in the address")
        if match[1] not in VERSIONS:
            raise Refusal(2635, f"(#2635) You are calling a deprecated version: {match[1]}")
        rest = match[2]
        first, _, edge = rest.partition("/")
        if first.startswith("upload:"):
            return videos.take_upload(state, request, first)
        given = graph.given_in(request)
        whole = _WHOLE.get(rest)
        if whole is not None:
            return whole[1](state, request, given)
        if (edge == "videos") != (request.origin == VIDEO_GRAPH):
            raise Refusal(2500, "Practice: videos alone go to graph-video")
        if edge == "videos" and request.method == "POST":
            return videos.create(state, request, given, first)
        if edge in _PHASED and request.method == "POST":
            return videos.phased(state, request, given, first, edge)
        on_edge = _EDGES.get((request.method, edge))
        if on_edge is not None:
            return on_edge(state, request, given, first)
        return self._thing(request, given, rest)

    def _thing(self, request: Request, given: Given, thing_id: str) -> Answer:
        state = self._state
        if request.method == "DELETE":
            return posts.delete(state, request, given, thing_id)
        if request.method != "GET":
            raise Refusal(2500, f"Unknown path components: /{thing_id}")
        if state.store.page(thing_id) is not None:
            return signing.page(state, request, given, thing_id)
        thing = state.store.thing(thing_id)
        if thing is None:
            state.caller(request, given)
            raise graph.no_object(thing_id)
        if thing.kind == "video":
            return videos.get(state, request, given, thing)
        return posts.get(state, request, given, thing)


class UploadServer:
    """https://rupload.facebook.com: the bytes of reels and stories."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return "video-upload"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return graph.refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        return graph.guarded(lambda: self._take(request), self._state.note_failure, request.path)

    def _take(self, request: Request) -> Answer:
        match = _BYTES.fullmatch(request.path)
        if match is None or request.method != "POST":
            raise Refusal(2500, "Practice: POST /video-upload/{version}/{video} is expected")
        return videos.take_bytes(self._state, request, match[2])
