"""A process that has everything imported and forks a worker for each order: a start in no time.

As a program it reads one JSON order a line and answers with the worker's wait status; `Nursery`
drives it from a test. A worker is a real process and dies by a real SIGKILL.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.scheduler.engine import Engine
from brandcraft_desktop.services import publishing
from brandcraft_desktop.services.clock import SystemClock
from brandcraft_desktop.services.publishing import Claim
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from tests.faults.killing_steps import Boundary, CarelessSteps, KillingSteps, Marker
from tests.services.engine_fixtures import open_kiosk
from tests.services.engine_world import Kiosk, KioskStore

if TYPE_CHECKING:
    from brandcraft_desktop.services.steps import DurableSteps

ROOT = Path(__file__).parents[2]
PASSPHRASE = "correct horse battery staple"
KILLED = -9
PATIENCE = timedelta(seconds=90)


@dataclass(frozen=True)
class Order:
    """What one worker shall do; `store` (a kiosk's) or `origins` (Bluesky's): where it posts."""

    home: str
    log: str
    store: str = ""
    origins: dict[str, str] | None = None
    kill: tuple[str, str] | None = None
    careless: bool = False
    uploads: int = 0
    follows: tuple[str, ...] = ()


def open_for(order: Order) -> Workspace:
    """The workspace of an order."""
    if order.store:
        follows = tuple(order.follows)
        kiosk = Kiosk(KioskStore(Path(order.store)), uploads=order.uploads, follows=follows)
        for name in follows:
            kiosk.next(name, partial(KillingSteps.marker.passed, name, "before"))
            answered = f"{name} answered"
            kiosk.next(answered, partial(KillingSteps.marker.passed, name, "answered"))
        return open_kiosk(Path(order.home), SystemClock(), kiosk)
    return open_workspace(
        Home(Path(order.home)), passphrase=PASSPHRASE, origins=Origins(order.origins or {})
    )


def _run(
    kind: type[DurableSteps], workspace: Workspace, claim: Claim, stopping: Callable[[], bool]
) -> None:
    publishing.run(workspace, claim, stopping=stopping, make_steps=kind)
    KillingSteps.marker.passed("outcome", "written")


def work(order: Order) -> None:
    """Publish what is due, in this process."""
    kill = None if order.kill is None else Boundary(*order.kill)
    KillingSteps.marker = Marker(Path(order.log), kill)
    kind = CarelessSteps if order.careless else KillingSteps
    workspace = open_for(order)
    Engine(workspace, lanes=2, run=partial(_run, kind)).run_until_idle(PATIENCE)
    close(workspace)


def main() -> None:
    for line in sys.stdin:
        fields = json.loads(line)
        if fields["kill"] is not None:
            fields["kill"] = tuple(fields["kill"])
        order = Order(**fields)
        child = os.fork()
        if child == 0:
            code = 0
            try:
                work(order)
            except BaseException:  # noqa: BLE001 - the end of the process is the answer
                traceback.print_exc()
                code = 3
            sys.stderr.flush()
            os._exit(code)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


class Nursery:
    """The running process; one order at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def begin(self, order: Order) -> int:
        """Start a worker; gives its process id."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order.__dict__) + "\n")
        self._process.stdin.flush()
        return int(self._line())

    def end(self) -> int:
        """Wait for the worker; its exit code, or minus the signal that ended it."""
        return int(self._line())

    def run(self, order: Order) -> int:
        """Both."""
        self.begin(order)
        return self.end()

    def close(self) -> None:
        """Let it go."""
        self._process.communicate(timeout=30)

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


def boundaries(log: Path) -> list[Boundary]:
    """The boundaries a worker passed, each once, in order."""
    found: dict[Boundary, None] = {}
    for line in log.read_text().splitlines():
        step, where = line.split("\t")
        found[Boundary(step, where)] = None
    return list(found)


if __name__ == "__main__":
    main()
