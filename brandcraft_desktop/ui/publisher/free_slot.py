"""A posting time that nothing is planned for: a dashed button that begins a post there."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from brandcraft_desktop.services.free_slots import FreeSlot
from brandcraft_desktop.ui.here import local
from brandcraft_desktop.ui.publisher.looks import Looks, look_of
from brandcraft_desktop.ui.theme import color, live
from brandcraft_desktop.ui.times import short_date, short_time
from brandcraft_desktop.ui.widgets import paint_focus
from brandcraft_desktop.ui.widgets.style import paint_line, scaled_font

HEIGHT: Final = 24
RADIUS: Final = 5


class FreeSlotButton(QAbstractButton):
    """``clicked`` wants a post at its ``slot``."""

    pressed_key = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # reached from its day, as chips are
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._slot: FreeSlot | None = None
        self._hovered = False

    @property
    def slot(self) -> FreeSlot:
        """The time offered. Only after ``set_slot``."""
        if self._slot is None:
            raise ValueError("this button has no time yet")
        return self._slot

    def set_slot(self, slot: FreeSlot, looks: Looks) -> None:
        """Offer a time."""
        self._slot = slot
        here = local(slot.at)
        clock = short_time(here.time())
        self.setText(f"{clock} free slot")
        platforms = (look_of(looks, one).name for one in slot.platforms)
        names = ", ".join((*platforms, *slot.brands))
        day = short_date(here.date(), "dddd d MMMM")
        self.setAccessibleName(f"Free slot {day} {clock} for {names}. Write a post")
        self.setToolTip(f"Free posting time of {names}. Click to write a post for it.")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        warm = self._hovered or self.isDown()
        edge = color("accent" if warm else "border_strong")
        painter.setPen(QPen(edge, 2 if live.high_contrast else 1, Qt.PenStyle.DashLine))
        painter.setBrush(color("accent_soft") if warm else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.setPen(color("accent" if warm else "text2"))
        painter.setFont(scaled_font(self.font(), 0.88))
        line = QRect(8, 0, self.width() - 12, self.height())
        paint_line(painter, self.rect(), line, self.text(), self)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), RADIUS)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        event.ignore()
        self.pressed_key.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)
