"""How a day of the heat map is drawn, in the table and in the legend below it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from brandcraft_desktop.domain.activity import LEVELS
from brandcraft_desktop.ui.brand.heat_items import CELL, DayCell
from brandcraft_desktop.ui.theme import color
from brandcraft_desktop.ui.widgets import ElidedLabel, paint_focus

CORNER: Final = 3
SWATCH: Final = 14
BETWEEN: Final = 3
OUTLINE: Final = 2
Index = QModelIndex | QPersistentModelIndex


def paint_day(
    painter: QPainter, box: QRectF, level: int, *, ahead: bool = False, scheduled: bool = False
) -> None:
    """One day: its level as a colour, outlined where something is scheduled.

    A day to come without anything is a faint outline, so that it is not taken for an idle one.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("surface" if ahead else f"heat{level}"))
    if ahead and not scheduled:
        painter.setPen(QPen(color("heat0"), 1))
        box = box.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, CORNER, CORNER)
    if scheduled:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color("scheduled"), OUTLINE))
        inset = OUTLINE / 2
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), CORNER, CORNER)


class DayDelegate(QStyledItemDelegate):
    """Paints a day as a small square."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one = index.data(CELL)
        if not isinstance(one, DayCell):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = QRectF(option.rect)
        box = cell.adjusted(1, 1, -1, -1)
        paint_day(painter, box, one.level, ahead=one.is_ahead, scheduled=bool(one.scheduled))
        if one.is_today and not one.scheduled:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color("text"), 1.5))
            painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), CORNER, CORNER)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, cell, CORNER + 1)
        painter.restore()


class _Swatches(QWidget):
    """The squares of the legend: the five levels, or one with something scheduled."""

    def __init__(self, levels: int, *, scheduled: bool = False) -> None:
        super().__init__()
        self._levels, self._scheduled = levels, scheduled
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._levels * (SWATCH + BETWEEN) - BETWEEN, SWATCH)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for place in range(self._levels):
            level = self._levels - 1 - place if mirrored else place
            box = QRectF(place * (SWATCH + BETWEEN), 0, SWATCH, SWATCH)
            paint_day(painter, box, level, ahead=self._scheduled, scheduled=self._scheduled)
        painter.end()


class Legend(QWidget):
    """Less, five squares, more; and what an outline means. The summary tells it in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Less to more posts; outlined: scheduled")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(ElidedLabel("Less", role="caption"))
        row.addWidget(_Swatches(LEVELS + 1))
        row.addWidget(ElidedLabel("More", role="caption"))
        row.addSpacing(12)
        row.addWidget(_Swatches(1, scheduled=True))
        row.addWidget(ElidedLabel("Scheduled", role="caption"))
        row.addStretch(1)
