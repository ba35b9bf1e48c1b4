"""Offsets of one text in the three counts the platforms use, worked out once for many."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate


class Positions:
    """Converts between Python string indices, UTF-16 units and UTF-8 bytes of one text.

    Building costs one pass, and nothing for ASCII; each conversion from an index is a look-up,
    each conversion back a binary search. Indices past the end count as the end. An offset that
    lies inside a character gives that character's index.
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._utf8: Sequence[int] = range(self._length + 1)
        self._utf16: Sequence[int] = self._utf8
        if not text.isascii():
            self._utf8 = list(accumulate(map(_utf8_width, text), initial=0))
            if max(text) > "\uffff":
                widths = (2 if character > "\uffff" else 1 for character in text)
                self._utf16 = list(accumulate(widths, initial=0))

    def utf8(self, index: int) -> int:
        """The number of UTF-8 bytes before `index`."""
        return self._utf8[self._inside(index)]

    def utf16(self, index: int) -> int:
        """The number of UTF-16 units before `index`."""
        return self._utf16[self._inside(index)]

    def from_utf8(self, offset: int) -> int:
        """The index of the character that holds byte `offset`."""
        return max(bisect_right(self._utf8, offset) - 1, 0)

    def from_utf16(self, offset: int) -> int:
        """The index of the character that holds UTF-16 unit `offset`."""
        return max(bisect_right(self._utf16, offset) - 1, 0)

    def _inside(self, index: int) -> int:
        return min(max(index, 0), self._length)


def _utf8_width(character: str) -> int:
    if character < "\x80":
        return 1
    if character < "\u0800":
        return 2
    return 3 if character <= "\uffff" else 4
