"""The heat map: the table of days with the names of months and week days around it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from brandcraft_desktop.domain.activity import WEEK, WEEKS_SHOWN
from brandcraft_desktop.services.activity import Activity
from brandcraft_desktop.ui.brand.day_table import DayTable
from brandcraft_desktop.ui.brand.heat_items import HeatItems
from brandcraft_desktop.ui.theme import color
from brandcraft_desktop.ui.theme.stylesheet import SIZES
from brandcraft_desktop.ui.widgets import scaled_font

USUAL: Final = 16
LEAST: Final = 12
MOST: Final = 20
"""Logical pixels of a day's side: it fills the width as far as that goes."""
GAP: Final = 6
NAMED_ROWS: Final = (0, 2, 4, 6)


class HeatMap(QWidget):
    """`opened` carries the day that was chosen."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items = HeatItems(self)
        self.table = DayTable(self.items, self)
        self.table.opened.connect(self.opened)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.table)
        self._side = USUAL
        self._place()

    @property
    def side(self) -> int:
        """How large a day is shown, in logical pixels."""
        return self._side

    def show_activity(self, shown: Activity, first_weekday: int) -> None:
        """Show a period; the keyboard stays on its day, at first it is on today."""
        before = self.table.current_day() or shown.today
        self.items.show_activity(shown, first_weekday)
        day = min(max(before, shown.period.first), shown.period.last)
        self.table.setCurrentIndex(self.items.index_of(day))
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(self._left() + WEEKS_SHOWN * USUAL, self._top() + WEEK * self._side)

    def minimumSizeHint(self) -> QSize:
        weeks = max(self.items.columnCount(), WEEKS_SHOWN)
        return QSize(self._left() + weeks * LEAST, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kinds = (QEvent.Type.FontChange, QEvent.Type.StyleChange)
        if event.type() in (*kinds, QEvent.Type.LayoutDirectionChange):
            self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(color("text3"))
        self._paint_months(painter)
        self._paint_weekdays(painter)
        painter.end()

    def _paint_months(self, painter: QPainter) -> None:
        metrics, before = painter.fontMetrics(), -GAP
        for column, name in self.items.months():
            width = metrics.horizontalAdvance(name)
            start = self._left() + column * self._side
            if start < before + GAP or start + width > self._left() + self._width():
                continue  # two names would touch, or the last would be cut
            before = start + width
            box = QRect(start, 0, width + 2, self._top())
            self._write(painter, box, name, Qt.AlignmentFlag.AlignTop)

    def _paint_weekdays(self, painter: QPainter) -> None:
        for row in NAMED_ROWS:
            box = QRect(0, self._top() + row * self._side, self._left() - GAP, self._side)
            self._write(painter, box, self.items.weekday_name(row), Qt.AlignmentFlag.AlignVCenter)

    def _write(self, painter: QPainter, box: QRect, words: str, where: Qt.AlignmentFlag) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        placed = QStyle.visualRect(self.layoutDirection(), self.rect(), box)
        absolute = Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(placed, int(side | where | absolute), words)

    def _font(self) -> QFont:
        return scaled_font(self.font(), SIZES["caption"])

    def _left(self) -> int:
        metrics = QFontMetrics(self._font())
        names = (self.items.weekday_name(row) for row in NAMED_ROWS)
        return max(metrics.horizontalAdvance(name) for name in names) + GAP

    def _top(self) -> int:
        return QFontMetrics(self._font()).height() + 4

    def _width(self) -> int:
        return self.items.columnCount() * self._side

    def _place(self) -> None:
        weeks = max(self.items.columnCount(), WEEKS_SHOWN)
        self._side = max(LEAST, min(MOST, (self.width() - self._left()) // weeks))
        self.table.set_side(self._side)
        box = QRect(self._left(), self._top(), self._width(), WEEK * self._side)
        self.table.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), box))
        self.setFixedHeight(self._top() + WEEK * self._side)
        self.updateGeometry()
        self.update()
