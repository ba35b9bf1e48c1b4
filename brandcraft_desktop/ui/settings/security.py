"""Who may open the window, and when it locks itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from brandcraft_desktop.domain.lock import Person, Tried
from brandcraft_desktop.errors import BadInput, BrandcraftError
from brandcraft_desktop.services import lock, settings
from brandcraft_desktop.services.lock import Lock
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.lock.password_dialog import PasswordDialog
from brandcraft_desktop.ui.settings.rows import Section, SettingRow
from brandcraft_desktop.ui.shell.passphrase_dialog import PassphraseDialog
from brandcraft_desktop.ui.widgets import Button

_IDLE = (0, 1, 2, 5, 10, 15, 30, 60)
NOBODY = "Nobody is asked. A password keeps passers-by out; posts go out while it is locked."
SURE = "Type the present password. Afterwards nobody is asked for one."


class Security(Section):
    """The password over the window. Each change is written at once."""

    def __init__(self, context: Context) -> None:
        super().__init__("Security")
        self._context = context
        self._lock = Lock((), 0)
        self._people: dict[str, SettingRow] = {}
        self.dialog: PasswordDialog | PassphraseDialog | None = None
        self.set = Button("Set a password…", icon_name="lock")
        self.set.clicked.connect(lambda: self._ask(None))
        self.idle = QComboBox()
        for minutes in _IDLE:
            words = {0: "Never", 1: "After 1 minute"}.get(minutes, f"After {minutes} minutes")
            self.idle.addItem(words, minutes)
        self.idle.activated.connect(self._put_idle)
        self.password = self.add("Password", NOBODY, self.set)
        self.add("Lock by itself", "Without a key or the pointer. Ctrl+L locks at once.", self.idle)

    def read(self) -> None:
        """Read it again."""
        workspace = self._context.workspace
        self._context.tasks.read(lambda: lock.status(workspace), self._show, owner=self)

    def _show(self, found: Lock) -> None:
        if found.people != self._lock.people:
            self._show_people(found)
        self._lock = found
        self.set.setText("Add a person…" if found.on else "Set a password…")
        self.password.set_help(
            "Brandcraft asks for it at its start and when it was locked." if found.on else NOBODY
        )
        if self.idle.findData(found.idle_minutes) < 0:
            self.idle.addItem(f"After {found.idle_minutes} minutes", found.idle_minutes)
        self.idle.setCurrentIndex(self.idle.findData(found.idle_minutes))
        self.idle.setEnabled(found.on)

    def _show_people(self, found: Lock) -> None:
        for row in self._people.values():
            self.rows.remove(row)
            row.hide()
            row.deleteLater()
        self._people = {
            one.id: self.add(one.name, f"@{one.handle}", self._buttons(one)) for one in found.people
        }

    def _buttons(self, one: Person) -> QWidget:
        holder = QWidget()
        holder.setAccessibleName(one.name)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        change = Button("Change…")
        change.setAccessibleName(f"Change the password of {one.name}")
        change.clicked.connect(lambda: self._ask(one))
        remove = Button("Remove…", kind="danger")
        remove.setAccessibleName(f"Remove the password of {one.name}")
        remove.clicked.connect(lambda: self._ask_removal(one))
        row.addWidget(change)
        row.addWidget(remove)
        return holder

    def _put_idle(self, _: int) -> None:
        workspace, minutes = self._context.workspace, int(self.idle.currentData())
        self._context.tasks.change(
            lambda: settings.put(workspace, lock.IDLE_MINUTES, minutes), owner=self
        )

    # Setting, changing, removing

    def _ask(self, person: Person | None) -> None:
        taken = [one.handle for one in self._lock.people if one != person]
        dialog = PasswordDialog(person, taken, self)
        dialog.given.connect(
            lambda name, handle, present, new: self._keep(
                dialog, person, name, handle, present, new
            )
        )
        self._open(dialog)

    def _keep(
        self,
        dialog: PasswordDialog,
        person: Person | None,
        name: str,
        handle: str,
        present: str,
        new: str,
    ) -> None:
        workspace = self._context.workspace

        def work() -> None:
            if person is None:
                lock.add(workspace, name, new, handle=handle)
                return
            _prove(lock.unlock(workspace, person.id, present))
            lock.rename(workspace, person.id, name, handle)
            if new:
                lock.change_password(workspace, person.id, new)

        self._do(work, dialog, "Password set" if new else "Name changed")

    def _ask_removal(self, person: Person) -> None:
        dialog = PassphraseDialog(
            self,
            first=False,
            title="Remove the password",
            explanation=SURE if len(self._lock.people) == 1 else "Type this person's password.",
            asks_for="Password",
            confirm="Remove",
            danger=True,
        )
        workspace = self._context.workspace

        def work(password: str) -> None:
            _prove(lock.unlock(workspace, person.id, password))
            lock.remove(workspace, person.id)

        dialog.given.connect(
            lambda words: self._do(lambda: work(words), dialog, "Password removed")
        )
        self._open(dialog)

    def _open(self, dialog: PasswordDialog | PassphraseDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _do(
        self, work: Callable[[], None], dialog: PasswordDialog | PassphraseDialog, told: str
    ) -> None:
        def done(_: None) -> None:
            dialog.accept()
            self._context.navigator.toast(told)

        def failed(error: BrandcraftError) -> None:
            dialog.show_problem(error.message)

        self._context.tasks.call(work, done, failed=failed, owner=dialog)


def _prove(tried: Tried) -> None:
    """Raises `BadInput` for a password that is not right."""
    if not tried.opened:
        raise BadInput(tried.message, field="password")
