"""Rate limits with X's headers.

Source: docs.x.com, rate limits (@2871328): all in windows of 15 minutes for one person.
"""

from __future__ import annotations

import threading

WINDOW = 900

PER_WINDOW = {
    "create": 100,
    "delete": 50,
    "me": 75,
    "timeline": 900,
    "initialize": 1875,
    "append": 1875,
    "finalize": 1875,
    "status": 1000,
    "upload": 500,
    "metadata": 500,
}


class Limits:
    """Counts calls in fixed windows that begin with the first; forgets on restart."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._windows: dict[tuple[str, str], tuple[float, int]] = {}

    def spend(self, name: str, whom: str, most: int, now: float) -> tuple[bool, dict[str, str]]:
        """Count one call: whether it is allowed, and the headers of its answer."""
        with self._lock:
            began, used = self._windows.get((name, whom), (now, 0))
            if now - began >= WINDOW:
                began, used = now, 0
            used += 1
            self._windows[(name, whom)] = (began, used)
        headers = {
            "x-rate-limit-limit": str(most),
            "x-rate-limit-remaining": str(max(most - used, 0)),
            "x-rate-limit-reset": str(int(began) + WINDOW),
        }
        return used <= most, headers

    def clear(self) -> None:
        with self._lock:
            self._windows.clear()
