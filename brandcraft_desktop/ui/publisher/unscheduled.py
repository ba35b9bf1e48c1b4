"""Drafts without a time, beside the calendar: dragged onto a day they get one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.ui.publisher.chip import PostChip
from brandcraft_desktop.ui.publisher.chip_face import TALL
from brandcraft_desktop.ui.publisher.looks import Looks
from brandcraft_desktop.ui.widgets import SectionHeader, WrappedLabel

WIDTH: Final = 220
GAP: Final = 4


class UnscheduledTray(QFrame):
    """A column of chips; the same signals as the month's."""

    post_opened = Signal(str)
    post_menu_asked = Signal(str, QPoint)
    post_deleted = Signal(str)
    post_edited = Signal(str)

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName("Unscheduled drafts")
        self.setFixedWidth(WIDTH)
        self._looks = looks
        self.chips: list[PostChip] = []
        self.rows: tuple[PostRow, ...] = ()
        self._head = SectionHeader("Unscheduled")
        self._hint = WrappedLabel("", role="muted")
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 10, 12, 12)
        outer.setSpacing(8)
        outer.addWidget(self._head)
        outer.addWidget(self._hint)
        outer.addWidget(area, 1)

    def show_posts(self, rows: Sequence[PostRow]) -> None:
        """Show these drafts; chips are used again."""
        self.rows = tuple(rows)
        while len(self.chips) < len(rows):
            self._add()
        for number, chip in enumerate(self.chips):
            chip.setVisible(number < len(rows))
            if number < len(rows):
                chip.set_row(rows[number], self._looks)
        self._hint.setText(
            "Drag one onto a day to schedule it."
            if rows
            else "No drafts without a date. They wait here until you give them one."
        )

    def chip_of(self, post_id: str) -> PostChip | None:
        """The chip of a draft."""
        shown = self.chips[: len(self.rows)]
        return next((chip for chip in shown if chip.row.id == post_id), None)

    def _add(self) -> None:
        chip = PostChip()
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chip.setFixedHeight(TALL)
        chip.clicked.connect(lambda: self.post_opened.emit(chip.row.id))
        chip.menu_asked.connect(lambda at: self.post_menu_asked.emit(chip.row.id, at))
        chip.pressed_key.connect(lambda event: self._key(chip, event))
        self.chips.append(chip)
        self._column.insertWidget(len(self.chips) - 1, chip)

    def _key(self, chip: PostChip, event: object) -> None:
        if not isinstance(event, QKeyEvent):
            return
        place = self.chips.index(chip)
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            place += 1 if event.key() == Qt.Key.Key_Down else -1
            if 0 <= place < len(self.rows):
                self.chips[place].setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_Delete:
            self.post_deleted.emit(chip.row.id)
        elif event.key() == Qt.Key.Key_E:
            self.post_edited.emit(chip.row.id)
        else:
            return
        event.accept()
