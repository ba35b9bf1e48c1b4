"""What painted and styled widgets share: properties the style sheet sees, the focus ring."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QWidget

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


def scaled_font(font: QFont, factor: float, weight: QFont.Weight | None = None) -> QFont:
    """A font of another size, relative to the given one."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * factor)
    if weight is not None:
        made.setWeight(weight)
    return made
