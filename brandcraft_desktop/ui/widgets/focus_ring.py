"""Shows the focus of what only scrolls: a style sheet has no border for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from brandcraft_desktop.ui.widgets.style import paint_focus

RADIUS = 6
_LOOKED_AT = (QEvent.Type.Resize, QEvent.Type.FocusIn, QEvent.Type.FocusOut)


class FocusRing(QWidget):
    """Lies over an area and lets every click through; there only while the area has the focus."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the area, seen with its focus."""
        if watched is self._area and event.type() in _LOOKED_AT:
            self.setGeometry(self._area.rect())
            self.setVisible(self._area.hasFocus())
            self.raise_()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_focus(painter, QRectF(self.rect()), RADIUS)
        painter.end()
