"""Steps that end their own process at a chosen boundary, and a marker that proves it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from brandcraft_desktop.domain.steps import Finding, Guard
from brandcraft_desktop.services import step_rows
from brandcraft_desktop.services.steps import DurableSteps, SendGuard


@dataclass(frozen=True)
class Boundary:
    """A place between two things a step does, e.g. ("part-2", "answered")."""

    step: str
    where: str


class Marker:
    """Writes each boundary that is passed to a file; at the chosen one the process is killed."""

    def __init__(self, path: Path, kill: Boundary | None) -> None:
        self._path = path
        self._kill = kill

    def passed(self, step: str, where: str) -> None:
        here = Boundary(step, where)
        self._write(f"{step}\t{where}\n")
        if here == self._kill:
            self._write("killed\there\n")
            os.kill(os.getpid(), signal.SIGKILL)

    def _write(self, line: str) -> None:
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            os.write(handle, line.encode())
        finally:
            os.close(handle)


class KillingSteps(DurableSteps):
    """The real steps; `marker` is set on the class before the engine runs."""

    marker: Marker

    def once(self, name: str, action: Callable[[], str]) -> str:
        def acted() -> str:
            result = action()
            self.marker.passed(name, "acted")
            return result

        self.marker.passed(name, "before")
        result = super().once(name, acted)
        self.marker.passed(name, "kept")
        return result

    def commit(
        self,
        name: str,
        action: Callable[[Guard], str],
        find: Callable[[datetime], Finding],
    ) -> str:
        def acted(guard: Guard) -> str:
            self.marker.passed(name, "armed")
            result = action(guard)
            self.marker.passed(name, "answered")
            return result

        self.marker.passed(name, "before")
        result = super().commit(name, acted, find)
        self.marker.passed(name, "kept")
        return result


class CarelessSteps(KillingSteps):
    """The planted bug: *armed* is written after sending."""

    def _arm(self, name: str) -> SendGuard:
        return SendGuard(self._workspace, self._lease, self._deadline)

    def _finish(self, name: str, result: str) -> None:
        def write(connection: Connection) -> None:
            now = self._workspace.clock.now()
            step_rows.arm(connection, self._claim, name, now, self._deadline)
            step_rows.finish(connection, self._claim, name, result, now)

        self._workspace.database.write(write)
