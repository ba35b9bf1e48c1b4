"""Whether playing may begin at every key frame (a closed group of pictures).

H.264 and HEVC say so in the header of each piece of a picture: ITU-T H.264 (08/2024) table 7-1,
H.265 (07/2024) table 7-1. Pieces are preceded by their length: ISO/IEC 14496-15, 5.3.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import BinaryIO

from brandcraft_desktop.media.sample_entries import children

MOST = 256
"""Key frames that are looked at, evenly spread."""

_ALWAYS_CLOSED = ("vp8", "vp9", "av1", "prores", "mjpeg", "dnxhd", "png", "ffv1")
_PIECES = 64  # parameter sets and messages before the picture itself
_H264_PICTURES, _H264_IDR = range(1, 6), (5,)
# IDR and BLA; a CRA (21) may be followed by pictures that need those before it.
_HEVC_PICTURES, _HEVC_CLOSED = range(32), range(16, 21)


def closed_gop(
    file: BinaryIO, places: Sequence[tuple[int, int]], codec: str, length_size: int
) -> bool | None:
    """Judged by key frames at these places (start and bytes); None where nobody can tell.

    `length_size`: bytes of the length before each piece; 0 if it is not known.
    """
    if codec in _ALWAYS_CLOSED:
        return True
    judge = {"h264": _h264, "hevc": _hevc}.get(codec)
    if judge is None or not 1 <= length_size <= 4 or not places:
        return None
    verdicts = {_verdict(file, place, length_size, judge) for place in spread(places)}
    if False in verdicts:
        return False
    return None if None in verdicts else True


def spread(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """At most `MOST` of them, the first always among them."""
    if len(places) <= MOST:
        return list(places)
    return [places[number * len(places) // MOST] for number in range(MOST)]


def length_size(entry_boxes: bytes) -> int:
    """Bytes of the length before each piece, from the boxes of a sample entry; 0 if not told."""
    for kind, body in children(entry_boxes):
        size = length_size_of(kind, body)
        if size:
            return size
    return 0


def length_size_of(kind: bytes, body: bytes) -> int:
    """The same, from the body of an avcC or hvcC."""
    if kind == b"avcC" and len(body) > 4:
        return (body[4] & 3) + 1
    if kind == b"hvcC" and len(body) > 21:
        return (body[21] & 3) + 1
    return 0


def _verdict(
    file: BinaryIO, place: tuple[int, int], length: int, judge: Callable[[int], bool | None]
) -> bool | None:
    """What the first piece of a picture within a key frame says."""
    at, end = place[0], place[0] + place[1]
    for _ in range(_PIECES):
        if at + length >= end:
            return None
        file.seek(at)
        head = file.read(length + 1)
        if len(head) <= length:
            return None
        found = judge(head[length])
        if found is not None:
            return found
        at += length + int.from_bytes(head[:length], "big")
    return None


def _h264(byte: int) -> bool | None:
    kind = byte & 31
    return kind in _H264_IDR if kind in _H264_PICTURES else None


def _hevc(byte: int) -> bool | None:
    kind = byte >> 1 & 63
    return kind in _HEVC_CLOSED if kind in _HEVC_PICTURES else None
