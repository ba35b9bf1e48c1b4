"""Control calls of this platform alone: what arrived, and what a test may change.

GET  journal, posts, containers, settings, failures, file?name=
POST settings {…}, expire {person}, revoke {person}, forget-containers {}, forget-apps {}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.platforms.instagram.containers import code_of
from brandcraft_desktop.practice.platforms.instagram.reading import post
from brandcraft_desktop.practice.platforms.instagram.settings import changed
from brandcraft_desktop.practice.platforms.instagram.state import State
from brandcraft_desktop.practice.platforms.instagram.store import CONTAINER
from brandcraft_desktop.practice.platforms.instagram.web import file_answer
from brandcraft_desktop.practice.values import Json, Object, text_of


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
                **post(state, one),
                "owner": one.owner,
                "value": one.value,
                "files": [*one.files],
                "comments": [words for _, words in state.store.comments(one.id)],
            }
            for one in state.store.posts()
        ]
    }


def _containers(state: State) -> Json:
    rows = state.store.database.rows("SELECT number FROM containers ORDER BY number")
    numbers = [row[0] for row in rows if isinstance(row[0], int)]
    found = [state.store.container(str(CONTAINER + one)) for one in numbers]
    return {
        "containers": [
            {"id": one.id, "value": one.value, "status": code_of(state, one)}
            for one in found
            if one is not None
        ]
    }


def _change_settings(state: State, value: Object) -> Json:
    state.settings = changed(state.settings, value)
    return state.settings.to_json()


def _expire(state: State, value: Object) -> Json:
    """Tokens run out now."""
    state.oauth.expire(text_of(value, "person"))
    return {}


def _revoke(state: State, value: Object) -> Json:
    """The owner takes the app's access back."""
    state.oauth.take_back(text_of(value, "person"))
    return {}


def _forget_containers(state: State, value: Object) -> Json:
    """As if everything handed over had run out; what is published stays."""
    return {"forgotten": state.store.database.run("DELETE FROM containers")}


def _forget_apps(state: State, value: Object) -> Json:
    """As if the app had been removed in the dashboard."""
    state.oauth.forget_apps()
    return {}


_LOOKS: Mapping[str, Callable[[State], Json]] = {
    "journal": lambda state: {"journal": state.store.journal()},
    "posts": _posts,
    "containers": _containers,
    "settings": lambda state: state.settings.to_json(),
    "failures": lambda state: {"failures": [*state.failures]},
}
_CHANGES: Mapping[str, Callable[[State, Object], Json]] = {
    "settings": _change_settings,
    "expire": _expire,
    "revoke": _revoke,
    "forget-containers": _forget_containers,
    "forget-apps": _forget_apps,
}
