"""Taking what tells about its making out of a moving picture, not one frame touched.

Comments, EXIF, XMP and blocks of programs go; how long it plays, how often and in which colours
stays. Structure: GIF89a (CompuServe, 1990, sections 17 to 27); the loop block is Netscape's
(NETSCAPE2.0, also written ANIMEXTS1.0); PNG third edition (W3C, 2025, 5 and 11); WebP container
(RFC 9649, 2.7).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_PNG = b"\x89PNG\r\n\x1a\n"
# Everything that decides how a PNG looks; chunks whose name begins with a capital always do.
_LOOKS = frozenset(b"acTL fcTL fdAT tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP mDCV cLLI".split())
_WEBP = (b"VP8X", b"ICCP", b"ANIM", b"ANMF", b"ALPH", b"VP8 ", b"VP8L")
_FRAME_HEAD = 16  # of ANMF: place, size, time, how it is laid over
_EXIF_AND_XMP = 0x0C  # flags of VP8X


def stripped(data: bytes) -> bytes | None:
    """The GIF, PNG or WebP without what it does not need; None where nothing is to be taken out."""
    try:
        if data[:6] in (b"GIF87a", b"GIF89a"):
            left = b"".join(_gif(data))
        elif data.startswith(_PNG):
            left = b"".join(_png(data))
        elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            left = _webp(data)
        else:
            return None
    except (IndexError, struct.error):  # it ends too soon: nobody can tell what is what
        return None
    return left if left != data else None


def _gif(data: bytes) -> Iterator[bytes]:
    place = 13 + _palette(data[10])
    yield data[:place]
    while place < len(data):
        kind = data[place]
        if kind == 0x2C:
            end = _blocks_end(data, place + 11 + _palette(data[place + 9]))
            yield data[place:end]
        elif kind == 0x21:
            end = _blocks_end(data, place + 2)
            loops = data[place + 1] == 0xFF and data[place + 3 : place + 14] in _LOOPS
            if loops or data[place + 1] == 0xF9:
                yield data[place:end]
        else:
            break  # the trailer, or what no program shows
        place = end
    yield b"\x3b"


def _palette(flags: int) -> int:
    """Bytes of the table of colours that follows."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _blocks_end(data: bytes, place: int) -> int:
    """Behind a row of blocks; a picture that is cut off goes on to the end of the file."""
    while place < len(data) and data[place]:
        place += 1 + data[place]
    return min(place + 1, len(data))


def _png(data: bytes) -> Iterator[bytes]:
    place = len(_PNG)
    yield _PNG
    while place < len(data):
        size, kind = struct.unpack_from(">I4s", data, place)
        end = place + 12 + size
        if kind[:1].isupper() or kind in _LOOKS:
            yield data[place:end]
        if kind == b"IEND":
            return
        place = end


def _webp(data: bytes) -> bytes:
    (size,) = struct.unpack_from("<I", data, 4)
    body = b"".join(_webp_chunks(data[12 : 8 + size]))
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def _webp_chunks(data: bytes) -> Iterator[bytes]:
    place = 0
    while place < len(data):
        kind, size = struct.unpack_from("<4sI", data, place)
        body = data[place + 8 : place + 8 + size]
        if kind == b"VP8X":
            body = bytes([body[0] & ~_EXIF_AND_XMP]) + body[1:]
        elif kind == b"ANMF":
            body = body[:_FRAME_HEAD] + b"".join(_webp_chunks(body[_FRAME_HEAD:]))
        if kind in _WEBP:
            yield struct.pack("<4sI", kind, len(body)) + body + bytes(len(body) & 1)
        place += 8 + size + (size & 1)
