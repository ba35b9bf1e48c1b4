"""The clock on the wall: the only place that asks the system what time it is."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class SystemClock:
    """`domain.clock.Clock` of the running machine."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds from an arbitrary start; never goes back."""
        return time.monotonic()
