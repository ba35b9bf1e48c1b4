"""Control calls of this platform alone: what arrived, and what a test may change.

GET  journal, things?kind=, pages, settings, failures, file?name=
POST settings {…}, expire {person}, revoke {person}, forget-apps {}, forget-uploads {},
     delete {id}, pages/none {person}, grant {person, scopes}, end-user-tokens {}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.platforms.facebook.settings import changed
from brandcraft_desktop.practice.platforms.facebook.state import CLIENT, FOREVER, SCOPES, State
from brandcraft_desktop.practice.platforms.facebook.web import file_answer
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


def _things(state: State, request: Request) -> Json:
    return {
        "things": [
            {"id": one.id, "page": one.page, "made_at": one.made_at, "value": one.value}
            for one in state.store.things(request.parameter("kind", "post"))
        ]
    }


def _pages(state: State, request: Request) -> Json:
    return {
        "pages": [
            {"id": one.id, "owner": one.owner, "name": one.name, "portfolio": one.portfolio}
            for one in state.store.pages()
        ]
    }


def _settings(state: State, request: Request) -> Json:
    return state.settings.to_json()


def _failures(state: State, request: Request) -> Json:
    return {"failures": [*state.failures]}


def _change_settings(state: State, value: Object) -> Json:
    state.settings = changed(state.settings, value)
    return state.settings.to_json()


def _expire(state: State, value: Object) -> Json:
    """Tokens of a person and of the Pages run out now."""
    for one in _with_pages(state, text_of(value, "person")):
        state.oauth.expire(one)
    return {}


def _revoke(state: State, value: Object) -> Json:
    """The person takes the app's access back."""
    for one in _with_pages(state, text_of(value, "person")):
        state.oauth.take_back(one)
    return {}


def _end_user_tokens(state: State, value: Object) -> Json:
    """The tokens of people run out, as after 60 days; those of Pages hold."""
    for one, _ in state.store.people():
        state.oauth.expire(one)
    return {}


def _forget_apps(state: State, value: Object) -> Json:
    """As if the app had been removed in the portal."""
    state.oauth.forget_apps()
    return {}


def _forget_uploads(state: State, value: Object) -> Json:
    """As time does with what nobody published."""
    gone = [one for one in state.store.things("video") if not one.value.get("finished")]
    gone += state.store.things("upload")
    return {"forgotten": sum(state.store.remove(one.id) for one in gone)}


def _delete(state: State, value: Object) -> Json:
    return {"deleted": state.store.remove(text_of(value, "id"))}


def _no_pages(state: State, value: Object) -> Json:
    """A person has no Page (any more)."""
    person = text_of(value, "person")
    return {"left": state.store.database.run("DELETE FROM pages WHERE owner = ?", person)}


def _grant(state: State, value: Object) -> Json:
    """Tokens without the page, for a person or a Page; all scopes where none are given."""
    person = text_of(value, "person")
    known = {one for one, _ in state.store.people()} | {one.id for one in state.store.pages()}
    if person not in known:
        raise Malformed(f"no account {person}")
    scopes = text_of(value, "scopes").split() or sorted(SCOPES)
    return state.oauth.give(person, CLIENT, scopes, FOREVER)


def _with_pages(state: State, person: str) -> list[str]:
    return [person, *(one.id for one in state.store.pages(person))] if person else [""]


_LOOKS: Mapping[str, Callable[[State, Request], Json]] = {
    "journal": _journal,
    "things": _things,
    "pages": _pages,
    "settings": _settings,
    "failures": _failures,
}
_CHANGES: Mapping[str, Callable[[State, Object], Json]] = {
    "settings": _change_settings,
    "expire": _expire,
    "revoke": _revoke,
    "end-user-tokens": _end_user_tokens,
    "forget-apps": _forget_apps,
    "forget-uploads": _forget_uploads,
    "delete": _delete,
    "pages/none": _no_pages,
    "grant": _grant,
}
