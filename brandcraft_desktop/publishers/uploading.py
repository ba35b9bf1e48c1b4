"""How far the uploads of a post are, all together, in a person's words."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from brandcraft_desktop.domain.steps import Steps


class Uploads:
    """Adds up the bytes of several files, some of which are sent side by side.

    `names` are the steps that upload them: what is kept already counts as done. `what` is one of
    them in a sentence ("picture").
    """

    def __init__(self, steps: Steps, names: Sequence[str], what: str = "file") -> None:
        self._steps = steps
        self._count = len(names)
        self._before = sum(1 for name in names if steps.result(name) is not None)
        self._what = what
        self._lock = threading.Lock()
        self._sent: dict[str, int] = {}
        self._total: dict[str, int] = {}

    def of(self, name: str, size: int, start: int = 0) -> Callable[[int, int], None]:
        """The follower of a file of `size` bytes, or of its piece that begins at `start`."""
        with self._lock:
            self._total[name] = size

        def follow(sent: int, total: int) -> None:
            with self._lock:
                self._sent[name] = min(start + sent, size)
                done, all_bytes = sum(self._sent.values()), sum(self._total.values())
                whole = sum(1 for one, much in self._sent.items() if much >= self._total[one])
            self._steps.progress(done, all_bytes, self._words(whole))

        return follow

    def _words(self, whole: int) -> str:
        return words(min(self._before + whole + 1, self._count), self._count, self._what)


def words(number: int, count: int, what: str = "file") -> str:
    """ "Uploading the picture", "Uploading picture 2 of 3"."""
    if count <= 1:
        return f"Uploading the {what}"
    return f"Uploading {what} {number} of {count}"
