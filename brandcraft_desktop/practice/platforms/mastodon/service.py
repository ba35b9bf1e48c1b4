"""One server's host: its API by method and path, its limits, and its pages for everything else."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from brandcraft_desktop.practice.exchange import Answer, Request
from brandcraft_desktop.practice.platforms.mastodon import (
    media,
    posting,
    reading,
    signing,
    web,
)
from brandcraft_desktop.practice.platforms.mastodon.answers import SENTENCES, Refusal, fault
from brandcraft_desktop.practice.platforms.mastodon.limits import (
    DELETIONS,
    EVERY,
    UPLOADS,
    Limit,
    Standing,
)
from brandcraft_desktop.practice.platforms.mastodon.state import State

Call = Callable[[State, Request, str], Answer]


@dataclass(frozen=True)
class _Route:
    """A call; `id` in the path goes to `act`. `limits` besides the one every call counts for."""

    act: Call
    limits: tuple[Limit, ...] = ()
    posts: bool = False


ROUTES: Mapping[str, _Route] = {
    "POST /api/v1/apps": _Route(lambda s, r, _: signing.register(s, r)),
    "GET /api/v1/apps/verify_credentials": _Route(lambda s, r, _: signing.verify_app(s, r)),
    "GET /oauth/authorize": _Route(lambda s, r, _: signing.authorize(s, r)),
    "POST /oauth/authorize": _Route(lambda s, r, _: signing.authorize(s, r)),
    "POST /oauth/token": _Route(lambda s, r, _: signing.token(s, r)),
    "POST /oauth/revoke": _Route(lambda s, r, _: signing.revoke(s, r)),
    "GET /.well-known/oauth-authorization-server": _Route(lambda s, _, __: signing.metadata(s)),
    "GET /api/v2/instance": _Route(lambda s, _, __: reading.instance(s)),
    "GET /api/v1/instance": _Route(lambda s, _, __: reading.old_instance(s)),
    "GET /api/v1/accounts/verify_credentials": _Route(lambda s, r, _: reading.verify(s, r)),
    "GET /api/v1/accounts/{id}/statuses": _Route(reading.statuses),
    "POST /api/v2/media": _Route(lambda s, r, _: media.upload(s, r), (UPLOADS,)),
    "GET /api/v1/media/{id}": _Route(media.look),
    "POST /api/v1/statuses": _Route(lambda s, r, _: posting.create(s, r), posts=True),
    "GET /api/v1/statuses/{id}": _Route(reading.status),
    "DELETE /api/v1/statuses/{id}": _Route(posting.delete, (DELETIONS,)),
}
_PATTERNS = tuple(
    (name, re.compile(re.escape(name).replace(r"\{id\}", "([^/]+)").replace(r"\ ", " ")))
    for name in ROUTES
)
_APIS = ("/api/", "/oauth/")


class MastodonService:
    """What listens behind a server's origin."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        """The call as the documentation names it: "GET /api/v1/media/{id}"."""
        name, _ = _route(method, path)
        return name or f"{method} {path}"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        """A trouble that was ordered, in the server's words."""
        return fault(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        """Carry out a call, or show a page."""
        name, own = _route(request.method, request.path)
        route = ROUTES.get(name)
        if route is None:
            if request.path.startswith(_APIS):
                return Refusal(404, "Not Found").answer()
            return web.page(self._state, request)
        standing = self._spend(route, request)
        if standing.exceeded:
            return Refusal(429, SENTENCES[429]).answer(standing.headers)
        try:
            answer = route.act(self._state, request, own)
        except Refusal as refusal:
            return refusal.answer(standing.headers)
        except Exception:  # noqa: BLE001 - a mistake of ours must be seen, not hang a client
            self._state.failures.append(traceback.format_exc())
            return Refusal(500, SENTENCES[500]).answer()
        return replace(answer, headers={**answer.headers, **standing.headers})

    def _spend(self, route: _Route, request: Request) -> Standing:
        state = self._state
        if not state.settings.rate_limits:
            return Standing({}, exceeded=False)
        granted = state.oauth.granted(request)
        whom = granted.person if granted is not None and granted.person else request.client
        posts = Limit("posts", state.settings.posts, state.settings.post_seconds)
        limits = (EVERY, *route.limits, *((posts,) if route.posts else ()))
        return state.limits.spend(limits, whom, state.clock.seconds())


def _route(method: str, path: str) -> tuple[str, str]:
    """The name of a call and the id in its path; "" for none."""
    asked = f"{method} {path}"
    if asked in ROUTES:
        return asked, ""
    for name, pattern in _PATTERNS:
        if found := pattern.fullmatch(asked):
            return name, found[1] if found.groups() else ""
    return "", ""
