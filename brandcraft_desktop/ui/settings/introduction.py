"""One row: the introduction once more."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.settings.rows import Section
from brandcraft_desktop.ui.widgets import Button


class IntroductionRow(QObject):
    """`dialog` is the one that is open."""

    def __init__(self, context: Context, section: Section) -> None:
        super().__init__(section)
        self._context, self._section = context, section
        self.dialog: QDialog | None = None
        self.button = Button("Run the introduction again…")
        self.button.clicked.connect(self._open)
        section.add(
            "Introduction",
            "Brand, campaign, accounts, times: what is set stays as long as you don't change it.",
            self.button,
        )

    def _open(self) -> None:
        # Not above: its last page shows rows of these settings.
        from brandcraft_desktop.services.first_run import Step
        from brandcraft_desktop.ui.first_run.dialog import FirstRun

        dialog = FirstRun(self._context, Step.BRAND, parent=self._section.window())
        dialog.finished.connect(self._let_go)
        self.dialog = dialog
        dialog.open()

    def _let_go(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
