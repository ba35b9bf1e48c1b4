"""The hours beside an hour grid, the clock of now among them, and the line of now itself."""

from __future__ import annotations

from datetime import time
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QWidget

from brandcraft_desktop.ui.here import local
from brandcraft_desktop.ui.publisher import column_paint
from brandcraft_desktop.ui.publisher.hours import HOUR, Axis
from brandcraft_desktop.ui.publisher.time_scale import Scale, Standing
from brandcraft_desktop.ui.theme import color, tabular
from brandcraft_desktop.ui.times import short_time
from brandcraft_desktop.ui.widgets.style import scaled_font

LINE: Final = 16
TEXT: Final = 0.88
PAD: Final = 8


class HourGutter(QWidget):
    """Paints a label at every hour; an hour that clocks show again says so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axis: Axis | None = None

    def show_hours(self, axis: Axis, scale: Scale, standing: Standing, *, today: bool) -> None:
        """Take over hours; `today` is in view, so the clock of now is shown."""
        self._axis, self._scale, self._standing, self._today = axis, scale, standing, today
        self.setFixedSize(self.wide(), scale.height(axis.minutes))
        self.update()

    def wide(self) -> int:
        """How much room the labels need."""
        metrics = QFontMetrics(self._font())
        longest = max(metrics.horizontalAdvance(short_time(time(hour))) for hour in (0, 10, 22))
        return max(44, longest + 2 * PAD)

    def _font(self) -> QFont:
        return tabular(scaled_font(self.font(), TEXT))

    def sizeHint(self) -> QSize:
        return QSize(self.wide(), 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._axis is None:
            return
        painter = QPainter(self)
        painter.setFont(self._font())
        now = self._scale.top(self._axis.place(self._standing.now)) if self._today else None
        for number, row in enumerate(self._axis.rows):
            top = self._scale.top(number * HOUR)
            if now is not None and abs(top - now) < LINE:
                continue  # the clock of now stands there
            painter.setPen(color("text3"))
            self._write(painter, top, short_time(time(row.hour)), first=number == 0)
            if row.again:
                self._write(painter, top + LINE, "again", first=False)
        if now is not None:
            painter.setPen(color("failed"))
            painter.setFont(tabular(scaled_font(self.font(), TEXT, QFont.Weight.DemiBold)))
            self._write(painter, now, short_time(local(self._standing.now).time()), first=now < 8)
        painter.end()

    def _write(self, painter: QPainter, middle: int, words: str, *, first: bool) -> None:
        box = QRect(0, 0 if first else middle - LINE // 2, self.width() - PAD, LINE)
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), box)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
        painter.drawText(
            place, side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, words
        )


class NowLine(QWidget):
    """Lies over the chips of today and is in nobody's way."""

    TALL: Final = 9

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        column_paint.paint_now(painter, self.width(), self.TALL // 2, mirrored=mirrored)
        painter.end()
