""" "Drop to add", over the page while files are dragged across it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.ui import theme

WORDS = "Drop to add"


class DropOverlay(QWidget):
    """Only drawn: the page takes the files."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(WORDS)
        self.hide()

    def cover(self) -> None:
        """Show it over the whole parent."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.color("accent_soft")
        ground.setAlpha(225)
        painter.setBrush(ground)
        painter.setPen(QPen(theme.color("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(10, 10, -10, -10), 12, 12)
        middle = self.rect().center()
        icon = self.rect().adjusted(0, 0, 0, 0)
        icon.setSize(icon.size().scaled(48, 48, Qt.AspectRatioMode.KeepAspectRatio))
        icon.moveCenter(middle)
        icon.translate(0, -24)
        theme.paint_icon(painter, "cloud-arrow-up", icon, "accent")
        font = QFont(painter.font())
        font.setPointSizeF(font.pointSizeF() * 1.4)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        line = self.rect().adjusted(0, self.height() // 2 + 12, 0, 0)
        top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(line, int(top), WORDS)
        painter.end()
