"""The line that stands before a post that readers must open: its warning and the way in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from brandcraft_desktop.ui.widgets import Button, Mark, WrappedLabel


class VeilLine(QFrame):
    """Closed at first, as readers find it."""

    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("well")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.opened = False
        self.words = WrappedLabel(role="subtitle", parent=self)
        self.button = Button("Show", kind="link", parent=self)
        self.button.clicked.connect(self.turn)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(Mark("eye-slash", "text3", 16, parent=self))
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self._name()

    def show_words(self, words: str) -> None:
        """What it warns of; "" where nothing hides the post."""
        if words != self.words.whole_text():
            self.words.setText(words)
            self._name()
        self.setVisible(bool(words))

    @property
    def hides(self) -> bool:
        """Whether what follows is out of sight."""
        return bool(self.words.whole_text()) and not self.opened

    def turn(self) -> None:
        """Open or close it."""
        self.opened = not self.opened
        self.button.setText("Hide" if self.opened else "Show")
        self._name()
        self.turned.emit()

    def _name(self) -> None:
        verb = "Hide" if self.opened else "Show"
        self.button.setAccessibleName(f"{verb} what is behind: {self.words.whole_text()}")
