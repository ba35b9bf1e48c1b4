"""Control calls of this platform alone: what arrived, and what a test may change.

GET  journal, posts, settings, failures, file?name=
POST settings {…}, expire {person}, revoke {person}, forget-uploads {}, forget-apps {},
     grant {person, scopes}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.platforms.tiktok.publishing import is_shown
from brandcraft_desktop.practice.platforms.tiktok.settings import changed
from brandcraft_desktop.practice.platforms.tiktok.state import CLIENT, SCOPES, State
from brandcraft_desktop.practice.platforms.tiktok.web import file_answer
from brandcraft_desktop.practice.values import Json, Malformed, Object, text_of


def steer(state: State, request: Request, action: str) -> Answer | None:
    """Answer one control call; None = there is no such action. Raises Malformed."""
    if action == "file":
        return file_answer(state, request.parameter("name"))
    look = _LOOKS.get(action)
    if look is not None and request.method == "GET":
        return json_answer(look(state))
    change = _CHANGES.get(action)
    if change is not None and request.method == "POST":
        return json_answer(change(state, request.json()))
    return None


def _journal(state: State) -> Json:
    return {"journal": state.store.journal()}


def _posts(state: State) -> Json:
    return {
        "posts": [
            {
                "publish_id": one.publish_id,
                "post_id": one.post_id,
                "owner": one.owner,
                "kind": one.kind,
                "mode": one.mode,
                "received": one.received,
                "taken": bool(one.taken_at),
                "reason": one.reason,
                "shown": is_shown(state, one),
                "value": one.value,
            }
            for one in state.store.posts()
        ]
    }


def _settings(state: State) -> Json:
    return state.settings.to_json()


def _failures(state: State) -> Json:
    return {"failures": [*state.failures]}


def _change_settings(state: State, value: Object) -> Json:
    state.use(changed(state.settings, value))
    state.limits.clear()
    return state.settings.to_json()


def _expire(state: State, value: Object) -> Json:
    """Access tokens run out now."""
    state.oauth.expire(text_of(value, "person"))
    return {}


def _revoke(state: State, value: Object) -> Json:
    """The owner takes the app's access back."""
    state.oauth.take_back(text_of(value, "person"))
    return {}


def _forget_apps(state: State, value: Object) -> Json:
    """As if the app had been removed in the portal."""
    state.oauth.forget_apps()
    return {}


def _forget_uploads(state: State, value: Object) -> Json:
    """Uploads that have not ended are no longer known."""
    return {"forgotten": state.store.database.run("DELETE FROM posts WHERE taken_at = 0")}


def _grant(state: State, value: Object) -> Json:
    """Tokens without the page; `scopes` apart by blanks, all where none are given."""
    person = text_of(value, "person")
    if state.store.account(person) is None:
        raise Malformed(f"no account {person}")
    scopes = text_of(value, "scopes").split() or sorted(SCOPES)
    return state.oauth.give(person, CLIENT, scopes)


_LOOKS: Mapping[str, Callable[[State], Json]] = {
    "journal": _journal,
    "posts": _posts,
    "settings": _settings,
    "failures": _failures,
}
_CHANGES: Mapping[str, Callable[[State, Object], Json]] = {
    "settings": _change_settings,
    "expire": _expire,
    "revoke": _revoke,
    "forget-apps": _forget_apps,
    "forget-uploads": _forget_uploads,
    "grant": _grant,
}
