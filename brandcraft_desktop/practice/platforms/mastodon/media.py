"""Uploads: taken, processed for a while, thrown away when no post uses them.

Source: mastodon/documentation @2903485, methods/media; the sentences as in the sheet.
"""

from __future__ import annotations

import re

from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.platforms.mastodon.answers import NOT_FOUND, Refusal, invalid
from brandcraft_desktop.practice.platforms.mastodon.callers import caller
from brandcraft_desktop.practice.platforms.mastodon.entities import media_entity
from brandcraft_desktop.practice.platforms.mastodon.forms import File, form
from brandcraft_desktop.practice.platforms.mastodon.state import State
from brandcraft_desktop.practice.sniff import media_type

_FOCUS = re.compile(r"-?[01](\.\d+)?,-?[01](\.\d+)?")


def upload(state: State, request: Request) -> Answer:
    """POST /api/v2/media: 200 for what is ready, 202 for what is processed."""
    account = caller(state, request, "write:media")
    fields, files = form(request)
    if unknown := sorted((set(fields) | set(files)) - {"file", "description", "focus"}):
        raise invalid(f"{unknown[0]} is not known")
    file = files.get("file")
    if file is None or not file.data or not file.name or not file.mime:
        raise invalid("File can't be blank")
    kind = _kind(state, file)
    description, focus = fields.get("description"), fields.get("focus", "")
    if description is not None and len(description) > state.server.description:
        most = state.server.description
        raise invalid(f"Description is too long (maximum is {most} characters)")
    if focus and (not _FOCUS.fullmatch(focus) or not _within(focus)):
        raise invalid("Focus is invalid")
    slow = kind.startswith("video/") or kind == "image/gif" or state.settings.slow_pictures
    own = state.new_id()
    state.store.file(own).write_bytes(file.data)
    state.store.database.run(
        "INSERT INTO media (id, account, kind, size, description, focus, uploaded_at, polls,"
        " outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *(own, account.id, kind, len(file.data), description, focus, state.clock.seconds()),
        state.settings.polls if slow else 0,
        state.settings.outcome if slow else "ready",
    )
    made = state.store.media(own)
    if made is None:
        raise Refusal(500, "Error processing thumbnail for uploaded media")
    return json_answer(media_entity(state, made), 200 if made.ready else 202)


def look(state: State, request: Request, own: str) -> Answer:
    """GET /api/v1/media/:id: 206 while it is processed."""
    account = caller(state, request, "write:media")
    collect(state)
    one = state.store.media(own)
    if one is None or one.account != account.id or one.status:
        raise Refusal(404, NOT_FOUND)
    if one.polls > 0:
        state.store.database.run("UPDATE media SET polls = polls - 1 WHERE id = ?", own)
        return json_answer(media_entity(state, one), 206)
    if one.outcome != "ready":
        raise Refusal(422, "There was an error processing the media attachment")
    return json_answer(media_entity(state, one))


def collect(state: State, *, every: bool = False) -> int:
    """Throw away the files that no post uses: those that are old, or `every` one."""
    until = 1e12 if every else state.clock.seconds() - state.settings.media_seconds
    return state.store.database.run(
        "DELETE FROM media WHERE status = '' AND uploaded_at <= ?", until
    )


def _kind(state: State, file: File) -> str:
    kind = media_type(file.data[:16])
    server = state.server
    if kind not in server.types or kind.partition("/")[0] != file.mime.partition("/")[0]:
        raise invalid("File content type is invalid, File is invalid")
    most = server.image_bytes if kind.startswith("image/") else server.video_bytes
    if len(file.data) > most:
        raise invalid(f"File file size must be less than {most // 1_048_576} MB")
    return kind


def _within(focus: str) -> bool:
    return all(-1 <= float(one) <= 1 for one in focus.split(","))
