"""The day a brand's campaign starts: none, or one of the calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QWidget

from brandcraft_desktop.ui.widgets import Button, quiet_calendar

SHOWN = "ddd d MMM yyyy"


class CampaignRow(QWidget):
    """`day` is what is chosen, None for no campaign."""

    def __init__(self, day: date | None, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        shown = day or today
        self.edit = QDateEdit(QDate(shown.year, shown.month, shown.day), self)
        self.edit.setAccessibleName("Start of the campaign")
        self.edit.setCalendarPopup(True)
        self.edit.setDisplayFormat(SHOWN)
        quiet_calendar(self.edit.calendarWidget())
        self.choose = Button("Choose a day", icon_name="calendar-plus", parent=self)
        self.choose.setAccessibleName("Choose the day a campaign starts")
        self.choose.clicked.connect(self._choose)
        self.clear = Button("No campaign", kind="ghost", parent=self)
        self.clear.clicked.connect(self._clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.edit, self.choose, self.clear):
            row.addWidget(part)
        row.addStretch(1)
        self._chosen = day is not None
        self._show()

    @property
    def day(self) -> date | None:
        """The day, None for none."""
        if not self._chosen:
            return None
        shown = self.edit.date()
        return date(shown.year(), shown.month(), shown.day())

    def _choose(self) -> None:
        self._chosen = True
        self._show()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        self._chosen = False
        self._show()
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        self.edit.setVisible(self._chosen)
        self.clear.setVisible(self._chosen)
        self.choose.setVisible(not self._chosen)
