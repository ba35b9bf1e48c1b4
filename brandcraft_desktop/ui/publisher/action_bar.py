"""What can be done with several posts at once; there while any are ticked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QWidget

from brandcraft_desktop.ui.widgets import Button, IconButton, set_look


class ActionBar(QFrame):
    """Hidden at zero."""

    move_asked = Signal()
    duplicate_asked = Signal()
    delete_asked = Signal()
    retry_asked = Signal()
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setProperty("kind", "sunken")
        self.setAccessibleName("Actions on the selected posts")
        self.count = QLabel()
        set_look(self.count, "role", "subtitle")
        self.move_them = Button("Move…")
        self.move_them.clicked.connect(self.move_asked)
        self.duplicate = Button("Duplicate")
        self.duplicate.clicked.connect(self.duplicate_asked)
        self.retry = Button("Retry failed")
        self.retry.clicked.connect(self.retry_asked)
        self.delete = Button("Delete", kind="danger")
        self.delete.setToolTip("Delete (Del)")
        self.delete.clicked.connect(self.delete_asked)
        close = IconButton("xmark", "Clear selection", size=14)
        close.clicked.connect(self.cleared)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self.count)
        row.addStretch(1)
        for button in (self.move_them, self.duplicate, self.retry, self.delete, close):
            row.addWidget(button)
        self.hide()

    def menu(self, parent: QWidget) -> QMenu:
        """The same acts as lines, for the context menu."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in (self.move_them, self.duplicate, self.retry, self.delete):
            if not button.isHidden():
                menu.addAction(button.text()).triggered.connect(button.click)
        menu.addSeparator()
        menu.addAction("Clear selection").triggered.connect(self.cleared)
        return menu

    def set_count(self, count: int, *, failed: int) -> None:
        """How many are ticked, and how many of them could be retried."""
        self.count.setText(f"{count} selected")
        self.retry.setVisible(failed > 0)
        self.setVisible(count > 0)
