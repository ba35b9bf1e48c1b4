"""One row: the weekly posting times of accounts that have none, nor their brand."""

from __future__ import annotations

from PySide6.QtCore import QObject

from brandcraft_desktop.domain.posting_times import Slot
from brandcraft_desktop.services import settings
from brandcraft_desktop.ui.accounts.slots_dialog import SlotsDialog
from brandcraft_desktop.ui.brand.words import times_words
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.settings.rows import Section
from brandcraft_desktop.ui.widgets import Button

WHOM = "For accounts that have no times of their own and whose brand has none."
NAME = "accounts without their own"


class DefaultTimesRow(QObject):
    """`dialog` is the one that is open."""

    def __init__(self, context: Context, section: Section) -> None:
        super().__init__(section)
        self._context, self._section = context, section
        self._times: tuple[Slot, ...] = ()
        self.dialog: SlotsDialog | None = None
        self.button = Button("Change…")
        self.button.setAccessibleName("Change the default times")
        self.button.clicked.connect(self._open)
        self.row = section.add("Default times", WHOM, self.button)

    def show_times(self, times: tuple[Slot, ...]) -> None:
        """Show what is stored."""
        self._times = times
        self.row.set_help(f"{times_words(times)}. {WHOM}")

    def _open(self) -> None:
        dialog = SlotsDialog(NAME, self._times, self._section.window())
        dialog.chosen.connect(self._keep)
        dialog.finished.connect(self._let_go)
        self.dialog = dialog
        dialog.open()

    def _keep(self, times: object) -> None:
        if isinstance(times, tuple):
            workspace = self._context.workspace
            self._context.tasks.change(
                lambda: settings.put(workspace, settings.DEFAULT_TIMES, times),
                failed=self._context.navigator.show_error,
                owner=self,
            )

    def _let_go(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
