"""One thread that has the computer stay awake while somebody wants it; none while nobody does."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from brandcraft_desktop.services.awake import Hold

_log = logging.getLogger(__name__)


class StayAwake:
    """`want` may be called by anybody; asking and releasing happen on one thread of its own.

    Windows ties the wish to a thread, and a bus that does not answer must hold up nobody.
    """

    def __init__(self, hold: Callable[[], Hold | None]) -> None:
        self._hold = hold
        self._change = threading.Condition()
        self._wanted = False
        self._thread: threading.Thread | None = None

    def want(self, wanted: bool) -> None:
        """Stay awake from now on, or no longer."""
        with self._change:
            if wanted and self._thread is None:
                self._thread = threading.Thread(target=self._work, name="awake", daemon=True)
                self._thread.start()
            self._wanted = wanted
            self._change.notify_all()

    def stop(self) -> None:
        """Let it sleep; the thread has ended when this returns."""
        self.want(False)
        thread = self._thread
        if thread is not None:
            thread.join()

    def _work(self) -> None:
        while self._goes_on():
            try:
                held = self._hold()
                if held is None:
                    _log.debug("this computer can't be kept awake")
            except Exception:  # noqa: BLE001 - publishing goes on without it
                _log.exception("the computer could not be kept awake")
                held = None
            with self._change:
                self._change.wait_for(lambda: not self._wanted)
            if held is not None:
                held.release()

    def _goes_on(self) -> bool:
        """Whether it is still wanted; the thread ends here otherwise, and another may begin."""
        with self._change:
            if not self._wanted:
                self._thread = None
            return self._wanted
