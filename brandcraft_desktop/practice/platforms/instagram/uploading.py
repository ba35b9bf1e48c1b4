"""https://rupload.facebook.com: the bytes of a video, from whatever offset is missing.

Source: Instagram Platform, "Resumable uploads" (v25.0).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from brandcraft_desktop.practice import graph
from brandcraft_desktop.practice.exchange import Answer, Request, json_answer
from brandcraft_desktop.practice.platforms.instagram.containers import code_of
from brandcraft_desktop.practice.platforms.instagram.state import State
from brandcraft_desktop.practice.platforms.instagram.store import CONTAINER, Container
from brandcraft_desktop.practice.sniff import media_type
from brandcraft_desktop.practice.values import Object

_PATH = re.compile(r"/ig-api-upload/v[0-9]+\.[0-9]/([0-9]+)")
ENDPOINT = "media.rupload"


class Uploads:
    """What listens there."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return ENDPOINT if _PATH.fullmatch(path) else f"{method} {path}"

    def claims(self, method: str, path: str, query: str, headers: Mapping[str, str]) -> bool:
        """Facebook's own uploads have another path."""
        return _PATH.fullmatch(path) is not None

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        return graph.refusal(kind, status, error, message)

    def answer(self, request: Request) -> Answer:
        return graph.guarded(lambda: self._take(request), self._state.note_failure, request.path)

    def _take(self, request: Request) -> Answer:
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind != "OAuth":
            raise graph.bad_token()
        granted = graph.holder(self._state.oauth, token)
        found = _PATH.fullmatch(request.path)
        one = self._state.store.container(found[1]) if found else None
        if one is None or one.owner != granted.person or not one.resumable:
            return _trouble(404, "NotFoundError", "There is no such upload", retriable=False)
        offset, size = request.headers.get("offset", ""), request.headers.get("file_size", "")
        if not (offset.isdecimal() and size.isdecimal()):
            return _trouble(400, "HeaderError", "offset and file_size are needed", retriable=False)
        if code_of(self._state, one) != "IN_PROGRESS" or int(offset) != one.received:
            return _trouble(412, "OffsetError", f"Expected offset {one.received}", retriable=True)
        return self._keep(request, one, int(size))

    def _keep(self, request: Request, one: Container, total: int) -> Answer:
        store, arriving = self._state.store, self._state.store.files / f"coming{one.id}"
        if one.received + request.size > total:
            return _trouble(400, "SizeError", "More than file_size came", retriable=False)
        with arriving.open("ab") as file:
            file.write(request.content())
        received, files = one.received + request.size, ""
        if received == total:
            data = arriving.read_bytes()
            arriving.unlink()
            if not media_type(data[:16]).startswith("video/"):
                return _trouble(400, "ProcessingFailedError", "No video", retriable=False)
            files = store.keep_file(data)
        store.database.run(
            "UPDATE containers SET received = ?, total = ?, files = ? WHERE number = ?",
            *(received, total, files, int(one.id) - CONTAINER),
        )
        return json_answer({"success": True, "message": "Upload successful."})


def _trouble(status: int, kind: str, message: str, *, retriable: bool) -> Answer:
    info: Object = {"retriable": retriable, "type": kind, "message": message}
    return json_answer({"debug_info": info}, status)
