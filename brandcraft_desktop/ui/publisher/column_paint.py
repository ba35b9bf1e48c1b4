"""Paints what lies under the posts of a day: hours, what is past, what clocks skip, a target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen
from PySide6.QtWidgets import QStyle

from brandcraft_desktop.ui.here import local
from brandcraft_desktop.ui.publisher import refusals
from brandcraft_desktop.ui.publisher.days import Moment
from brandcraft_desktop.ui.publisher.hours import HOUR
from brandcraft_desktop.ui.publisher.refusals import Refusal
from brandcraft_desktop.ui.theme import color
from brandcraft_desktop.ui.times import short_time
from brandcraft_desktop.ui.widgets import paint_focus
from brandcraft_desktop.ui.widgets.style import paint_line, scaled_font

if TYPE_CHECKING:
    from brandcraft_desktop.ui.publisher.day_column import DayColumn

LABEL: Final = 20


def paint_ground(painter: QPainter, column: DayColumn, dirty: QRect) -> None:
    """Everything that lies under the chips."""
    scale, axis, standing = column.scale, column.axis, column.standing
    end = scale.top(axis.minutes)
    past = end if column.day < standing.today else column.now_top() or 0
    width = column.width() - 1
    if past:
        painter.fillRect(QRect(0, 0, width, past), color("sunken"))
    if column.day > standing.last_day:
        hatch(painter, QRect(0, 0, width, end), "border")
    for begin, until in axis.missing(column.day):
        box = QRect(0, scale.top(begin), width, scale.top(until) - scale.top(begin))
        painter.fillRect(box, color("sunken"))
        hatch(painter, box, "border_strong")
    painter.setPen(color("border"))
    for number in range(len(axis.rows) + 1):
        line = scale.top(number * HOUR)
        if dirty.top() <= line <= dirty.bottom():
            painter.drawLine(0, line, width, line)


def hatch(painter: QPainter, box: QRect, token: str) -> None:
    """Lines across what takes nothing."""
    painter.fillRect(box, QBrush(color(token), Qt.BrushStyle.BDiagPattern))


def paint_target(
    painter: QPainter, column: DayColumn, top: int, target: Moment | None, why: Refusal | None
) -> None:
    """Where what is carried would land, with its time, or why it can't."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    token = "failed" if why is not None else "accent"
    box = QRect(2, top, column.width() - 5, column.scale.chip)
    painter.setPen(QPen(color(token), 2))
    painter.setBrush(color("failed_bg" if why is not None else "accent_soft"))
    painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 5, 5)
    if why is not None:
        words = refusals.label(why, column.standing.months)
    else:
        words = short_time(local(target.at).time()) if target is not None else ""
    painter.setPen(color(token))
    painter.setFont(scaled_font(column.font(), 0.9))
    line = QRect(9, top + 1, column.width() - 16, LABEL)
    paint_line(painter, column.rect(), line, words, column)


def paint_now(painter: QPainter, width: int, top: int, *, mirrored: bool) -> None:
    """The line of now, with a dot where the day begins."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color("failed"), 2))
    painter.drawLine(0, top, width, top)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("failed"))
    direction = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
    dot = QStyle.visualPos(direction, QRect(0, 0, width, top), QPoint(4, top))
    painter.drawEllipse(dot, 4, 4)


def paint_ring(painter: QPainter, column: DayColumn) -> None:
    """The focus ring, around the part that is in sight."""
    seen = column.visibleRegion().boundingRect()
    box = QRect(0, seen.top(), column.width() - 1, max(20, seen.height()))
    paint_focus(painter, QRectF(box).adjusted(1, 1, -1, -1), 4)
