"""Uploads: at once or in pieces, processed, described, and thrown away after a day.

Sources: paths and fields of openapi 2.167; sizes of docs.x.com, media best practices (@2871328);
pieces of up to 5 MB and the order of the calls of the older guide to chunked uploads.
"""

from __future__ import annotations

import shutil

from brandcraft_desktop.practice.platforms.x import fields
from brandcraft_desktop.practice.platforms.x.forms import Part, read_form
from brandcraft_desktop.practice.platforms.x.problems import invalid, not_found, plain
from brandcraft_desktop.practice.platforms.x.service import Asked, Operation
from brandcraft_desktop.practice.platforms.x.state import State
from brandcraft_desktop.practice.platforms.x.store import Media
from brandcraft_desktop.practice.sniff import media_type
from brandcraft_desktop.practice.values import Json, Object

_MOST = {"tweet_image": 5_242_880, "tweet_gif": 15_728_640, "tweet_video": 536_870_912}
_KINDS = {
    "tweet_image": ("image/jpeg", "image/png", "image/webp"),
    "tweet_gif": ("image/gif",),
    "tweet_video": ("video/mp4", "video/quicktime", "video/webm", "video/mp2t"),
}
_LARGEST_PIECE = 5 * 1024 * 1024
_CHECK_AFTER = 1
_ALT = 1000


def initialize(state: State, asked: Asked) -> Json:
    """Announce a file that comes in pieces."""
    body = asked.body
    fields.only(
        body, ("media_type", "total_bytes", "media_category", "additional_owners", "shared")
    )
    category = fields.chosen(body, "media_category", tuple(_MOST))
    if category is None:
        raise invalid("media_category", "", "[media_category] is required")
    kind = fields.chosen(body, "media_type", _KINDS[category])
    if kind is None:
        raise invalid("media_type", "", "[media_type] is required")
    size = fields.whole(body, "total_bytes", 1, _MOST[category])
    made = _new(state, asked.me.id, kind, category, size, "coming")
    return {
        "data": {
            "id": made.id,
            "media_key": made.key,
            "expires_after_secs": int(state.settings.media_seconds),
        }
    }


def append(state: State, asked: Asked) -> Json:
    """One piece; the same index again replaces it."""
    media = _mine(state, asked, asked.id)
    parts = _form(asked, "segment_index")
    index = parts["segment_index"].content.decode("ascii", "replace")
    if not index.isdecimal() or int(index) > 999:
        raise invalid("segment_index", index, "[segment_index] is not within 0 and 999")
    if media.state != "coming":
        raise invalid("id", media.id, "Practice: this upload is finalized already.")
    content = parts["media"].content
    if not 0 < len(content) <= _LARGEST_PIECE:
        raise plain(413, "Practice: a piece has 1 byte to 5 MB.")
    state.store.folder.joinpath(f"{media.id}.{int(index)}.piece").write_bytes(content)
    return {"data": {"expires_at": int(media.expires_at)}}


def finalize(state: State, asked: Asked) -> Json:
    """All pieces are there; videos and GIFs are processed now."""
    media = _mine(state, asked, asked.id)
    if media.state != "coming":
        raise invalid("id", media.id, "Practice: this upload is finalized already.")
    pieces = state.store.pieces(media.id)
    if [int(piece.name.split(".")[1]) for piece in pieces] != list(range(len(pieces))):
        raise invalid("id", media.id, "Practice: a piece is missing.")
    size = sum(piece.stat().st_size for piece in pieces)
    if size != media.size:
        raise invalid("id", media.id, f"Practice: {media.size} bytes were announced, {size} came.")
    with state.store.file(media.id).open("wb") as whole:
        for piece in pieces:
            with piece.open("rb") as file:
                shutil.copyfileobj(file, whole)
    with state.store.file(media.id).open("rb") as file:
        _check_kind(file.read(16), media.kind)
    waits = media.category != "tweet_image" and state.settings.processing_polls > 0
    _change(state, media.id, "pending" if waits else "succeeded")
    for piece in pieces:
        piece.unlink()
    return {"data": _told(state, media.id)}


def status(state: State, asked: Asked) -> Json:
    """How far the processing is; each look brings it on."""
    if asked.query.get("command", "STATUS") != "STATUS":
        raise invalid("command", asked.query["command"], "[command] is not one of [STATUS]")
    media = _mine(state, asked, asked.query.get("media_id", ""))
    if media.state == "coming":
        raise invalid("media_id", media.id, "Practice: this upload is not finalized.")
    if media.state in ("pending", "in_progress"):
        polls = media.polls + 1
        over = polls >= state.settings.processing_polls
        after = state.settings.processing_outcome if over else "in_progress"
        state.store.database.run(
            "UPDATE media SET polls = ?, state = ? WHERE id = ?", polls, after, media.id
        )
    return {"data": _told(state, media.id)}


def upload(state: State, asked: Asked) -> Json:
    """A small picture in one call."""
    parts = _form(asked, "media_category")
    category = parts["media_category"].content.decode("ascii", "replace")
    if category != "tweet_image":
        raise invalid("media_category", category, "Practice: only pictures come in one call.")
    content = parts["media"].content
    if not 0 < len(content) <= _MOST[category]:
        raise plain(413, "Practice: a picture has up to 5 MB.")
    kind = media_type(content[:16])
    if kind not in _KINDS[category]:
        raise invalid("media", parts["media"].kind, "Practice: these bytes are no picture.")
    made = _new(state, asked.me.id, kind, category, len(content), "succeeded")
    state.store.file(made.id).write_bytes(content)
    return {"data": _told(state, made.id)}


def metadata(state: State, asked: Asked) -> Json:
    """Words for people who can't see a file."""
    fields.only(asked.body, ("id", "metadata"))
    number = fields.number(asked.body, "id")
    if number is None:
        raise invalid("id", "", "[id] is required")
    described = fields.child(asked.body, "metadata", (), ("alt_text",)) or {}
    alt = described.get("alt_text")
    if not isinstance(alt, dict):
        raise invalid("metadata.alt_text", alt, "[metadata.alt_text] is not an object")
    fields.only(alt, ("text",), "metadata.alt_text.")
    text = fields.words(alt, "text", "metadata.alt_text.")
    if text is None or len(text) > _ALT:
        raise invalid("metadata.alt_text.text", "", f"[text] has not 0 to {_ALT} characters")
    media = _mine(state, asked, number)
    if media.state != "succeeded":
        raise invalid("id", number, "Practice: this upload is not ready.")
    if media.category == "tweet_video" and not state.settings.alt_on_videos:
        raise invalid("id", number, "Practice: no alt text for videos.")
    state.charge(5)
    state.store.database.run("UPDATE media SET alt = ? WHERE id = ?", text, number)
    return {"data": {"id": number, "associated_metadata": {"alt_text": {"text": text}}}}


def collect(state: State, *, every: bool = False) -> int:
    """Throw away uploads whose day is over, or every one that no post has; how many."""
    now = state.clock.seconds()
    gone = [
        one for one in state.store.all_media() if not one.post and (every or one.expires_at <= now)
    ]
    for one in gone:
        state.store.drop(one.id)
    return len(gone)


def _form(asked: Asked, name: str) -> dict[str, Part]:
    parts = read_form(asked.request)
    if unknown := sorted(set(parts) - {name, "media"}):
        raise invalid(unknown[0], "", f"[{unknown[0]}] is not a known field")
    for wanted in (name, "media"):
        if wanted not in parts:
            raise invalid(wanted, "", f"[{wanted}] is required")
    if parts["media"].filename is None:
        raise invalid("media", "", "Practice: [media] is no file part.")
    return parts


def _new(state: State, person: str, kind: str, category: str, size: int, now: str) -> Media:
    collect(state)
    number = state.new_number()
    expires = state.clock.seconds() + state.settings.media_seconds
    state.store.database.run(
        "INSERT INTO media (id, person, kind, category, size, state, expires_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        *(number, person, kind, category, size, now, expires),
    )
    return Media(number, person, kind, category, size, now, 0, "", expires, "")


def _mine(state: State, asked: Asked, number: str) -> Media:
    collect(state)
    media = state.store.media(number)
    if media is None or media.person != asked.me.id:
        raise not_found("media", "id", number)
    return media


def _change(state: State, media: str, after: str) -> None:
    state.store.database.run("UPDATE media SET state = ? WHERE id = ?", after, media)


def _check_kind(head: bytes, declared: str) -> None:
    found = media_type(head)
    if found != declared:
        raise invalid("media_type", declared, f"Practice: these bytes are {found or 'unknown'}.")


def _told(state: State, number: str) -> Json:
    media = state.store.media(number)
    if media is None:
        raise not_found("media", "id", number)
    told: Object = {
        "id": media.id,
        "media_key": media.key,
        "size": media.size,
        "expires_after_secs": int(media.expires_at - state.clock.seconds()),
    }
    if media.category == "tweet_image":
        return told
    processing: Object = {"state": media.state}
    if media.state in ("pending", "in_progress"):
        processing["check_after_secs"] = _CHECK_AFTER
        processing["progress_percent"] = min(99, 40 * media.polls)
    if media.state == "failed":
        processing["error"] = {
            "code": 1,
            "name": "InvalidMedia",
            "message": state.settings.processing_message,
        }
    return {**told, "processing_info": processing}


_WRITE = frozenset({"media.write"})
_BASE = "/2/media/upload"
UPLOAD_OPERATIONS = (
    Operation("POST", _BASE, upload, "upload", _WRITE, body="form"),
    Operation("GET", _BASE, status, "status", _WRITE, query=frozenset({"media_id", "command"})),
    Operation("POST", f"{_BASE}/initialize", initialize, "initialize", _WRITE, body="json"),
    Operation("POST", f"{_BASE}/{{id}}/append", append, "append", _WRITE, body="form"),
    Operation("POST", f"{_BASE}/{{id}}/finalize", finalize, "finalize", _WRITE),
    Operation("POST", "/2/media/metadata", metadata, "metadata", _WRITE, body="json"),
)
