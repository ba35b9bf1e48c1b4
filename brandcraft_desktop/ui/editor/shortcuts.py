"""The keys of a page as actions, so that menus, tooltips and the shortcut sheet know them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.ui.shell.actions import WHERE


@dataclass(frozen=True)
class Keys:
    """A verb and the keys that do it."""

    name: str
    keys: tuple[str, ...]
    done: Callable[[], None]


def add_actions(
    page: QWidget, wanted: Sequence[Keys], where: str = "Editor"
) -> tuple[QAction, ...]:
    """Give a page its actions; they work while the focus is somewhere in it, called `where`."""
    made: list[QAction] = []
    for one in wanted:
        action = QAction(one.name, page)
        action.setShortcuts([QKeySequence(keys) for keys in one.keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _=False, done=one.done: done())
        action.setProperty(WHERE, where)
        page.addAction(action)
        made.append(action)
    return tuple(made)
