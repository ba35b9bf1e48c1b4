"""What painted and styled widgets share: properties the style sheet sees, the focus ring."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QWidget

from brandcraft_desktop.ui.theme import color, live

KEPT: Final = 2_000  # fitted lines
_USUAL: Final = Qt.LayoutDirection.LeftToRight
_AUTO: Final = Qt.LayoutDirection.LayoutDirectionAuto
_MIRRORED: Final = Qt.LayoutDirection.RightToLeft


def set_look(widget: QWidget, name: str, value: str | bool) -> None:
    """Set a property the style sheet selects by, and let the sheet see it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    # Qt does not look at a changed property until it polishes the widget again.
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def focus_width() -> int:
    """Thickness of the focus ring in logical pixels."""
    return 3 if live.high_contrast else 2


def paint_focus(painter: QPainter, rect: QRectF, radius: float, token: str = "focus") -> None:
    """The focus ring of a painted widget, inside the rectangle."""
    width = focus_width()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color(token), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = width / 2
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def paint_line(painter: QPainter, within: QRect, rect: QRect, text: str, widget: QWidget) -> None:
    """One line of text at the leading side of ``rect``, mirrored inside ``within``, elided.

    The text keeps its own direction, so that "@anna" reads right in a mirrored window.
    """
    mirrored = widget.isRightToLeft()
    place = QStyle.visualRect(_MIRRORED, within, rect) if mirrored else rect
    before = painter.layoutDirection()
    painter.setLayoutDirection(_AUTO)
    painter.drawText(place, _sides()[mirrored], _fitting(painter, text, rect.width()))
    painter.setLayoutDirection(before)


_fitted: dict[tuple[str, str, int, float], str] = {}
"""Measuring words is dearer than painting them, and a repaint asks for the same ones again."""


def _fitting(painter: QPainter, text: str, width: int) -> str:
    key = (text, painter.font().key(), width, painter.device().devicePixelRatioF())
    found = _fitted.get(key)
    if found is None:
        if len(_fitted) > KEPT:
            _fitted.clear()
        found = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
        _fitted[key] = found
    return found


@cache
def _sides() -> tuple[int, int]:
    """Where lines start, as the painter takes it: from the left, and in a mirrored window."""
    return int(leading(_USUAL)), int(leading(_MIRRORED))


def leading(direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """The side where lines start, whatever language the text is in."""
    mirrored = direction == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute


def scaled_font(font: QFont, factor: float, weight: QFont.Weight | None = None) -> QFont:
    """A font of another size, relative to the given one."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * factor)
    if weight is not None:
        made.setWeight(weight)
    return made
