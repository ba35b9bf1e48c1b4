"""The hosts people see: the sign-in, the pages of posts and profiles, and the pictures."""

from __future__ import annotations

import re

from brandcraft_desktop.practice import graph
from brandcraft_desktop.practice.drawing import gradient
from brandcraft_desktop.practice.exchange import Answer, Request, html_answer, json_answer
from brandcraft_desktop.practice.page import POLICY, document
from brandcraft_desktop.practice.platforms.threads.state import State
from brandcraft_desktop.practice.platforms.threads.timeline import article
from brandcraft_desktop.practice.sniff import media_type

_PROFILE = re.compile(r"/@([\w.]+)(?:/post/([\w-]+))?/?")


def file_answer(state: State, name: str) -> Answer | None:
    """The bytes of a stored file, or None where it is not there (any more)."""
    path = state.store.file(name)
    if path is None:
        return None
    data = path.read_bytes()
    headers = {
        "Content-Type": media_type(data[:16]) or "application/octet-stream",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=31536000, immutable",  # the name is the content
    }
    return Answer(200, headers, data)


class SignIn:
    """https://threads.net: the page to agree on."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return path.strip("/")

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return graph.refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        if request.path == "/oauth/authorize":
            return self._state.oauth.authorize(request)
        return html_answer(document("Threads", "<p class=empty>Nothing here</p>"), 404)


class WebSite:
    """https://www.threads.net."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return f"www.threads.net{path}"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return graph.refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        if request.path.startswith("/file/"):
            found = file_answer(self._state, request.path.removeprefix("/file/"))
            return found or html_answer("", 404)
        if page := _PROFILE.fullmatch(request.path):
            wanted = [
                post
                for account in self._state.store.accounts()
                if account.username == page[1]
                for post in self._state.store.posts(account.id)
                if not page[2] or post.value["shortcode"] == page[2]
            ]
            if wanted:
                main = "".join(article(self._state, one, "/file/") for one in wanted)
                return html_answer(document("Threads", main), policy=POLICY)
        return html_answer(document("Threads", "<p class=empty>Nothing here</p>"), 404)


class PictureServer:
    """https://scontent.cdninstagram.com: the pictures of profiles."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return "scontent.cdninstagram.com"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return graph.refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        account = self._state.store.account(request.path.removeprefix("/avatar/"))
        if account is None:
            return json_answer({"message": "Not Found"}, 404)
        seed = int(account.id) % 997 + self._state.avatars
        first = (30 + seed % 60, 30 + seed // 7 % 60, 40 + seed // 49 % 60)
        second = (200, 120 + seed // 11 % 90, 190 + seed // 5 % 60)
        return Answer(200, {"Content-Type": "image/png"}, gradient(256, 256, first, second))
