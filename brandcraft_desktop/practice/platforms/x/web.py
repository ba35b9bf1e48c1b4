"""The hosts people see: x.com with the page to agree on and the pages of posts, and pictures."""

from __future__ import annotations

import re

from brandcraft_desktop.practice.drawing import gradient
from brandcraft_desktop.practice.exchange import Answer, Request, html_answer, json_answer
from brandcraft_desktop.practice.page import POLICY, document
from brandcraft_desktop.practice.platforms.x.problems import refusal
from brandcraft_desktop.practice.platforms.x.state import State
from brandcraft_desktop.practice.platforms.x.timeline import threads

_POST = re.compile(r"/[A-Za-z0-9_]+/status/([0-9]+)", re.ASCII)
_AVATAR = re.compile(r"/profile_images/([0-9]+)/picture(_normal)?\.png", re.ASCII)


def file_answer(state: State, number: str) -> Answer | None:
    """The bytes of an upload that a post has; None where there is none."""
    media = state.store.media(number)
    if media is None or not state.store.file(number).is_file():
        return None
    headers = {"Content-Type": media.kind, "X-Content-Type-Options": "nosniff"}
    return Answer(200, headers, state.store.file(number).read_bytes())


class Web:
    """https://x.com."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return f"{method} x.com{path}"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        if request.path == "/i/oauth2/authorize":
            return self._state.oauth.authorize(request)
        if request.path.startswith("/file/"):
            found = file_answer(self._state, request.path.removeprefix("/file/"))
            return found or html_answer("", 404)
        if page := _POST.fullmatch(request.path):
            for thread in threads(self._state, "/file/"):
                if page[1] in thread.posts:
                    return html_answer(document("Post", thread.html), policy=POLICY)
            return html_answer(document("Post", "<p class=empty>Post not found</p>"), 404)
        person = self._state.store.person(request.path.removeprefix("/"))
        if person is None:
            return html_answer(document("X", "<p class=empty>Nothing here</p>"), 404)
        mine = [one for one in threads(self._state, "/file/") if one.person == person.id]
        page_of = document(f"@{person.handle}", "".join(one.html for one in mine))
        return html_answer(page_of, policy=POLICY)


class Pictures:
    """https://pbs.twimg.com: profile pictures, small ("_normal") and large."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return f"{method} pbs.twimg.com"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        wanted = _AVATAR.fullmatch(request.path)
        if wanted is None or self._state.store.person(wanted[1]) is None:
            return json_answer({"message": "Not Found"}, 404)
        seed, size = int(wanted[1]), 48 if wanted[2] else 400
        first = (20 + seed % 60, 30 + seed // 7 % 60, 40 + seed // 49 % 70)
        second = (120 + seed % 110, 130 + seed // 11 % 100, 150 + seed // 5 % 90)
        return Answer(200, {"Content-Type": "image/png"}, gradient(size, size, first, second))
