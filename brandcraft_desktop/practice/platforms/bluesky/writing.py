"""Judging and keeping one write to a repository: create, update, delete."""

from __future__ import annotations

from dataclasses import dataclass

from brandcraft_desktop.practice.database import Cell, text
from brandcraft_desktop.practice.platforms.bluesky.blobs import drop_unused, use_blobs
from brandcraft_desktop.practice.platforms.bluesky.cid import cid_of_record
from brandcraft_desktop.practice.platforms.bluesky.lexicon import Invalid, shown
from brandcraft_desktop.practice.platforms.bluesky.records import (
    POST,
    POSTGATE,
    RECORDS,
    THREADGATE,
    check_facets,
    strong_refs_in,
)
from brandcraft_desktop.practice.platforms.bluesky.state import State
from brandcraft_desktop.practice.platforms.bluesky.store import Account
from brandcraft_desktop.practice.platforms.bluesky.syntax import is_tid, split_at_uri
from brandcraft_desktop.practice.platforms.bluesky.xrpc import Refusal, invalid
from brandcraft_desktop.practice.values import Json, Object, child, dump


@dataclass(frozen=True)
class Target:
    """Where a record lies."""

    account: Account
    collection: str
    rkey: str

    @property
    def uri(self) -> str:
        return f"at://{self.account.did}/{self.collection}/{self.rkey}"


class KeyTaken(Exception):
    """There is a record under this key; the official server does not map this to an error."""


def judge(state: State, target: Target, record: Object) -> None:
    """Raise Refusal where the record may not be written there."""
    kind, collection = record.get("$type"), target.collection
    if kind is None:
        raise invalid("Practice: $type is missing at $.record")
    if kind != collection:
        raise invalid(f"Invalid $type: expected {collection}, got {kind}")
    rule = RECORDS.get(collection)
    if rule is None:
        raise invalid(f"Unknown lexicon type: {collection}")
    if not is_tid(target.rkey):
        raise invalid(
            f"Invalid record key for {collection}:"
            f" Invalid TID string (got {shown(target.rkey)}) at $"
        )
    try:
        rule.check(record, "$.record")
        check_facets(record)
    except Invalid as error:
        raise invalid(f"Invalid {collection} record: {error}") from None
    if collection == POST:
        _judge_post(state, record)
    if collection in (THREADGATE, POSTGATE):
        _judge_gate(target, record)


def _judge_post(state: State, record: Object) -> None:
    """What only the AppView or the official app would notice, and then in silence."""
    if not str(record.get("text", "")).strip() and "embed" not in record:
        raise invalid("Practice: a post without text needs an embed")
    for images in (
        child(record, "embed", "images"),
        child(record, "embed", "items"),
        child(record, "embed", "media", "images"),
        child(record, "embed", "media", "items"),
    ):
        if images == []:
            raise invalid("Practice: an embed without a picture")
    for uri, cid in strong_refs_in(record):
        found = state.store.record(uri)
        if found is None or found.cid != cid:
            raise invalid(f"Practice: {uri} with {cid} does not exist")
    parent = child(record, "reply", "parent", "uri")
    if isinstance(parent, str) and (answered := state.store.record(parent)) is not None:
        root = child(answered.value, "reply", "root", "uri") or parent
        if child(record, "reply", "root", "uri") != root:
            raise invalid(f"Practice: the root of this thread is {root}")


def _judge_gate(target: Target, record: Object) -> None:
    did, collection, rkey = split_at_uri(str(record.get("post", "")))
    if (did, collection, rkey) != (target.account.did, POST, target.rkey):
        raise invalid("Practice: a gate needs the same key as its own post")


def put(state: State, target: Target, record: Object, swap: Json = False) -> Object:
    """Write under a fixed key. The same record again changes nothing and is no write.

    `swap`: False = whatever is there, None = nothing may be there, text = this CID must be.
    """
    judge(state, target, record)
    cid = cid_of_record(record)
    with state.store.database.change():
        there = state.store.record(target.uri)
        if there is not None and there.cid == cid:
            return {"uri": target.uri, "cid": cid, "validationStatus": "valid"}
        if swap is not False and swap != (there.cid if there is not None else None):
            at = there.cid if there is not None else "null"
            raise Refusal(400, "InvalidSwap", f"Record was at {at}")
        action = "create" if there is None else "update"
        commit = _write(state, target, action, cid, record)
    return {"uri": target.uri, "cid": cid, "commit": commit, "validationStatus": "valid"}


def create(state: State, target: Target, record: Object) -> Object:
    """Write a new record. Raises KeyTaken where there is one, even the same one."""
    judge(state, target, record)
    cid = cid_of_record(record)
    with state.store.database.change():
        if state.store.record(target.uri) is not None:
            raise KeyTaken
        commit = _write(state, target, "create", cid, record)
    return {"uri": target.uri, "cid": cid, "commit": commit, "validationStatus": "valid"}


def delete(state: State, target: Target, swap: str = "") -> Object:
    """Take a record away; nothing there is no error."""
    with state.store.database.change() as change:
        there = state.store.record(target.uri)
        if swap and (there is None or there.cid != swap):
            at = there.cid if there is not None else "null"
            raise Refusal(400, "InvalidSwap", f"Record was at {at}")
        if there is None:
            return {}
        used = change.rows("SELECT cid FROM blob_uses WHERE uri = ?", target.uri)
        change.run("DELETE FROM blob_uses WHERE uri = ?", target.uri)
        change.run("DELETE FROM records WHERE uri = ?", target.uri)
        drop_unused(state, target.account.did, [text(row[0]) for row in used])
        return {"commit": _commit(state, target, "delete", "", {})}


def _write(state: State, target: Target, action: str, cid: str, record: Object) -> Object:
    use_blobs(state, target.account.did, target.uri, record)
    now, database = state.clock.seconds(), state.store.database
    value = dump(record).decode("utf-8", "surrogatepass")
    row: tuple[Cell, ...] = (target.uri, target.account.did, target.collection, target.rkey)
    database.run(
        "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?,"
        " (SELECT coalesce(max(position), 0) + 1 FROM records))"
        " ON CONFLICT (uri) DO UPDATE SET cid = excluded.cid, value = excluded.value",
        *(*row, cid, value, now),
    )
    return _commit(state, target, action, cid, record)


def _commit(state: State, target: Target, action: str, cid: str, record: Object) -> Object:
    """Write the journal and move the head of the repository."""
    now, did, database = state.clock.seconds(), target.account.did, state.store.database
    database.run(
        "INSERT INTO journal (at, did, action, uri, cid, value) VALUES (?, ?, ?, ?, ?, ?)",
        *(now, did, action, target.uri, cid, dump(record).decode("utf-8", "surrogatepass")),
    )
    revision = state.tids.next(now)
    head = cid_of_record({"did": did, "rev": revision, "action": action, "record": cid})
    database.run("UPDATE accounts SET head = ? WHERE did = ?", head, did)
    return {"cid": head, "rev": revision}
