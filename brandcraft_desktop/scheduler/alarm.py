"""The clock: APScheduler wakes the engine; what is due stays in the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from brandcraft_desktop.domain.clock import Clock

if TYPE_CHECKING:
    from apscheduler.schedulers.background import BackgroundScheduler


class Alarm:
    """Named alarms at a moment, and named beats; callbacks run on its one thread, so be quick.

    Nothing is ever skipped for being late (APScheduler would drop what is a second late by
    default): late is judged by our own rules.
    """

    def __init__(self, clock: Clock) -> None:
        from apscheduler.executors.debug import DebugExecutor
        from apscheduler.schedulers.background import BackgroundScheduler

        self._clock = clock
        self._moments: dict[str, datetime] = {}
        self._scheduler: BackgroundScheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": DebugExecutor()},  # on the scheduler's own thread
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def start(self) -> None:
        """Begin to ring."""
        self._scheduler.start()

    def set(self, name: str, moment: datetime | None, ring: Callable[[], None]) -> None:
        """Ring once at `moment` in place of the alarm of that name so far; None takes it away."""
        if moment is None:
            if self._moments.pop(name, None) is not None and self._scheduler.get_job(name):
                self._scheduler.remove_job(name)
            return
        if self._moments.get(name) == moment and self._scheduler.get_job(name):
            return
        self._moments[name] = moment
        self._scheduler.add_job(
            ring, "date", run_date=moment, id=name, name=name, replace_existing=True
        )

    def beat(self, name: str, every: timedelta, ring: Callable[[], None]) -> None:
        """Ring again and again."""
        self._scheduler.add_job(ring, "interval", seconds=every.total_seconds(), id=name, name=name)

    def stop(self) -> None:
        """Ring no more; its thread has ended when this returns."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)
