"""`brandcraft worker` itself, killed where a plan says: which delivery, which step, where in it.

The plan is a folder: `plan.json` maps deliveries to [step, where], `<delivery>.log` holds the
boundaries that were passed. Each delivery kills one worker; the next worker finds what it left.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from tests.faults.killing_steps import Boundary, CarelessSteps, KillingSteps, Marker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brandcraft_desktop.services.claims import Claim
    from brandcraft_desktop.services.workspace import Workspace

ROOT = Path(__file__).parents[2]
PLAN = "CRASHES"  # in the environment: the plan's folder
BUG = "CRASHES_BUG"  # set: arm after sending, and under a key that nobody finds again
KILLED = "killed"


def marker(delivery: str) -> Marker:
    """Of a delivery; it kills once in the delivery's life."""
    folder = Path(os.environ[PLAN])
    log = folder / f"{delivery}.log"
    planned = json.loads((folder / "plan.json").read_text()).get(delivery)
    over = log.exists() and KILLED in log.read_text()
    return Marker(log, None if planned is None or over else Boundary(*planned))


class PlannedSteps(KillingSteps):
    """The real steps of one delivery."""

    def __init__(self, workspace: Workspace, claim: Claim, *, stopping: Callable[[], bool]) -> None:
        super().__init__(workspace, claim, stopping=stopping)
        self.marker = marker(claim.delivery_id)


class PlannedCarelessSteps(PlannedSteps, CarelessSteps):
    """The same with the planted bug."""


def change(publishing: ModuleType) -> None:
    """Called in the command's own process, when it has loaded what works on claims."""
    run: Callable[..., None] = vars(publishing)["run"]
    kind = PlannedCarelessSteps if BUG in os.environ else PlannedSteps
    if BUG in os.environ:
        from brandcraft_desktop.publishers.bluesky import posting, tid

        def fleeting(key: str, created_at: datetime, part: int) -> str:
            return tid.stable_tid(f"{key} {os.getpid()}", created_at, part)

        vars(posting)["stable_tid"] = fleeting

    def watched(workspace: Workspace, claim: Claim, *, stopping: Callable[[], bool]) -> None:
        run(workspace, claim, stopping=stopping, make_steps=kind)
        marker(claim.delivery_id).passed("outcome", "written")

    vars(publishing)["run"] = watched


@contextmanager
def worker(
    folder: Path, environment: Mapping[str, str], *, bug: bool = False
) -> Iterator[subprocess.Popen[bytes]]:
    """`brandcraft worker` as a person starts it, under the plan in `folder`."""
    path = os.pathsep.join((str(ROOT / "tests" / "faults" / "crashing"), str(ROOT)))
    process = subprocess.Popen(
        [sys.executable, "-m", "brandcraft_desktop", "worker"],
        env={**environment, PLAN: str(folder), "PYTHONPATH": path, **({BUG: "1"} if bug else {})},
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=60)
