"""The hosts people see: www.pinterest.com with its sign-in and Pin pages, and the pictures."""

from __future__ import annotations

import re

from brandcraft_desktop.practice.drawing import gradient
from brandcraft_desktop.practice.exchange import Answer, Request, html_answer, json_answer
from brandcraft_desktop.practice.page import POLICY, document
from brandcraft_desktop.practice.platforms.pinterest.answers import refusal
from brandcraft_desktop.practice.platforms.pinterest.state import State
from brandcraft_desktop.practice.platforms.pinterest.timeline import article
from brandcraft_desktop.practice.sniff import media_type

_PIN_PAGE = re.compile(r"/pin/(\d+)/?")
_PICTURE = re.compile(r"/\w+/(\w+)")


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
    """https://www.pinterest.com."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return "oauth/authorize" if path == "/oauth/" else f"www.pinterest.com{path}"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        if request.path == "/oauth/":
            return self._state.oauth.authorize(request)
        if request.path.startswith("/file/"):
            found = file_answer(self._state, request.path.removeprefix("/file/"))
            return found or html_answer("", 404)
        if page := _PIN_PAGE.fullmatch(request.path):
            pin = self._state.store.pin(page[1])
            if pin is not None:
                main = article(self._state, pin, "/file/")
                return html_answer(document("Pin", main), policy=POLICY)
        username = request.path.strip("/")
        for account in self._state.store.accounts():
            if account.username == username:
                pins = self._state.store.pins(owner=account.id)
                main = "".join(article(self._state, pin, "/file/") for pin in pins)
                return html_answer(document(account.name, main), policy=POLICY)
        return html_answer(document("Pinterest", "<p class=empty>Nothing here</p>"), 404)


class PictureServer:
    """https://i.pinimg.com: avatars and the pictures of Pins."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return "i.pinimg.com"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        if request.path.startswith("/avatar/"):
            account = self._state.store.account(request.path.removeprefix("/avatar/"))
            if account is not None:
                return Answer(200, {"Content-Type": "image/png"}, avatar(account.id))
        wanted = _PICTURE.fullmatch(request.path)
        found = file_answer(self._state, wanted[1]) if wanted else None
        return found or json_answer({"message": "Not Found"}, 404)


def avatar(account_id: str) -> bytes:
    """A picture that tells accounts apart: its colours come from the id."""
    seed = int(account_id) % 997
    first = (160 + seed % 70, 20 + seed // 7 % 60, 40 + seed // 49 % 60)
    second = (230, 120 + seed // 11 % 90, 90 + seed // 5 % 90)
    return gradient(256, 256, first, second)
