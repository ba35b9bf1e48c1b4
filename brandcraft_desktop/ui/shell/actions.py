"""Every command of the frame as a QAction: menus, shortcuts and the shortcut sheet share them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow


@dataclass(frozen=True)
class Command:
    """A word in a menu, its keys and what it does."""

    menu: str
    word: str
    keys: tuple[str, ...]
    run: Callable[[], None]


def install(window: QMainWindow, commands: tuple[Command, ...]) -> tuple[QAction, ...]:
    """Put the commands into the window's menu bar; gives their actions."""
    bar = window.menuBar()
    menus = {}
    actions = []
    for command in commands:
        if command.menu not in menus:
            menus[command.menu] = bar.addMenu(command.menu)
        action = QAction(command.word, window)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.triggered.connect(lambda _=False, run=command.run: run())
        menus[command.menu].addAction(action)
        actions.append(action)
    return tuple(actions)
