"""The engine against everything at once: random posts, accidents, crashes, sleeping workers.

Whatever happens in whatever order: no part arrives twice, parts arrive in order, what is called
published is there, and in the end nothing is left in flight.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.errors import ContentRefused, RateLimited, SignInExpired
from brandcraft_desktop.services import settings as preferences
from brandcraft_desktop.services.publishing import Claim, claim_due, run, sweep
from brandcraft_desktop.services.workspace import Workspace, close
from tests.services.engine_fixtures import open_kiosk
from tests.services.engine_world import (
    SPLIT_AT,
    HandClock,
    Kiosk,
    KioskStore,
    add_account,
    add_delivery,
    lost,
    not_sent,
    row,
    set_account,
)

SEEDS = int(os.environ.get("BRANDCRAFT_SEEDS", "20"))
WORKERS = 2
ENDS = {D.PUBLISHED, D.FAILED, D.UNCONFIRMED}


class Crash(BaseException):
    """The process is gone."""


def crash() -> None:
    raise Crash


ACCIDENTS: dict[str, tuple[str, Callable[[], Exception | Callable[[], None]]]] = {
    "not sent": ("send", not_sent),
    "rate limited": ("send", lambda: RateLimited("Slow.", retry_after=timedelta(minutes=2))),
    "refused": ("send", lambda: ContentRefused("Blue.")),
    "expired": ("send", lambda: SignInExpired("Old.")),
    "lost on the way": ("send", lost),
    "lost on the way back": ("answer", lost),
    "crash before sending": ("send", lambda: crash),
    "crash after sending": ("answer", lambda: crash),
    "crash in an upload": ("upload", lambda: crash),
    "upload not sent": ("upload", not_sent),
    "nobody answers": ("find", not_sent),
}


class EngineMachine(RuleBasedStateMachine):
    """Two workers, three accounts, a platform without idempotency."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="brandcraft-machine-"))
        self.clock = HandClock()
        self.kiosk = Kiosk(KioskStore(self.folder / "kiosk.sqlite"), uploads=1)
        self.workers: list[Workspace] = []
        self.asleep: list[tuple[int, Claim]] = []
        self.posts: dict[str, int] = {}
        self.accounts: list[str] = []

    @initialize()
    def begin(self) -> None:
        for _ in range(WORKERS):
            self.workers.append(self.open())
        # Nobody is ever absent here: what is late is late for another reason.
        preferences.put(self.workers[0], preferences.MISSED_MINUTES, 10_000)
        self.accounts = [add_account(self.workers[0], name=name) for name in ("ann", "bob", "cem")]

    def open(self) -> Workspace:
        return open_kiosk(self.folder / "home", self.clock, self.kiosk)

    @rule(
        accounts=st.lists(st.integers(0, 2), min_size=1, max_size=4),
        parts=st.integers(1, 3),
        kinds=st.lists(st.sampled_from(sorted(ACCIDENTS)), min_size=1, max_size=3),
        worker=st.integers(0, WORKERS - 1),
        seconds=st.sampled_from([0, 3, 65]),
        chance=st.floats(0, 1, exclude_max=True),
    )
    def live(
        self,
        accounts: list[int],
        parts: int,
        kinds: list[str],
        worker: int,
        seconds: int,
        chance: float,
    ) -> None:
        """Posts become due, and whoever works on them meets with accidents."""
        text = SPLIT_AT.join("abc"[:parts])
        for account in accounts:
            delivery = add_delivery(self.workers[0], self.accounts[account], text=text)
            self.posts[delivery] = parts
        for kind in kinds:
            call, make = ACCIDENTS[kind]
            self.kiosk.next(call, make())
        self.work(worker, 0, chance)
        self.work(1 - worker, seconds, chance)

    @rule(minutes=st.integers(1, 90))
    def everybody_sleeps(self, minutes: int) -> None:
        self.clock.sleep(minutes=minutes)

    @rule(
        worker=st.integers(0, WORKERS - 1),
        seconds=st.sampled_from([0, 3, 20, 65, 400]),
        chance=st.floats(0, 1, exclude_max=True),
    )
    def work(self, worker: int, seconds: int, chance: float) -> None:
        """Time goes by, then a worker takes what is due."""
        self.clock.advance(seconds=seconds)
        for claim in claim_due(self.workers[worker]):
            self.work_on(worker, claim, chance)

    @rule(worker=st.integers(0, WORKERS - 1))
    def claim_and_stop(self, worker: int) -> None:
        """SIGSTOP right after the claim."""
        self.asleep += [(worker, claim) for claim in claim_due(self.workers[worker], limit=1)]

    @precondition(lambda self: bool(self.asleep))
    @rule()
    def go_on(self) -> None:
        """SIGCONT, however much later."""
        worker, claim = self.asleep.pop(0)
        self.work_on(worker, claim, 0.5)

    @rule(worker=st.integers(0, WORKERS - 1))
    def look_after_the_dead(self, worker: int) -> None:
        sweep(self.workers[worker])

    @rule(account=st.integers(0, 2), paused=st.booleans())
    def pause(self, account: int, paused: bool) -> None:
        set_account(self.workers[0], self.accounts[account], paused=paused)

    def work_on(self, worker: int, claim: Claim, chance: float) -> None:
        try:
            run(self.workers[worker], claim, chance=lambda: chance)
        except Crash:
            self.die(worker)

    def die(self, worker: int) -> None:
        """The worker's process is gone with everything it held; a new one starts."""
        self.asleep = [pair for pair in self.asleep if pair[0] != worker]
        close(self.workers[worker])
        self.workers[worker] = self.open()

    @invariant()
    def nothing_twice_and_everything_in_order(self) -> None:
        arrived = self.kiosk.store.arrived()
        assert all(count == 1 for count in Counter(arrived).values()), arrived
        for delivery, parts in self.posts.items():
            there = [part for key, part in arrived if key == delivery]
            assert there == list(range(1, len(there) + 1))
            if row(self.workers[0], delivery).status is D.PUBLISHED:
                assert len(there) == parts

    def teardown(self) -> None:
        try:
            if self.workers:
                self.settle()
        finally:
            for worker in self.workers:
                close(worker)
            shutil.rmtree(self.folder, ignore_errors=True)

    def settle(self) -> None:
        """The trouble is over: in the end every post has an end, and a true one."""
        self.kiosk.script.clear()
        for account in self.accounts:
            set_account(self.workers[0], account, paused=False, state=AccountState.CONNECTED.value)
        while self.asleep:
            self.go_on()
        for _ in range(200):
            states = {row(self.workers[0], delivery).status for delivery in self.posts}
            if states <= ENDS:
                break
            self.work(0, 300, 0.0)
        self.nothing_twice_and_everything_in_order()
        for delivery, parts in self.posts.items():
            found = row(self.workers[0], delivery)
            assert found.status in ENDS, found
            assert found.lease_owner is None
            if found.status is D.FAILED:
                # Failed says: surely not out, as far as the failed part goes.
                assert (
                    len([key for key, _ in self.kiosk.store.arrived() if key == delivery]) < parts
                )


EngineMachine.TestCase.settings = settings(
    max_examples=SEEDS,
    stateful_step_count=15,
    deadline=None,
    # Every step opens files and databases: making a failure smaller would take an hour.
    phases=[phase for phase in Phase if phase not in (Phase.shrink, Phase.explain)],
    suppress_health_check=list(HealthCheck),
)
TestEngine = pytest.mark.soak(EngineMachine.TestCase)
