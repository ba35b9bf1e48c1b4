"""The list of brands in the top bar: a dot of its colour and the name of the one that is shown."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from brandcraft_desktop.ui.widgets.style import paint_line

GAP = 6  # logical pixels between the dot and the name
_LIST = QStyle.ComplexControl.CC_ComboBox
_FIELD = QStyle.SubControl.SC_ComboBoxEditField


class BrandList(QComboBox):
    """Painted here: beside a picture Qt's style sheets move the words of a mirrored window out of
    the field and cut their start. A long name ends in an ellipsis.
    """

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(_LIST, option)
        field = self.style().subControlRect(_LIST, option, _FIELD, self)
        # Counted from the side where lines start; the painting mirrors it.
        start, words = QRect(field), QRect(field)
        dot = self.itemIcon(self.currentIndex())
        if not dot.isNull():
            size = self.iconSize()
            start.setWidth(size.width())
            place = QStyle.visualRect(self.layoutDirection(), field, start)
            dot.paint(painter, place, Qt.AlignmentFlag.AlignCenter)
            words.setLeft(words.left() + size.width() + GAP)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        paint_line(painter, field, words, self.currentText(), self)
        painter.end()
