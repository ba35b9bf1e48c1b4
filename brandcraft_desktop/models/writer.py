"""All writes of a process, one after another on one thread, the person's first.

A second SQLite writer can starve for seconds behind a busy one; a queue of our own cannot.
"""

from __future__ import annotations

import heapq
import itertools
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass, field
from typing import TypeVar

from brandcraft_desktop.models.trouble import busy
from brandcraft_desktop.models.turns import Turns

T = TypeVar("T")

PATIENCE = 30.0  # seconds that a write may stand in the queue before it is given up


@dataclass(order=True)
class _Job:
    rank: int  # 0: a person waits for it
    number: int
    run: Callable[[], None] = field(compare=False)


class Writer:
    """The queue and its thread; the thread starts with the first job and ends with `close`."""

    def __init__(self, turns: Turns, patience: float = PATIENCE) -> None:
        self._turns = turns
        self._patience = patience
        self._jobs: list[_Job] = []
        self._numbers = itertools.count()
        self._change = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closing = False

    def do(self, action: Callable[[], T], *, person: bool) -> T:
        """Run `action` in its turn and give its result or its error.

        Raises `errors.WorkspaceBusy` when its turn does not come; then it will never run.
        """
        if threading.current_thread() is self._thread:
            raise RuntimeError("a write inside a write: do both in one transaction")
        future: Future[T] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(action())
            except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
                future.set_exception(error)

        with self._change:
            if self._closing:
                raise RuntimeError("the database is closed")
            heapq.heappush(self._jobs, _Job(0 if person else 1, next(self._numbers), run))
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
                self._thread.start()
            self._change.notify()
        try:
            return future.result(self._patience)
        except Late:
            if future.done() and not future.cancelled():
                return future.result()  # the action's own TimeoutError, or done just now
            if future.cancel():
                raise busy() from None
            return future.result()
        except CancelledError:
            raise busy() from None

    def close(self) -> None:
        """Let the jobs in the queue finish, then end the thread."""
        with self._change:
            self._closing = True
            self._change.notify()
        if self._thread is not None:
            self._thread.join()
        self._turns.close()

    def _work(self) -> None:
        while True:
            with self._change:
                while not self._jobs and not self._closing:
                    self._change.wait()
                if not self._jobs:
                    return
                person = self._jobs[0].rank == 0
            with self._turns.take(person=person):
                with self._change:
                    # Whoever became first while we waited for our turn goes first.
                    job = heapq.heappop(self._jobs)
                job.run()
