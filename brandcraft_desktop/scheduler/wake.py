"""Noticing that the machine slept, or that somebody set its clock."""

from __future__ import annotations

from datetime import timedelta

from brandcraft_desktop.domain.clock import Clock

JUMP = timedelta(seconds=5)


class JumpWatch:
    """Compares the clock on the wall with the one that only runs while the machine does."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wall = clock.now()
        self._ticks = clock.monotonic()

    def check(self) -> timedelta:
        """How far the wall clock ran ahead (or fell behind) since the last check; 0 if steady."""
        wall, ticks = self._clock.now(), self._clock.monotonic()
        drift = (wall - self._wall) - timedelta(seconds=ticks - self._ticks)
        self._wall, self._ticks = wall, ticks
        return drift if abs(drift) >= JUMP else timedelta()
