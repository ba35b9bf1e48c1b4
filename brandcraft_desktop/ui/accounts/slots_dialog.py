"""An account's weekly posting times, day by day."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QLocale, Qt, QTime, Signal
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.domain.posting_times import Slot
from brandcraft_desktop.ui.habits import first_weekday, time_pattern
from brandcraft_desktop.ui.widgets import (
    Button,
    FlowLayout,
    FocusRing,
    IconButton,
    Popover,
    WrappedLabel,
)

NOON = QTime(12, 0)
WEEK = 7
WHAT = "“Add to queue” puts a post into the next free one of these times."


class SlotsDialog(QDialog):
    """`chosen` carries the times when the dialog is closed with Save."""

    chosen = Signal(object)  # tuple[Slot, ...]

    def __init__(self, name: str, slots: Iterable[Slot], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Weekly posting times")
        self.setModal(True)
        self._slots = set(slots)
        self._last = NOON
        title = WrappedLabel(f"Weekly posting times of {name}", role="heading", parent=self)
        what = WrappedLabel(WHAT, role="secondary", parent=self)
        inner = QWidget(self)
        inner.setObjectName("scrolled")
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 4, 8, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self._rows: dict[int, FlowLayout] = {}
        self.adders: dict[int, IconButton] = {}
        for place, weekday in enumerate(self._days()):
            day = QLocale().standaloneDayName(weekday + 1)
            label = WrappedLabel(day, parent=inner)
            grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            holder = QWidget(inner)
            self._rows[weekday] = FlowLayout(holder)
            grid.addWidget(holder, place, 1)
            add = IconButton("plus", f"Add a time on {day}", parent=inner)
            add.clicked.connect(partial(self._ask, weekday))
            self.adders[weekday] = add
            label.setMinimumHeight(add.sizeHint().height())  # on one line with the first time
            grid.addWidget(add, place, 2, Qt.AlignmentFlag.AlignTop)
            self._fill(weekday)
        grid.setRowStretch(WEEK, 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inner)
        area.setAccessibleName("Times of the week")
        FocusRing(area)
        self.everywhere = Button("Use Monday's times on every workday", kind="link", parent=self)
        self.everywhere.clicked.connect(self._spread)
        self.save = Button("Save", kind="primary", parent=self)
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        cancel = Button("Cancel", parent=self)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.everywhere)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        for widget in (title, what):
            column.addWidget(widget)
        column.addWidget(area, 1)
        column.addLayout(row)
        self.resize(560, 460)
        self._show_spread()

    def slots(self) -> tuple[Slot, ...]:
        """The times as they are shown."""
        return tuple(sorted(self._slots))

    def add(self, slot: Slot) -> None:
        """One time more."""
        self._slots.add(slot)
        self._fill(slot.weekday)
        self._show_spread()

    def remove(self, slot: Slot) -> None:
        """One time less."""
        self._slots.discard(slot)
        self._fill(slot.weekday)
        self._show_spread()
        self.adders[slot.weekday].setFocus(Qt.FocusReason.OtherFocusReason)

    def _days(self) -> list[int]:
        first = first_weekday()
        return [(first + place) % WEEK for place in range(WEEK)]

    def _fill(self, weekday: int) -> None:
        flow = self._rows[weekday]
        while (item := flow.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        holder = flow.parentWidget()
        day = QLocale().standaloneDayName(weekday + 1)
        for slot in self.slots():
            if slot.weekday != weekday:
                continue
            words = _clock(slot)
            chip = Button(f"{words}  \u00d7", parent=holder)
            chip.setAccessibleName(f"Remove {day} {words}")
            chip.setToolTip("Remove")
            chip.clicked.connect(partial(self.remove, slot))
            flow.addWidget(chip)
            chip.show()
        if not any(slot.weekday == weekday for slot in self._slots):
            none = WrappedLabel("None", role="muted", parent=holder)
            none.setMinimumHeight(self.adders[weekday].sizeHint().height())
            flow.addWidget(none)
            none.show()

    def _ask(self, weekday: int) -> None:
        panel = Popover("Add a time", self)
        panel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        edit = QTimeEdit(self._last, panel)
        edit.setAccessibleName("Time")
        edit.setDisplayFormat(time_pattern())
        add = Button("Add", kind="primary", parent=panel)

        def take() -> None:
            self._last = edit.time()
            panel.close()
            self.add(Slot(weekday, self._last.hour() * 60 + self._last.minute()))

        add.clicked.connect(take)
        add.setAutoDefault(True)
        row = QHBoxLayout()
        row.addWidget(edit)
        row.addWidget(add)
        panel.body.addLayout(row)
        panel.open_at(self.adders[weekday])

    def _show_spread(self) -> None:
        self.everywhere.setVisible(any(slot.weekday == 0 for slot in self._slots))

    def _spread(self) -> None:
        minutes = [slot.minute for slot in self._slots if slot.weekday == 0]
        workdays = range(1, 5)
        self._slots = {slot for slot in self._slots if slot.weekday not in workdays}
        self._slots |= {Slot(weekday, minute) for weekday in workdays for minute in minutes}
        for weekday in workdays:
            self._fill(weekday)

    def _save(self) -> None:
        self.accept()
        self.chosen.emit(self.slots())


def _clock(slot: Slot) -> str:
    time = QTime(slot.minute // 60, slot.minute % 60)
    return QLocale().toString(time, time_pattern())
