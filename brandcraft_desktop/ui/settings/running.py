"""Whether the program is there when its window is not: at login, and after closing."""

from __future__ import annotations

from PySide6.QtWidgets import QSystemTrayIcon

from brandcraft_desktop.services import settings
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.settings.login_rows import LoginRows
from brandcraft_desktop.ui.settings.rows import Section
from brandcraft_desktop.ui.settings.values import Values
from brandcraft_desktop.ui.widgets import ToggleSwitch

WITH_TRAY = "Brandcraft stays in the tray, so your posts go out."
WITHOUT_TRAY = (
    "This desktop has no tray: closing minimises the window instead, so your posts go out. "
    "Quit with Ctrl+Q."
)


class KeepRunning(Section):
    """General: start at login, stay when the window is closed."""

    def __init__(self, context: Context) -> None:
        super().__init__("General")
        self._context = context
        self.at_login = LoginRows(context, self)
        self.tray = ToggleSwitch(name="Keep running when I close the window")
        self.tray.clicked.connect(self._put)
        self.row = self.add("Keep running when I close the window", WITH_TRAY, self.tray)
        self._look()

    def show_values(self, values: Values) -> None:
        """Show what is stored; without a tray, what happens."""
        there = self._look()
        self.tray.setChecked(values.close_to_tray or not there)

    def _look(self) -> bool:
        """Whether there is a tray by now: a panel may come after the program."""
        there = QSystemTrayIcon.isSystemTrayAvailable()
        self.tray.setEnabled(there)
        self.row.set_help(WITH_TRAY if there else WITHOUT_TRAY)
        return there

    def _put(self, on: bool) -> None:
        workspace = self._context.workspace
        self._context.tasks.change(
            lambda: settings.put(workspace, settings.CLOSE_TO_TRAY, on), owner=self
        )
