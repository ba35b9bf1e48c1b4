"""The elements of an EBML file, the wrapping of Matroska and WebM (RFC 8794)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MAX_BODY = 16 * 1024 * 1024  # of an element that is read at once; attached files are never read


class NotEbml(Exception):
    """The bytes are no element."""


@dataclass(frozen=True)
class Element:
    """An element in a file: its id with the marker bit, where its body begins, its bytes.

    `size` None: the body goes on until something comes that can't be in it.
    """

    id: int
    start: int
    size: int | None

    @property
    def end(self) -> int:
        """The first byte behind it; its own start where the size is not known."""
        return self.start + (self.size or 0)


def element_at(file: BinaryIO, place: int) -> Element | None:
    """The element that begins there; None at the end of the file. Raises `NotEbml`."""
    file.seek(place)
    head = file.read(12)
    if not head:
        return None
    identity, used = _identity(head)
    size, more = number(head, used)
    return Element(identity, place + more, size)


def elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The elements of a body: their ids and bodies; ends at the first that does not fit."""
    place = 0
    while place < len(data):
        try:
            identity, used = _identity(data[place : place + 4])
            size, used = number(data[place : place + 12], used)
        except NotEbml:
            return
        if size is None or place + used + size > len(data):
            return
        yield identity, data[place + used : place + used + size]
        place += used + size


def _identity(head: bytes) -> tuple[int, int]:
    length = 9 - head[0].bit_length() if head[:1] > b"\x0f" else 0
    if not length or len(head) < length:
        raise NotEbml("no id")
    return int.from_bytes(head[:length], "big"), length


def number(head: bytes, at: int) -> tuple[int | None, int]:
    """A number of changing length at `at` and the place behind it; None: all its bits are set.

    Raises `NotEbml`.
    """
    if at >= len(head) or not head[at]:
        raise NotEbml("no size")
    length = 9 - head[at].bit_length()
    if at + length > len(head):
        raise NotEbml("a size is cut off")
    most = (1 << 7 * length) - 1
    value = int.from_bytes(head[at : at + length], "big") & most
    return (None if value == most else value), at + length


def unsigned(body: bytes) -> int:
    """An unsigned integer element."""
    return int.from_bytes(body[:8], "big")


def floating(body: bytes) -> float:
    """A float element; 0 for one that is none."""
    if len(body) == 4:
        return float(struct.unpack(">f", body)[0])
    if len(body) == 8:
        return float(struct.unpack(">d", body)[0])
    return 0.0


def words(body: bytes) -> str:
    """A string element."""
    return body.split(b"\0")[0].decode("utf-8", "replace")
