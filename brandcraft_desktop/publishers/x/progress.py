"""How far the uploads of a post are, all together."""

from __future__ import annotations

import threading
from collections.abc import Callable

from brandcraft_desktop.domain.steps import Steps


class Progress:
    """Adds up the bytes of several files, some of which are sent side by side."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self._lock = threading.Lock()
        self._sent: dict[str, int] = {}
        self._total: dict[str, int] = {}

    def of(self, name: str, size: int, start: int = 0) -> Callable[[int, int], None]:
        """The follower of a file of `size` bytes, or of its piece that begins at `start`."""
        with self._lock:
            self._total[name] = size

        def follow(sent: int, total: int) -> None:
            with self._lock:
                self._sent[name] = start + sent
                done, all_bytes = sum(self._sent.values()), sum(self._total.values())
                count = len(self._total)
            words = "Uploading the file" if count == 1 else f"Uploading {count} files"
            self._steps.progress(done, all_bytes, words)

        return follow
