"""Opens the vault from the window: asks for its passphrase, or says what else opens it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.domain.vault import VaultState, VaultStatus
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.ui.shell.passphrase_dialog import PassphraseDialog
from brandcraft_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


class Unlocking(QObject):
    """One for each window or dialog that may meet a locked vault."""

    stuck = Signal(object)  # a VaultStatus that no passphrase opens

    def __init__(self, workspace: Workspace, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._tasks = tasks
        self._window = window
        self.dialog: PassphraseDialog | None = None

    def look(self) -> None:
        """Ask only if the vault is locked (at start)."""
        self._read(lambda status: self._meet(status, _nothing) if status.locked else None)

    def open_then(self, then: Callable[[], None]) -> None:
        """Something failed on a locked vault: have it opened, then go on."""
        self._read(lambda status: self._meet(status, then))

    def _read(self, then: Callable[[VaultStatus], None]) -> None:
        workspace = self._workspace

        def read() -> VaultStatus:
            from brandcraft_desktop.services import vault

            return vault.status(workspace)

        # The keyring may ask its person for a password: that can take as long as they like.
        self._tasks.call(read, then, owner=self)

    def _meet(self, status: VaultStatus, then: Callable[[], None]) -> None:
        if status.state is VaultState.OPEN:
            then()
        elif status.locked and not status.passphrase:
            self.stuck.emit(status)
        else:
            self._ask(first=not status.locked, reason=status.message, then=then)

    def _ask(self, *, first: bool, reason: str, then: Callable[[], None]) -> None:
        if self.dialog is not None and self.dialog.isVisible():
            return
        dialog = PassphraseDialog(self._window, first=first, reason=reason)
        dialog.given.connect(lambda words: self._open(dialog, words, then))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.destroyed.connect(self._forget)
        dialog.open()

    def _forget(self) -> None:
        self.dialog = None

    def _open(self, dialog: PassphraseDialog, words: str, then: Callable[[], None]) -> None:
        workspace = self._workspace

        def work() -> VaultStatus:
            from brandcraft_desktop.services import vault

            return vault.unlock(workspace, words)

        def done(_: VaultStatus) -> None:
            dialog.accept()
            then()

        def failed(error: BrandcraftError) -> None:
            dialog.show_problem(error.message)

        self._tasks.call(work, done, failed=failed, owner=dialog)


def _nothing() -> None:
    """Nothing waits for the vault."""
