"""The month with what lies around it: hints when it is empty, and the tray of drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.ui.publisher.days import month_name
from brandcraft_desktop.ui.publisher.looks import Looks
from brandcraft_desktop.ui.publisher.month_grid import MonthGrid
from brandcraft_desktop.ui.publisher.unscheduled import UnscheduledTray
from brandcraft_desktop.ui.widgets import Button, set_look


class Hint(QFrame):
    """One sentence in the middle of the month, with at most one way out."""

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


class MonthView(QWidget):
    """Puts grid, tray and hint together."""

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = MonthGrid(looks)
        self.tray = UnscheduledTray(looks)
        self.tray.hide()
        self._month = date.min
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.grid, 1)
        row.addWidget(self.tray)
        self.hint = Hint(self.grid)

    def show_month(
        self, month: date, *, today: date, last: date, flags: Mapping[date, str]
    ) -> None:
        """Show a month without posts."""
        self._month = month
        self.grid.show_month(month, today=today, last=last, flags=flags)

    def show_posts(self, rows: Sequence[PostRow], *, hidden: int) -> None:
        """Show posts; `hidden` counts those that filters keep away."""
        self.grid.show_posts(rows)
        here = [
            row
            for row in rows
            if row.at is not None and row.at.astimezone().date().month == self._month.month
        ]
        if here:
            self.hint.show_words("", clearable=False)
        elif hidden:
            count = "1 post" if hidden == 1 else f"{hidden} posts"
            self.hint.show_words(f"{count} hidden by filters.", clearable=True)
        else:
            month = month_name(self._month)
            words = f"Nothing planned in {month}. Press N to write a post."
            self.hint.show_words(words, clearable=False)
        self._centre()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._centre()

    def _centre(self) -> None:
        box = QRect(self.hint.pos(), self.hint.sizeHint())
        box.moveCenter(self.grid.rect().center())
        self.hint.setGeometry(box)
        self.hint.raise_()
