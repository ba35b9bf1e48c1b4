"""How many characters are left, and a warning in time."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QLabel, QWidget

from brandcraft_desktop.ui.theme import tabular
from brandcraft_desktop.ui.widgets.style import set_look

NEAR: Final = 40
"""Characters left below which the counter asks for attention."""

MINUS: Final = "\u2212"


class CounterLabel(QLabel):
    """Shows what is left, with a minus sign when it is too much; state normal, near or over."""

    def __init__(self, prefix: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("counter")
        self._prefix = prefix
        self._state = "normal"
        self.setFont(tabular(self.font()))

    def state(self) -> str:
        """ "normal", "near" or "over"."""
        return self._state

    def set_count(self, used: int, limit: int, *, near: int = NEAR) -> None:
        """Count in whatever unit the caller counts in."""
        left = limit - used
        self._state = "over" if left < 0 else "near" if left < near else "normal"
        number = f"{MINUS}{-left}" if left < 0 else str(left)
        self.setText(f"{self._prefix} {number}".strip())
        words = f"{-left} characters too long" if left < 0 else f"{left} characters left"
        self.setAccessibleName(f"{self._prefix}: {words}" if self._prefix else words)
        self.setToolTip(f"{used} of {limit}")
        set_look(self, "state", self._state)
