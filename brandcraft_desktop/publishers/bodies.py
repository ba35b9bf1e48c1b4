"""The body of a request: JSON, a form, a form with files, or a file; files are streamed.

Also those inside JSON: a picture of 20 MB is never whole in memory, in no form.
"""

from __future__ import annotations

import json
import secrets
from base64 import b64encode
from collections.abc import Iterator, Mapping
from io import BytesIO
from urllib.parse import urlencode

from brandcraft_desktop.errors import ContentRefused
from brandcraft_desktop.publishers.exchange import (
    FilePart,
    InlineFile,
    Multipart,
    Request,
    Upload,
)

_PIECE = 64 * 1024


def body_of(request: Request) -> tuple[dict[str, str], bytes | Iterator[bytes] | None]:
    """Headers and content; the length is always told, as some servers refuse chunks."""
    if request.upload is not None:
        upload = request.upload
        return _headers(upload.mime, upload.bytes), _streamed(upload)
    if request.multipart is not None:
        return _multipart(request.multipart)
    if request.form is not None:
        content = urlencode(request.form).encode()
        return _headers("application/x-www-form-urlencoded", len(content)), content
    if request.json is not None:
        return _json(request.json)
    # Bluesky refuses any body, even an empty one, where it expects none.
    return {}, None


def _headers(mime: str, size: int) -> dict[str, str]:
    return {"Content-Type": mime, "Content-Length": str(size)}


def _json(
    value: Mapping[str, object],
) -> tuple[dict[str, str], bytes | Iterator[bytes]]:
    mark = secrets.token_hex(16)  # stands where a file goes; nobody can have written it
    files: list[Upload] = []

    def stand_in(found: object) -> str:
        if not isinstance(found, InlineFile):
            raise TypeError(f"{type(found).__name__} is no JSON")
        files.append(found.upload)
        return mark

    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=stand_in)
    between = [piece.encode() for piece in text.split(mark)]
    if not files:
        return _headers("application/json", len(between[0])), between[0]
    size = sum(map(len, between)) + sum(_base64_size(file.bytes) for file in files)

    def pieces() -> Iterator[bytes]:
        yield between[0]
        for file, after in zip(files, between[1:], strict=True):
            yield from _base64(_streamed(file))
            yield after

    return _headers("application/json", size), pieces()


def _base64_size(size: int) -> int:
    return (size + 2) // 3 * 4


def _base64(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Only whole groups of three bytes may be written before the end."""
    left = b""
    for piece in pieces:
        left += piece
        whole = len(left) - len(left) % 3
        yield b64encode(left[:whole])
        left = left[whole:]
    yield b64encode(left)


def _multipart(form: Multipart) -> tuple[dict[str, str], Iterator[bytes]]:
    boundary = f"brandcraft-{secrets.token_hex(16)}"
    heads = [_file_head(boundary, file) for file in form.files]
    fields = b"".join(_field(boundary, name, value) for name, value in form.fields)
    end = f"--{boundary}--\r\n".encode()
    inside = sum(len(head) + 2 for head in heads) + sum(file.upload.bytes for file in form.files)
    size = len(fields) + inside + len(end)

    def pieces() -> Iterator[bytes]:
        if fields:
            yield fields
        for head, file in zip(heads, form.files, strict=True):
            yield head
            yield from _streamed(file.upload)
            yield b"\r\n"
        yield end

    return _headers(f"multipart/form-data; boundary={boundary}", size), pieces()


def _field(boundary: str, name: str, value: str) -> bytes:
    return (
        f'--{boundary}\r\nContent-Disposition: form-data; name="{_quoted(name)}"\r\n\r\n{value}\r\n'
    ).encode()


def _file_head(boundary: str, file: FilePart) -> bytes:
    return (
        f'--{boundary}\r\nContent-Disposition: form-data; name="{_quoted(file.field)}"; '
        f'filename="{_quoted(file.name)}"\r\nContent-Type: {file.upload.mime}\r\n\r\n'
    ).encode()


def _quoted(name: str) -> str:
    """As browsers write it (the HTML standard, "multipart/form-data encoding")."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _streamed(upload: Upload) -> Iterator[bytes]:
    sent = 0
    try:
        source = upload.source
        with BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
            file.seek(upload.start)
            while piece := file.read(min(_PIECE, upload.bytes - sent)):
                yield piece
                sent += len(piece)
                if upload.progress is not None:
                    upload.progress(sent, upload.bytes)
    except OSError as error:
        raise ContentRefused(
            "A file of this post can't be read.",
            f"The computer says: {error.strerror or 'unreadable'}.",
            "Add the file again.",
        ) from error
    if sent < upload.bytes:  # the request ends unfinished: nobody can have taken it
        raise ContentRefused(
            "A file of this post has changed.",
            "It is shorter than it was when sending began.",
            "Add the file again.",
        )
