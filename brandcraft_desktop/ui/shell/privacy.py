"""Whether the window is locked: the one place where that is said and asked."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Privacy(QObject):
    """While locked, nothing outside the window shows what posts say.

    The lock screen calls `set_locked`; tray, notifications and questions ask `is_locked`.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._locked = False

    def is_locked(self) -> bool:
        """Whether the person's password is asked for right now."""
        return self._locked

    def set_locked(self, locked: bool) -> None:
        """Say that the window was locked or opened."""
        if locked != self._locked:
            self._locked = locked
            self.changed.emit()
