"""One thread that renews the leases of all running jobs, and sleeps when there are none."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from brandcraft_desktop.errors import StorageTrouble

_AT_LEAST_EVERY = 15.0  # seconds; renewing also says that somebody runs (`services.missed`)
_log = logging.getLogger(__name__)


class LeaseKeeper:
    """Calls `renew` every third of `length` (or 15 s) for as long as `needed` says so."""

    def __init__(
        self, length: timedelta, *, renew: Callable[[], None], needed: Callable[[], bool]
    ) -> None:
        self._pause = min(length.total_seconds() / 3, _AT_LEAST_EVERY)
        self._renew = renew
        self._needed = needed
        self._change = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._work, name="leases", daemon=True)

    def start(self) -> None:
        """Begin; waits until something is claimed."""
        self._thread.start()

    def poke(self) -> None:
        """Something was claimed."""
        with self._change:
            self._change.notify_all()

    def stop(self) -> None:
        """Renew no more; the thread has ended when this returns."""
        with self._change:
            self._stopping = True
            self._change.notify_all()
        if self._thread.is_alive():
            self._thread.join()

    def _work(self) -> None:
        while True:
            with self._change:
                while not self._stopping and not self._needed():
                    self._change.wait()
                if not self._stopping:
                    self._change.wait_for(lambda: self._stopping, self._pause)
                if self._stopping:
                    return
            try:
                self._renew()
            except StorageTrouble as error:
                _log.warning("leases could not be renewed: %s", error.message)
            except Exception:  # noqa: BLE001 - without this thread every later job would be lost
                _log.exception("leases could not be renewed")
