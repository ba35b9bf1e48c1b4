"""The line above the calendar and the list: where you are, what is shown, and a new post."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from brandcraft_desktop.ui.widgets import Button, ElidedLabel, IconButton, SegmentedControl

MONTH: Final = "month"
LIST: Final = "list"


class Header(QWidget):
    """Only shows and tells; the page decides."""

    stepped = Signal(int)  # months
    today_asked = Signal()
    filter_asked = Signal()
    tray_toggled = Signal(bool)
    view_chosen = Signal(str)
    new_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.before = IconButton("chevron-left", "Previous month")
        self.before.setToolTip("Previous month (PgUp)")
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.today = Button("Today")
        self.today.setToolTip("Today (T)")
        self.today.clicked.connect(self.today_asked)
        self.after = IconButton("chevron-right", "Next month")
        self.after.setToolTip("Next month (PgDown)")
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        self.title = ElidedLabel("", role="title")
        self.filter = Button("Filter", kind="ghost", icon_name="filter")
        self.filter.clicked.connect(self.filter_asked)
        self.tray = Button("Unscheduled", kind="ghost", icon_name="inbox")
        self.tray.setCheckable(True)
        self.tray.clicked.connect(lambda: self.tray_toggled.emit(self.tray.isChecked()))
        self.view = SegmentedControl([(MONTH, "Month"), (LIST, "List")], name="View")
        self.view.button(MONTH).setToolTip("Month (M)")
        self.view.button(LIST).setToolTip("List (L)")
        self.view.chosen.connect(self.view_chosen)
        self.new = Button("New post", kind="primary", icon_name="plus")
        self.new.setToolTip("New post (N)")
        self.new.clicked.connect(self.new_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.before)
        row.addWidget(self.today)
        row.addWidget(self.after)
        row.addSpacing(8)
        row.addWidget(self.title, 1)
        row.addWidget(self.filter)
        row.addWidget(self.tray)
        row.addWidget(self.view)
        row.addWidget(self.new)
        self._turn_arrows()

    def set_view(self, view: str, title: str) -> None:
        """Show which view is on; only the month has periods and a tray."""
        self.view.set_current(view)
        self.title.setText(title)
        for widget in (self.before, self.today, self.after, self.tray):
            widget.setVisible(view == MONTH)

    def set_filters(self, active: int) -> None:
        """Say on the button that something is hidden."""
        self.filter.setText(f"Filter ({active})" if active else "Filter")
        self.filter.set_kind("" if active else "ghost")
        self.filter.setAccessibleName(f"Filter, {active} active" if active else "Filter")

    def set_unscheduled(self, count: int) -> None:
        """How many drafts wait for a date."""
        self.tray.setText(f"Unscheduled {count}" if count else "Unscheduled")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._turn_arrows()

    def _turn_arrows(self) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.before.set_icon_name("chevron-right" if mirrored else "chevron-left")
        self.after.set_icon_name("chevron-left" if mirrored else "chevron-right")
