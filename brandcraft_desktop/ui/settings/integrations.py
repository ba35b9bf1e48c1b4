"""Other services that the program asks with the person's own key."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from brandcraft_desktop.domain.photos import KeyState
from brandcraft_desktop.services import unsplash
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.settings.rows import Section
from brandcraft_desktop.ui.unsplash.key_form import KeyForm
from brandcraft_desktop.ui.widgets import Button, fit_when_shown

WHAT = "Search free photos while you write, and in the library."
FROM = {
    "": f"{WHAT} It needs a key of your own.",
    "vault": f"{WHAT} Your key is sealed with your sign-ins.",
    "environment": f"{WHAT} The key in {unsplash.KEY_VARIABLE} goes before a kept one.",
}
WIDTH = 480


class KeyDialog(QDialog):
    """The form in a window of its own; closes once a key was kept."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle("Key for Unsplash")
        self.setModal(True)
        self.setMinimumWidth(WIDTH)
        self.form = KeyForm(context, self)
        self.form.kept.connect(self.accept)
        self.finished.connect(self.form.forget)
        cancel = Button("Cancel", parent=self)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(16)
        column.addWidget(self.form)
        column.addLayout(row)
        fit_when_shown(self)
        self.form.line.setFocus()


class Integrations(Section):
    """Says where the key is from; never shows it."""

    def __init__(self, context: Context) -> None:
        super().__init__("Integrations")
        self._context = context
        self.dialog: KeyDialog | None = None
        self.change = Button("Add a key…")
        self.change.clicked.connect(self._ask)
        self.forget = Button("Forget")
        self.forget.setAccessibleName("Forget the key for Unsplash")
        self.forget.clicked.connect(self._forget)
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.forget)
        row.addWidget(self.change)
        self.row = self.add("Unsplash", FROM[""], buttons)
        self.show_state(KeyState())

    def read(self) -> None:
        """Look whether there is a key."""
        workspace = self._context.workspace
        self._context.tasks.read(lambda: unsplash.key_state(workspace), self.show_state, owner=self)

    def show_state(self, state: KeyState) -> None:
        """Show whether there is one."""
        self.row.set_help(FROM[state.source])
        self.change.setText("Change…" if state.source == "vault" else "Add a key…")
        self.change.setAccessibleName(f"{self.change.text()} (Unsplash)")
        self.forget.setVisible(state.source == "vault")

    def _ask(self) -> None:
        dialog = KeyDialog(self._context, self)
        dialog.form.kept.connect(self.read)
        dialog.finished.connect(dialog.deleteLater)
        dialog.destroyed.connect(self._let_go)
        self.dialog = dialog
        dialog.open()

    def _let_go(self) -> None:
        self.dialog = None

    def _forget(self) -> None:
        workspace, navigator = self._context.workspace, self._context.navigator

        def done(_: bool) -> None:
            navigator.toast("Key for Unsplash forgotten.")
            self.read()

        self._context.tasks.change(lambda: unsplash.forget_key(workspace), done, owner=self)
