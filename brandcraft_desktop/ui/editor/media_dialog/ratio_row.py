"""The shapes a crop can keep, each with the chosen platforms that it helps."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from brandcraft_desktop.domain.ratios import RATIOS, Ratio
from brandcraft_desktop.services.media_takers import Liking
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.widgets import FlowLayout

DOT = 6
NOBODY = Liking()


class RatioButton(QToolButton):
    """A dot says that a platform needs this shape, a ring that it fills a platform's frame."""

    def __init__(self, ratio: Ratio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ratio = ratio
        self.liking = NOBODY
        self.setText(ratio.label)
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(28)
        self.show_liking(NOBODY)

    def show_liking(self, liking: Liking) -> None:
        """Mark whom it helps."""
        self.liking = liking
        words = [f"Keep the shape {self.ratio.label}"]
        if self.ratio.key == "free":
            words = ["Any shape"]
        elif self.ratio.key == "original":
            words = ["The shape of the whole picture"]
        if liking.needs:
            words.append(f"Needed by {', '.join(liking.needs)}")
        if liking.fills:
            words.append(f"Fills the screen on {', '.join(liking.fills)}")
        self.setToolTip(".\n".join(words))
        self.setAccessibleName(f"{self.ratio.label}. {'. '.join(words[1:])}".strip(". "))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not (self.liking.needs or self.liking.fills):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = 4 if mirrored else self.width() - DOT - 4
        painter.setPen(theme.color("accent"))
        if self.liking.needs:
            painter.setBrush(theme.color("accent"))
        painter.drawEllipse(x, 4, DOT - 1, DOT - 1)
        painter.end()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + DOT, max(hint.height(), 28))


class RatioRow(QWidget):
    """`chosen` carries the key of a shape."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Shape of the crop")
        self.buttons: dict[str, RatioButton] = {}
        group = QButtonGroup(self)
        group.setExclusive(True)
        row = FlowLayout(self, spacing=2)
        for ratio in RATIOS:
            button = RatioButton(ratio, self)
            group.addButton(button)
            button.clicked.connect(lambda _=False, key=ratio.key: self.chosen.emit(key))
            self.buttons[ratio.key] = button
            row.addWidget(button)
        self.set_current(RATIOS[0].key)

    @property
    def current(self) -> Ratio:
        """The shape in force."""
        return next(one.ratio for one in self.buttons.values() if one.isChecked())

    def set_current(self, key: str) -> None:
        """Choose without telling."""
        self.buttons[key].setChecked(True)

    def show_liking(self, likings: Mapping[str, Liking]) -> None:
        """Mark whom each shape helps."""
        for key, button in self.buttons.items():
            button.show_liking(likings.get(key, NOBODY))
