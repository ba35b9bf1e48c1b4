"""Rate limits with the headers of the official server.

Source: bluesky-social/atproto packages/pds (createSession 30/5 min and 300/day an account,
repository writes 5000 points/h and 35000/day, uploadBlob 1000/day, 3000 requests/5 min an address).
"""

from __future__ import annotations

import threading
from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """So many points within so many seconds, for one account or address."""

    name: str
    points: int
    seconds: int


PER_ADDRESS = (Limit("address", 3000, 300),)
SIGN_IN = (Limit("sign-in-day", 300, 86_400), Limit("sign-in", 30, 300))
WRITES = (Limit("write-hour", 5000, 3600), Limit("write-day", 35_000, 86_400))
UPLOADS = (Limit("upload-day", 1000, 86_400),)


@dataclass(frozen=True)
class Standing:
    """Where somebody stands with one limit after spending."""

    limit: Limit
    left: int
    resets_at: int
    exceeded: bool

    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Limit": str(self.limit.points),
            "RateLimit-Remaining": str(max(self.left, 0)),
            "RateLimit-Reset": str(self.resets_at),
            "RateLimit-Policy": f"{self.limit.points};w={self.limit.seconds}",
        }


class Limits:
    """Counts points in fixed windows that begin with the first request; forgets on restart."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._windows: dict[tuple[str, str], tuple[float, int]] = {}

    def spend(self, limits: tuple[Limit, ...], whom: str, points: int, now: float) -> Standing:
        """Take points from every limit; the answer is the tightest one."""
        standings: list[Standing] = []
        with self._lock:
            for limit in limits:
                began, spent = self._windows.get((limit.name, whom), (now, 0))
                if now - began >= limit.seconds:
                    began, spent = now, 0
                spent += points
                self._windows[(limit.name, whom)] = (began, spent)
                left = limit.points - spent
                standings.append(Standing(limit, left, int(began) + limit.seconds, left < 0))
        exceeded = [standing for standing in standings if standing.exceeded]
        return min(exceeded or standings, key=lambda standing: standing.left)

    def clear(self) -> None:
        with self._lock:
            self._windows.clear()
