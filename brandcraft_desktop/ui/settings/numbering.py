"""One row: how the parts of new threads are numbered."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QComboBox

from brandcraft_desktop.services import settings
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.settings.rows import Section

_PATTERNS = (
    ("Not at all", ""),
    ("1/3", "{n}/{total}"),
    ("(1/3)", "({n}/{total})"),
    ("[1/3]", "[{n}/{total}]"),
    ("1. before the words", "{n}. {text}"),
)
HELP = "The sheet of a thread (Ctrl+Shift+T) begins with it; threads that are there stay."


class NumberingRow(QObject):
    """A pattern that the command line alone knows is shown as it is."""

    def __init__(self, context: Context, section: Section) -> None:
        super().__init__(section)
        self._context = context
        self.box = QComboBox()
        for words, pattern in _PATTERNS:
            self.box.addItem(words, pattern)
        self.box.activated.connect(self._put)
        section.add("Number the parts of new threads", HELP, self.box)

    def show_pattern(self, pattern: str) -> None:
        """Show what is stored."""
        if self.box.findData(pattern) < 0:
            self.box.addItem(pattern, pattern)
        self.box.setCurrentIndex(self.box.findData(pattern))

    def _put(self, index: int) -> None:
        workspace, pattern = self._context.workspace, str(self.box.itemData(index))
        self._context.tasks.change(
            lambda: settings.put(workspace, settings.NUMBERING, pattern), owner=self
        )
