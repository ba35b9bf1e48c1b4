"""Control calls of this platform alone: what arrived, and what a test may change."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.platforms.linkedin.people import CLIENT_ID
from brandcraft_desktop.practice.platforms.linkedin.settings import changed
from brandcraft_desktop.practice.platforms.linkedin.state import MEMBER_SCOPES, State
from brandcraft_desktop.practice.platforms.linkedin.web import file_answer
from brandcraft_desktop.practice.values import Json, Malformed, Object, text_of, whole_of


def steer(state: State, request: Request, action: str) -> Answer | None:
    """Answer one control call; None = there is no such action. Raises Malformed."""
    if action == "file":
        found = file_answer(state, request.parameter("urn"), request.parameter("page"))
        return found or json_answer({"error": "there is no such file"}, 404)
    look = _LOOKS.get(action)
    if look is not None and request.method == "GET":
        return json_answer(look(state))
    change = _CHANGES.get(action)
    if change is not None and request.method == "POST":
        return json_answer(change(state, request.json()))
    return None


def _posts(state: State) -> Json:
    """What lies there now, the oldest first."""
    return {
        "posts": [
            {"urn": one.urn, "author": one.author, "body": one.body, "at": one.made_at}
            for one in reversed(state.store.posts())
        ]
    }


def _assets(state: State) -> Json:
    rows = state.store.database.rows("SELECT urn, kind, owner, state, mime, size FROM assets")
    names = ("urn", "kind", "owner", "state", "mime", "size")
    assets: list[Json] = []
    for row in rows:
        cells = dict(zip(names, row, strict=True))
        assets.append({name: cell for name, cell in cells.items() if not isinstance(cell, bytes)})
    return {"assets": assets}


def _change_settings(state: State, value: Object) -> Json:
    state.change_settings(changed(state.settings, value))
    return state.settings.to_json()


def _expire(state: State, value: Object) -> Json:
    state.oauth.expire(text_of(value, "person"))
    return {}


def _revoke(state: State, value: Object) -> Json:
    state.oauth.take_back(text_of(value, "person"))
    return {}


def _token(state: State, value: Object) -> Json:
    """Tokens without a page; `person` is a member's id, `scopes` are separated by spaces."""
    members = state.store.members()
    person = text_of(value, "person", members[0].sub if members else "")
    if state.store.member(person) is None:
        raise Malformed(f"no member {person}")
    scopes = text_of(value, "scopes", " ".join(sorted(MEMBER_SCOPES))).split()
    return state.oauth.give(person, CLIENT_ID, scopes)


def _expire_addresses(state: State, value: Object) -> Json:
    state.store.database.run("UPDATE addresses SET expires_at = 0")
    return {}


def _forget_uploads(state: State, value: Object) -> Json:
    state.store.forget_files()
    return {}


def _rename(state: State, value: Object) -> Json:
    """Give a member, or a page (by its number), another name."""
    name, page = text_of(value, "name"), whole_of(value, "page")
    if page:
        state.store.database.run("UPDATE pages SET name = ? WHERE number = ?", name, page)
        return {}
    members = state.store.members()
    person = text_of(value, "person", members[0].sub if members else "")
    state.store.database.run("UPDATE members SET name = ? WHERE sub = ?", name, person)
    return {}


_LOOKS: Mapping[str, Callable[[State], Json]] = {
    "posts": _posts,
    "assets": _assets,
    "journal": lambda state: {"journal": state.store.journal()},
    "settings": lambda state: state.settings.to_json(),
    "failures": lambda state: {"failures": [*state.failures]},
}
_CHANGES: Mapping[str, Callable[[State, Object], Json]] = {
    "settings": _change_settings,
    "expire": _expire,
    "revoke": _revoke,
    "token": _token,
    "expire_addresses": _expire_addresses,
    "forget_uploads": _forget_uploads,
    "rename": _rename,
}
