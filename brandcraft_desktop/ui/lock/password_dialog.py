"""Sets or changes a password: rules that are ticked off while typing."""

from __future__ import annotations

import getpass
from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from brandcraft_desktop.domain.lock import (
    Person,
    handle_from,
    handle_trouble,
    rules,
    strength,
)
from brandcraft_desktop.ui.widgets import (
    Button,
    Mark,
    ProgressBar,
    SecretLine,
    WrappedLabel,
    announce,
    field_label,
    fit_when_shown,
    grow,
    set_look,
)

WIDTH = 460
HONEST = (
    "It keeps passers-by out of this window. Posts go out while it is locked. It does not protect "
    "against somebody who has your sign-in or your disk."
)


class RuleLine(QWidget):
    """One rule with a mark that says whether it is kept."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.mark = Mark("circle-xmark", "text3", 14)
        label = WrappedLabel(words, role="secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.mark)
        row.addWidget(label, 1)

    def show_kept(self, kept: bool) -> None:
        """Tick it off, or not."""
        look = ("circle-check", "published") if kept else ("circle-xmark", "text3")
        self.mark.set_mark(*look)
        self.setAccessibleName(f"{self._words}: {'yes' if kept else 'not yet'}")


class PasswordDialog(QDialog):
    """`given` carries name, handle, the present password ("" for a new person) and the new one.

    The owner answers with `show_problem` or `accept`.
    """

    given = Signal(str, str, str, str)

    def __init__(
        self, person: Person | None, taken: Collection[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._person, self._taken = person, set(taken)
        self._own_handle = person is not None
        title = "Change password" if person else "Set a password"
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self.name = QLineEdit(person.name if person else _own_name())
        self.handle = QLineEdit(person.handle if person else "")
        self.handle_problem = WrappedLabel("", role="error")
        self.present = SecretLine("Present password")
        self.new = SecretLine("New password")
        self.strength = WrappedLabel("", role="muted")
        self.rules = [RuleLine(rule.words) for rule in rules("", ())]
        self.problem = WrappedLabel("", role="error")
        self.busy = ProgressBar()
        self.busy.set_fraction(None)
        self.cancel = Button("Cancel")
        self.cancel.clicked.connect(self.reject)
        self.confirm = Button(title, kind="primary")
        self.confirm.setDefault(True)
        self.confirm.clicked.connect(self._give)
        self._lay_out(title)
        self.name.textEdited.connect(self._name_typed)
        self.handle.textEdited.connect(self._handle_typed)
        for line in (self.present, self.new):
            line.textEdited.connect(lambda _: self._look())
        self.finished.connect(self._forget)
        self._name_typed()
        (self.present if person else self.new).setFocus()

    def _lay_out(self, title: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Mark("lock", "accent", 24))
        head.addWidget(WrappedLabel(title, role="heading"), 1)
        column.addLayout(head)
        column.addWidget(WrappedLabel(HONEST, role="secondary"))
        column.addSpacing(4)
        for words, line in (("Name", self.name), ("Handle", self.handle)):
            _labelled(column, words, line)
        column.addWidget(self.handle_problem)
        if self._person is not None:
            _labelled(column, "Present password", self.present)
        _labelled(column, "New password", self.new)
        column.addWidget(self.strength)
        for rule in self.rules:
            column.addWidget(rule)
        for widget in (self.problem, self.busy):
            widget.hide()
            column.addWidget(widget)
        column.addSpacing(8)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.confirm)
        column.addLayout(buttons)
        fit_when_shown(self)

    def _name_typed(self) -> None:
        if not self._own_handle:
            self.handle.setText(handle_from(self.name.text(), self._taken))
        self._look()

    def _handle_typed(self) -> None:
        self._own_handle = bool(self.handle.text())
        self._look()

    def _look(self) -> None:
        """Say what is still missing, while it is typed."""
        self.problem.hide()
        handle, new = self.handle.text().strip(), self.new.text()
        trouble = handle_trouble(handle, self._taken)
        self.handle_problem.setText(trouble)
        self.handle_problem.setVisible(bool(trouble))
        set_look(self.handle, "state", "error" if trouble else "")
        found = rules(new, (self.name.text(), handle))
        for line, rule in zip(self.rules, found, strict=True):
            line.show_kept(rule.kept)
        self.strength.setText(f"Strength: {strength(new)}" if new else "Strength:")
        named = bool(self.name.text().strip())
        # Without a new password only the name changes.
        fine = all(rule.kept for rule in found) or (self._person is not None and not new)
        known = self._person is None or bool(self.present.text())
        busy = not self.busy.isHidden()
        self.confirm.setEnabled(named and not trouble and fine and known and not busy)
        if self.isVisible():
            grow(self)

    def _give(self) -> None:
        self._set_busy(True)
        self.given.emit(
            self.name.text(), self.handle.text().strip(), self.present.text(), self.new.text()
        )

    def show_problem(self, message: str) -> None:
        """What is wrong; it can be corrected at once."""
        self._set_busy(False)
        self.problem.setText(message)
        self.problem.show()
        grow(self)
        line = self.present if self._person is not None else self.new
        line.setFocus()
        line.selectAll()
        announce(self, message, assertive=True)

    def _set_busy(self, busy: bool) -> None:
        self.busy.setVisible(busy)
        self._look()

    def _forget(self) -> None:
        for line in (self.present, self.new):
            line.forget()


def _labelled(column: QVBoxLayout, words: str, line: QLineEdit) -> None:
    line.setAccessibleName(words)
    column.addSpacing(4)
    column.addWidget(field_label(words, line))
    column.addWidget(line)


def _own_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
