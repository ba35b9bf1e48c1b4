"""What a person wants to be told of by the desktop; failures are always told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from brandcraft_desktop.domain.quiet_hours import QuietHours


@dataclass(frozen=True)
class Wishes:
    """As set; `summary_at` is None where no summary of the day is wanted."""

    published: bool = True
    reconnect: bool = True
    summary_at: time | None = None
    quiet: QuietHours | None = None


@dataclass(frozen=True)
class DaySummary:
    """What became of a day's posts, and what comes the next day."""

    published: int
    troubled: int  # failed, missed or unconfirmed
    tomorrow: int
