"""The API itself: which call is meant, who asks, what it costs, what is judged before it runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.platforms.youtube import uploads, videos
from brandcraft_desktop.practice.platforms.youtube.answers import Refusal, invalid, refusal
from brandcraft_desktop.practice.platforms.youtube.state import CHANGE, READ, UPLOAD, State
from brandcraft_desktop.practice.platforms.youtube.store import Channel
from brandcraft_desktop.practice.values import Object

BASE = "/youtube/v3"
THUMBNAILS = "/upload/youtube/v3/thumbnails/set"
_READERS, _WRITERS = (READ, CHANGE), (UPLOAD, CHANGE)


@dataclass(frozen=True)
class _Look:
    """A call that only reads."""

    name: str
    query: frozenset[str]
    run: Callable[[State, Mapping[str, str], Channel], Object]


_LOOKS: Mapping[str, _Look] = {
    "/channels": _Look("channels/list", frozenset({"part", "mine"}), videos.channels),
    "/videos": _Look("videos/list", frozenset({"part", "id"}), videos.listed),
    "/playlistItems": _Look(
        "playlistItems/list",
        frozenset({"part", "playlistId", "maxResults", "pageToken"}),
        videos.items,
    ),
    "/videoCategories": _Look(
        "videoCategories/list", frozenset({"part", "regionCode"}), videos.categories
    ),
}


class Api:
    """What listens at the API's hosts."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        if path == uploads.PATH:
            return "videos/upload" if method == "PUT" else "videos/insert"
        if path == THUMBNAILS:
            return "thumbnails/set"
        inner = path.removeprefix(BASE)
        if method == "DELETE" and inner == "/videos":
            return "videos/delete"
        return _LOOKS[inner].name if method == "GET" and inner in _LOOKS else path

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        try:
            return self._answer(request)
        except Refusal as error:
            return error.answer()
        except Exception as error:  # noqa: BLE001 - a bug here must look like one of theirs
            self._state.note_failure(request.path, error)
            return Refusal(500, "backendError", "Backend Error", "global").answer()

    def _answer(self, request: Request) -> Answer:
        state, name = self._state, self.endpoint(request.method, request.path)
        if name == "videos/upload":
            return uploads.take(state, request)
        if name == "videos/insert" and request.method == "POST":
            me = self._asks(request, _WRITERS, "uploads", 1)
            return uploads.begin(state, request, me)
        if name == "thumbnails/set" and request.method == "POST":
            me = self._asks(request, _WRITERS, "units", 50)
            return json_answer(videos.set_thumbnail(state, request, me))
        if name == "videos/delete":
            me = self._asks(request, (CHANGE,), "units", 50)
            videos.delete(state, _query(request, frozenset({"id"})), me)
            return Answer(204)
        look = _LOOKS.get(request.path.removeprefix(BASE))
        if look is None or request.method != "GET" or not request.path.startswith(BASE):
            raise Refusal(404, "notFound", "Practice: there is no such call", "global")
        me = self._asks(request, _READERS, "units", 1)
        return json_answer(look.run(state, _query(request, look.query), me))

    def _asks(self, request: Request, scopes: tuple[str, ...], what: str, cost: int) -> Channel:
        state = self._state
        granted = state.oauth.granted(request)
        me = state.store.channel(granted.person) if granted is not None else None
        if granted is None or me is None:
            raise Refusal(401, "authError", "Invalid Credentials", "global")
        if not state.settings.enabled:
            raise Refusal(
                403,
                "accessNotConfigured",
                "YouTube Data API v3 has not been used in project before or it is disabled.",
                "usageLimits",
            )
        if not granted.scopes & set(scopes):
            raise Refusal(
                403,
                "insufficientPermissions",
                "Request had insufficient authentication scopes.",
                "global",
            )
        state.spend(granted.client_id, what, cost)
        return me


def _query(request: Request, known: frozenset[str]) -> Mapping[str, str]:
    given = request.parameters()
    for name, _ in given:
        if name not in known:
            raise invalid(f"Practice: there is no parameter '{name}'")
    if len({name for name, _ in given}) < len(given):
        raise invalid("Practice: a parameter is given twice")
    if request.size:
        raise invalid("Practice: a body was sent where none is expected")
    return dict(given)
