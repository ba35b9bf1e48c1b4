"""The hosts people see: www.facebook.com with its sign-in and posts, and the pictures."""

from __future__ import annotations

import re

from brandcraft_desktop.practice.drawing import gradient
from brandcraft_desktop.practice.exchange import Answer, Request, html_answer, json_answer
from brandcraft_desktop.practice.graph import refusal
from brandcraft_desktop.practice.page import POLICY, document
from brandcraft_desktop.practice.platforms.facebook.state import State
from brandcraft_desktop.practice.platforms.facebook.timeline import article
from brandcraft_desktop.practice.sniff import media_type

_DIALOG = re.compile(r"/v\d+\.\d+/dialog/oauth")
_POST = re.compile(r"/([\w.]+)/posts/(\d+)/?")


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


class WebSite:
    """https://www.facebook.com."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return "dialog/oauth" if _DIALOG.fullmatch(path) else f"www.facebook.com{path}"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        if _DIALOG.fullmatch(request.path):
            return self._state.oauth.authorize(request)
        if request.path == "/connect/login_success.html":
            main = "<p class=empty>Success. The address of this page is the answer.</p>"
            return html_answer(document("Success", main))
        if request.path.startswith("/file/"):
            found = file_answer(self._state, request.path.removeprefix("/file/"))
            return found or html_answer("", 404)
        match = _POST.fullmatch(request.path)
        for page in self._state.store.pages():
            username = match[1] if match else request.path.strip("/")
            if page.username == username:
                shown = [
                    article(self._state, one, "/file/")
                    for one in self._state.store.things("post", page.id)
                    if match is None or one.id.endswith(f"_{match[2]}")
                ]
                return html_answer(document(page.name, "".join(shown)), policy=POLICY)
        return html_answer(document("Facebook", "<p class=empty>Nothing here</p>"), 404)


class Pictures:
    """https://scontent.xx.fbcdn.net: avatars."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return "scontent.xx.fbcdn.net"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        page = self._state.store.page(request.path.removeprefix("/avatar/"))
        if page is None:
            return json_answer({"error": "Not Found"}, 404)
        return Answer(200, {"Content-Type": "image/png"}, avatar(page.id))


def avatar(page_id: str) -> bytes:
    """A picture that tells Pages apart: its colours come from the id."""
    seed = int(page_id) % 997
    first = (10 + seed % 60, 80 + seed // 7 % 60, 190 + seed // 49 % 60)
    second = (120 + seed // 5 % 90, 160 + seed // 11 % 90, 250)
    return gradient(200, 200, first, second)
