"""Rate limits with Mastodon's headers: the reset is an ISO 8601 time.

Source: config/initializers/rack_attack.rb of mastodon/mastodon (the sheet's figures): 300 calls in
5 minutes an account, 30 uploads and 30 deletions in 30 minutes, 300 posts in 3 hours.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from brandcraft_desktop.practice.times import stamp


@dataclass(frozen=True)
class Limit:
    """So many calls within so many seconds, for one account."""

    name: str
    calls: int
    seconds: float


EVERY = Limit("every", 300, 300)
UPLOADS = Limit("uploads", 30, 1800)
DELETIONS = Limit("deletions", 30, 1800)


@dataclass(frozen=True)
class Standing:
    """Where an account stands with its tightest limit after a call."""

    headers: dict[str, str]
    exceeded: bool


class Limits:
    """Counts calls in fixed windows that begin with the first one; forgets on restart."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._windows: dict[tuple[str, str], tuple[float, int]] = {}

    def spend(self, limits: tuple[Limit, ...], whom: str, now: float) -> Standing:
        """Count one call; the answer is the tightest limit."""
        tightest: tuple[int, Limit, float] | None = None
        with self._lock:
            for limit in limits:
                began, made = self._windows.get((limit.name, whom), (now, 0))
                if now - began >= limit.seconds:
                    began, made = now, 0
                self._windows[(limit.name, whom)] = (began, made + 1)
                left = limit.calls - made - 1
                if tightest is None or left < tightest[0]:
                    tightest = (left, limit, began + limit.seconds)
        if tightest is None:
            return Standing({}, exceeded=False)
        left, limit, resets_at = tightest
        headers = {
            "X-RateLimit-Limit": str(limit.calls),
            "X-RateLimit-Remaining": str(max(left, 0)),
            "X-RateLimit-Reset": stamp(resets_at),
        }
        return Standing(headers, exceeded=left < 0)

    def clear(self) -> None:
        """Every window begins anew."""
        with self._lock:
            self._windows.clear()
