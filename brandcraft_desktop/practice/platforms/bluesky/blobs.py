"""Uploaded bytes: taken, kept while a record refers to them, thrown away afterwards."""

from __future__ import annotations

import hashlib
import tempfile
from functools import partial
from pathlib import Path
from typing import IO

from brandcraft_desktop.practice.database import number, text
from brandcraft_desktop.practice.platforms.bluesky.cid import cid_of_blob
from brandcraft_desktop.practice.platforms.bluesky.limits import UPLOADS
from brandcraft_desktop.practice.platforms.bluesky.records import blobs_in
from brandcraft_desktop.practice.platforms.bluesky.state import State
from brandcraft_desktop.practice.platforms.bluesky.xrpc import Asked, Method, Refusal, invalid
from brandcraft_desktop.practice.sniff import media_type
from brandcraft_desktop.practice.values import Json, Object, child

_PIECE = 262_144
_UNDECLARED = ("*/*", "application/octet-stream")


def upload_blob(state: State, asked: Asked) -> Json:
    """Take raw bytes of up to `blob_limit`; the size that suits a record is judged there."""
    request, now = asked.request, state.clock.seconds()
    if request.size > state.settings.blob_limit:
        raise Refusal(413, "PayloadTooLarge", "request entity too large")
    if state.settings.rate_limits:
        standing = state.limits.spend(UPLOADS, asked.me.did, 1, now)
        if standing.exceeded:
            raise Refusal(429, "RateLimitExceeded", "Rate Limit Exceeded", standing.headers())
    declared = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.size == 0:
        raise invalid("Practice: the blob is empty")
    request.body.seek(0)
    sniffed = media_type(request.body.read(16))
    # The official server believes the bytes and says nothing; a client of ours must know.
    if sniffed and declared not in (sniffed, *_UNDECLARED):
        raise Refusal(400, "InvalidMimeType", f"Practice: {declared} was declared, got {sniffed}")
    if not sniffed and declared.startswith(("image/", "video/")):
        raise Refusal(400, "InvalidMimeType", f"Practice: these bytes are no {declared}")
    kind = sniffed or declared
    return {"blob": keep_blob(state, asked.me.did, request.body, kind)}


def keep_blob(state: State, did: str, body: IO[bytes], kind: str) -> Object:
    """Store `body` for an account; the reference to put into a record."""
    collect(state)
    digest, size = hashlib.sha256(), 0
    body.seek(0)
    folder = state.store.blob_folder
    with tempfile.NamedTemporaryFile(dir=folder, prefix="coming-", delete=False) as file:
        while piece := body.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            file.write(piece)
    cid = cid_of_blob(digest.digest())
    with state.store.database.change() as change:
        Path(file.name).replace(state.store.blob_path(cid))
        change.run(
            "INSERT INTO blobs VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (did, cid) DO UPDATE SET uploaded_at = excluded.uploaded_at",
            *(did, cid, kind, size, state.clock.seconds()),
        )
    return {"$type": "blob", "ref": {"$link": cid}, "mimeType": kind, "size": size}


def collect(state: State) -> int:
    """Throw away blobs whose time is over and that no record refers to; how many."""
    before = state.clock.seconds() - state.settings.blob_seconds
    return _drop(state, "", "", before)


def drop_unused(state: State, did: str, cids: list[str]) -> None:
    """A blob dies with the last record that refers to it."""
    for cid in cids:
        _drop(state, did, cid, float("inf"))


def _drop(state: State, did: str, cid: str, before: float) -> int:
    """Drop unused blobs uploaded until `before`: this one, or with an empty `cid` all of them."""
    with state.store.database.change() as change:
        gone = change.rows(
            "SELECT did, cid FROM blobs WHERE uploaded_at <= ?"
            " AND (? = '' OR (did = ? AND cid = ?)) AND NOT EXISTS (SELECT 1 FROM blob_uses"
            " WHERE blob_uses.did = blobs.did AND blob_uses.cid = blobs.cid)",
            *(before, cid, did, cid),
        )
        for owner, unused in gone:
            change.run("DELETE FROM blobs WHERE did = ? AND cid = ?", owner, unused)
            change.after_commit(partial(_unlink, state, text(unused)))
    return len(gone)


def _unlink(state: State, cid: str) -> None:
    # The same bytes may have come again meanwhile.
    if state.store.database.row("SELECT 1 FROM blobs WHERE cid = ?", cid) is None:
        state.store.blob_path(cid).unlink(missing_ok=True)


def use_blobs(state: State, did: str, uri: str, record: Object) -> None:
    """Bind the blobs of a record that is being written. Raises Refusal where one is not right."""
    database = state.store.database
    collect(state)
    before = [text(row[0]) for row in database.rows("SELECT cid FROM blob_uses WHERE uri = ?", uri)]
    database.run("DELETE FROM blob_uses WHERE uri = ?", uri)
    for blob in blobs_in(record):
        cid = str(child(blob, "ref", "$link"))
        row = database.row("SELECT kind, size FROM blobs WHERE did = ? AND cid = ?", did, cid)
        if row is None:
            raise Refusal(400, "BlobNotFound", f"Could not find blob: {cid}")
        if text(row[0]) != blob.get("mimeType"):
            raise Refusal(
                400,
                "InvalidMimeType",
                "Referenced Mimetype does not match stored blob."
                f" Expected: {text(row[0])}, Got: {blob.get('mimeType')}",
            )
        if int(number(row[1])) != blob.get("size"):
            raise Refusal(
                400,
                "InvalidSize",
                "Referenced Size does not match stored blob."
                f" Expected: {int(number(row[1]))}, Got: {blob.get('size')}",
            )
        database.run("INSERT OR IGNORE INTO blob_uses VALUES (?, ?, ?)", uri, did, cid)
    drop_unused(state, did, before)


BLOB_METHODS = (
    Method("com.atproto.repo.uploadBlob", upload_blob, "POST", body="*/*", needs="access"),
)
