"""A period of days as a table: a row a week day, a column a week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from brandcraft_desktop.domain.activity import WEEK, level, week_start, weeks_in
from brandcraft_desktop.services.activity import Activity
from brandcraft_desktop.ui.brand.words import cell_words
from brandcraft_desktop.ui.times import short_date

COUNT: Final = int(Qt.ItemDataRole.UserRole)
CELL: Final = COUNT + 1
"""A `DayCell`; None where the cell is no day of the period."""
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_SPOKEN = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


@dataclass(frozen=True)
class DayCell:
    """A day as it is painted and spoken."""

    day: date
    count: int
    level: int
    scheduled: int
    is_today: bool
    is_ahead: bool


class HeatItems(QAbstractTableModel):
    """Knows no database; days outside of the period are there and empty."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = date(2000, 1, 3)
        self._first = date(2000, 1, 3)
        self._weeks = 0
        self._cells: list[list[DayCell | None]] = []  # by week

    def show_activity(self, shown: Activity, first_weekday: int) -> None:
        """Show these days; weeks begin on `first_weekday`, 0 is Monday."""
        self.beginResetModel()
        self._today = shown.today
        self._first = week_start(shown.period.first, first_weekday)
        self._weeks = weeks_in(shown.period, first_weekday)
        most = max(shown.published.values(), default=0)
        self._cells = [
            [_cell(self.day_at(row, column), shown, most) for row in range(WEEK)]
            for column in range(self._weeks)
        ]
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else WEEK

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else self._weeks

    def day_at(self, row: int, column: int) -> date:
        """Which day a cell is."""
        return self._first + timedelta(days=column * WEEK + row)

    def index_of(self, day: date) -> QModelIndex:
        """The cell of a day."""
        column, row = divmod((day - self._first).days, WEEK)
        return self.index(row, column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.cell(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def cell(self, index: Index) -> DayCell | None:
        """The day at a place; None where that is no day of the period."""
        if not index.isValid() or index.column() >= len(self._cells):
            return None
        return self._cells[index.column()][index.row()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.cell(index)
        if cell is None:
            return None
        if role == CELL:
            return cell
        if role == COUNT:
            return cell.count
        if role in _SPOKEN:
            return cell_words(cell.day, cell.count, cell.scheduled, self._today)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The headers are hidden, but a screen reader names rows and columns by them."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation is Qt.Orientation.Vertical:
            return QLocale().standaloneDayName(self.day_at(section, 0).isoweekday())
        return f"Week of {short_date(self.day_at(0, section), 'd MMMM yyyy')}"

    def weekday_name(self, row: int) -> str:
        """The short name of a row's week day: "Mon"."""
        weekday = self.day_at(row, 0).isoweekday()
        return QLocale().standaloneDayName(weekday, QLocale.FormatType.ShortFormat)

    def months(self) -> Iterator[tuple[int, str]]:
        """Where months begin: the first column with most of its days in it, and its short name."""
        before = 0
        for column in range(self._weeks):
            month = self.day_at(WEEK // 2, column).month
            if month != before:
                yield column, QLocale().standaloneMonthName(month, QLocale.FormatType.ShortFormat)
            before = month


def _cell(day: date, shown: Activity, most: int) -> DayCell | None:
    if not shown.period.first <= day <= shown.period.last:
        return None
    count = shown.published.get(day, 0)
    return DayCell(
        day,
        count,
        level(count, most),
        shown.scheduled.get(day, 0),
        day == shown.today,
        day > shown.today,
    )
