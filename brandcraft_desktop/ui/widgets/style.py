"""What painted and styled widgets share: properties the style sheet sees, the focus ring."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QWidget

from brandcraft_desktop.ui.theme import color, live


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
    direction = widget.layoutDirection()
    fitting = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.save()
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(QStyle.visualRect(direction, within, rect), int(leading(direction)), fitting)
    painter.restore()


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
