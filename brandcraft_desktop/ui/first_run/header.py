"""Where the person is in the introduction: five steps in a row, the present one marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from brandcraft_desktop.ui.theme import color, paint_icon
from brandcraft_desktop.ui.widgets import ElidedLabel, scaled_font, set_look

SIDE: Final = 22
NARROW: Final = 600  # below this only the present step has its name


class _Dot(QWidget):
    """A step's number; a tick once it is behind the person."""

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._number = number
        self._state = "later"
        self.setFixedSize(SIDE, SIDE)

    def set_state(self, state: str) -> None:
        """ "done", "now" or "later"."""
        self._state = state
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        now, done = self._state == "now", self._state == "done"
        painter.setPen(QPen(color("accent" if now or done else "border_strong"), 1.5))
        painter.setBrush(
            color("accent") if now else color("accent_soft") if done else color("surface")
        )
        painter.drawEllipse(box)
        if done:
            paint_icon(painter, "check", box.adjusted(5, 5, -5, -5).toRect(), "accent")
        else:
            painter.setPen(color("on_accent" if now else "text2"))
            painter.setFont(scaled_font(self.font(), 0.85, QFont.Weight.DemiBold))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), str(self._number))
        painter.end()


class StepHeader(QWidget):
    """`names` in their order. Not reached by the keyboard: the dialog says each step aloud."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(names)
        self._place = 0
        self._dots: list[_Dot] = []
        self._labels: list[QLabel] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for number, name in enumerate(names, start=1):
            dot, label = _Dot(number, self), QLabel(name, self)
            self._dots.append(dot)
            self._labels.append(label)
            row.addWidget(dot)
            row.addWidget(label)
            row.addSpacing(6)
        row.addStretch(1)
        self.words = ElidedLabel("", role="muted", parent=self)
        row.addWidget(self.words)

    def set_place(self, place: int) -> None:
        """The step that is shown, from 0; beyond the last one all are done."""
        self._place = place
        for position, (dot, label) in enumerate(zip(self._dots, self._labels, strict=True)):
            state = "done" if position < place else "now" if position == place else "later"
            dot.set_state(state)
            set_look(label, "role", "subtitle" if state == "now" else "muted")
        there = place < len(self._names)
        step = f"Step {place + 1} of {len(self._names)}"
        self.words.setText(step if there else "")
        self.setAccessibleName(f"{step}: {self._names[place]}" if there else "All steps are done")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(SIDE * len(self._dots), super().minimumSizeHint().height())

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        whole = sum(metrics.horizontalAdvance(name) + SIDE + 24 for name in self._names)
        narrow = self.width() < max(NARROW, whole + metrics.horizontalAdvance("Step 5 of 5 "))
        for position, label in enumerate(self._labels):
            label.setVisible(not narrow or position == self._place)
