"""The host that bytes are put to: in order, in the pieces that were announced.

Source: developers.tiktok.com, "Media Transfer Guide" (2026-05-01).
"""

from __future__ import annotations

import re

from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.platforms.tiktok.publishing import finish
from brandcraft_desktop.practice.platforms.tiktok.shapes import whole
from brandcraft_desktop.practice.platforms.tiktok.state import State
from brandcraft_desktop.practice.platforms.tiktok.store import Post
from brandcraft_desktop.practice.sniff import media_type

_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)", re.ASCII)
_MIMES = ("video/mp4", "video/quicktime", "video/webm")
_PIECE = 256 * 1024


class UploadHost:
    """https://open-upload.tiktokapis.com."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return "upload"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        if kind == "expired_token":
            return _refused(403, "The address has run out")
        if kind == "revoked":
            return _refused(401, "The address is no longer good")
        return Answer(status) if status < 300 else _refused(status, message or "practice")

    def answer(self, request: Request) -> Answer:
        try:
            return self._put(request)
        except Exception as error:  # noqa: BLE001 - a bug here must look like one of theirs
            self._state.note_failure(request.path, error)
            return _refused(500, "internal error")

    def _put(self, request: Request) -> Answer:
        state, query = self._state, dict(request.parameters())
        post = state.store.post(query.get("upload_id", ""))
        if request.method != "PUT" or "authorization" in request.headers:
            return _refused(400, "only PUT, and no token")
        if post is None or query.get("upload_token") != post.token or not post.token:
            return _refused(404, "there is no such upload")
        if state.clock.seconds() - post.begun_at > state.settings.upload_seconds:
            return _refused(403, "the address has run out")
        span = _RANGE.fullmatch(request.headers.get("content-range", ""))
        mime = request.headers.get("content-type", "")
        if span is None or mime not in _MIMES:
            return _refused(400, "Content-Range or Content-Type is wrong")
        first, last, total = (int(one) for one in span.groups())
        source = post.part("source_info")
        if total != whole(source, "video_size") or request.size != last - first + 1:
            return _refused(400, "Content-Range and Content-Length do not agree")
        if first != post.received:
            return _refused(416, "another byte is wanted", _there(post.received, total))
        if last + 1 != _end_of_piece(first, total, whole(source, "chunk_size")):
            return _refused(400, "this is not the piece that was announced")
        return self._take(request, post, last + 1, total, mime)

    def _take(self, request: Request, post: Post, end: int, total: int, mime: str) -> Answer:
        state = self._state
        with state.store.database.change() as change:
            moved = change.run(
                "UPDATE posts SET received = ? WHERE publish_id = ? AND received = ?",
                *(end, post.publish_id, post.received),
            )
            if not moved:
                return _refused(416, "another byte is wanted", _there(post.received, total))
            _keep(state, request, post)
            if end < total:
                return Answer(206, {"Content-Range": _there(end, total)})
            with state.store.file(post.publish_id).open("rb") as file:
                video = media_type(file.read(16)).startswith("video/")
            finish(state, post.publish_id, mime, "" if video else "file_format_check_failed")
            return Answer(201, {"Content-Range": _there(end, total)})


def _end_of_piece(first: int, total: int, chunk: int) -> int:
    """The rest goes with the last whole piece."""
    end = first + chunk
    return total if total - end < chunk else end


def _keep(state: State, request: Request, post: Post) -> None:
    path = state.store.file(post.publish_id)
    with path.open("r+b" if path.exists() else "wb") as file:
        file.seek(post.received)
        request.body.seek(0)
        while piece := request.body.read(_PIECE):
            file.write(piece)


def _there(end: int, total: int) -> str:
    return f"bytes 0-{end - 1}/{total}" if end else f"bytes */{total}"


def _refused(status: int, why: str, there: str = "") -> Answer:
    return json_answer({"error": why}, status, {"Content-Range": there} if there else {})
