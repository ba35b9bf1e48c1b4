"""How long the main thread computes in one turn of the event loop.

Processor time of the thread, not time on the wall: a busy machine must not fail a test, and a turn
that waits is no stall. Use it around what the window shall stay quick during::

    with watch_turns() as turns:
        turns.run_until(lambda: program.tasks.busy is False)
    turns.assert_quick()

A slow machine, or one whose processors are shared just now, needs more processor time for the same
work: the limit grows by what a fixed piece of work takes then.
"""

from __future__ import annotations

import gc
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, QTimer

LIMIT_SECONDS = 0.050
PATIENCE_MS = 60_000
LOOK_SECONDS = 0.005
USUAL_SECONDS = 0.010
"""What `fixed_work` takes on a machine of 2020 that has nothing else to do."""
MOST_SLOWNESS = 2.0
WAKE_MS = 20


@dataclass(frozen=True)
class Stall:
    """A turn over the limit: its processor time, and where the thread was when it went over."""

    seconds: float
    where: str


@dataclass
class Turns:
    """Runs turns and keeps what they cost."""

    limit: float = LIMIT_SECONDS
    count: int = 0
    longest: float = 0.0
    stalls: list[Stall] = field(default_factory=list)
    slowness: float = 1.0
    _began: float | None = None  # of the running turn, on the main thread's clock
    _where: str = ""

    def run_until(self, true: Callable[[], object], *, within_ms: int = PATIENCE_MS) -> None:
        """Turn after turn until something is true. Fails when it does not come true in time."""
        deadline = QDeadlineTimer(within_ms)
        wake = QTimer()
        wake.start(WAKE_MS)
        try:
            while not true():
                assert not deadline.hasExpired(), f"not true within {within_ms} ms"
                self.turn()
        finally:
            wake.stop()

    def run_for(self, milliseconds: int) -> None:
        """Turn after turn for a while."""
        deadline = QDeadlineTimer(milliseconds)
        self.run_until(deadline.hasExpired, within_ms=milliseconds + PATIENCE_MS)

    def turn(self) -> None:
        """One turn: wait for events, deliver all of them."""
        self._where = ""
        began = time.thread_time()
        self._began = began
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        took = time.thread_time() - began
        self._began = None
        self.count += 1
        self.longest = max(self.longest, took)
        if took > self.limit:
            self.stalls.append(Stall(took, self._where or "(over before it was looked at)"))

    def assert_quick(self) -> None:
        """Fails with every turn over the limit, and where it spent its time."""
        self.slowness = max(self.slowness, slowness())
        limit = self.limit * self.slowness
        long = [one for one in self.stalls if one.seconds > limit]
        told = "\n".join(f"{one.seconds * 1000:.0f} ms in one turn:\n{one.where}" for one in long)
        assert not long, (
            f"{len(long)} of {self.count} turns stalled: over {limit * 1000:.0f} ms\n{told}"
        )

    def look(self, main: int, clock: int) -> None:
        """Called on another thread: note where the main thread is once it went over the limit."""
        began = self._began
        if began is None or self._where or time.clock_gettime(clock) - began <= self.limit:
            return
        frame = sys._current_frames().get(main)
        if frame is not None and self._began == began:
            self._where = "".join(traceback.format_stack(frame)[-12:])


def fixed_work() -> float:
    """Processor seconds that always the same work takes now."""
    began = time.thread_time()
    total = 0
    for number in range(200_000):
        total += number & 7
    assert total
    return time.thread_time() - began


def slowness() -> float:
    """How much longer work takes here and now than usual; at least 1, at most `MOST_SLOWNESS`."""
    usual = sorted(fixed_work() for _ in range(5))[2]
    return min(MOST_SLOWNESS, max(1.0, usual / USUAL_SECONDS))


@contextmanager
def watch_turns(limit: float = LIMIT_SECONDS) -> Iterator[Turns]:
    """Turns of the main thread, with somebody who looks where the long ones are."""
    turns = Turns(limit, slowness=slowness())
    main = threading.get_ident()
    clock = time.pthread_getcpuclockid(main)
    over = threading.Event()

    def look() -> None:
        while not over.wait(LOOK_SECONDS):
            turns.look(main, clock)

    gc.collect()  # what earlier tests left behind is not the window's cost
    watcher = threading.Thread(target=look, name="stall watcher")
    watcher.start()
    try:
        yield turns
    finally:
        over.set()
        watcher.join()
