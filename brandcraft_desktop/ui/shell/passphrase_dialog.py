"""Asks for the vault's passphrase, or for its first one where no keyring keeps the key."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from brandcraft_desktop.ui.widgets import (
    Button,
    Mark,
    ProgressBar,
    SecretLine,
    WrappedLabel,
    announce,
    field_label,
    fit_when_shown,
    set_look,
)

WIDTH = 440
LOCKED = "Your posts, drafts and pictures are safe and can be used. Nothing is sent until then."
FIRST = (
    "This computer has no keyring to keep the key to your sign-ins, so a passphrase keeps it. "
    "You are asked for it when Brandcraft starts. It can't be recovered: keep it somewhere safe."
)


class PassphraseDialog(QDialog):
    """`given` carries what was typed; the owner answers with `show_problem` or `accept`."""

    given = Signal(str)

    def __init__(
        self,
        parent: QWidget | None,
        *,
        first: bool,
        reason: str = "",
        explanation: str = "",
        title: str = "",
        asks_for: str = "Passphrase",
        confirm: str = "",
        danger: bool = False,
    ) -> None:
        super().__init__(parent)
        self._first = first
        title = title or ("Choose a passphrase" if first else "Unlock your sign-ins")
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        if not explanation:
            explanation = FIRST if first else " ".join(part for part in (reason, LOCKED) if part)
        self.setAccessibleDescription(explanation)
        self._asks_for = asks_for.lower()
        self.line = SecretLine(asks_for)
        self.again = SecretLine("The same again")
        self.problem = WrappedLabel("", role="error")
        self.problem.hide()
        self.busy = ProgressBar()
        self.busy.set_fraction(None)
        self.busy.hide()
        self.later = Button("Cancel" if first or confirm else "Not now")
        self.later.clicked.connect(self.reject)
        self.confirm = Button(
            confirm or ("Set passphrase" if first else "Unlock"),
            kind="danger" if danger else "primary",
        )
        self.confirm.setDefault(True)
        self.confirm.clicked.connect(self._give)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Mark("lock", "accent", 24))
        head.addWidget(WrappedLabel(title, role="heading"), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(WrappedLabel(explanation, role="secondary"))
        column.addSpacing(4)
        for name, line in ((asks_for, self.line), ("The same again", self.again)):
            label = field_label(name, line)
            column.addWidget(label)
            column.addWidget(line)
            if line is self.again and not first:
                label.hide()
                line.hide()
            line.textEdited.connect(lambda _: self._clear())
        column.addWidget(self.problem)
        column.addWidget(self.busy)
        column.addSpacing(8)
        fit_when_shown(self)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.later)
        buttons.addWidget(self.confirm)
        column.addLayout(buttons)
        self.line.setFocus()
        self.finished.connect(self._forget)

    def _forget(self) -> None:
        for line in (self.line, self.again):
            line.setText("")

    def _give(self) -> None:
        words = self.line.text()
        if not words:
            self.show_problem(f"Type the {self._asks_for} first.")
        elif self._first and words != self.again.text():
            self.show_problem("The two are not the same. Type the passphrase once more.")
        elif not self.busy.isVisible():
            self._set_busy(True)
            self.given.emit(words)

    def show_problem(self, message: str) -> None:
        """What is wrong with what was typed; it can be corrected at once."""
        self._set_busy(False)
        self.problem.setText(message)
        self.problem.show()
        set_look(self.line, "state", "error")
        self.line.setFocus()
        self.line.selectAll()
        announce(self, message, assertive=True)

    def _clear(self) -> None:
        self.problem.hide()
        set_look(self.line, "state", "")

    def _set_busy(self, busy: bool) -> None:
        self.busy.setVisible(busy)
        for widget in (self.line, self.again, self.confirm):
            widget.setEnabled(not busy)
