"""What platforms count: a call whose count is used up waits here instead of being refused there.

Sources: `x-rate-limit-remaining` and `-reset` (docs.x.com, rate limits), `X-RateLimit-*` (docs of
Mastodon and Discord), `RateLimit-*` (draft-ietf-httpapi-ratelimit-headers, Bluesky).
Meta's shares in per cent are read by `usage`.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import datetime

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.errors import RateLimited
from brandcraft_desktop.publishers import usage
from brandcraft_desktop.publishers.border import until_reset
from brandcraft_desktop.publishers.exchange import Request

_REMAINING = ("x-rate-limit-remaining", "x-ratelimit-remaining", "ratelimit-remaining")


class Buckets:
    """The used-up counts of one account, with the moment each begins anew."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._guard = threading.Lock()
        self._until: dict[str, datetime] = {}

    def check(self, request: Request) -> None:
        """Raises `errors.RateLimited` while the request's count is used up."""
        with self._guard:
            until = self._until.get(request.bucket) if request.bucket else None
            now = self._clock.now()
            if until is None or until <= now:
                self._until.pop(request.bucket, None)
                return
        raise RateLimited(
            f"{request.host} takes no more of these for now.",
            "Its count for this account is used up.",
            "Brandcraft goes on when the count begins anew.",
            retry_after=until - now,
        )

    def heed(self, request: Request, headers: Mapping[str, str]) -> None:
        """Remember what an answer says of the request's count."""
        if not request.bucket:
            return
        left = next((headers[name].strip() for name in _REMAINING if name in headers), "")
        now = self._clock.now()
        wait = until_reset(headers, now) if left == "0" else usage.wait_of(headers)
        if wait is not None:
            with self._guard:
                self._until[request.bucket] = now + wait
