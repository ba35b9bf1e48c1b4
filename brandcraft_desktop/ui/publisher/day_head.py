"""The name of a day above its column: opens that day, and writes a post on it."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QStyle, QWidget

from brandcraft_desktop.ui.publisher.days import spoken_day
from brandcraft_desktop.ui.theme import color, paint_icon, tabular
from brandcraft_desktop.ui.times import short_date
from brandcraft_desktop.ui.widgets import IconButton
from brandcraft_desktop.ui.widgets.style import paint_line, scaled_font

HEIGHT: Final = 34
FLAG: Final = 12


class DayHead(QAbstractButton):
    """``clicked`` wants to see the day alone, ``new_asked`` a post on it."""

    new_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # The keyboard has its own ways: D shows the day it is on, N writes on it.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(HEIGHT)
        self._day = date.min
        self._today = False
        self._flag = ""
        self._hovered = False
        self.add = IconButton("plus", "New post", size=14, parent=self)
        self.add.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.add.clicked.connect(self.new_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.addStretch(1)
        row.addWidget(self.add)
        self.add.hide()
        self._open = True

    def set_day(self, day: date, today: date, *, refused: bool, flag: str, alone: bool) -> None:
        """``refused``: nothing can be planned there; ``alone``: its day is the one in view."""
        self._day, self._today, self._flag, self._open = day, day == today, flag, not refused
        said = spoken_day(day, today)
        self.setEnabled(True)
        self.setAccessibleName(said if alone else f"{said}. Show this day")
        tip = f"Campaign start: {flag}" if flag else ""
        self.setToolTip(tip if alone else f"Show this day (D)\n{tip}".strip())
        self.add.set_name(f"New post on {short_date(day, 'dddd d MMMM')}")
        self.set_active(self._hovered)
        self.update()

    def set_active(self, active: bool) -> None:
        """The pointer or the keyboard is on the day: offer to write."""
        self.add.setVisible(active and self._open)

    def sizeHint(self) -> QSize:
        return QSize(100, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(70, HEIGHT)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.set_active(True)
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.set_active(False)
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 6
        painter.setFont(scaled_font(self.font(), 0.95))
        name = short_date(self._day, "ddd")
        width = painter.fontMetrics().horizontalAdvance(name) + 2
        painter.setPen(color("text" if self._hovered or self._today else "text2"))
        paint_line(painter, self.rect(), QRect(left, 0, width, HEIGHT), name, self)
        left += width + 4
        weight = QFont.Weight.DemiBold if self._today else QFont.Weight.Normal
        painter.setFont(tabular(scaled_font(self.font(), 1.05, weight)))
        number = short_date(self._day, "d")
        width = painter.fontMetrics().horizontalAdvance("00") + 10
        pill = self._mirrored(QRect(left, 6, width, HEIGHT - 12))
        if self._today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent"))
            painter.drawRoundedRect(QRectF(pill), pill.height() / 2, pill.height() / 2)
        painter.setPen(color("on_accent" if self._today else "text"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, number)
        if self._flag:
            box = QRect(left + width + 4, (HEIGHT - FLAG) // 2, FLAG, FLAG)
            paint_icon(painter, "thumbtack", self._mirrored(box), "accent")
        painter.end()

    def _mirrored(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)
