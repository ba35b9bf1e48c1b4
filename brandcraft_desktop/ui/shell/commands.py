"""The window's menus and shortcuts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.ui.main_window import MainWindow
from brandcraft_desktop.ui.shell.actions import Command, install
from brandcraft_desktop.ui.shell.pages import focusable
from brandcraft_desktop.ui.shell.places import ACCOUNTS, BRAND, LIBRARY, PUBLISHER, SETTINGS
from brandcraft_desktop.ui.shell.publisher_commands import (
    post_commands,
    view_commands,
    walking_commands,
)
from brandcraft_desktop.ui.shell.rail import Rail
from brandcraft_desktop.ui.shell.shortcut_sheet import ShortcutSheet
from brandcraft_desktop.ui.shell.taking_back import redo, undo
from brandcraft_desktop.ui.widgets import SearchField

if TYPE_CHECKING:
    from brandcraft_desktop.ui.application import Program

UNDONE_IN: Final = "Text, calendar, list, media"
DONE_AGAIN_IN: Final = "Text, calendar, list"


def install_commands(program: Program) -> tuple[QAction, ...]:
    """Every command of the frame; pages add their own."""
    window = program.window
    actions: list[QAction] = []

    def sheet() -> None:
        every = [*actions, *window.findChildren(QAction)]
        shown = ShortcutSheet(list(dict.fromkeys(every)), window)
        shown.finished.connect(shown.deleteLater)
        shown.open()

    commands = (
        Command("&File", "New post", ("Ctrl+N",), window.open_editor),
        Command("&File", "Import…", (), lambda: _carry(window, "ask_import"), apart=True),
        Command("&File", "Export…", (), lambda: _carry(window, "ask_export")),
        Command("&File", "Lock", ("Ctrl+L",), program.locking.lock_or_offer, apart=True),
        Command("&File", "Close window", ("Ctrl+W",), program.close_window),
        Command("&File", "Quit Brandcraft", ("Ctrl+Q",), program.quit),
        Command("&Edit", "Undo", ("Ctrl+Z",), lambda: undo(window), UNDONE_IN),
        Command("&Edit", "Redo", ("Ctrl+Shift+Z",), lambda: redo(window), DONE_AGAIN_IN),
        Command("&Edit", "Search", ("Ctrl+F",), lambda: _search(window.top_bar.search), apart=True),
        Command("&View", "My Brand", ("Ctrl+1",), lambda: window.go_to(BRAND)),
        Command("&View", "Publisher", ("Ctrl+2",), lambda: window.go_to(PUBLISHER)),
        Command("&View", "Create post", ("Ctrl+3",), window.open_editor),
        Command("&View", "Media", ("Ctrl+4",), lambda: window.go_to(LIBRARY)),
        Command("&View", "Accounts", ("Ctrl+5",), lambda: window.go_to(ACCOUNTS)),
        Command("&View", "Settings", ("Ctrl+,",), lambda: window.go_to(SETTINGS)),
        *view_commands(window),
        Command("&View", "Next region", ("F6",), lambda: _next_region(program, 1), apart=True),
        Command("&View", "Previous region", ("Shift+F6",), lambda: _next_region(program, -1)),
        Command("&View", "Refresh", ("F5",), window.refresh),
        Command("&Post", "Quick post…", (), program.quick_post),
        *post_commands(window),
        Command("&Post", "Pause posting", (), lambda: program.pause("forever"), apart=True),
        Command("&Post", "Pause posting for 1 hour", (), lambda: program.pause("hour")),
        Command("&Post", "Pause posting until tomorrow", (), lambda: program.pause("tomorrow")),
        Command("&Post", "Resume posting", (), lambda: program.pause("resume")),
        Command(
            "&Accounts",
            "Connect account",
            ("Ctrl+Shift+N",),
            lambda: window.open_accounts(connect=True),
        ),
        Command("&Help", "Keyboard shortcuts", ("F1", "Ctrl+?"), sheet),
        *walking_commands(),
    )
    actions.extend(install(window, commands))
    return tuple(actions)


def _carry(window: MainWindow, name: str) -> None:
    """The settings know how everything is brought in and taken along."""
    window.go_to(SETTINGS)
    if window.current_key == SETTINGS:
        ask = getattr(window.page(SETTINGS), name)
        ask()


def _search(field: SearchField) -> None:
    field.setFocus(Qt.FocusReason.ShortcutFocusReason)
    field.selectAll()


def _next_region(program: Program, step: int) -> None:
    """F6: rail, top bar, page, and round again; what has nothing to reach is passed over."""
    window = program.window
    regions: list[QWidget] = [window.rail, window.top_bar, window.stack]
    focus = window.focusWidget()
    here = next(
        (
            index
            for index, region in enumerate(regions)
            if focus is not None and (region is focus or region.isAncestorOf(focus))
        ),
        -1 if step > 0 else 0,
    )
    for away in range(1, len(regions) + 1):
        region = regions[(here + away * step) % len(regions)]
        checked = region.checked_button() if isinstance(region, Rail) else None
        target = checked or next(iter(focusable(region)), None)
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
