"""Offsets of one text in the three counts the platforms use, worked out once for many."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, compress

# 1 for each byte that begins a character in UTF-8, 0 for one that goes on with it.
_BEGINS = bytes(byte & 0xC0 != 0x80 for byte in range(256))


class Positions:
    """Converts between Python string indices, UTF-16 units and UTF-8 bytes of one text.

    Building costs one pass, and nothing for ASCII; each conversion from an index is a look-up,
    each conversion back a binary search. Indices past the end count as the end. An offset that
    lies inside a character gives that character's index.
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._text = text

    @cached_property
    def _utf8(self) -> Sequence[int]:
        if self._text.isascii():
            return range(self._length + 1)
        # Where characters begin, told by their first byte: ten times quicker than asking each one.
        encoded = self._text.encode("utf-8", "surrogatepass")
        starts = compress(range(len(encoded)), encoded.translate(_BEGINS))
        return [*starts, len(encoded)]

    @cached_property
    def _utf16(self) -> Sequence[int]:
        if self._text.isascii() or max(self._text) <= "\uffff":
            return range(self._length + 1)
        widths = (2 if character > "\uffff" else 1 for character in self._text)
        return list(accumulate(widths, initial=0))

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


@lru_cache(maxsize=8)
def positions(text: str) -> Positions:
    """The positions of a text that several ask for in turn: at a key press every platform does."""
    return Positions(text)
