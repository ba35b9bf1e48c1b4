"""Receiving the body of a request, whole or in chunks, without holding large ones in memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from email.message import Message
from io import BufferedIOBase
from typing import IO

LARGEST_BODY = 500_000_000
"""Bytes; above every limit of every platform we stand in for."""
_KEPT_IN_MEMORY = 4_000_000
_PIECE = 65_536


class BodyBroken(Exception):
    """The body ended early, was malformed or beyond all measure."""


def receive(
    stream: BufferedIOBase, headers: Message, *, stop_after: int = -1
) -> tuple[IO[bytes], bool]:
    """The body as a file at its start, and whether it is complete.

    `stop_after` bytes (-1: never) the receiving stops, as if the line had broken there.
    Raises BodyBroken.
    """
    body: IO[bytes] = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - the caller closes it
        max_size=_KEPT_IN_MEMORY
    )
    received = 0
    try:
        for piece in _pieces(stream, headers):
            received += len(piece)
            body.write(piece)
            if 0 <= stop_after <= received:
                body.seek(0)
                return body, False
            if received > LARGEST_BODY:
                raise BodyBroken("the body is beyond all measure")
    except BaseException:
        body.close()
        raise
    body.seek(0)
    return body, True


def _pieces(stream: BufferedIOBase, headers: Message) -> Iterator[bytes]:
    if "chunked" in str(headers.get("Transfer-Encoding", "")).lower():
        yield from _chunks(stream)
        return
    length = str(headers.get("Content-Length", "0"))
    if not length.isascii() or not length.isdigit():
        raise BodyBroken("Content-Length is no number")
    yield from _exactly(stream, int(length))


def _exactly(stream: BufferedIOBase, left: int) -> Iterator[bytes]:
    while left > 0:
        piece = stream.read1(min(left, _PIECE))
        if not piece:
            raise BodyBroken("the body ended early")
        left -= len(piece)
        yield piece


def _chunks(stream: BufferedIOBase) -> Iterator[bytes]:
    while True:
        line = stream.readline(1024)
        try:
            size = int(line.split(b";")[0].strip(), 16)
        except ValueError:
            raise BodyBroken("a chunk has no size") from None
        if size == 0:
            while stream.readline(_PIECE).strip():
                pass
            return
        yield from _exactly(stream, size)
        stream.readline(8)
