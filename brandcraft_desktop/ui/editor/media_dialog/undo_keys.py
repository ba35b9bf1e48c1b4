"""Ctrl+Z in a field with nothing to take back: the step of the whole dialog is meant."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence


def yields_undo(event: QKeyEvent, *, undo: bool, redo: bool) -> bool:
    """Whether a field leaves this key to the shortcut of its window.

    A field asks for these keys by `ShortcutOverride` even where it can do nothing with them
    (Qt 6, `QKeyEvent`). `undo` and `redo` say what it can do itself.
    """
    if event.type() is not QEvent.Type.ShortcutOverride:
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        return not undo
    return event.matches(QKeySequence.StandardKey.Redo) and not redo
