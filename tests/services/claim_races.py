"""Many workers on one workspace, in threads and in processes: the same for every database."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.services import settings
from brandcraft_desktop.services.clock import SystemClock
from brandcraft_desktop.services.publishing import Claim, claim_due
from brandcraft_desktop.services.workspace import Workspace, close
from tests.services.engine_fixtures import open_kiosk
from tests.services.engine_world import Kiosk, KioskStore, add_account, add_deliveries, statuses

ROOT = Path(__file__).parents[2]
THREADS = 4
PROCESSES = 2


def in_threads(folder: Path, url: str | None) -> None:
    """Four workers claim at the same moment: each delivery is taken once, one an account."""
    kiosk = Kiosk(KioskStore(folder / "kiosk.sqlite"))
    clock = SystemClock()
    workers = [open_kiosk(folder / "home", clock, kiosk, database_url=url) for _ in range(THREADS)]
    accounts = [add_account(workers[0], name=f"name{number}") for number in range(40)]
    add_deliveries(workers[0], accounts * 3)
    start = threading.Barrier(THREADS)
    taken: list[Claim] = []

    def claim(workspace: Workspace) -> None:
        start.wait()
        while claims := claim_due(workspace, limit=3):
            taken.extend(claims)

    threads = [threading.Thread(target=claim, args=(worker,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    try:
        assert len({claim.delivery_id for claim in taken}) == len(taken) == len(accounts)
        assert {claim.account_id for claim in taken} == set(accounts)
        assert statuses(workers[0]) == {D.PUBLISHING: 40, D.SCHEDULED: 80}
    finally:
        for worker in workers:
            close(worker)


def in_processes(folder: Path, url: str | None) -> None:
    """Two processes with four lanes each drain everything: nothing twice, nothing lost."""
    store = KioskStore(folder / "kiosk.sqlite")
    workspace = open_kiosk(folder / "home", SystemClock(), Kiosk(store), database_url=url)
    settings.put(workspace, settings.HOURLY_CAP, 1000)
    accounts = [add_account(workspace, name=f"name{number}") for number in range(6)]
    deliveries = add_deliveries(workspace, accounts * 10)
    command = [sys.executable, "-m", "tests.services.claim_worker"]
    command += [str(folder / "home"), str(folder / "kiosk.sqlite"), url or ""]
    running = [
        subprocess.Popen(
            command, cwd=ROOT, env={**os.environ}, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for _ in range(PROCESSES)
    ]
    try:
        for process in running:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
        for process in running:
            process.communicate(b"go\n", timeout=120)
            assert process.returncode == 0
        # A process that found every account busy may have stopped before the other was done.
        assert statuses(workspace) == {D.PUBLISHED: len(deliveries)}
        assert Counter(store.arrived()) == {(delivery, 1): 1 for delivery in deliveries}
    finally:
        for process in running:
            process.kill()
            process.wait()
        close(workspace)
