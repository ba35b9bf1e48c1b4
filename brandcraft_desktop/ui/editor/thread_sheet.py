"""Turning a long text into a thread, and back: how it is split, its numbers, and its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.widgets import (
    Button,
    Popover,
    SegmentedControl,
    ToggleSwitch,
    WrappedLabel,
)

WIDTH = 460
TALL = 134
"""The list keeps its height: a panel that grows would leave the screen."""
NUMBERING = "{n}/{total}"
HOW = (
    "What is too long is cut to fit in any case, never inside a word or a link. "
    "Alt+Up and Alt+Down move a part."
)
NUMBERS = "{n} is the part and {total} how many there are. {text} may say where the words stand."


class Mode(StrEnum):
    """Where [Split] begins a new part."""

    HAND = "hand"
    BLANK = "blank"
    SENTENCES = "sentences"
    FIT = "fit"


_MODES = [
    (Mode.FIT.value, "To fit"),
    (Mode.BLANK.value, "At blank lines"),
    (Mode.SENTENCES.value, "At sentences"),
    (Mode.HAND.value, "By hand"),
]


@dataclass(frozen=True)
class PartRow:
    """A part as the list shows it: its words, how long it is, whether that is too long."""

    text: str
    count: str = ""
    over: bool = False


@dataclass(frozen=True)
class Outlook:
    """What would become of the text: `sentence` says for whom; `divides`: [Split] does something.

    `joins`: there are parts made by hand that can be one text again.
    """

    sentence: str
    parts: tuple[PartRow, ...] = ()
    divides: bool = False
    joins: bool = False


class ThreadSheet(Popover):
    """The switch and the numbers take effect at once; the text changes only with a button."""

    thread_chosen = Signal(bool)
    numbering_chosen = Signal(str)
    mode_chosen = Signal(object)  # Mode
    split_wanted = Signal()
    join_wanted = Signal()
    break_wanted = Signal()

    def __init__(
        self, *, name: str, thread: bool, numbering: str, mode: Mode, parent: QWidget
    ) -> None:
        super().__init__("Thread", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.mode = mode
        whom = f" on {name}" if name else ""
        self.switch = ToggleSwitch(f"Send as a thread{whom}")
        self.switch.setChecked(thread)
        self.switch.toggled.connect(self.thread_chosen)
        self.modes = SegmentedControl(_MODES, name="Where a new part begins")
        self.modes.set_current(mode.value)
        self.modes.chosen.connect(self._choose)
        self.numbers = ToggleSwitch("Number the parts (1/3)")
        self.numbers.setChecked(bool(numbering))
        self.numbers.toggled.connect(self._number)
        self.pattern = QLineEdit(numbering or NUMBERING)
        self.pattern.setMaxLength(40)
        self.pattern.setFixedWidth(130)
        self.pattern.setAccessibleName("How the parts are numbered")
        self.pattern.setAccessibleDescription(NUMBERS)
        self.pattern.setToolTip(NUMBERS)
        self.pattern.textEdited.connect(lambda _: self._number(self.numbers.isChecked()))
        self.list = QListWidget()
        self.list.setAccessibleName("Parts")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setWordWrap(False)
        self.list.setFixedHeight(TALL)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cut = Button("Begin a part at the cursor", icon_name="scissors")
        self.cut.clicked.connect(self._break)
        self.join = Button("Join into one text")
        self.join.clicked.connect(self._join)
        self.split = Button("Split", kind="primary")
        self.split.clicked.connect(self._split)
        self._arrange()

    def _arrange(self) -> None:
        numbering = QHBoxLayout()
        numbering.addWidget(self.numbers)
        numbering.addStretch(1)
        numbering.addWidget(self.pattern)
        buttons = QHBoxLayout()
        buttons.addWidget(self.cut)
        buttons.addWidget(self.join)
        buttons.addStretch(1)
        buttons.addWidget(self.split)
        how = WrappedLabel(HOW, role="caption")
        how.setMinimumWidth(WIDTH)
        self.sentence = WrappedLabel(role="secondary")
        self.body.addWidget(self.switch)
        self.body.addWidget(self.modes)
        self.body.addLayout(numbering)
        self.body.addWidget(self.sentence)
        self.body.addWidget(self.list)
        self.body.addWidget(how)
        self.body.addLayout(buttons)
        self._enable()

    def show_outlook(self, outlook: Outlook) -> None:
        """The parts as they would be."""
        self.sentence.setText(outlook.sentence)
        self.list.clear()
        for number, part in enumerate(outlook.parts, start=1):
            self.list.addItem(_item(number, part))
        self.split.setEnabled(outlook.divides)
        self.split.setVisible(self.mode is not Mode.HAND)
        self.cut.setVisible(self.mode is Mode.HAND)
        self.join.setVisible(outlook.joins)

    def _enable(self) -> None:
        self.pattern.setEnabled(self.numbers.isChecked())

    def _choose(self, mode: str) -> None:
        self.mode = Mode(mode)
        self.mode_chosen.emit(self.mode)

    def _number(self, on: bool) -> None:
        self._enable()
        self.numbering_chosen.emit((self.pattern.text().strip() or NUMBERING) if on else "")

    def _split(self) -> None:
        self.split_wanted.emit()
        self.close()

    def _join(self) -> None:
        self.join_wanted.emit()
        self.close()

    def _break(self) -> None:
        self.break_wanted.emit()
        self.close()


def _item(number: int, part: PartRow) -> QListWidgetItem:
    words = " ".join(part.text.split()) or "(no words)"
    item = QListWidgetItem(
        f"{number}  {part.count}  {words}" if part.count else f"{number}  {words}"
    )
    item.setSizeHint(QSize(0, 24))
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    item.setToolTip(part.text)
    item.setData(
        Qt.ItemDataRole.AccessibleTextRole, f"Part {number}, {part.count or 'not counted'}, {words}"
    )
    if part.over:
        item.setForeground(theme.color("failed"))
    return item


def rows_of(parts: Sequence[tuple[str, int, int]]) -> tuple[PartRow, ...]:
    """Rows of parts given as words, length and limit."""
    return tuple(
        PartRow(text, f"{length} / {limit}", over=length > limit) for text, length, limit in parts
    )
