"""One sentence in the middle of the calendar, with at most one way out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from brandcraft_desktop.ui.widgets import Button, set_look


class Hint(QFrame):
    """Says why nothing is there."""

    cleared = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.words = QLabel()
        set_look(self.words, "role", "secondary")
        self.clear = Button("Clear", kind="link")
        self.clear.clicked.connect(self.cleared)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.addWidget(self.words)
        row.addWidget(self.clear)
        self.hide()

    def show_words(self, words: str, *, clearable: bool) -> None:
        """Show a sentence; none hides the hint."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.clear.setVisible(clearable)
        # Without a button it must not be in the way of the days below.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not clearable)
        self.setVisible(bool(words))
        self.adjustSize()
