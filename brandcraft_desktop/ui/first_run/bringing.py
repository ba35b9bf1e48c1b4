"""Bringing an export into a workspace that is still empty."""

from __future__ import annotations

from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.errors import BadInput, BrandcraftError
from brandcraft_desktop.services import importing
from brandcraft_desktop.services.importing import Imported
from brandcraft_desktop.services.workspace import claim_machine
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.shell.passphrase_dialog import PassphraseDialog

LEFT = "its sign-ins need a passphrase. Import it in Settings, under Export and move."
OPENS = "The sign-ins in this file are sealed. Type the passphrase that was chosen for it."


class Bringing(QObject):
    """`told(kind, words, verb, act)` is for a notice; `came` says that something is here now.

    An import is not stopped by leaving: its end is told by the window when nobody sees the page.
    `moved`: the other computer gave up publishing, and who publishes is to be asked.
    """

    told = Signal(str, str, str, object)
    came = Signal()

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._busy = False
        self.moved = False
        self.dialog: PassphraseDialog | None = None

    def bring_named(self, name: str) -> None:
        """Bring in the file of this name."""
        self.bring(Path(name))

    def bring(self, file: Path) -> None:
        """Bring an export in; its passphrase is asked for where it has sign-ins."""
        if self._busy:
            return
        self._busy = True
        self.told.emit("info", f"Reading {file.name}…", "", None)
        self._context.tasks.read(
            lambda: importing.holds_secrets(file),
            lambda sealed: self._looked(file, sealed=sealed),
            failed=self._failed,
        )

    def _looked(self, file: Path, *, sealed: bool) -> None:
        if not sealed:
            self._bring(file, None)
        elif self._is_left:
            self._context.navigator.toast(f"{file.name} was not imported: {LEFT}")
        else:
            self._ask(file)

    def _ask(self, file: Path) -> None:
        dialog = PassphraseDialog(self._page, first=False, explanation=OPENS)
        dialog.setModal(True)
        dialog.given.connect(lambda words: self._bring(file, words))
        dialog.rejected.connect(self._given_up)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _bring(self, file: Path, passphrase: str | None) -> None:
        workspace = self._context.workspace
        self._context.tasks.call(
            lambda: importing.import_file(workspace, file, passphrase=passphrase),
            self._done,
            failed=self._failed,
        )

    @property
    def _is_left(self) -> bool:
        return not shiboken6.isValid(self) or not self._page.window().isVisible()

    @property
    def _is_unseen(self) -> bool:
        return self._is_left or not self._page.isVisible()

    def _done(self, found: Imported) -> None:
        came = f"Posts: {found.posts}. Files: {found.media}. They are here now."
        words = " ".join((came, *found.notices))
        if self._is_unseen:
            self._context.navigator.toast(words)
        if self._is_left and found.moved:
            self._context.navigator.ask_machine()
        if not shiboken6.isValid(self):
            return
        self._close()
        self.moved = self.moved or found.moved
        if found.moved:
            self.told.emit("warning", words, "Publish from this computer", self._claim)
        else:
            self.told.emit("success", words, "", None)
        self.came.emit()

    def _claim(self) -> None:
        workspace = self._context.workspace
        self._context.tasks.change(
            lambda: claim_machine(workspace),
            lambda _: self.told.emit("success", "This computer publishes now.", "", None),
            failed=self._failed,
            owner=self,
        )

    def _failed(self, error: BrandcraftError) -> None:
        if self._is_unseen:
            self._context.navigator.show_error(error)
        if not shiboken6.isValid(self):
            return
        wrong = isinstance(error, BadInput) and error.field == "passphrase"
        if wrong and self.dialog is not None:
            self.dialog.show_problem(error.message)
            return
        self._close()
        self.told.emit("error", error.message, "", None)

    def _given_up(self) -> None:
        self._busy, self.dialog = False, None
        self.told.emit("info", "Nothing was imported.", "", None)

    def _close(self) -> None:
        self._busy = False
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.accept()
