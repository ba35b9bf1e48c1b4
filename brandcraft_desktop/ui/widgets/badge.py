"""A small count, alone or on the corner of another widget."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from brandcraft_desktop.ui.theme import color, tabular
from brandcraft_desktop.ui.widgets.style import scaled_font

MOST: Final = 99
HIGH: Final = 16
LRM: Final = "\u200e"
"""Keeps the plus behind the number in a right-to-left window."""


class Badge(QWidget):
    """Hidden at zero; more than 99 reads "99+". ``what`` completes the sentence: "2 failed"."""

    def __init__(
        self,
        count: int = 0,
        *,
        what: str = "",
        token: str = "failed",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._count = -1
        self._what = what
        self._token = token
        self._target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(count)

    def count(self) -> int:
        """The number counted."""
        return self._count

    def text(self) -> str:
        """The number as shown."""
        return str(self._count) if self._count <= MOST else f"{LRM}{MOST}+{LRM}"

    def set_count(self, count: int, what: str | None = None) -> None:
        """Show another number; `what` where it completes the sentence in another way."""
        if what is not None:
            self._what = what
        if count == self._count:
            return
        self._count = count
        self.setAccessibleName(f"{count} {self._what}".strip())
        self.setVisible(count > 0)
        self.updateGeometry()
        self._follow()
        self.update()

    def attach_to(self, target: QWidget) -> None:
        """Sit on the far top corner of a widget and stay there."""
        self._target = target
        self.setParent(target)
        target.installEventFilter(self)
        self.setVisible(self._count > 0)
        self._follow()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._font()).horizontalAdvance(self.text()) + 8
        return QSize(max(HIGH, width), HIGH)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutDirectionChange):
            self._follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("surface"), 1) if self._target else Qt.PenStyle.NoPen)
        painter.setBrush(color(self._token))
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(body, body.height() / 2, body.height() / 2)
        painter.setFont(self._font())
        painter.setPen(color("surface"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()

    def _font(self) -> QFont:
        font = tabular(scaled_font(self.font(), 1.0, QFont.Weight.DemiBold))
        font.setPixelSize(10)
        return font

    def _follow(self) -> None:
        if self._target is None:
            return
        self.resize(self.sizeHint())
        left = self._target.width() - self.width() - 6
        if self._target.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = 6
        self.move(left, 3)
        self.raise_()
