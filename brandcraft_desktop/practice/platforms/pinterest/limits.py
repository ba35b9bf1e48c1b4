"""Rate limits, counted a minute, for each account and category.

Source: developers.pinterest.com, "Rate limits" (categories); the names of the headers are not
documented and stand here as most APIs have them.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping

MINUTE = 60


class Limits:
    """Counts calls in fixed windows that begin with the first one; forgets on restart."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._windows: dict[tuple[str, str], tuple[float, int]] = {}

    def spend(
        self, category: str, whom: str, most: int, now: float
    ) -> tuple[bool, Mapping[str, str]]:
        """Count one call; whether it is within `most`, and the headers that say so."""
        with self._lock:
            began, spent = self._windows.get((category, whom), (now, 0))
            if now - began >= MINUTE:
                began, spent = now, 0
            spent += 1
            self._windows[category, whom] = (began, spent)
        headers = {
            "x-ratelimit-limit": str(most),
            "x-ratelimit-remaining": str(max(most - spent, 0)),
            "x-ratelimit-reset": str(max(int(began + MINUTE - now), 1)),
        }
        return spent <= most, headers

    def clear(self) -> None:
        with self._lock:
            self._windows.clear()
