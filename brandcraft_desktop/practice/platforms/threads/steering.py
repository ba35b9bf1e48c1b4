"""Control calls of this platform alone: what arrived, and what a test may change.

GET  journal, posts, settings, failures, file?name=
POST settings {…}, expire {person}, revoke {person}, forget-apps {}, forget-containers {},
     change-pictures {}, grant {person, scopes}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.platforms.threads import tokens
from brandcraft_desktop.practice.platforms.threads.settings import changed
from brandcraft_desktop.practice.platforms.threads.state import CLIENT, SCOPES, State
from brandcraft_desktop.practice.platforms.threads.web import file_answer
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


def _posts(state: State) -> Json:
    return {
        "posts": [
            {
                "id": one.id,
                "owner": one.owner,
                "parent": one.parent,
                "made_at": one.made_at,
                "value": one.value,
            }
            for one in state.store.posts()
        ]
    }


def _change_settings(state: State, value: Object) -> Json:
    state.use(changed(state.settings, value))
    return state.settings.to_json()


def _expire(state: State, value: Object) -> Json:
    """Tokens run out now."""
    state.oauth.expire(text_of(value, "person"))
    return {}


def _revoke(state: State, value: Object) -> Json:
    """The owner takes the app's access back."""
    state.oauth.take_back(text_of(value, "person"))
    return {}


def _forget_apps(state: State, value: Object) -> Json:
    """As if the app had been removed in the dashboard."""
    state.oauth.forget_apps()
    return {}


def _forget_containers(state: State, value: Object) -> Json:
    """As if a day had gone by."""
    return {"forgotten": state.store.database.run("UPDATE containers SET made_at = 0")}


def _change_pictures(state: State, value: Object) -> Json:
    state.avatars += 1
    return {}


def _grant(state: State, value: Object) -> Json:
    """A long-lived token without the page; `scopes` apart by blanks, all where none are given."""
    person = text_of(value, "person")
    if state.store.account(person) is None:
        raise Malformed(f"no account {person}")
    scopes = text_of(value, "scopes").split() or sorted(SCOPES)
    return tokens.hand_out(state, person, CLIENT, scopes)


_LOOKS: Mapping[str, Callable[[State], Json]] = {
    "journal": lambda state: {"journal": state.store.journal()},
    "posts": _posts,
    "settings": lambda state: state.settings.to_json(),
    "failures": lambda state: {"failures": [*state.failures]},
}
_CHANGES: Mapping[str, Callable[[State, Object], Json]] = {
    "settings": _change_settings,
    "expire": _expire,
    "revoke": _revoke,
    "forget-apps": _forget_apps,
    "forget-containers": _forget_containers,
    "change-pictures": _change_pictures,
    "grant": _grant,
}
