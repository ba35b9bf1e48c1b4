"""Every command of the frame as a QAction: menus, shortcuts and the shortcut sheet share them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

WHERE: Final = "where"
"""The property that says where an action's keys work; without it they work anywhere."""


@dataclass(frozen=True)
class Command:
    """A word in a menu, its keys and what it does; no ``menu`` is for the shortcut sheet alone.

    ``where`` names the page whose keys these are: it listens to them itself, and only while the
    keyboard is on it. ``possible`` is asked as the menu opens. ``apart``: a line stands above it.
    """

    menu: str
    word: str
    keys: tuple[str, ...]
    run: Callable[[], None]
    where: str = ""
    possible: Callable[[], bool] | None = None
    apart: bool = False


def install(window: QMainWindow, commands: tuple[Command, ...]) -> tuple[QAction, ...]:
    """Put the commands into the window's menu bar; gives their actions."""
    bar = window.menuBar()
    menus = {}
    actions = []
    for command in commands:
        action = _action(window, command)
        actions.append(action)
        if not command.menu:
            continue
        if command.menu not in menus:
            menus[command.menu] = bar.addMenu(command.menu)
        menu = menus[command.menu]
        if command.apart:
            menu.addSeparator()
        menu.addAction(action)
        if command.possible is not None:
            menu.aboutToShow.connect(
                lambda action=action, possible=command.possible: action.setEnabled(possible())
            )
    return tuple(actions)


def _action(window: QMainWindow, command: Command) -> QAction:
    action = QAction(command.word, window)
    action.setShortcuts([QKeySequence(keys) for keys in command.keys])
    action.triggered.connect(lambda _=False: command.run())
    if command.where:
        # Shown beside the word, and never taken from the page: the keyboard is in no menu bar.
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setProperty(WHERE, command.where)
    return action
