"""Time for tests: it stands still until it is moved."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

NOON = datetime(2027, 3, 14, 12, 0, tzinfo=UTC)


@dataclass
class StandingClock:
    """`domain.clock.Clock` whose hands a test moves."""

    moment: datetime = field(default=NOON)

    def now(self) -> datetime:
        """The moment it stands at."""
        return self.moment

    def monotonic(self) -> float:
        """Seconds since the epoch of that moment."""
        return self.moment.timestamp()

    def move(self, step: timedelta) -> None:
        """Move the hands."""
        self.moment += step
