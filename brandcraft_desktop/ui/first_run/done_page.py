"""Behind the last step: what comes next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from brandcraft_desktop.domain.schedule import MONTHS_AHEAD
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.first_run.reading import Found
from brandcraft_desktop.ui.times import day_and_time, short_date
from brandcraft_desktop.ui.widgets import Button, Mark, WrappedLabel

TITLE = "You're set."
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class DonePage(QWidget):
    """`write` asks for the editor, `calendar` for the days of the campaign."""

    write = Signal()
    calendar = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.title = TITLE
        self.words = WrappedLabel("", role="secondary")
        title = WrappedLabel(TITLE, role="title")
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(Mark("circle-check", "published", 56), 0, _CENTRE)
        for label in (title, self.words):
            label.setAlignment(_CENTRE)
            column.addWidget(label)
        self.write_button = Button("Write a post", kind="primary", icon_name="pen-to-square")
        self.write_button.clicked.connect(self.write)
        self.calendar_button = Button("Open the calendar", icon_name="calendar-days")
        self.calendar_button.clicked.connect(self.calendar)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.calendar_button)
        row.addWidget(self.write_button)
        row.addStretch(1)
        column.addSpacing(8)
        column.addLayout(row)
        column.addStretch(2)

    def show_found(self, found: Found) -> None:
        """Say when the first post could go out."""
        now = self._context.workspace.clock.now()
        start = found.brand.campaign_start if found.brand is not None else None
        if found.first is not None:
            words = f"Your first suggested time is {day_and_time(found.first, now)}."
        elif start is not None and found.brand is not None and found.brand.times:
            words = (
                f"Your campaign starts on {short_date(start, 'ddd d MMM yyyy')}. Times are "
                f"suggested from {MONTHS_AHEAD} months before."
            )
        else:
            words = "Write whenever you like, and choose a time for each post."
        self.words.setText(words)

    def focus_first(self) -> None:
        """Put the focus onto the first thing to do."""
        self.write_button.setFocus(Qt.FocusReason.OtherFocusReason)
