"""Videos on their way in: a session, pieces in order, a question how far it is.

Source: developers.google.com, "Resumable uploads": pieces are multiples of 256 KiB but for the
last; 308 with `Range` for what is there (none: nothing), 200 or 201 once it is whole, also to
whoever asks again; 404 for a session that is no more.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import shutil

from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.platforms.youtube.answers import Refusal, invalid
from brandcraft_desktop.practice.platforms.youtube.settings import API
from brandcraft_desktop.practice.platforms.youtube.shapes import check
from brandcraft_desktop.practice.platforms.youtube.state import State
from brandcraft_desktop.practice.platforms.youtube.store import Channel, Session, Video
from brandcraft_desktop.practice.platforms.youtube.videos import resource
from brandcraft_desktop.practice.values import Malformed

GRAIN = 256 * 1024
LARGEST = 256 * 1024**3
PATH = "/upload/youtube/v3/videos"
_RANGE = re.compile(r"bytes (?:(\d{1,15})-(\d{1,15})|(\*))/(\d{1,15})", re.ASCII)
_QUERY = {"uploadType", "part", "notifySubscribers"}


def begin(state: State, request: Request, me: Channel) -> Answer:
    """Open a session. Raises Refusal."""
    given = dict(request.parameters())
    if unknown := sorted(set(given) - _QUERY):
        raise invalid(f"Practice: there is no parameter '{unknown[0]}'")
    if given.get("uploadType") != "resumable" or not given.get("part"):
        raise invalid("Practice: uploadType=resumable and part are expected")
    if given.get("notifySubscribers", "true") not in ("true", "false"):
        raise invalid("Practice: notifySubscribers is true or false")
    kind = request.headers.get("content-type", "").replace(" ", "").lower()
    if kind not in ("application/json;charset=utf-8", "application/json"):
        raise invalid("Practice: the body must be application/json")
    mime = request.headers.get("x-upload-content-type", "")
    total = request.headers.get("x-upload-content-length", "")
    if not (mime.startswith("video/") or mime == "application/octet-stream"):
        raise invalid("Media type is not supported.", "mediaBodyRequired")
    if not total.isdecimal() or not 0 < int(total) <= LARGEST:
        raise invalid("Practice: the size is missing or out of range", "mediaBodyRequired")
    try:
        value = request.json()
    except Malformed as error:
        raise invalid(str(error), "invalidVideoMetadata") from None
    check(value, given["part"].split(","))
    if state.settings.upload_limit:
        raise invalid(
            "The user has exceeded the number of videos they may upload.", "uploadLimitExceeded"
        )
    upload_id = secrets.token_urlsafe(48)
    state.store.database.run(
        "INSERT INTO sessions VALUES (?, ?, ?, ?, ?, 0, ?, '', ?)",
        *(upload_id, me.id, json.dumps(value), mime, int(total), state.clock.seconds()),
        given.get("notifySubscribers", "true") == "true",
    )
    query = f"uploadType=resumable&part={given['part']}&upload_id={upload_id}"
    return Answer(200, {"Location": f"{API}{PATH}?{query}", "X-GUploader-UploadID": upload_id})


def take(state: State, request: Request) -> Answer:
    """A piece, or a question. Raises Refusal."""
    with state.lock:
        session = state.store.session(request.parameter("upload_id"))
        late = state.clock.seconds() - state.settings.session_seconds
        if session is None or session.begun_at < late:
            return Answer(404, {"Content-Type": "text/plain"}, b"Not Found")
        asked = _RANGE.fullmatch(request.headers.get("content-range", ""))
        if asked is None or int(asked[4]) != session.total:
            raise invalid("Practice: Content-Range is missing or of another size")
        if asked[3] is None and not session.video:
            session = _taken(state, request, session, int(asked[1]), int(asked[2]))
        return _told(state, session)


def forget_sessions(state: State) -> int:
    """As time does with those that nobody goes on with."""
    return state.store.database.run("DELETE FROM sessions")


def _taken(state: State, request: Request, session: Session, first: int, last: int) -> Session:
    size = last - first + 1
    whole = last + 1 == session.total
    if size <= 0 or request.size != size or last >= session.total:
        raise invalid("Practice: the piece and its Content-Range do not agree")
    if not whole and size % GRAIN:
        raise invalid("Practice: a piece is a multiple of 256 KiB")
    if first != session.taken:
        return session
    part = state.store.parts / hashlib.sha256(session.id.encode()).hexdigest()
    with part.open("r+b" if part.exists() else "wb") as file:
        # What a stand-in that was killed wrote and never counted is written over.
        file.seek(session.taken)
        request.body.seek(0)
        shutil.copyfileobj(request.body, file, GRAIN)
        file.truncate()
    state.store.database.run(
        "UPDATE sessions SET taken = ? WHERE id = ?", session.taken + size, session.id
    )
    if whole:
        with part.open("rb") as file:
            name = hashlib.file_digest(file, "sha256").hexdigest()
        part.replace(state.store.files / name)
        _made(state, session, name)
    found = state.store.session(session.id)
    if found is None:
        raise Refusal(500, "backendError", "Practice: the session is gone")
    return found


def _made(state: State, session: Session, file: str) -> None:
    video_id, now = secrets.token_urlsafe(8), state.clock.seconds()
    store = state.store
    with store.database.change() as change:
        change.run(
            "INSERT INTO videos VALUES (?, ?, ?, ?, '', ?, 0, ?)",
            *(video_id, session.owner, json.dumps(session.value), file, now, session.notify),
        )
        change.run("UPDATE sessions SET video = ? WHERE id = ?", video_id, session.id)
        store.note(now, session.owner, "insert", video_id, session.value)


def _told(state: State, session: Session) -> Answer:
    if session.video:
        made = state.store.video(session.video) or _deleted(session)
        return json_answer(resource(state, made, ("snippet", "status")))
    there = {"Range": f"bytes=0-{session.taken - 1}"} if session.taken else {}
    return Answer(308, there)


def _deleted(session: Session) -> Video:
    """What a session still says of a video that was deleted since."""
    return Video(
        session.video, session.owner, session.value, "", "", session.begun_at, 0, session.notify
    )
