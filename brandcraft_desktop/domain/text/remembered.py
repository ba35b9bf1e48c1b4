"""Counts that are remembered: at a key press nearly all parts of a thread are as they were."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

_REMEMBERED = 1024  # a thread of a dozen parts asks some 300 times
_LONG = 2048  # characters: beyond it is no part of a thread, and it would only fill the memory


def remembered(length: Callable[[str], int]) -> Callable[[str], int]:
    """The same way of counting, quick for what was counted not long ago."""
    known = lru_cache(maxsize=_REMEMBERED)(length)

    def count(text: str) -> int:
        return known(text) if len(text) <= _LONG else length(text)

    return count
