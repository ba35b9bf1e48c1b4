"""Good moments for a post, each with its reason, in a panel under the date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from brandcraft_desktop.services.posting_times import Suggestion
from brandcraft_desktop.ui.editor.when import day_words
from brandcraft_desktop.ui.widgets import Button, Popover, WrappedLabel, set_look

WIDTH = 300
NOTHING = (
    "There is nothing to suggest yet. Set weekly posting times for your accounts, and the next "
    "free one is offered here."
)


class SuggestedTimes(Popover):
    """`chosen` carries the moment (UTC); `slots_wanted` asks for the weekly posting times."""

    chosen = Signal(object)
    slots_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Suggested times", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body.setContentsMargins(8, 8, 8, 8)
        self.body.setSpacing(2)
        self.buttons: list[Button] = []

    def show_suggestions(self, found: Sequence[Suggestion], zone: str) -> None:
        """Fill the panel; the times are those of clocks in `zone`."""
        for one in found:
            self.body.addWidget(self._line(one, zone))
        if not found:
            nothing = WrappedLabel(NOTHING, role="secondary", parent=self)
            nothing.setMinimumWidth(WIDTH)
            nothing.setContentsMargins(8, 6, 8, 6)
            self.body.addWidget(nothing)
        slots = Button("Weekly posting times…", kind="link", parent=self)
        slots.clicked.connect(self._to_slots)
        self.body.addWidget(slots, 0, Qt.AlignmentFlag.AlignLeading)

    def _line(self, one: Suggestion, zone: str) -> QWidget:
        words = day_words(one.at, zone)
        line = QFrame(self)
        button = Button(words, kind="ghost", icon_name="clock", parent=line)
        button.setAccessibleName(f"{words}. {one.reason}")
        button.clicked.connect(partial(self._choose, one.at))
        reason = QLabel(one.reason, line)
        set_look(reason, "role", "caption")
        reason.setContentsMargins(34, 0, 8, 4)
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(reason)
        self.buttons.append(button)
        return line

    def _choose(self, at: datetime) -> None:
        self.close()
        self.chosen.emit(at)

    def _to_slots(self) -> None:
        self.close()
        self.slots_wanted.emit()
