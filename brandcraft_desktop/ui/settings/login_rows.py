"""Two rows: opening at login, and whether the window shows itself then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from brandcraft_desktop.domain.login_start import LoginStart, LoginState, words_for
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import start_at_login
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.settings.rows import Section
from brandcraft_desktop.ui.widgets import ToggleSwitch

PRACTICE = "Practice accounts are never opened at login."
QUIETLY = "It waits in the tray, or minimised where there is none."


class LoginRows(QObject):
    """Shows what the system really does: the person may have changed it there."""

    def __init__(self, context: Context, section: Section) -> None:
        super().__init__(section)
        self._context = context
        self._home = context.workspace.home
        self.login = ToggleSwitch(name="Start Brandcraft when I log in")
        self.login.clicked.connect(self._switch)
        self.minimised = ToggleSwitch(name="Start without the window")
        self.minimised.setChecked(True)
        self.minimised.setEnabled(False)
        self.minimised.clicked.connect(lambda _: self._switch(True))
        self.row = section.add("Start Brandcraft when I log in", "", self.login)
        section.add("Start without the window", QUIETLY, self.minimised)
        if context.workspace.practice:
            self.login.setEnabled(False)
            self.row.set_help(PRACTICE)

    def read(self) -> None:
        """Look again how it stands."""
        if not self._context.workspace.practice:
            self._context.tasks.read(
                lambda: start_at_login.status(self._home),
                self._show,
                failed=self._refused,
                owner=self,
            )

    def _switch(self, on: bool) -> None:
        minimised = self.minimised.isChecked()
        work: Callable[[], LoginStart] = (
            (lambda: start_at_login.turn_on(self._home, minimised=minimised))
            if on
            else (lambda: start_at_login.turn_off(self._home))
        )
        self._context.tasks.change(work, self._show, failed=self._failed, owner=self)

    def _show(self, found: LoginStart) -> None:
        self.login.setChecked(found.on)
        self.minimised.setEnabled(found.on)
        if found.state is not LoginState.OFF:
            self.minimised.setChecked(found.minimised)
        usual = found.state in (LoginState.ON, LoginState.OFF)
        help_text = "Posts go out without you thinking of it." if usual else words_for(found)
        self.row.set_help(help_text)
        self.login.setToolTip(found.place)

    def _refused(self, error: BrandcraftError) -> None:
        self.login.setChecked(False)  # nobody knows; a switch that stays on would promise something
        self.minimised.setEnabled(False)
        self.row.set_help(error.message)

    def _failed(self, error: BrandcraftError) -> None:
        self.read()
        self._context.navigator.show_error(error)
