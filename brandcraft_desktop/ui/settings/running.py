"""Whether the program stays when its window is closed, and what it tells then."""

from __future__ import annotations

from PySide6.QtWidgets import QSystemTrayIcon

from brandcraft_desktop.services import settings
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.settings.rows import Section
from brandcraft_desktop.ui.settings.values import Values
from brandcraft_desktop.ui.widgets import ToggleSwitch

WITH_TRAY = "Brandcraft stays in the tray, so your posts go out."
WITHOUT_TRAY = "This desktop has no tray: the window is minimised instead, so your posts go out."


class KeepRunning(Section):
    """Tray and notifications."""

    def __init__(self, context: Context) -> None:
        super().__init__("Running and notifications")
        self._context = context
        self.tray = ToggleSwitch(name="Keep running when I close the window")
        self.tray.clicked.connect(lambda on: self._put(settings.CLOSE_TO_TRAY, on))
        self.notify = ToggleSwitch(name="Tell me when a post is out")
        self.notify.clicked.connect(lambda on: self._put(settings.NOTIFY, on))
        self.failures = ToggleSwitch(name="Tell me when a post fails")
        self.failures.setChecked(True)
        self.failures.setEnabled(False)
        there = QSystemTrayIcon.isSystemTrayAvailable()
        self.add(
            "Keep running when I close the window",
            WITH_TRAY if there else WITHOUT_TRAY,
            self.tray,
        )
        self.add("Tell me when a post is out", "While you work in another window.", self.notify)
        self.add("Tell me when a post fails", "Always on: a failure needs you.", self.failures)

    def show_values(self, values: Values) -> None:
        """Show what is stored."""
        self.tray.setChecked(values.close_to_tray)
        self.notify.setChecked(values.notify)

    def _put(self, setting: settings.Setting[bool], on: bool) -> None:
        workspace = self._context.workspace
        self._context.tasks.change(lambda: settings.put(workspace, setting, on), owner=self)
