"""The one door off the main thread: changes one after another, reads and calls in parallel.

A screen hands in `work` (runs on a thread, no Qt in it) and `then` (runs on the main thread with
the result). Nothing else in the window starts threads for database or network.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from brandcraft_desktop.errors import BrandcraftError

T = TypeVar("T")
READERS = 4
CALLERS = 4
WATCHERS = 4

log = logging.getLogger(__name__)


class Bug(BrandcraftError):
    """Something we did not think of; the details are in the log."""

    def __init__(self, details: str) -> None:
        super().__init__(
            "Something went wrong inside Brandcraft.",
            "What you wrote is kept.",
            "Try again; if it comes back, send the log from Settings.",
        )
        self.details = details


@dataclass(frozen=True)
class _Delivery:
    """A finished piece of work on its way back to the main thread."""

    run: Callable[[], None]
    counted: bool


class Tasks(QObject):
    """Owns the threads of the window. `failed` of a call without its own handler goes to
    `unhandled`, which the main window shows. `closing` ends whatever would be waited for too long.
    """

    _finished = Signal(object)
    unhandled = Signal(object)
    idle = Signal()
    closing = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changes = ThreadPoolExecutor(1, thread_name_prefix="changes")
        self._reads = ThreadPoolExecutor(READERS, thread_name_prefix="reads")
        self._calls = ThreadPoolExecutor(CALLERS, thread_name_prefix="calls")
        self._watches = ThreadPoolExecutor(WATCHERS, thread_name_prefix="watches")
        self._open = 0
        self._closed = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether anything is still on its way."""
        return self._open > 0

    def read(
        self,
        work: Callable[[], T],
        then: Callable[[T], object],
        *,
        failed: Callable[[BrandcraftError], object] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run `work` beside others; `owner` gone meanwhile means nobody is called back."""
        self._start(self._reads, work, then, failed, owner)

    def change(
        self,
        work: Callable[[], T],
        then: Callable[[T], object] | None = None,
        *,
        failed: Callable[[BrandcraftError], object] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run `work` after all changes before it."""
        self._start(self._changes, work, then or _ignore, failed, owner)

    def call(
        self,
        work: Callable[[], T],
        then: Callable[[T], object] | None = None,
        *,
        failed: Callable[[BrandcraftError], object] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run `work` that talks to a network: what is typed meanwhile is saved beside it."""
        self._start(self._calls, work, then or _ignore, failed, owner)

    def watch(
        self,
        work: Callable[[], T],
        then: Callable[[T], object] | None = None,
        *,
        failed: Callable[[BrandcraftError], object] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run `work` that waits for a person elsewhere: the window is not `busy` meanwhile.

        It has to come to its end when `closing` is told.
        """
        self._start(self._watches, work, then or _ignore, failed, owner, counted=False)

    def close(self) -> None:
        """Finish the changes that were asked for, drop waiting reads, end the threads."""
        self._closed = True
        self.closing.emit()
        self._watches.shutdown(wait=True, cancel_futures=True)
        self._reads.shutdown(wait=True, cancel_futures=True)
        self._calls.shutdown(wait=True, cancel_futures=True)
        self._changes.shutdown(wait=True)

    def _start(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[BrandcraftError], object] | None,
        owner: QObject | None,
        *,
        counted: bool = True,
    ) -> None:
        if self._closed:
            return
        self._open += counted

        def come_back(future: Future[T]) -> None:
            if future.cancelled():
                return
            self._finished.emit(
                _Delivery(lambda: self._hand_over(future, then, failed, owner), counted)
            )

        pool.submit(work).add_done_callback(come_back)

    def _deliver(self, delivery: object) -> None:
        if not isinstance(delivery, _Delivery):
            return
        self._open -= delivery.counted
        try:
            if not self._closed:
                delivery.run()
        finally:
            if delivery.counted and not self._open:
                self.idle.emit()

    def _hand_over(
        self,
        future: Future[T],
        then: Callable[[T], object],
        failed: Callable[[BrandcraftError], object] | None,
        owner: QObject | None,
    ) -> None:
        if owner is not None and not shiboken6.isValid(owner):
            return
        error = future.exception()
        if error is None:
            then(future.result())
            return
        if not isinstance(error, BrandcraftError):
            log.error("unexpected error in a task", exc_info=error)
            error = Bug(repr(error))
        (failed or self.unhandled.emit)(error)


def _ignore(_: object) -> None:
    """A change whose result nobody waits for."""
