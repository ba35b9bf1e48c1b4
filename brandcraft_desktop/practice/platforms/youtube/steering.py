"""Control calls of this platform alone: what arrived, and what a test may change.

GET  journal, videos, sessions, spent, settings, failures, file?name=
POST settings {…}, expire {person}, revoke {person}, forget-sessions {}, forget-apps {},
     grant {person, scopes}, forget-spent {}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.platforms.youtube.settings import changed
from brandcraft_desktop.practice.platforms.youtube.state import CLIENT, SCOPES, State
from brandcraft_desktop.practice.platforms.youtube.uploads import forget_sessions
from brandcraft_desktop.practice.platforms.youtube.videos import privacy
from brandcraft_desktop.practice.platforms.youtube.web import file_answer
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


def _videos(state: State) -> Json:
    return {
        "videos": [
            {
                "id": one.id,
                "owner": one.owner,
                "value": one.value,
                "sha256": one.file,
                "thumbnail": one.thumbnail,
                "made_at": one.made_at,
                "privacy": privacy(state, one),
                "notify": one.notify,
            }
            for one in state.store.videos()
        ]
    }


def _sessions(state: State) -> Json:
    return {
        "sessions": [
            {"id": one.id, "total": one.total, "taken": one.taken, "video": one.video}
            for one in state.store.sessions()
        ]
    }


def _spent(state: State) -> Json:
    return {
        "spent": [
            {"app": app, "what": what, "day": day, "amount": amount}
            for (app, what, day), amount in state.spent.items()
        ]
    }


def _settings(state: State) -> Json:
    return state.settings.to_json()


def _failures(state: State) -> Json:
    return {"failures": [*state.failures]}


def _change_settings(state: State, value: Object) -> Json:
    state.use(changed(state.settings, value))
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
    """As if the app had been removed in the console."""
    state.oauth.forget_apps()
    return {}


def _forget_sessions(state: State, value: Object) -> Json:
    return {"forgotten": forget_sessions(state)}


def _forget_spent(state: State, value: Object) -> Json:
    """As midnight does in California."""
    state.spent.clear()
    return {}


def _grant(state: State, value: Object) -> Json:
    """Tokens without the page; `scopes` apart by blanks, all where none are given."""
    person = text_of(value, "person")
    if state.store.channel(person) is None:
        raise Malformed(f"no channel {person}")
    return state.oauth.give(person, CLIENT, text_of(value, "scopes").split() or sorted(SCOPES))


_LOOKS: Mapping[str, Callable[[State], Json]] = {
    "journal": _journal,
    "videos": _videos,
    "sessions": _sessions,
    "spent": _spent,
    "settings": _settings,
    "failures": _failures,
}
_CHANGES: Mapping[str, Callable[[State, Object], Json]] = {
    "settings": _change_settings,
    "expire": _expire,
    "revoke": _revoke,
    "forget-apps": _forget_apps,
    "forget-sessions": _forget_sessions,
    "forget-spent": _forget_spent,
    "grant": _grant,
}
