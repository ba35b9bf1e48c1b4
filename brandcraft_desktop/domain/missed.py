"""What becomes of a post whose time passed while nobody was running."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class MissedPolicy(StrEnum):
    """What the person wants for late posts (a setting)."""

    ASK = "ask"
    SKIP = "skip"
    PUBLISH = "publish"  # if at most so many minutes late


class LateFate(StrEnum):
    """What happens to one late delivery."""

    SEND = "send"
    ASK = "ask"
    SKIP = "skip"


def fate(policy: MissedPolicy, late: timedelta, tolerance: timedelta) -> LateFate:
    """Within the tolerance a late delivery goes out; beyond it, it waits for its person or is left.

    Under PUBLISH the tolerance is the person's own "at most N minutes late"; what is later still
    is asked about, never dropped in silence.
    """
    if late <= tolerance:
        return LateFate.SEND
    return LateFate.SKIP if policy is MissedPolicy.SKIP else LateFate.ASK
