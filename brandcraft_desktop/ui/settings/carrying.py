"""Export, import and the move to another computer: everything in one file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QFileDialog

from brandcraft_desktop.errors import BadInput, BrandcraftError
from brandcraft_desktop.services import exporting, importing, moving
from brandcraft_desktop.services.exporting import Exported
from brandcraft_desktop.services.importing import Imported
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.settings.rows import Section
from brandcraft_desktop.ui.shell.passphrase_dialog import PassphraseDialog
from brandcraft_desktop.ui.widgets import Button, ConfirmDialog

T = TypeVar("T")
FILES = "Exports (*.zip)"
SEALS = (
    "It seals your sign-ins in the file. The other computer asks for it; it can't be recovered, "
    "so keep it until you are there."
)
OPENS = "The sign-ins in this file are sealed. Type the passphrase that was chosen for it."
MOVES = (
    "This computer stops publishing, then everything is written into one file. Bring it in on the "
    "other computer and say there that it publishes. What is due in between is not sent by itself: "
    "it is looked for on the platforms first. You can take over again here if you change your mind."
)


class Carrying(Section):
    """`dialog` is the question that is open."""

    def __init__(self, context: Context) -> None:
        super().__init__("Export and move")
        self._context = context
        self.dialog: PassphraseDialog | ConfirmDialog | None = None
        self.export = Button("Export…", icon_name="upload")
        self.export.clicked.connect(lambda: self._ask_where(self.write))
        self.bring = Button("Import…", icon_name="download")
        self.bring.clicked.connect(self._ask_which)
        self.leave = Button("Move…", icon_name="right-from-bracket")
        self.leave.clicked.connect(self._ask_move)
        self.add(
            "Export everything",
            "Posts, files, brands, times and history as JSON that other programs read. Sign-ins "
            "stay here.",
            self.export,
        )
        self.add(
            "Import an export",
            "What is here already stays as it is, and nothing that comes goes out by itself.",
            self.bring,
        )
        self.add(
            "Move to another computer",
            "This one stops publishing; the file takes everything along, sign-ins sealed.",
            self.leave,
        )

    def write(self, file: Path) -> None:
        """Write an export without sign-ins."""
        workspace = self._context.workspace

        def done(made: Exported) -> None:
            self._rest()
            self._context.navigator.toast(f"Written and verified: {made.file.name}")

        self._work(lambda: exporting.export(workspace, file), done)

    def read(self, file: Path) -> None:
        """Bring an export in; its passphrase is asked for where it has sign-ins."""

        def sealed(there: bool) -> None:
            self._rest()
            if there:
                self._ask_passphrase(
                    first=False, explanation=OPENS, then=lambda words: self._bring(file, words)
                )
            else:
                self._bring(file, None)

        self._work(lambda: importing.holds_secrets(file), sealed)

    def leave_with(self, file: Path) -> None:
        """Ask for the passphrase, stop publishing here, and write the file."""
        self._ask_passphrase(
            first=True, explanation=SEALS, then=lambda words: self._leave_with(file, words)
        )

    def _leave_with(self, file: Path, passphrase: str) -> None:
        workspace = self._context.workspace

        def done(made: Exported) -> None:
            self._close_question()
            self._context.navigator.toast(
                f"This computer publishes no more. Bring {made.file.name} in on the other one."
            )

        def failed(error: BrandcraftError) -> None:
            self._failed(error)
            self._context.navigator.ask_machine()  # where it has stopped publishing already

        self._work(lambda: moving.move(workspace, file, passphrase=passphrase), done, failed)

    def _bring(self, file: Path, passphrase: str | None) -> None:
        workspace = self._context.workspace

        def done(came: Imported) -> None:
            self._close_question()
            told = (
                f"{came.posts} posts and {came.media} files came."
                if came.changed
                else "Nothing new: all of it is here already."
            )
            self._context.navigator.toast(told)
            if came.notices:
                self._tell(came)

        self._work(lambda: importing.import_file(workspace, file, passphrase=passphrase), done)

    def _tell(self, came: Imported) -> None:
        """What their person has to know and to do."""
        dialog = ConfirmDialog(
            self,
            "It is here",
            " ".join(came.notices),
            confirm="Publish from this computer" if came.moved else "OK",
            cancel="Not now" if came.moved else "Close",
        )
        if came.moved:
            dialog.accepted.connect(self._claim)
        self._open(dialog)

    def _claim(self) -> None:
        from brandcraft_desktop.services.workspace import claim_machine

        workspace, navigator = self._context.workspace, self._context.navigator
        self._context.tasks.change(
            lambda: claim_machine(workspace),
            lambda _: navigator.toast("This computer publishes now"),
            owner=self,
        )

    def _ask_where(self, then: Callable[[Path], None]) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "Export Brandcraft", "brandcraft-export.zip", FILES
        )
        if name:
            then(Path(name))

    def _ask_which(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Import an export", "", FILES)
        if name:
            self.read(Path(name))

    def _ask_move(self) -> None:
        dialog = ConfirmDialog(
            self, "Move to another computer?", MOVES, confirm="Choose where to write…"
        )
        dialog.accepted.connect(lambda: self._ask_where(self.leave_with))
        self._open(dialog)

    def _ask_passphrase(
        self, *, first: bool, explanation: str, then: Callable[[str], None]
    ) -> None:
        dialog = PassphraseDialog(self, first=first, explanation=explanation)
        dialog.setModal(True)
        dialog.given.connect(then)
        self._open(dialog)

    def _open(self, dialog: PassphraseDialog | ConfirmDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.destroyed.connect(lambda: self._let_go(dialog))
        dialog.open()

    def _let_go(self, dialog: PassphraseDialog | ConfirmDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None

    def _close_question(self) -> None:
        self._rest()
        if isinstance(self.dialog, PassphraseDialog):
            self.dialog.accept()

    def _work(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BrandcraftError], None] | None = None,
    ) -> None:
        for button in (self.export, self.bring, self.leave):
            button.setEnabled(False)
        self._context.tasks.call(work, done, failed=failed or self._failed, owner=self)

    def _failed(self, error: BrandcraftError) -> None:
        self._rest()
        dialog = self.dialog
        if isinstance(dialog, PassphraseDialog):
            if isinstance(error, BadInput) and error.field == "passphrase":
                dialog.show_problem(error.message)
                return
            dialog.reject()
        self._context.navigator.show_error(error)

    def _rest(self) -> None:
        for button in (self.export, self.bring, self.leave):
            button.setEnabled(True)
