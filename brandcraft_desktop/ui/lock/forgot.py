"""What to do without the password, and honestly what it is good for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from brandcraft_desktop.ui.widgets import Button, WrappedLabel, announce

WHY = (
    "It is kept only as a seal that can be checked, so nobody can tell it to you. Whoever is "
    "signed in to this computer as you can take it away, in a terminal:"
)
KEPT = "Kept: posts, drafts, files, accounts and every scheduled time. Lost: the password alone."
THEN = (
    "This window opens by itself then; set a new password in Settings, Security. A backup asks "
    "for the password it was made with, and the same command takes it away there."
)
HONEST = (
    "This lock keeps passers-by out of the window. It does not stop somebody who has your sign-in "
    "or your disk: that is what your system's own lock and disk encryption are for."
)


class Forgot(QWidget):
    """Explains, and offers the command to copy."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.command = QLineEdit()
        self.command.setReadOnly(True)
        self.command.setAccessibleName("Command that takes the password away")
        self.copy = Button("Copy", icon_name="copy")
        self.copy.setAccessibleName("Copy the command")
        self.copy.clicked.connect(self._copy)
        self.back = Button("Back", icon_name="arrow-left")
        line = QHBoxLayout()
        line.addWidget(self.command, 1)
        line.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(WrappedLabel("Forgot your password?", role="title"))
        column.addWidget(WrappedLabel(WHY, role="secondary"))
        column.addLayout(line)
        column.addWidget(WrappedLabel(KEPT, role="subtitle"))
        column.addWidget(WrappedLabel(THEN, role="secondary"))
        column.addWidget(WrappedLabel(HONEST, role="muted"))
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_command(self, command: str) -> None:
        """The command for the person who forgot."""
        self.command.setText(command)
        self.command.setCursorPosition(0)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.command.text())
        announce(self, "Copied")
