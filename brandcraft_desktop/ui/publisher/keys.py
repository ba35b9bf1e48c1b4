"""Keys that a page answers to while the keyboard is on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def add_keys(page: QWidget, ways: Mapping[str, Callable[[], object]]) -> None:
    """Let `page` do what each of the keys stands for."""
    for keys, do in ways.items():
        shortcut = QShortcut(QKeySequence(keys), page)
        # Only while the focus is on this page: letters elsewhere are letters.
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(do)
