"""Step 5: the program has to be running when a post is due."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QSystemTrayIcon

from brandcraft_desktop.services import settings, start_at_login
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.first_run.keeping import Work
from brandcraft_desktop.ui.first_run.page import Fields, IntroductionPage
from brandcraft_desktop.ui.first_run.reading import Found
from brandcraft_desktop.ui.settings.login_rows import PRACTICE, QUIETLY
from brandcraft_desktop.ui.settings.rows import Section
from brandcraft_desktop.ui.settings.running import WITH_TRAY, WITHOUT_TRAY
from brandcraft_desktop.ui.widgets import ToggleSwitch

PLAIN = (
    "Brandcraft posts from this computer. It must be on and Brandcraft running (the tray is "
    "enough) at posting time."
)
LOGIN = "Start Brandcraft when I log in"
CLOSE = "Keep running when I close the window"


class RunningPage(IntroductionPage):
    """Starting at login is proposed; nothing is changed in the system before Continue."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Keep Brandcraft running", PLAIN)
        self.login = ToggleSwitch(name=LOGIN)
        self.login.clicked.connect(lambda: self.touch("login"))
        self.stay = ToggleSwitch(name=CLOSE)
        self.stay.clicked.connect(lambda: self.touch("stay"))
        self._tray = QSystemTrayIcon.isSystemTrayAvailable()
        self.stay.setEnabled(self._tray)
        practice = context.workspace.practice
        self.login.setEnabled(not practice)
        rows = Section("")
        rows.add(LOGIN, PRACTICE if practice else QUIETLY, self.login)
        rows.add(CLOSE, WITH_TRAY if self._tray else WITHOUT_TRAY, self.stay)
        self.body.addWidget(rows)
        self.body.addStretch(1)

    def fill(self, found: Found) -> None:
        """See `IntroductionPage`."""
        practice, is_on = (
            self.context.workspace.practice,
            found.login is not None and found.login.on,
        )
        self.login.setChecked(not practice and (self.proposes or is_on))
        self.stay.setChecked(found.close_to_tray or not self._tray)

    def fields(self) -> Fields:
        """See `IntroductionPage`."""
        return {"login": self._keep_login, "stay": self._keep_stay}

    def proposed(self) -> Collection[str]:
        """See `IntroductionPage`."""
        return ("login",)

    def _keep_login(self) -> Work:
        workspace, login = self.context.workspace, self.login.isChecked()
        was_on = self.found.login is not None and self.found.login.on

        def work(_: str | None) -> None:
            if workspace.practice or login == was_on:
                return
            if login:
                start_at_login.turn_on(workspace.home)
            else:
                start_at_login.turn_off(workspace.home)

        return work

    def _keep_stay(self) -> Work:
        workspace, stay = self.context.workspace, self.stay.isChecked()
        return lambda _: settings.put(workspace, settings.CLOSE_TO_TRAY, stay)
