"""Every post of a day that is too full for its cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.ui.publisher.chip import PostChip
from brandcraft_desktop.ui.publisher.chip_face import TALL
from brandcraft_desktop.ui.publisher.days import spoken_day
from brandcraft_desktop.ui.publisher.looks import Looks
from brandcraft_desktop.ui.widgets import Popover, SectionHeader

WIDTH: Final = 280
MOST: Final = 8
GAP: Final = 4


class DayPopover(Popover):
    """A column of chips; choosing one closes the panel."""

    chosen = Signal(str)
    menu_asked = Signal(str, QPoint)

    def __init__(
        self, day: date, today: date, rows: Sequence[PostRow], looks: Looks, parent: QWidget
    ) -> None:
        super().__init__(spoken_day(day, today), parent)
        self.setFixedWidth(WIDTH)
        self.chips: list[PostChip] = []
        self.body.addWidget(SectionHeader(spoken_day(day, today), f"{len(rows)} posts"))
        inner = QWidget()
        inner.setObjectName("scrolled")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for row in rows:
            chip = PostChip(inner)
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            chip.setFixedHeight(TALL)
            chip.set_row(row, looks)
            chip.clicked.connect(lambda _=False, post_id=row.id: self._choose(post_id))
            chip.menu_asked.connect(lambda at, post_id=row.id: self.menu_asked.emit(post_id, at))
            chip.pressed_key.connect(lambda event, chip=chip: self._step(chip, event))
            self.chips.append(chip)
            column.addWidget(chip)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedHeight(min(MOST, len(rows)) * (TALL + GAP))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(area)

    def first_focus(self) -> QWidget | None:
        return self.chips[0] if self.chips else super().first_focus()

    def _choose(self, post_id: str) -> None:
        self.close()
        self.chosen.emit(post_id)

    def _step(self, chip: PostChip, event: object) -> None:
        if not isinstance(event, QKeyEvent):
            return
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        place = self.chips.index(chip) + step
        if step and 0 <= place < len(self.chips):
            self.chips[place].setFocus(Qt.FocusReason.OtherFocusReason)
            event.accept()
