"""The practice world's own time: real time plus whatever a test has added."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime


class PracticeClock:
    """Seconds since 1970, movable forward so that nobody waits for a token to expire."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._lock = threading.Lock()

    def seconds(self) -> float:
        with self._lock:
            return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        with self._lock:
            self._ahead += seconds

    def stamp(self) -> str:
        """Now as RFC 3339 with milliseconds and `Z`."""
        return stamp(self.seconds())


def stamp(seconds: float) -> str:
    """`seconds` since 1970 as RFC 3339 with milliseconds and `Z`."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"
