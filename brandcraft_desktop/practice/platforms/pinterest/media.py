"""Videos on their way in: registered here, put into the store elsewhere, processed in time.

Source: pinterest/api-description v5.23.0, MediaUpload, MediaUploadStatus.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass

from brandcraft_desktop.practice.database import Row, number, text
from brandcraft_desktop.practice.platforms.pinterest.accounts import digits
from brandcraft_desktop.practice.platforms.pinterest.answers import Refusal
from brandcraft_desktop.practice.platforms.pinterest.calls import Asked
from brandcraft_desktop.practice.platforms.pinterest.settings import STORE
from brandcraft_desktop.practice.platforms.pinterest.shapes import Shape, Text
from brandcraft_desktop.practice.platforms.pinterest.state import State
from brandcraft_desktop.practice.platforms.pinterest.store import Account
from brandcraft_desktop.practice.values import Json, Object

REGISTRATION = Shape({"media_type": Text(values=("video",), nullable=False)}, ("media_type",))
_COLUMNS = "id, owner, file, kind, fields, registered_at, polls, outcome"


@dataclass(frozen=True)
class Media:
    """One upload; `file` is "" until its bytes have come."""

    id: str
    owner: str
    file: str
    kind: str
    fields: dict[str, str]
    registered_at: float
    polls: int
    outcome: str

    def status(self, state: State) -> str:
        if not self.file:
            return "registered"
        return self.outcome if self.polls >= state.settings.media_polls else "processing"


def register(state: State, asked: Asked) -> Object:
    """Where a video may be put, with the fields that allow it."""
    media_id = digits(secrets.token_hex(8))
    key = f"uploads/{media_id[:2]}/{media_id[2:4]}/3:video:{asked.me.id}:{media_id}"
    fields = {
        "x-amz-date": state.clock.stamp().replace("-", "").replace(":", "")[:15] + "Z",
        "x-amz-signature": secrets.token_hex(32),
        "x-amz-security-token": secrets.token_urlsafe(48),
        "x-amz-algorithm": "AWS4-HMAC-SHA256",
        "key": key,
        "policy": secrets.token_urlsafe(60),
        "x-amz-credential": "PRACTICE/20261122/us-east-1/s3/aws4_request",
        "Content-Type": "multipart/form-data",
    }
    state.store.database.run(
        f"INSERT INTO media ({_COLUMNS}) VALUES (?, ?, '', '', ?, ?, 0, ?)",  # noqa: S608
        *(media_id, asked.me.id, json.dumps(fields), state.clock.seconds()),
        state.settings.media_outcome,
    )
    parameters: Object = {**fields}
    return {
        "media_id": media_id,
        "media_type": "video",
        "upload_url": f"{STORE}/",
        "upload_parameters": parameters,
    }


def look(state: State, asked: Asked) -> Object:
    """How far it is; each question moves it on."""
    media = media_of(state, asked.me, asked.place("media_id"))
    if media.file:
        state.store.database.run("UPDATE media SET polls = polls + 1 WHERE id = ?", media.id)
        media = media_of(state, asked.me, media.id)
    return {"media_id": media.id, "media_type": "video", "status": media.status(state)}


def media_of(state: State, owner: Account, media_id: str) -> Media:
    """An upload of this account that still lives. Raises Refusal."""
    media = _found(
        state.store.database.row(
            f"SELECT {_COLUMNS} FROM media WHERE id = ?",  # noqa: S608
            media_id,
        )
    )
    if media is None or media.owner != owner.id or _is_gone(state, media):
        raise Refusal(404, 4186, "Media not found.")
    return media


def by_key(state: State, key: str) -> Media | None:
    """The upload that a key of the store belongs to."""
    row = state.store.database.row(
        f"SELECT {_COLUMNS} FROM media WHERE id = ?",  # noqa: S608
        key.rpartition(":")[2],
    )
    return _found(row)


def arrived(state: State, media: Media, file: str, kind: str) -> None:
    """Its bytes are there."""
    state.store.database.run(
        "UPDATE media SET file = ?, kind = ?, polls = 0 WHERE id = ?", file, kind, media.id
    )


def forget_uploads(state: State) -> Json:
    """As time does with those that no Pin uses."""
    return {"forgotten": state.store.database.run("DELETE FROM media")}


def _is_gone(state: State, media: Media) -> bool:
    return state.clock.seconds() - media.registered_at > state.settings.media_seconds


def _found(row: Row | None) -> Media | None:
    if row is None:
        return None
    media_id, owner, file, kind, fields = (text(cell) for cell in row[:5])
    registered, polls, outcome = number(row[5]), int(number(row[6])), text(row[7])
    return Media(media_id, owner, file, kind, json.loads(fields), registered, polls, outcome)
