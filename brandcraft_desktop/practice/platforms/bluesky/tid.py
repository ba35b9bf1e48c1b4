"""Timestamp identifiers made by the server itself. Source: atproto.com/specs/tid."""

from __future__ import annotations

import threading

_LETTERS = "234567abcdefghijklmnopqrstuvwxyz"
_CLOCK_ID = 7


class TidMaker:
    """Gives TIDs that always grow, even when asked twice in one microsecond."""

    def __init__(self) -> None:
        self._last = 0
        self._lock = threading.Lock()

    def next(self, seconds: float) -> str:
        """The TID for this moment, `seconds` since 1970."""
        with self._lock:
            self._last = max(self._last + 1, int(seconds * 1_000_000))
            number = self._last << 10 | _CLOCK_ID
        return "".join(_LETTERS[number >> shift & 31] for shift in range(60, -1, -5))
