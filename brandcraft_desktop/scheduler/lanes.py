"""A bounded number of threads that run claims; one that ends a job takes the next at once."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable

from brandcraft_desktop.errors import StorageTrouble
from brandcraft_desktop.services.publishing import Claim

_log = logging.getLogger(__name__)


class Lanes:
    """`run` works on a claim, `more` takes one further due claim, `rested` hears of a free lane.

    Threads start when they are first needed and wait without a sound when they are not.
    """

    def __init__(
        self,
        count: int,
        *,
        run: Callable[[Claim], None],
        more: Callable[[], Claim | None],
        rested: Callable[[], None],
    ) -> None:
        self._count = count
        self._run = run
        self._more = more
        self._rested = rested
        self._change = threading.Condition()
        self._queue: deque[Claim] = deque()
        self._threads: list[threading.Thread] = []
        self._busy = 0
        self._stopping = False

    def free(self) -> int:
        """How many claims could begin right now."""
        with self._change:
            return max(0, self._count - self._busy - len(self._queue))

    def give(self, claims: Iterable[Claim]) -> None:
        """Work on these; no more than `free()` of them."""
        with self._change:
            self._queue.extend(claims)
            wanted = min(self._count, self._busy + len(self._queue))
            while len(self._threads) < wanted:
                thread = threading.Thread(
                    target=self._work, name=f"lane-{len(self._threads) + 1}", daemon=True
                )
                self._threads.append(thread)
                thread.start()
            self._change.notify_all()

    def wait_idle(self, timeout: float | None = None) -> bool:
        """Wait until no lane has anything to do; False when time ran out."""
        with self._change:
            return self._change.wait_for(self._idle, timeout)

    def stop(self, timeout: float) -> bool:
        """Take nothing new and let running jobs end; False when some did not within `timeout`."""
        with self._change:
            self._stopping = True
            self._change.notify_all()
            threads = list(self._threads)
        end = time.monotonic() + timeout
        for thread in threads:
            thread.join(max(0.0, end - time.monotonic()))
        return not any(thread.is_alive() for thread in threads)

    def _idle(self) -> bool:
        return not self._busy and not self._queue

    def _work(self) -> None:
        while True:
            with self._change:
                while not self._queue and not self._stopping:
                    self._change.wait()
                if not self._queue:
                    return
                claim: Claim | None = self._queue.popleft()
                self._busy += 1
            while claim is not None:
                self._guarded(claim)
                claim = self._next()
            with self._change:
                self._busy -= 1
                self._change.notify_all()
            self._rested()

    def _guarded(self, claim: Claim) -> None:
        try:
            self._run(claim)
        except Exception:  # noqa: BLE001 - the lane must live on
            # The lease runs out and recovery takes over.
            _log.exception("delivery %s could not be worked on", claim.delivery_id)

    def _next(self) -> Claim | None:
        if self._stopping:
            return None
        try:
            return self._more()
        except StorageTrouble as error:
            _log.warning("nothing could be claimed: %s", error.message)
        except Exception:  # noqa: BLE001 - the lane must live on; the dispatcher comes back to it
            _log.exception("nothing could be claimed")
        return None
