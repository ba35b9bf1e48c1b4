"""Dialogs with answers that are kept when the program ends under them."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QDialog, QWidget


@runtime_checkable
class KeepsTyped(Protocol):
    """A dialog that can keep what was typed although nobody pressed its button."""

    def keep_typed(self) -> None:
        """Keep what a hand was on; harmless when repeated."""
        ...


def keep_typed(window: QWidget) -> None:
    """The program ends: what was typed into the dialogs of `window` is kept."""
    for dialog in window.findChildren(QDialog):
        if isinstance(dialog, KeepsTyped):
            dialog.keep_typed()
