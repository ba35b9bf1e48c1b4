"""Rate limits, counted a minute for each token; TikTok tells nothing of them in headers.

Source: developers.tiktok.com, the page of each call (2026-05-01).
"""

from __future__ import annotations

import threading

MINUTE = 60
PER_MINUTE = {"creator_info": 20, "init": 6, "status": 30, "read": 600}


class Limits:
    """Counts calls in fixed windows that begin with the first one; forgets on restart."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._windows: dict[tuple[str, str], tuple[float, int]] = {}

    def within(self, kind: str, whom: str, now: float) -> bool:
        """Count one call; whether it is allowed."""
        with self._lock:
            began, spent = self._windows.get((kind, whom), (now, 0))
            if now - began >= MINUTE:
                began, spent = now, 0
            self._windows[kind, whom] = (began, spent + 1)
        return spent < PER_MINUTE[kind]

    def clear(self) -> None:
        with self._lock:
            self._windows.clear()
