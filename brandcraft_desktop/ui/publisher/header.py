"""The line above the calendar and the list: where you are, what is shown, and a new post."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from brandcraft_desktop.ui.publisher.periods import DAY, LIST, MONTH, WEEK_VIEW
from brandcraft_desktop.ui.widgets import Button, ElidedLabel, IconButton, SegmentedControl

__all__ = ["LIST", "MONTH", "Header"]

LEAST: Final = 400


class Header(QWidget):
    """Only shows and tells; the page decides."""

    stepped = Signal(int)  # periods
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
        self.filter.setAccessibleName("Filter")
        self.filter.clicked.connect(self.filter_asked)
        self.tray = Button("Unscheduled", kind="ghost", icon_name="inbox")
        self.tray.setAccessibleName("Unscheduled")
        self.tray.setCheckable(True)
        self.tray.clicked.connect(lambda: self.tray_toggled.emit(self.tray.isChecked()))
        self.view = SegmentedControl(
            [(MONTH, "Month"), (WEEK_VIEW, "Week"), (DAY, "Day"), (LIST, "List")], name="View"
        )
        for view, tip in ((MONTH, "Month (M)"), (WEEK_VIEW, "Week (W)"), (DAY, "Day (D)")):
            self.view.button(view).setToolTip(tip)
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
        self._filters = self._unscheduled = 0
        self._turn_arrows()

    def set_view(self, view: str, title: str, short: str = "") -> None:
        """Show which view is on; only the calendar has periods and a tray.

        `short` is the title where there is little room.
        """
        self.view.set_current(view)
        self.set_title(title, short)
        for widget in (self.before, self.today, self.after, self.tray):
            widget.setVisible(view != LIST)
        if view != LIST:
            for button, word, keys in (
                (self.before, "Previous", "PgUp"),
                (self.after, "Next", "PgDown"),
            ):
                button.set_name(f"{word} {view}")
                button.setToolTip(f"{word} {view} ({keys})")
        self._fit()

    def set_title(self, title: str, short: str = "") -> None:
        """Where you are."""
        self.title.setText(title)
        self.title.set_shorter(short)

    def set_filters(self, active: int) -> None:
        """Say on the button that something is hidden."""
        self._filters = active
        self.filter.set_kind("" if active else "ghost")
        self.filter.setAccessibleName(f"Filter, {active} active" if active else "Filter")
        self._fit()

    def set_unscheduled(self, count: int) -> None:
        """How many drafts wait for a date."""
        self._unscheduled = count
        self.tray.setAccessibleName(f"Unscheduled {count}" if count else "Unscheduled")
        self._fit()

    def _fit(self) -> None:
        """The words of the buttons give way before the title does; their glyphs stay."""
        self._name(words=True)
        row = self.layout()
        if row is None:
            return
        shown = (row.itemAt(place) for place in range(row.count()))
        widths = [
            item.sizeHint().width() for item in shown if item is not None and not item.isEmpty()
        ]
        title = self.title.sizeHint().width() - self.title.minimumSizeHint().width()
        needed = sum(widths) + row.spacing() * (len(widths) - 1)
        if needed - title > self.width():
            self._name(words=False)

    def _name(self, *, words: bool) -> None:
        filters = f"({self._filters})" if self._filters else ""
        count = str(self._unscheduled or "")
        self.filter.setText(f"Filter {filters}".rstrip() if words else filters)
        self.tray.setText(f"Unscheduled {count}".rstrip() if words else count)
        self.filter.setToolTip("" if words else self.filter.accessibleName())
        self.tray.setToolTip("" if words else self.tray.accessibleName())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        # What fits is decided by the width that is given: asking for the words would take it.
        return QSize(LEAST, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._turn_arrows()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            QTimer.singleShot(0, self, self._fit)  # its buttons get their new font after it

    def _turn_arrows(self) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.before.set_icon_name("chevron-right" if mirrored else "chevron-left")
        self.after.set_icon_name("chevron-left" if mirrored else "chevron-right")
