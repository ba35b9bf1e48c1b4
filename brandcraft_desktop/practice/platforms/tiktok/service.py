"""The API itself: which call is meant, who asks, what is judged before it runs."""

from __future__ import annotations

from brandcraft_desktop.practice.exchange import Answer, Request
from brandcraft_desktop.practice.platforms.tiktok import publishing, tokens
from brandcraft_desktop.practice.platforms.tiktok.answers import (
    Refusal,
    enveloped,
    invalid,
    refusal,
)
from brandcraft_desktop.practice.platforms.tiktok.calls import Asked, Call
from brandcraft_desktop.practice.platforms.tiktok.shapes import (
    DIRECT_VIDEO,
    INBOX_VIDEO,
    PHOTOS,
    Shape,
    Text,
    Whole,
)
from brandcraft_desktop.practice.platforms.tiktok.state import State
from brandcraft_desktop.practice.values import Malformed, Object

VERSION = "/v2/"
_PUBLISH_ID = Shape({"publish_id": Text(64)}, ("publish_id",))
_EITHER = ("video.publish", "video.upload")
_PERSON = frozenset({"open_id", "union_id", "avatar_url", "display_name", "username"})
_VIDEO = frozenset({"id", "create_time", "share_url", "video_description", "title"})

CALLS = (
    Call("user/info/", "GET", "read", ("user.info.basic",), publishing.whoami, fields=_PERSON),
    Call(
        "post/publish/creator_info/query/",
        "POST",
        "creator_info",
        ("video.publish",),
        publishing.creator_info,
        Shape({}),
    ),
    Call(
        "post/publish/video/init/",
        "POST",
        "init",
        ("video.publish",),
        publishing.begin_video,
        DIRECT_VIDEO,
    ),
    Call(
        "post/publish/inbox/video/init/",
        "POST",
        "init",
        ("video.upload",),
        publishing.begin_inbox,
        INBOX_VIDEO,
    ),
    Call("post/publish/content/init/", "POST", "init", _EITHER, publishing.begin_photos, PHOTOS),
    Call("post/publish/status/fetch/", "POST", "status", _EITHER, publishing.standing, _PUBLISH_ID),
    Call("post/publish/cancel/", "POST", "status", _EITHER, publishing.cancel, _PUBLISH_ID),
    Call(
        "video/list/",
        "POST",
        "read",
        ("video.list",),
        publishing.listed,
        Shape({"cursor": Whole(), "max_count": Whole(1, 20)}),
        _VIDEO,
    ),
)
_BY_PATH = {f"{VERSION}{one.path}": one for one in CALLS}
_OAUTH = {f"{VERSION}oauth/token/": tokens.token, f"{VERSION}oauth/revoke/": tokens.revoke}


class Api:
    """https://open.tiktokapis.com."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return path.removeprefix(VERSION).strip("/")

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        try:
            ours = _OAUTH.get(request.path)
            return self._call(request) if ours is None else ours(self._state, request)
        except Refusal as error:
            return error.answer()
        except Exception as error:  # noqa: BLE001 - a bug here must look like one of theirs
            self._state.note_failure(request.path, error)
            return Refusal(500, "internal_error").answer()

    def _call(self, request: Request) -> Answer:
        state, call = self._state, _BY_PATH.get(request.path)
        if call is None or call.method != request.method:
            raise Refusal(404, "invalid_params", "Practice: there is no such call")
        granted = state.oauth.granted(request)
        me = state.store.account(granted.person) if granted is not None else None
        if granted is None or me is None:
            raise Refusal(401, "access_token_invalid", "The access token is invalid")
        if state.settings.rate_limits and not state.limits.within(
            call.limit, f"{me.id} {call.path}", state.clock.seconds()
        ):
            raise Refusal(429, "rate_limit_exceeded")
        if not granted.scopes & set(call.scopes):
            raise Refusal(401, "scope_not_authorized")
        asked = Asked(me, granted.scopes, _fields(request, call), _body(request, call))
        return enveloped(call.run(state, asked))


def _fields(request: Request, call: Call) -> tuple[str, ...]:
    given = request.parameters()
    if not call.fields:
        if given:
            raise invalid("Practice: there is no query here")
        return ()
    if [name for name, _ in given] != ["fields"]:
        raise invalid("fields is required, and nothing else")
    wanted = tuple(given[0][1].split(","))
    if unknown := sorted(set(wanted) - call.fields):
        raise invalid(f"Practice: there is no field {unknown[0]}")
    return wanted


def _body(request: Request, call: Call) -> Object:
    if call.body is None:
        if request.size:
            raise invalid("Practice: a body was sent where none is expected")
        return {}
    kind = request.headers.get("content-type", "").replace(" ", "").lower()
    if kind not in ("application/json;charset=utf-8", "application/json"):
        raise invalid("Practice: the body must be application/json; charset=UTF-8")
    try:
        value = request.json()
    except Malformed as error:
        raise invalid(str(error)) from None
    call.body.check(value, "body")
    return value
