"""Control calls of this platform alone: what arrived, and what a test may change."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.platforms.x.settings import CLIENT_ID, changed
from brandcraft_desktop.practice.platforms.x.state import SCOPES, State
from brandcraft_desktop.practice.platforms.x.store import Somebody
from brandcraft_desktop.practice.platforms.x.uploads import collect
from brandcraft_desktop.practice.platforms.x.web import file_answer
from brandcraft_desktop.practice.values import Json, Malformed, Object, text_of


def steer(state: State, request: Request, action: str) -> Answer | None:
    """Answer one control call; None = there is no such action. Raises Malformed."""
    if action == "file":
        missing = json_answer({"error": "no such file"}, 404)
        return file_answer(state, request.parameter("id")) or missing
    look = _LOOKS.get(action)
    if look is not None and request.method == "GET":
        return json_answer(look(state))
    change = _CHANGES.get(action)
    if change is not None and request.method == "POST":
        return json_answer(change(state, request.json()))
    return None


def _posts(state: State) -> Json:
    """What is there, oldest first."""
    return {
        "posts": [
            {
                "id": one.id,
                "person": one.person,
                "text": one.text,
                "body": one.body,
                "conversation": one.conversation,
                "parent": one.parent,
            }
            for one in state.store.posts()[::-1]
        ]
    }


def _media(state: State) -> Json:
    return {
        "media": [
            {
                "id": one.id,
                "person": one.person,
                "kind": one.kind,
                "category": one.category,
                "size": one.size,
                "state": one.state,
                "alt": one.alt,
                "post": one.post,
            }
            for one in state.store.all_media()
        ]
    }


def _change_settings(state: State, value: Object) -> Json:
    state.settings = changed(state.settings, value)
    state.limits.clear()
    return state.settings.to_json()


def _expire(state: State, value: Object) -> Json:
    """Access tokens have run out; refresh tokens are good."""
    person = _person(state, value)
    state.oauth.expire(person.id)
    return {"did": person.id}


def _revoke(state: State, value: Object) -> Json:
    """The person took the app's access back."""
    person = _person(state, value)
    state.oauth.take_back(person.id)
    return {"did": person.id}


def _give(state: State, value: Object) -> Json:
    """Tokens without the page; `scopes` are words, all of them if there are none."""
    person = _person(state, value)
    scopes = text_of(value, "scopes", " ".join(sorted(SCOPES))).split()
    return state.oauth.give(person.id, CLIENT_ID, scopes)


def _rename(state: State, value: Object) -> Json:
    """Another handle or name."""
    person = _person(state, value)
    handle = text_of(value, "handle", person.handle)
    name = text_of(value, "display_name", person.name)
    state.store.database.run(
        "UPDATE people SET handle = ?, name = ? WHERE id = ?", handle, name, person.id
    )
    return {"did": person.id, "handle": handle, "display_name": name}


def _forget_uploads(state: State, value: Object) -> Json:
    return {"forgotten": collect(state, every=True)}


def _person(state: State, value: Object) -> Somebody:
    """The person named by `did`, or the first one."""
    people = state.store.people()
    found = state.store.person(text_of(value, "did", people[0].id if people else ""))
    if found is None:
        raise Malformed("no such person")
    return found


_LOOKS: Mapping[str, Callable[[State], Json]] = {
    "posts": _posts,
    "media": _media,
    "journal": lambda state: {"journal": state.store.journal()},
    "settings": lambda state: state.settings.to_json(),
    "spent": lambda state: {"thousandths": state.spent},
    "failures": lambda state: {"failures": [*state.failures]},
}
_CHANGES: Mapping[str, Callable[[State, Object], Json]] = {
    "settings": _change_settings,
    "expire": _expire,
    "revoke": _revoke,
    "give": _give,
    "rename": _rename,
    "forget_uploads": _forget_uploads,
}
