"""When a failed attempt is tried again."""

from __future__ import annotations

from datetime import timedelta

MAX_ATTEMPTS = 8
BASE = timedelta(seconds=15)
CAP = timedelta(minutes=30)


def backoff(attempt: int, chance: float, retry_after: timedelta | None = None) -> timedelta:
    """Full-jitter backoff before try `attempt` + 1 (`attempt` counts from 1).

    `chance` is a number in [0, 1). A platform's own `retry_after` is a floor: never earlier.
    Source of the shape: "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
    """
    ceiling = min(CAP, BASE * (2 ** (attempt - 1)))
    delay = timedelta(seconds=max(1.0, ceiling.total_seconds() * chance))
    if retry_after is not None and retry_after > delay:
        spread = timedelta(seconds=min(5.0, retry_after.total_seconds() * 0.1) * chance)
        return retry_after + spread
    return delay
