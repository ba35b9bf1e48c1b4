"""Work that may take its time: files, tokens, tidying. One thread, one chore after another."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping

from brandcraft_desktop.errors import BrandcraftError

_log = logging.getLogger(__name__)


class Chores:
    """Named chores; asking twice for one that waits is asking once."""

    def __init__(self, chores: Mapping[str, Callable[[], None]]) -> None:
        self._chores = dict(chores)
        self._change = threading.Condition()
        self._asked: dict[str, None] = {}
        self._stopping = False
        self._thread = threading.Thread(target=self._work, name="chores", daemon=True)

    def start(self) -> None:
        """Begin; waits until something is asked for."""
        self._thread.start()

    def ask(self, name: str) -> None:
        """Do this soon."""
        with self._change:
            self._asked.setdefault(name)
            self._change.notify_all()

    def stop(self, timeout: float) -> bool:
        """Begin no other chore; False when the running one did not end within `timeout`."""
        with self._change:
            self._stopping = True
            self._change.notify_all()
        if self._thread.is_alive():
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while True:
            with self._change:
                while not self._asked and not self._stopping:
                    self._change.wait()
                if self._stopping:
                    return
                name = next(iter(self._asked))
                del self._asked[name]
            try:
                self._chores[name]()
            except BrandcraftError as error:
                _log.warning("%s: %s", name, error.message)
            except Exception:  # noqa: BLE001 - a broken chore must not end the others
                _log.exception("the chore %s failed", name)
