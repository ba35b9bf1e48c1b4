"""The editor's keys as actions, so that menus, tooltips and the shortcut sheet know them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Keys:
    """A verb and the keys that do it."""

    name: str
    keys: tuple[str, ...]
    done: Callable[[], None]


def add_actions(page: QWidget, wanted: Sequence[Keys]) -> tuple[QAction, ...]:
    """Give a page its actions; they work while the focus is somewhere in it."""
    made: list[QAction] = []
    for one in wanted:
        action = QAction(one.name, page)
        action.setShortcuts([QKeySequence(keys) for keys in one.keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _=False, done=one.done: done())
        page.addAction(action)
        made.append(action)
    return tuple(made)
