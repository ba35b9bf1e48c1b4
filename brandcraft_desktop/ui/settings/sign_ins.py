"""The key that seals the accounts' sign-ins: how it stands, and its passphrase."""

from __future__ import annotations

from brandcraft_desktop.domain.vault import VaultStatus
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import vault
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.settings.rows import Section
from brandcraft_desktop.ui.shell.passphrase_dialog import PassphraseDialog
from brandcraft_desktop.ui.shell.unlocking import Unlocking
from brandcraft_desktop.ui.widgets import Button

ANOTHER_WAY = (
    "A second way to open your sign-ins, for another computer or when the keyring is gone. "
    "It can't be recovered: keep it somewhere safe."
)


class SignIns(Section):
    """Says who keeps the key; never shows a secret."""

    def __init__(self, context: Context) -> None:
        super().__init__("Sign-ins")
        self._context = context
        self._status: VaultStatus | None = None
        self.unlocking = Unlocking(context.workspace, context.tasks, self)
        self.dialog: PassphraseDialog | None = None
        self.button = Button("Set a passphrase…")
        self.button.clicked.connect(self._act)
        self.row = self.add("Sign-ins", "Sealed on this computer.", self.button)

    def read(self) -> None:
        """Ask the vault; a keyring may take its time over it."""
        workspace = self._context.workspace
        self._context.tasks.call(
            lambda: vault.status(workspace), self.show_status, failed=lambda _: None, owner=self
        )

    def show_status(self, status: VaultStatus) -> None:
        """Show how the vault stands."""
        self._status = status
        self.row.set_help(f"{status.message} {status.action}".strip())
        stuck = status.locked and not status.passphrase
        self.button.setText("Unlock…" if status.locked and not stuck else "Set a passphrase…")
        self.button.setVisible(not stuck and (status.locked or not status.passphrase))

    def _act(self) -> None:
        if self._status is not None and self._status.locked:
            self.unlocking.open_then(self.read)
            return
        if self.dialog is not None:
            self.dialog.deleteLater()
        dialog = PassphraseDialog(self, first=True, explanation=ANOTHER_WAY)
        dialog.given.connect(lambda words: self._set(dialog, words))
        self.dialog = dialog
        dialog.open()

    def _set(self, dialog: PassphraseDialog, words: str) -> None:
        workspace = self._context.workspace

        def done(status: VaultStatus) -> None:
            dialog.accept()
            self.show_status(status)
            self._context.navigator.toast("Passphrase set")

        def failed(error: BrandcraftError) -> None:
            dialog.show_problem(error.message)

        self._context.tasks.call(
            lambda: vault.rewrap(workspace, None, words), done, failed=failed, owner=dialog
        )
