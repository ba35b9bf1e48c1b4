"""`brandcraft worker` on a computer whose clock on the wall is wrong by what a file says.

Writing to the file while the process is stopped is what a sleeping laptop does: the clock on the
wall runs on, the one that counts running time does not.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from brandcraft_desktop.paths import default_home
from brandcraft_desktop.scheduler.worker import work
from brandcraft_desktop.services.clock import SystemClock
from brandcraft_desktop.services.workspace import close, open_workspace


@dataclass(frozen=True)
class ShiftedClock:
    """The system's clock, `shift` away."""

    shift: timedelta

    def now(self) -> datetime:
        return SystemClock().now() + self.shift

    def monotonic(self) -> float:
        return SystemClock().monotonic()


@dataclass(frozen=True)
class FileClock:
    """The system's clock, away by the seconds that stand in a file."""

    file: Path

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(self.file.read_text()))

    def monotonic(self) -> float:
        return SystemClock().monotonic()


def main() -> int:
    workspace = open_workspace(default_home(), clock=FileClock(Path(sys.argv[1])))
    try:
        return work(workspace, once=False, name="")
    finally:
        close(workspace)


if __name__ == "__main__":
    sys.exit(main())
