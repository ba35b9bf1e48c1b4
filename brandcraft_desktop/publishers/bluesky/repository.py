"""Reading, writing and deleting single records of an account's repository.

Facts measured on PDS 0.5.35: `putRecord` with `swapRecord: null` only ever creates (400 InvalidSwap
where there is a record with another content); `getRecord` of what is not there is 400
RecordNotFound, which proves that it is not there.
"""

from __future__ import annotations

from dataclasses import dataclass

from brandcraft_desktop.domain.steps import Guard
from brandcraft_desktop.errors import ContentRefused, DuplicateRefused, PublishingError
from brandcraft_desktop.publishers.base import AccountSession
from brandcraft_desktop.publishers.bluesky.errors import judge_with
from brandcraft_desktop.publishers.bluesky.records import Record, Written
from brandcraft_desktop.publishers.bluesky.tokens import with_token
from brandcraft_desktop.publishers.bluesky.xrpc import procedure, query
from brandcraft_desktop.publishers.exchange import Answer
from brandcraft_desktop.publishers.json_value import JsonObject

_PUT = "com.atproto.repo.putRecord"


@dataclass(frozen=True)
class Found:
    """A record as it lies on the server."""

    written: Written
    value: JsonObject


class _NotThere(ContentRefused):
    """The server says that there is no such record."""


def look(account: AccountSession, collection: str, rkey: str) -> Found | None:
    """The record under a key; None is proof that there is none. Raises `PublishingError`."""
    call = query(
        account.identity.server,
        "com.atproto.repo.getRecord",
        judged=judge_with({"RecordNotFound": _not_there}),
        repo=account.identity.remote_id,
        collection=collection,
        rkey=rkey,
    )
    try:
        answer = account.http.send(call).json
    except _NotThere:
        return None
    # The address is ours by construction; the server's own is only as good.
    written = Written(_uri(account, collection, rkey), answer.optional("cid"))
    return Found(written, answer.child("value"))


def create(
    account: AccountSession, collection: str, rkey: str, record: Record, guard: Guard
) -> Written:
    """Write a record that must not be there yet: the irreversible call.

    Where one of ours with the same text is there already, that one counts. Raises
    `errors.PublishingError`, `errors.DuplicateRefused` for a record with another text.
    """
    body = _body(account, collection, rkey, record) | {"swapRecord": None}

    def send(token: str) -> Answer:
        call = procedure(account.identity.server, _PUT, body, bearer=token)
        return account.http.commit(call, guard)

    try:
        return _written(with_token(account, send).json)
    except DuplicateRefused:
        found = look(account, collection, rkey)
        ours = found is not None and is_ours(found, str(record["text"]))
        if found is None or not ours or not found.written.cid:
            raise
        return found.written


def put(account: AccountSession, collection: str, rkey: str, record: Record) -> Written:
    """Write a record whatever is there; repeating it changes nothing."""
    body = _body(account, collection, rkey, record)

    def send(token: str) -> Answer:
        return account.http.send(procedure(account.identity.server, _PUT, body, bearer=token))

    return _written(with_token(account, send).json)


def delete(account: AccountSession, collection: str, rkey: str) -> None:
    """Take a record away; gone already is fine."""
    body = {"repo": account.identity.remote_id, "collection": collection, "rkey": rkey}

    def send(token: str) -> Answer:
        method = "com.atproto.repo.deleteRecord"
        return account.http.send(procedure(account.identity.server, method, body, bearer=token))

    with_token(account, send)


def is_ours(found: Found, text: str) -> bool:
    """Whether a record under one of our own keys is the message we mean.

    Nobody else can guess a key (it comes from the delivery's id), so the text is enough; the
    moment of writing may be another one after a restore.
    """
    return found.value.optional("text") == text


def _written(answer: JsonObject) -> Written:
    return Written(answer.text("uri"), answer.text("cid"))


def _body(account: AccountSession, collection: str, rkey: str, record: Record) -> Record:
    return {
        "repo": account.identity.remote_id,
        "collection": collection,
        "rkey": rkey,
        "record": record,
    }


def _uri(account: AccountSession, collection: str, rkey: str) -> str:
    return f"at://{account.identity.remote_id}/{collection}/{rkey}"


def _not_there(raw: str) -> PublishingError:
    return _NotThere("Bluesky has no such record.", raw=raw)
