"""The days of the heat map as a table that the keyboard walks over."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from brandcraft_desktop.ui.brand.day_paint import DayDelegate
from brandcraft_desktop.ui.brand.heat_items import CELL, DayCell, HeatItems

_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class DayTable(QTableView):
    """Arrow keys go from day to day, Enter or a click opens one: `opened(day)`."""

    opened = Signal(object)

    def __init__(self, items: HeatItems, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(items)
        self.setItemDelegate(DayDelegate(self))
        self.setAccessibleName("Posting activity by day")
        self.setAccessibleDescription("Arrow keys go from day to day, Enter opens the calendar")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.hide()
        self.clicked.connect(self._open)

    def set_side(self, side: int) -> None:
        """How large a day is, in logical pixels."""
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setDefaultSectionSize(side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENING:
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def current_day(self) -> date | None:
        """The day the keyboard is on."""
        cell = self.currentIndex().data(CELL)
        return cell.day if isinstance(cell, DayCell) else None

    def _open(self, index: QModelIndex) -> None:
        cell = index.data(CELL)
        if isinstance(cell, DayCell):
            self.opened.emit(cell.day)
