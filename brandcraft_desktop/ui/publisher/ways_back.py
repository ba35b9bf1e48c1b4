"""The ways back from what was done last, newest first: one list for toasts and Ctrl+Z."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

MOST: Final = 50


class WaysBack:
    """Each way is gone once; a toast goes its own, Ctrl+Z the newest that is left."""

    def __init__(self) -> None:
        self._left: list[Callable[[], None]] = []

    def add(self, undo: Callable[[], None]) -> Callable[[], None]:
        """Keep a way back; gives what a toast's button does."""

        def go() -> None:
            if go in self._left:
                self._left.remove(go)
                undo()

        self._left.append(go)
        del self._left[:-MOST]
        return go

    def go(self) -> bool:
        """The newest way; False where none is left."""
        if not self._left:
            return False
        self._left[-1]()
        return True
