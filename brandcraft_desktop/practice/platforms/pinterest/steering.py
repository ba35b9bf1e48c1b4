"""Control calls of this platform alone: what arrived, and what a test may change.

GET  journal, pins, boards?owner=, settings, failures, file?name=
POST settings {…}, expire {person}, revoke {person}, forget-uploads {}, forget-apps {},
     boards/delete {id}, grant {person, scopes}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.platforms.pinterest.media import forget_uploads
from brandcraft_desktop.practice.platforms.pinterest.settings import changed
from brandcraft_desktop.practice.platforms.pinterest.state import CLIENT, SCOPES, State
from brandcraft_desktop.practice.platforms.pinterest.web import file_answer
from brandcraft_desktop.practice.values import Json, Malformed, Object, text_of


def steer(state: State, request: Request, action: str) -> Answer | None:
    """Answer one control call; None = there is no such action. Raises Malformed."""
    if action == "file":
        return file_answer(state, request.parameter("name"))
    look = _LOOKS.get(action)
    if look is not None and request.method == "GET":
        return json_answer(look(state, request))
    change = _CHANGES.get(action)
    if change is not None and request.method == "POST":
        return json_answer(change(state, request.json()))
    return None


def _journal(state: State, request: Request) -> Json:
    return {"journal": state.store.journal()}


def _pins(state: State, request: Request) -> Json:
    return {
        "pins": [
            {
                "id": one.id,
                "owner": one.owner,
                "board": one.board,
                "section": one.section,
                "made_at": one.made_at,
                "hidden": one.hidden,
                "value": one.value,
            }
            for one in state.store.pins()
        ]
    }


def _boards(state: State, request: Request) -> Json:
    return {
        "boards": [
            {
                "id": one.id,
                "name": one.name,
                "privacy": one.privacy,
                "sections": {name: section for section, name in state.store.sections(one.id)},
            }
            for one in state.store.boards(request.parameter("owner"))
        ]
    }


def _settings(state: State, request: Request) -> Json:
    return state.settings.to_json()


def _failures(state: State, request: Request) -> Json:
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
    return forget_uploads(state)


def _delete_board(state: State, value: Object) -> Json:
    return {
        "deleted": state.store.database.run("DELETE FROM boards WHERE id = ?", text_of(value, "id"))
    }


def _grant(state: State, value: Object) -> Json:
    """Tokens without the page; `scopes` apart by blanks, all where none are given."""
    person = text_of(value, "person")
    if state.store.account(person) is None:
        raise Malformed(f"no account {person}")
    scopes = text_of(value, "scopes").split() or sorted(SCOPES)
    return state.oauth.give(person, CLIENT, scopes)


_LOOKS: Mapping[str, Callable[[State, Request], Json]] = {
    "journal": _journal,
    "pins": _pins,
    "boards": _boards,
    "settings": _settings,
    "failures": _failures,
}
_CHANGES: Mapping[str, Callable[[State, Object], Json]] = {
    "settings": _change_settings,
    "expire": _expire,
    "revoke": _revoke,
    "forget-apps": _forget_apps,
    "forget-uploads": _forget_uploads,
    "boards/delete": _delete_board,
    "grant": _grant,
}
