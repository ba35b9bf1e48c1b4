"""Turning a long text into a thread, and back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.ui.widgets import Button, Popover, ToggleSwitch, WrappedLabel

WIDTH = 340
NUMBERING = "{n}/{total}"
HOW = (
    "Text that does not fit is cut between paragraphs, sentences or words. "
    "A line of --- begins a part by hand; Alt+Up and Alt+Down move it."
)


class ThreadSheet(Popover):
    """Everything takes effect at once; the preview shows the parts with their counts."""

    thread_chosen = Signal(bool)
    numbering_chosen = Signal(str)
    break_wanted = Signal()

    def __init__(self, *, thread: bool, numbering: str, parts: str, parent: QWidget) -> None:
        super().__init__("Thread", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.switch = ToggleSwitch("Split into a thread")
        self.switch.setChecked(thread)
        self.switch.toggled.connect(self._switch)
        self.numbers = ToggleSwitch("Number the parts (1/3)")
        self.numbers.setChecked(bool(numbering))
        self.numbers.toggled.connect(lambda on: self.numbering_chosen.emit(NUMBERING if on else ""))
        self.numbers.setEnabled(thread)
        self.parts = WrappedLabel(role="secondary")
        self.cut = Button("Begin a new part at the cursor", icon_name="scissors")
        self.cut.clicked.connect(self._break)
        how = WrappedLabel(HOW, role="caption")
        how.setMinimumWidth(WIDTH)
        for widget in (self.switch, self.numbers, self.parts, how, self.cut):
            self.body.addWidget(widget)
        # Only now: shown without a parent, the label would be a window of its own for a moment,
        # and its going takes the popup with it.
        self.show_parts(parts)

    def show_parts(self, words: str) -> None:
        """ "Bluesky: 3 parts"."""
        self.parts.setText(words)
        self.parts.setVisible(bool(words))

    def _switch(self, on: bool) -> None:
        self.numbers.setEnabled(on)
        self.thread_chosen.emit(on)

    def _break(self) -> None:
        if not self.switch.isChecked():
            self.switch.setChecked(True)
        self.break_wanted.emit()
        self.close()
