"""Control calls of these servers alone: what arrived, and what a test may change.

GET  journal, statuses, media, settings, failures, file?server=&id=
POST settings, expire, revoke {"did"}, state {"did", "state"}, privacy {"did", "privacy"},
     rename {"did", "display_name"}, forget_apps, forget_uploads, remove {"id"}
Nothing named means every server and everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.platforms.mastodon.entities import media_entity, status_entity
from brandcraft_desktop.practice.platforms.mastodon.media import collect
from brandcraft_desktop.practice.platforms.mastodon.settings import changed
from brandcraft_desktop.practice.platforms.mastodon.state import State
from brandcraft_desktop.practice.platforms.mastodon.store import Account
from brandcraft_desktop.practice.platforms.mastodon.web import file_answer
from brandcraft_desktop.practice.values import Json, Malformed, Object, text_of

States = Sequence[State]


def steer(states: States, request: Request, action: str) -> Answer | None:
    """Answer one control call; None = there is no such action. Raises Malformed."""
    if action == "file":
        name = request.parameter("server")
        found = next((one for one in states if one.server.name == name), states[0])
        missing = json_answer({"error": "there is no such file"}, 404)
        return file_answer(found, request.parameter("id")) or missing
    look = _LOOKS.get(action)
    if look is not None and request.method == "GET":
        return json_answer(look(states))
    change = _CHANGES.get(action)
    if change is not None and request.method == "POST":
        return json_answer(change(states, request.json()))
    return None


def _journal(states: States) -> Json:
    return {"journal": [entry for one in states for entry in one.store.journal()]}


def _statuses(states: States) -> Json:
    return {
        "statuses": [
            {**status_entity(one, status), "text": status.value.get("status")}
            for one in states
            for status in one.store.statuses()
        ]
    }


def _media(states: States) -> Json:
    return {
        "media": [
            {**media_entity(one, medium), "used": bool(medium.status), "size": medium.size}
            for one in states
            for medium in one.store.every_medium()
        ]
    }


def _settings(states: States) -> Json:
    return states[0].settings.to_json()


def _failures(states: States) -> Json:
    return {"failures": [failure for one in states for failure in one.failures]}


def _change_settings(states: States, value: Object) -> Json:
    made = changed(states[0].settings, value)
    for one in states:
        one.settings = made
        one.limits.clear()
    return made.to_json()


def _expire(states: States, value: Object) -> Json:
    """Tokens here never run out; a server's people may end them all the same."""
    for one in states:
        one.oauth.expire(text_of(value, "did"))
    return {}


def _revoke(states: States, value: Object) -> Json:
    """The person took the sign-in back, in the settings of their account."""
    for one in states:
        one.oauth.take_back(text_of(value, "did"))
    return {}


def _set_state(states: States, value: Object) -> Json:
    wanted = text_of(value, "state", "active")
    if wanted not in ("active", "disabled"):
        raise Malformed("state must be active or disabled")
    return _put(states, value, "state", wanted)


def _set_privacy(states: States, value: Object) -> Json:
    return _put(states, value, "privacy", text_of(value, "privacy", "public"))


def _rename(states: States, value: Object) -> Json:
    return _put(states, value, "display_name", text_of(value, "display_name"))


def _put(states: States, value: Object, column: str, wanted: str) -> Json:
    state, account = _account(states, value)
    state.store.database.run(
        f"UPDATE accounts SET {column} = ? WHERE id = ?",  # noqa: S608 - our own names
        *(wanted, account.id),
    )
    return {"did": state.did(account.id), column: wanted}


def _forget_apps(states: States, value: Object) -> Json:
    """As servers before 4.3 did with apps nobody used."""
    for one in states:
        one.oauth.forget_apps()
    return {}


def _forget_uploads(states: States, value: Object) -> Json:
    return {"collected": sum(collect(one, every=True) for one in states)}


def _remove(states: States, value: Object) -> Json:
    """A person deletes a post on the site."""
    own = text_of(value, "id")
    for one in states:
        one.store.database.run("DELETE FROM statuses WHERE id = ?", own)
    return {}


def _account(states: States, value: Object) -> tuple[State, Account]:
    """The account named by `did`, or the first one of all."""
    did = text_of(value, "did")
    for one in states:
        for account in one.store.accounts():
            if did in ("", one.did(account.id)):
                return one, account
    raise Malformed(f"no account {did}")


_LOOKS: Mapping[str, Callable[[States], Json]] = {
    "journal": _journal,
    "statuses": _statuses,
    "media": _media,
    "settings": _settings,
    "failures": _failures,
}
_CHANGES: Mapping[str, Callable[[States, Object], Json]] = {
    "settings": _change_settings,
    "expire": _expire,
    "revoke": _revoke,
    "state": _set_state,
    "privacy": _set_privacy,
    "rename": _rename,
    "forget_apps": _forget_apps,
    "forget_uploads": _forget_uploads,
    "remove": _remove,
}
