"""Control calls of this platform alone: what arrived, and what a test may change."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.platforms.bluesky.accounts import app_password
from brandcraft_desktop.practice.platforms.bluesky.blobs import collect
from brandcraft_desktop.practice.platforms.bluesky.settings import changed
from brandcraft_desktop.practice.platforms.bluesky.state import State
from brandcraft_desktop.practice.platforms.bluesky.store import Account
from brandcraft_desktop.practice.platforms.bluesky.web import blob_answer
from brandcraft_desktop.practice.values import Json, Malformed, Object, text_of


def steer(state: State, request: Request, action: str) -> Answer | None:
    """Answer one control call; None = there is no such action. Raises Malformed."""
    if action == "blob":
        return _blob(state, request)
    look = _LOOKS.get(action)
    if look is not None and request.method == "GET":
        return json_answer(look(state, request))
    change = _CHANGES.get(action)
    if change is not None and request.method == "POST":
        return json_answer(change(state, request.json()))
    return None


def _records(state: State, request: Request) -> Json:
    collection = request.parameter("collection")
    return {"records": [one.to_json() for one in state.store.records(collection=collection)]}


def _journal(state: State, request: Request) -> Json:
    return {"journal": state.store.journal()}


def _blobs(state: State, request: Request) -> Json:
    rows = state.store.database.rows(
        "SELECT did, cid, kind, size, EXISTS (SELECT 1 FROM blob_uses WHERE blob_uses.did ="
        " blobs.did AND blob_uses.cid = blobs.cid) FROM blobs ORDER BY uploaded_at, cid"
    )
    names = ("did", "cid", "mimeType", "size", "used")
    blobs: list[Json] = []
    for row in rows:
        blob: Object = {}
        for name, cell in zip(names, row, strict=True):
            if not isinstance(cell, bytes):
                blob[name] = bool(cell) if name == "used" else cell
        blobs.append(blob)
    return {"blobs": blobs}


def _settings(state: State, request: Request) -> Json:
    return state.settings.to_json()


def _failures(state: State, request: Request) -> Json:
    return {"failures": [*state.failures]}


def _blob(state: State, request: Request) -> Answer:
    cid = request.parameter("cid")
    missing = json_answer({"error": "NotFound", "message": f"no blob {cid}"}, 404)
    return blob_answer(state, "", cid) or missing


def _change_settings(state: State, value: Object) -> Json:
    state.settings = changed(state.settings, value)
    return state.settings.to_json()


def _revoke(state: State, value: Object) -> Json:
    """The owner replaced the app password: sessions end, the old one opens nothing any more."""
    account = _account(state, value)
    state.tokens.revoke_all(account.did)
    state.cut_off_now(account.did)
    fresh = text_of(value, "app_password") or app_password()
    state.store.database.run(
        "UPDATE accounts SET app_password = ? WHERE did = ?", fresh, account.did
    )
    return {"app_password": fresh}


def _set_state(state: State, value: Object) -> Json:
    """active, deactivated, takendown or suspended."""
    wanted = text_of(value, "state", "active")
    if wanted not in ("active", "deactivated", "takendown", "suspended"):
        raise Malformed("state must be active, deactivated, takendown or suspended")
    account = _account(state, value)
    state.store.database.run("UPDATE accounts SET state = ? WHERE did = ?", wanted, account.did)
    return {"did": account.did, "state": wanted}


def _rename(state: State, value: Object) -> Json:
    """Give an account another handle or display name."""
    account = _account(state, value)
    handle = text_of(value, "handle", account.handle)
    name = text_of(value, "display_name", account.display_name)
    state.store.database.run(
        "UPDATE accounts SET handle = ?, display_name = ? WHERE did = ?", handle, name, account.did
    )
    return {"did": account.did, "handle": handle, "display_name": name}


def _collect(state: State, value: Object) -> Json:
    return {"collected": collect(state)}


def _account(state: State, value: Object) -> Account:
    """The account named by `did`, or the first one."""
    accounts = state.store.accounts()
    did = text_of(value, "did", accounts[0].did if accounts else "")
    found = state.store.account(did)
    if found is None:
        raise Malformed(f"no account {did}")
    return found


_LOOKS: Mapping[str, Callable[[State, Request], Json]] = {
    "records": _records,
    "journal": _journal,
    "blobs": _blobs,
    "settings": _settings,
    "failures": _failures,
}
_CHANGES: Mapping[str, Callable[[State, Object], Json]] = {
    "settings": _change_settings,
    "revoke": _revoke,
    "state": _set_state,
    "rename": _rename,
    "collect": _collect,
}
