"""The body of an answer, unpacked where that is safe: a small answer must not fill the memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

_PLAIN = frozenset({"", "identity"})
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
_FRAME = 64 * 1024  # what packing adds at most to a body that can't be made smaller
_EITHER = 32 + zlib.MAX_WBITS  # gzip or zlib, told by the first bytes


def unpacked(pieces: Iterable[bytes], encoding: str, most: int) -> bytes | None:
    """At most `most + 1` bytes of a body, so that a caller sees that it is too large.

    `encoding` is the header Content-Encoding. We ask for none; one layer of gzip is read all the
    same, because some servers send it unasked. None: packed several times, in another way, or
    broken. A header of gzip that never ends, or what follows its end for ever, counts as broken
    once more than `most` has come.
    """
    name = encoding.strip().lower()
    if name not in _PLAIN | _PACKED:
        return None
    body = bytearray()
    if name in _PLAIN:
        for piece in pieces:
            body += piece
            if len(body) > most:
                break
        return bytes(body[: most + 1])
    unpacker, taken = zlib.decompressobj(_EITHER), 0
    try:
        for piece in pieces:
            taken += len(piece)
            if not unpacker.eof:  # what comes behind it, the unpacker would keep
                body += unpacker.decompress(piece, most + 1 - len(body))
            if len(body) > most:
                return bytes(body)
            if taken > most + _FRAME:
                return None
    except zlib.error:
        return None
    return bytes(body) if unpacker.eof or not taken else None
