"""The palette for a brand's colour: one of it is chosen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from brandcraft_desktop.domain.brand import BRAND_COLOURS
from brandcraft_desktop.ui.theme import color, contrast, paint_icon
from brandcraft_desktop.ui.widgets import FlowLayout, paint_focus, spread

SIDE: Final = 32
DISC: Final = 24
CHECK: Final = 12
NAMES: Final = dict(
    zip(
        BRAND_COLOURS,
        ("Blue", "Teal", "Orange", "Purple", "Green", "Red", "Violet", "Brown"),
        strict=True,
    )
)
OWN: Final = "Its present colour"


class Swatch(QAbstractButton):
    """One colour; the chosen one has a check mark, so that colour is not alone to tell."""

    def __init__(self, colour: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour = colour
        self.setCheckable(True)
        self.setFixedSize(SIDE, SIDE)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(self.colour))
        disc = QRectF(0, 0, DISC, DISC)
        disc.moveCenter(QRectF(self.rect()).center())
        painter.drawEllipse(disc)
        if self.isChecked():
            ink = max("#FFFFFF", "#15181E", key=lambda shade: contrast(shade, self.colour))
            mark = QRect(0, 0, CHECK, CHECK)
            mark.moveCenter(self.rect().center())
            paint_icon(painter, "check", mark, ink)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), SIDE / 2)
        painter.end()


class ColourRow(QWidget):
    """`chosen(colour)`, "#RRGGBB"; the arrow keys go from one to the next."""

    chosen = Signal(str)

    def __init__(self, current: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Colour")
        self._group = QButtonGroup(self)
        self.swatches: list[Swatch] = []
        self._flow = FlowLayout(self)
        for colour, name in NAMES.items():
            self._offer(colour, name)
        self.set_colour(current)
        spread(self)

    @property
    def colour(self) -> str:
        """Which one is chosen."""
        return next(one.colour for one in self.swatches if one.isChecked())

    def set_colour(self, colour: str) -> None:
        """Choose one without telling; a colour that is not of the palette is offered then."""
        swatch = next((one for one in self.swatches if one.colour == colour), None)
        with QSignalBlocker(self):
            (swatch or self._offer(colour, OWN)).setChecked(True)

    def _offer(self, colour: str, name: str) -> Swatch:
        swatch = Swatch(colour, name, self)
        swatch.toggled.connect(lambda on: self.chosen.emit(colour) if on else None)
        self._group.addButton(swatch)
        self.swatches.append(swatch)
        self._flow.addWidget(swatch)
        return swatch
