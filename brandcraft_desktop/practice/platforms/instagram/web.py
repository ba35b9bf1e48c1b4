"""The hosts people see: Instagram's pages and its sign-in, Facebook's sign-in, the pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping

from brandcraft_desktop.practice import graph
from brandcraft_desktop.practice.exchange import Answer, Request, html_answer, json_answer
from brandcraft_desktop.practice.page import POLICY, document
from brandcraft_desktop.practice.platforms.instagram.accounts import CLIENT, avatar
from brandcraft_desktop.practice.platforms.instagram.state import State
from brandcraft_desktop.practice.platforms.instagram.timeline import article
from brandcraft_desktop.practice.sniff import media_type
from brandcraft_desktop.practice.values import Json, parse, text_of

_POST = re.compile(r"/(?:p|reel)/([A-Za-z0-9_-]+)/?|/stories/[^/]+/([0-9]+)/?")
_DIALOG = re.compile(r"/v[0-9]+\.[0-9]/dialog/oauth")


def file_answer(state: State, name: str) -> Answer | None:
    """The bytes of a file, or None where it is not there (any more)."""
    path = state.store.file(name)
    if path is None:
        return None
    data = path.read_bytes()
    headers = {
        "Content-Type": media_type(data[:16]) or "application/octet-stream",
        "X-Content-Type-Options": "nosniff",
    }
    return Answer(200, headers, data)


class Web:
    """https://www.instagram.com, https://www.facebook.com and https://api.instagram.com."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        if path == "/oauth/access_token":
            return "oauth.code"
        if path == "/oauth/authorize" or _DIALOG.fullmatch(path):
            return "oauth.authorize"
        return f"{method} {path}"

    def claims(self, method: str, path: str, query: str, headers: Mapping[str, str]) -> bool:
        """At Facebook's host: signing in to our app."""
        return f"client_id={CLIENT}" in query

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return graph.refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        state = self._state
        return graph.guarded(lambda: self._answer(request), state.note_failure, request.path)

    def _answer(self, request: Request) -> Answer:
        state = self._state
        if request.path == "/oauth/access_token" and request.method == "POST":
            return _with_user(state, state.oauth.token(request))
        if request.path == "/oauth/authorize":
            return state.oauth.authorize(request)
        if _DIALOG.fullmatch(request.path):
            return state.facebook.authorize(request)
        if request.path.startswith("/file/"):
            found = file_answer(state, request.path.removeprefix("/file/"))
            return found or html_answer("", 404)
        wanted = _POST.fullmatch(request.path)
        name = request.path.strip("/")
        owners = {one.id for one in state.store.accounts() if one.username == name}
        shown = [
            one
            for one in state.store.posts()
            if (wanted and (one.shortcode == wanted[1] or one.id == wanted[2]))
            or one.owner in owners
        ]
        if not shown:
            return html_answer(document("Instagram", "<p class=empty>Nothing here</p>"), 404)
        main = "".join(article(state, one, "/file/") for one in shown)
        return html_answer(document("Instagram", main), policy=POLICY)


class Pictures:
    """https://scontent.cdninstagram.com: portraits."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return "scontent.cdninstagram.com"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return graph.refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        account = self._state.store.account(request.path.removeprefix("/avatar/"))
        if account is None:
            return json_answer({"error": "not found"}, 404)
        return Answer(200, {"Content-Type": "image/png"}, avatar(account.id))


def _with_user(state: State, answer: Answer) -> Answer:
    """A token as Instagram tells it: with whose it is and what was permitted."""
    told = parse(answer.body)
    if answer.status != 200 or not isinstance(told, dict):
        return answer
    token = text_of(told, "access_token")
    granted = state.oauth.holder(token)
    if granted is None:
        raise graph.bad_token()
    permissions: list[Json] = [*sorted(granted.scopes)]
    return json_answer(
        {"access_token": token, "user_id": int(granted.person), "permissions": permissions}
    )
