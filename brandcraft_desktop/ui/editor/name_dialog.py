"""Asks for a name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from brandcraft_desktop.ui.widgets import Button, WrappedLabel, fit_when_shown

WIDTH = 420


class NameDialog(QDialog):
    """`chosen` carries the name; Save waits until there is one."""

    chosen = Signal(str)

    def __init__(
        self, title: str, words: str, name: str, longest: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(WIDTH)
        self.name = QLineEdit(name, self)
        self.name.setMaxLength(longest)
        self.name.setAccessibleName("Name")
        self.name.setPlaceholderText("Name")
        self.name.selectAll()
        self.name.textChanged.connect(self._judge)
        self.save = Button("Keep", kind="primary", parent=self)
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        cancel = Button("Cancel", parent=self)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addWidget(WrappedLabel(title, role="heading", parent=self))
        column.addWidget(WrappedLabel(words, role="secondary", parent=self))
        column.addWidget(self.name)
        column.addLayout(row)
        fit_when_shown(self)
        self.name.setFocus()
        self._judge()

    def _judge(self) -> None:
        there = bool(self.name.text().strip())
        self.save.setEnabled(there)
        self.save.setToolTip("" if there else "Give it a name first.")

    def _save(self) -> None:
        self.accept()
        self.chosen.emit(self.name.text().strip())
