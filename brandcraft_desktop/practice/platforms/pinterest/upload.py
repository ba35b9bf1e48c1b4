"""The store that videos are put into: one form, whose last field is the file.

Source: Amazon S3 API, "POST Object": fields after `file` are ignored, so all must stand before it;
a second way of signing is refused; 204 where nothing else was asked for.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from html import escape
from pathlib import Path

from brandcraft_desktop.practice.exchange import Answer, Request
from brandcraft_desktop.practice.platforms.pinterest.media import arrived, by_key
from brandcraft_desktop.practice.platforms.pinterest.state import State
from brandcraft_desktop.practice.sniff import media_type

LARGEST = 2 * 1024**3
_HEAD = 256 * 1024
_PIECE = 256 * 1024
_BOUNDARY = re.compile(r'multipart/form-data; boundary="?([^";]{1,70})"?')
_FIELD = re.compile(
    rb'\r\nContent-Disposition: form-data; name="([^"]+)"(; filename="[^"]*")?\r\n'
    rb"(?:Content-Type: ([^\r\n]+)\r\n)?\r\n"
)


class _Refused(Exception):
    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code = status, code


class UploadStore:
    """https://pinterest-media-upload.s3-accelerate.amazonaws.com."""

    def __init__(self, state: State) -> None:
        self._state = state

    def endpoint(self, method: str, path: str) -> str:
        return "upload"

    def refusal(self, kind: str, status: int, error: str, message: str) -> Answer:
        if status < 300:
            return Answer(status)  # taken, and lost on the way
        return _xml(status, error or "InternalError", message or "We encountered an internal error")

    def answer(self, request: Request) -> Answer:
        try:
            if request.method != "POST" or request.path != "/":
                raise _Refused(405, "MethodNotAllowed", "The method is not allowed here")
            self._take(request)
        except _Refused as error:
            return _xml(error.status, error.code, str(error))
        except Exception as error:  # noqa: BLE001 - a bug here must look like one of theirs
            self._state.note_failure(request.path, error)
            return _xml(500, "InternalError", "We encountered an internal error")
        return Answer(204)

    def _take(self, request: Request) -> None:
        if "authorization" in request.headers:
            raise _Refused(400, "InvalidArgument", "Only one auth mechanism allowed")
        boundary = _BOUNDARY.fullmatch(request.headers.get("content-type", ""))
        if boundary is None:
            raise _Refused(412, "PreconditionFailed", "POST must be multipart/form-data")
        fields, start, end = _parts(request, boundary[1].encode())
        media = by_key(self._state, fields.get("key", ""))
        if media is None or fields != media.fields:
            raise _Refused(403, "AccessDenied", "Invalid according to Policy: a field differs")
        late = self._state.clock.seconds() - media.registered_at
        if late > self._state.settings.upload_seconds:
            raise _Refused(403, "AccessDenied", "Invalid according to Policy: Policy expired.")
        if end - start > LARGEST:
            raise _Refused(400, "EntityTooLarge", "Your proposed upload exceeds the maximum")
        request.body.seek(start)
        kind = media_type(request.body.read(16))
        if not kind.startswith("video/"):
            raise _Refused(400, "InvalidArgument", "Practice: these bytes are no video")
        arrived(self._state, media, _kept(self._state, request, start, end), kind)


def _parts(request: Request, boundary: bytes) -> tuple[dict[str, str], int, int]:
    """The fields before the file, and where its bytes begin and end."""
    request.body.seek(0)
    head = request.body.read(_HEAD)
    fields: dict[str, str] = {}
    place = 0
    while True:
        if not head.startswith(b"--" + boundary, place):
            raise _Refused(400, "MalformedPOSTRequest", "The body is not well-formed")
        found = _FIELD.match(head, place + len(boundary) + 2)
        if found is None:
            raise _Refused(400, "InvalidArgument", "POST requires exactly one file upload")
        if found[1] == b"file":
            break
        end = head.find(b"\r\n--" + boundary, found.end())
        if end < 0 or found[2]:
            raise _Refused(400, "MalformedPOSTRequest", "The body is not well-formed")
        fields[found[1].decode()] = head[found.end() : end].decode()
        place = end + 2
    closing = b"\r\n--" + boundary + b"--\r\n"
    end = request.size - len(closing)
    request.body.seek(max(end, 0))
    if not found[2] or request.body.read() != closing or end <= found.end():
        raise _Refused(400, "InvalidArgument", "Practice: the file must come last, with a name")
    request.body.seek(max(found.end(), end - _HEAD))
    if b"\r\n--" + boundary in request.body.read(end - request.body.tell()):
        raise _Refused(400, "InvalidArgument", "Practice: a field stands after the file")
    return fields, found.end(), end


def _kept(state: State, request: Request, start: int, end: int) -> str:
    """The bytes of the file in a file of their own; its name."""
    digest, left = hashlib.sha256(), end - start
    request.body.seek(start)
    with tempfile.NamedTemporaryFile(dir=state.store.files, prefix="coming", delete=False) as file:
        while left and (piece := request.body.read(min(_PIECE, left))):
            digest.update(piece)
            file.write(piece)
            left -= len(piece)
    name = digest.hexdigest()
    Path(file.name).replace(state.store.files / name)
    return name


def _xml(status: int, code: str, message: str) -> Answer:
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<Error><Code>{escape(code)}</Code><Message>{escape(message)}</Message></Error>"
    )
    return Answer(status, {"Content-Type": "application/xml"}, body.encode())
