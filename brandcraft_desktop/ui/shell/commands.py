"""The window's menus and shortcuts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.ui.shell.actions import Command, install
from brandcraft_desktop.ui.shell.places import ACCOUNTS, PUBLISHER, SETTINGS
from brandcraft_desktop.ui.shell.shortcut_sheet import ShortcutSheet

if TYPE_CHECKING:
    from brandcraft_desktop.ui.application import Program


def install_commands(program: Program) -> tuple[QAction, ...]:
    """Every command of the frame; pages add their own."""
    window = program.window
    actions: list[QAction] = []

    def sheet() -> None:
        every = [*actions, *window.findChildren(QAction)]
        ShortcutSheet(list(dict.fromkeys(every)), window).open()

    commands = (
        Command("&File", "New post", ("Ctrl+N",), window.open_editor),
        Command("&File", "Close window", ("Ctrl+W",), program.close_window),
        Command("&File", "Quit Brandcraft", ("Ctrl+Q",), program.quit),
        Command("&View", "Publisher", ("Ctrl+2",), lambda: window.go_to(PUBLISHER)),
        Command("&View", "Create post", ("Ctrl+3",), window.open_editor),
        Command("&View", "Accounts", ("Ctrl+5",), lambda: window.go_to(ACCOUNTS)),
        Command("&View", "Settings", ("Ctrl+,",), lambda: window.go_to(SETTINGS)),
        Command("&View", "Search", ("Ctrl+F",), lambda: _search(window.top_bar.search)),
        Command("&View", "Next region", ("F6",), lambda: _next_region(program, 1)),
        Command("&View", "Previous region", ("Shift+F6",), lambda: _next_region(program, -1)),
        Command("&Post", "Pause posting", (), lambda: program.pause("forever")),
        Command("&Post", "Resume posting", (), lambda: program.pause("resume")),
        Command(
            "&Accounts",
            "Connect account",
            ("Ctrl+Shift+N",),
            lambda: window.open_accounts(connect=True),
        ),
        Command("&Help", "Keyboard shortcuts", ("F1", "Ctrl+?"), sheet),
    )
    actions.extend(install(window, commands))
    return tuple(actions)


def _search(field: QWidget) -> None:
    field.setFocus(Qt.FocusReason.ShortcutFocusReason)
    select_all = getattr(field, "selectAll", None)
    if callable(select_all):
        select_all()


def _next_region(program: Program, step: int) -> None:
    """F6: rail, top bar, page, and round again."""
    window = program.window
    regions: list[QWidget] = [window.rail, window.top_bar, window.stack]
    focus = window.focusWidget()
    here = next(
        (
            index
            for index, region in enumerate(regions)
            if focus is not None and (region is focus or region.isAncestorOf(focus))
        ),
        -1,
    )
    region = regions[(here + step) % len(regions)]
    for child in region.findChildren(QWidget):
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible():
            child.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
