"""How long the main thread computes in one turn of the event loop.

Processor time of the thread, not time on the wall: a busy machine must not fail a test, and a turn
that waits is no stall. Use it around what the window shall stay quick during::

    with watch_turns() as turns:
        turns.run_until(lambda: program.tasks.busy is False)
    turns.assert_quick()
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
        told = "\n".join(
            f"{one.seconds * 1000:.0f} ms in one turn:\n{one.where}" for one in self.stalls
        )
        assert not self.stalls, f"{len(self.stalls)} of {self.count} turns stalled\n{told}"

    def look(self, main: int, clock: int) -> None:
        """Called on another thread: note where the main thread is once it went over the limit."""
        began = self._began
        if began is None or self._where or time.clock_gettime(clock) - began <= self.limit:
            return
        frame = sys._current_frames().get(main)
        if frame is not None and self._began == began:
            self._where = "".join(traceback.format_stack(frame)[-12:])


@contextmanager
def watch_turns(limit: float = LIMIT_SECONDS) -> Iterator[Turns]:
    """Turns of the main thread, with somebody who looks where the long ones are."""
    turns = Turns(limit)
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
