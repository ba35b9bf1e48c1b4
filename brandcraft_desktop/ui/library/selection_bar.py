"""What can be done with several files at once; there while more than one is chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from brandcraft_desktop.ui.widgets import Button, IconButton, set_look


class SelectionBar(QFrame):
    """Hidden while fewer than two are chosen: the details do for one."""

    use_asked = Signal()
    tags_asked = Signal()
    delete_asked = Signal()
    restore_asked = Signal()
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setProperty("kind", "sunken")
        self.setAccessibleName("Actions on the selected files")
        self.count = QLabel(self)
        set_look(self.count, "role", "subtitle")
        self.use = Button("Create post", parent=self)
        self.use.clicked.connect(self.use_asked)
        self.tags = Button("Add tags…", parent=self)
        self.tags.clicked.connect(self.tags_asked)
        self.restore = Button("Restore", parent=self)
        self.restore.clicked.connect(self.restore_asked)
        self.delete = Button("Delete", kind="danger", parent=self)
        self.delete.clicked.connect(self.delete_asked)
        close = IconButton("xmark", "Clear selection", size=14, parent=self)
        close.clicked.connect(self.cleared)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self.count)
        row.addStretch(1)
        for button in (self.use, self.tags, self.restore, self.delete, close):
            row.addWidget(button)
        self.hide()

    def set_count(self, count: int, *, trash: bool) -> None:
        """How many are chosen, and whether they lie in the trash."""
        self.count.setText(f"{count:,} selected")
        for button in (self.use, self.tags):
            button.setVisible(not trash)
        self.delete.setText("Delete for good…" if trash else "Delete")
        self.restore.setVisible(trash)
        self.setVisible(count > 1)
