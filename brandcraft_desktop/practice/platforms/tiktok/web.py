"""The hosts people see: www.tiktok.com with its sign-in and pages, and the pictures."""

from __future__ import annotations

import re
from zlib import crc32

from brandcraft_desktop.practice.drawing import gradient
from brandcraft_desktop.practice.exchange import Answer, Request, html_answer, json_answer
from brandcraft_desktop.practice.page import POLICY, document
from brandcraft_desktop.practice.platforms.tiktok import tokens
from brandcraft_desktop.practice.platforms.tiktok.answers import refusal
from brandcraft_desktop.practice.platforms.tiktok.publishing import is_shown
from brandcraft_desktop.practice.platforms.tiktok.state import State
from brandcraft_desktop.practice.platforms.tiktok.timeline import article

AUTHORIZE = "/v2/auth/authorize/"
_POST_PAGE = re.compile(r"/@[\w.]+/(?:video|photo)/(\d+)/?", re.ASCII)
_PERSON_PAGE = re.compile(r"/@([\w.]+)/?", re.ASCII)


def file_answer(state: State, publish_id: str) -> Answer | None:
    """The bytes of a video, or None where they are not there (any more)."""
    post, path = state.store.post(publish_id), state.store.file(publish_id)
    if post is None or not path.is_file():
        return None
    headers = {"Content-Type": post.mime or "video/mp4", "X-Content-Type-Options": "nosniff"}
    return Answer(200, headers, path.read_bytes())


class WebSite:
    """https://www.tiktok.com."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return "oauth/authorize" if path == AUTHORIZE else f"www.tiktok.com{path}"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        state = self._state
        if request.path == AUTHORIZE:
            return tokens.authorize(state, request)
        if request.path.startswith("/file/"):
            found = file_answer(state, request.path.removeprefix("/file/"))
            return found or html_answer("", 404)
        posts = [one for one in state.store.posts() if is_shown(state, one)]
        if page := _POST_PAGE.fullmatch(request.path):
            posts = [one for one in posts if one.post_id == page[1]]
        elif page := _PERSON_PAGE.fullmatch(request.path):
            ids = {one.id for one in state.store.accounts() if one.username == page[1]}
            posts = [one for one in posts if one.owner in ids]
        if page is None or (not posts and _POST_PAGE.fullmatch(request.path)):
            return html_answer(document("TikTok", "<p class=empty>Nothing here</p>"), 404)
        main = "".join(article(state, one, "/file/") for one in posts)
        return html_answer(document("TikTok", main), policy=POLICY)


class PictureServer:
    """https://p16-sign.tiktokcdn.com: avatars."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return "p16-sign.tiktokcdn.com"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        account = self._state.store.account(request.path.removeprefix("/avatar/"))
        if account is None:
            return json_answer({"error": "not found"}, 404)
        return Answer(200, {"Content-Type": "image/png"}, _avatar(account.id))


def _avatar(open_id: str) -> bytes:
    """A picture that tells accounts apart: its colours come from the id."""
    seed = crc32(open_id.encode()) % 997
    first = (20 + seed % 60, 200 + seed // 7 % 50, 210 + seed // 49 % 40)
    second = (230 + seed // 11 % 20, 30 + seed // 5 % 60, 90)
    return gradient(256, 256, first, second)
