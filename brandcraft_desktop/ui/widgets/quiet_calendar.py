"""The pop-up calendar of date fields without Qt's red weekends and week numbers."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QLocale, QObject, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget

from brandcraft_desktop.ui.widgets.style import scaled_font

LINES: Final = 8  # the months, the days' names and six weeks
COLUMN_EDGES: Final = 18
LINE_EDGES: Final = 10


def quiet_calendar(calendar: QCalendarWidget) -> QCalendarWidget:
    """Make a calendar look like the rest; week start and names stay the locale's."""
    plain = QTextCharFormat()
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, plain)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
    calendar.setGridVisible(False)
    _Roomy(calendar)
    return calendar


class _Roomy(QObject):
    """Gives a calendar the room its letters take, each time it is opened."""

    def __init__(self, calendar: QCalendarWidget) -> None:
        super().__init__(calendar)
        self._calendar = calendar
        calendar.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Polish, QEvent.Type.FontChange, QEvent.Type.Show):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        calendar = self._calendar
        words = QFontMetrics(scaled_font(calendar.font(), 1.0, QFont.Weight.DemiBold))
        names = [
            calendar.locale().dayName(day, QLocale.FormatType.ShortFormat) for day in range(1, 8)
        ]
        column = max(words.horizontalAdvance(name) for name in names) + COLUMN_EDGES
        line = words.height() + LINE_EDGES
        size = QSize(max(280, 7 * column), max(230, LINES * line))
        if calendar.minimumSize() != size:
            calendar.setMinimumSize(size)
