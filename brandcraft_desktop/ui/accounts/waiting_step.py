"""The page while the person signs in in the browser: open again, copy the link, paste."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from brandcraft_desktop.domain.platform import PlatformInfo, Return
from brandcraft_desktop.ui.accounts.step import Step
from brandcraft_desktop.ui.here import local as on_clocks_here
from brandcraft_desktop.ui.times import short_time
from brandcraft_desktop.ui.widgets import (
    Button,
    ProgressBar,
    WrappedLabel,
    announce,
    field_label,
    set_look,
)

OPENED = "We opened your browser. Finish signing in there."
NOT_OPENED = (
    "Your browser could not be opened. Copy the link and open it in a browser on this computer."
)
COMES_BACK = "This goes on by itself as soon as you are done there, and waits until {until}."
PASTE_ONLY = (
    "When you are done there, the browser ends at a page that may not load. Copy its address from "
    "the address bar and paste it here. This waits until {until}."
)
INSTEAD = "Nothing happens here? Paste the address the browser ended at, or the code it shows."


class WaitingStep(Step):
    """`again` opens the browser once more, `pasted` carries what was put into the field."""

    again = Signal()
    pasted = Signal(str)

    def __init__(
        self,
        info: PlatformInfo,
        address: str,
        returns: Return,
        *,
        opened: bool,
        until: datetime,
        words: str = "",
    ) -> None:
        super().__init__(info, words)
        self._address = address
        self._only = returns is Return.PASTE
        self.told = WrappedLabel(OPENED if opened else NOT_OPENED, role="subtitle")
        moment = short_time(on_clocks_here(until).time())
        rest = (PASTE_ONLY if self._only else COMES_BACK).format(until=moment)
        self.busy = ProgressBar()
        self.busy.set_fraction(None)
        self.busy.setAccessibleName("Waiting for the browser")
        self.open_again = Button("Open again", icon_name="arrow-up-right-from-square")
        self.open_again.clicked.connect(self.again)
        self.copy = Button("Copy link", icon_name="copy")
        self.copy.clicked.connect(self._copy)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.open_again)
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        self.line = QLineEdit()
        self.line.setAccessibleName("Address the browser ended at, or the code")
        self.line.setPlaceholderText("http://…")
        self.line.returnPressed.connect(self._use)
        self.line.textEdited.connect(self._edited)
        label = field_label("Address or code", self.line)
        self.use = Button("Use it", kind="primary" if self._only else "")
        self.use.setEnabled(False)
        self.use.clicked.connect(self._use)
        field = QHBoxLayout()
        field.setSpacing(8)
        field.addWidget(self.line, 1)
        field.addWidget(self.use)
        self.note = WrappedLabel("" if self._only else INSTEAD, role="muted")
        self.note.setVisible(bool(self.note.whole_text()))
        for widget in (self.told, WrappedLabel(rest, role="secondary"), self.busy):
            self.column.addWidget(widget)
        self.column.addLayout(buttons)
        self.column.addSpacing(8)
        self.column.addWidget(label)
        self.column.addLayout(field)
        self.column.addWidget(self.note)
        self.column.addStretch(1)

    def focus_first(self) -> None:
        (self.line if self._only else self.open_again).setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        self.line.clear()

    def show_problem(self, words: str) -> None:
        """What was pasted is of no use; what it is stays to be mended."""
        set_look(self.line, "state", "error")
        set_look(self.note, "role", "error")
        self.note.setText(words)
        self.note.show()
        self.use.setEnabled(True)
        self.line.setFocus()
        self.line.selectAll()
        announce(self, words, assertive=True)
        self.grown.emit()

    def _edited(self) -> None:
        set_look(self.line, "state", "")
        self.use.setEnabled(bool(self.line.text().strip()))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._address)
        self.copy.setText("Copied")
        announce(self, "Link copied")

    def _use(self) -> None:
        words = self.line.text().strip()
        if words:
            self.use.setEnabled(False)
            self.pasted.emit(words)
