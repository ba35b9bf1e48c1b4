"""The hosts people see: linkedin.com with its sign-in and post pages, and the picture server."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from brandcraft_desktop.practice.exchange import Answer, Request, html_answer, json_answer
from brandcraft_desktop.practice.page import POLICY, document
from brandcraft_desktop.practice.platforms.linkedin.people import portrait
from brandcraft_desktop.practice.platforms.linkedin.receiving import PATH, receive
from brandcraft_desktop.practice.platforms.linkedin.refusals import Refusal, refusal
from brandcraft_desktop.practice.platforms.linkedin.state import MEMBER_SCOPES, State
from brandcraft_desktop.practice.platforms.linkedin.timeline import article, document_pages

_POST = re.compile(r"/feed/update/(urn:li:(?:share|ugcPost):[0-9]+)/?")
_PICTURE = re.compile(r"/dms/image/([A-Za-z0-9_-]+)/(?:profile|logo)\.png")
# LinkedIn's own names for what RFC 6749 4.1.2.1 calls otherwise (authorization-code-flow).
_NAMES = {"access_denied": "user_cancelled_authorize", "invalid_scope": "unauthorized_scope_error"}


def file_answer(state: State, urn: str, page: str = "") -> Answer | None:
    """The bytes of a file, or of one page of a document; None where there is none."""
    asset = state.store.asset(urn)
    if asset is None or not asset.mime or not state.store.path(urn).exists():
        return None
    content, mime = state.store.path(urn).read_bytes(), asset.mime
    if page:
        pages = document_pages(content)
        if not page.isdecimal() or not 1 <= int(page) <= len(pages):
            return None
        content, mime = pages[int(page) - 1], "image/jpeg"
    headers = {"Content-Type": mime, "X-Content-Type-Options": "nosniff"}
    return Answer(200, headers, content)


class Web:
    """https://www.linkedin.com."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return f"{method} {PATH.rstrip('/')}" if path.startswith(PATH) else f"{method} {path}"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        try:
            return self._answer(request)
        except Exception as error:  # noqa: BLE001 - a bug here must look like one of theirs
            self._state.note_failure(request.path, error)
            return Refusal(500, "", "Internal Server Error").answer()

    def _answer(self, request: Request) -> Answer:
        oauth = self._state.oauth
        if request.path.startswith(PATH):
            return receive(self._state, request)
        if request.path == "/oauth/v2/authorization":
            return self._authorize(request)
        if request.path == "/oauth/v2/accessToken" and request.method == "POST":
            return oauth.token(request)
        if request.path == "/oauth/v2/revoke" and request.method == "POST":
            return oauth.revoke(request)
        if request.path == "/file":
            found = file_answer(self._state, request.parameter("urn"), request.parameter("page"))
            return found or html_answer("", 404)
        if page := _POST.fullmatch(unquote(request.path)):
            post = self._state.store.post(page[1])
            if post is not None:
                shown = article(self._state, post, "/file?urn=")
                return html_answer(document("Post", shown), policy=POLICY)
        return html_answer(document("LinkedIn", "<p class=empty>Nothing here</p>"), 404)

    def _authorize(self, request: Request) -> Answer:
        """The usual page; an app without the product for pages may not ask for them."""
        answer = self._state.oauth.authorize(request)
        asked = set(request.parameter("scope").split())
        if not self._state.settings.page_product and asked - MEMBER_SCOPES and answer.status == 200:
            scope = min(asked - MEMBER_SCOPES)
            redirect = request.parameter("redirect_uri")
            told = {
                "error": "unauthorized_scope_error",
                "error_description": f'Scope "{scope}" is not authorized for your application',
                "state": request.parameter("state"),
            }
            return Answer(302, {"Location": f"{redirect}?{urlencode(told)}"})
        return _in_their_words(answer)


class PictureServer:
    """https://media.licdn.com: portraits and logos."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return "media.licdn.com"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        wanted = _PICTURE.fullmatch(request.path)
        known = {one.sub: one.name for one in self._state.store.members()}
        known |= {str(one.number): one.name for one in self._state.store.pages()}
        if wanted is None or wanted[1] not in known:
            return json_answer({"message": "Not Found"}, 404)
        return Answer(200, {"Content-Type": "image/png"}, portrait(known[wanted[1]]))


def _in_their_words(answer: Answer) -> Answer:
    """An error that is sent back with the browser, by the names LinkedIn has for it."""
    address = answer.headers.get("Location", "")
    parts = urlsplit(address)
    told = dict(parse_qsl(parts.query))
    if answer.status != 302 or told.get("error") not in _NAMES:
        return answer
    told["error"] = _NAMES[told["error"]]
    return Answer(302, {"Location": parts._replace(query=urlencode(told)).geturl()})
