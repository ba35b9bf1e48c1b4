"""One step of the introduction: a question, the fields for its answer, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.first_run.keeping import Work
from brandcraft_desktop.ui.first_run.reading import Found
from brandcraft_desktop.ui.here import local_day
from brandcraft_desktop.ui.shell.pages import focusable
from brandcraft_desktop.ui.widgets import WrappedLabel, announce

SPACE = 10
Fields = Mapping[str, Callable[[], Work]]


class IntroductionPage(QWidget):
    """`touched`: the fields that the person has changed and that are not kept yet.

    `answered`: Continue was pressed here. `reread` says that what is stored has changed.
    """

    reread = Signal()

    def __init__(self, context: Context, title: str, words: str) -> None:
        super().__init__()
        self.context = context
        self.title = title
        self.touched: set[str] = set()
        self.answered = False
        self.found = Found()
        inner = QWidget()
        inner.setObjectName("scrolled")
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(4, 0, 8, 4)
        self.body.setSpacing(SPACE)
        self.problem = WrappedLabel("", role="error")
        self.problem.hide()
        for label in (WrappedLabel(title, role="title"), WrappedLabel(words, role="secondary")):
            self.body.addWidget(label)
        self.body.addWidget(self.problem)
        self.body.addSpacing(4)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(title)
        self.area.setWidget(inner)
        self.area.setWidgetResizable(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)

    def show_found(self, found: Found) -> None:
        """Show what is stored; what the person changed meanwhile stays."""
        self.found = found
        if not self.touched:
            self.fill(found)

    def fill(self, found: Found) -> None:
        """Put what is stored into the fields."""
        raise NotImplementedError

    def fields(self) -> Fields:
        """Each field's way to be kept, for a thread; it raises `BadInput` for half an answer."""
        raise NotImplementedError

    def proposed(self) -> Collection[str]:
        """Fields that show a proposal: Continue agrees to it although no hand was on them."""
        return ()

    @property
    def proposes(self) -> bool:
        """Whether proposals are made: not to who answered already, or runs it once more."""
        return not self.found.again and not self.answered

    def answer(self) -> tuple[Work, ...]:
        """What keeps the answer, for a thread. Raises `BadInput` where it can't be kept."""
        wanted = self.touched | set(self.proposed() if self.proposes else ())
        return tuple(make() for name, make in self.fields().items() if name in wanted)

    def typed(self) -> tuple[Work, ...]:
        """What keeps the fields that a hand was on; half an answer is left out."""
        found: list[Work] = []
        for name, make in self.fields().items():
            if name in self.touched:
                try:
                    found.append(make())
                except BadInput:
                    continue
        return tuple(found)

    def touch(self, field: str) -> None:
        """A hand was on a field."""
        self.touched.add(field)
        self.clear_problem()

    def settle(self, *, answered: bool) -> None:
        """What was typed is kept (`answered`) or given up: what is stored is shown from now on."""
        self.touched.clear()
        self.answered = self.answered or answered
        self.clear_problem()

    def show_problem(self, message: str) -> None:
        """What is wrong with the answer; it can be corrected at once."""
        self.problem.setText(message)
        self.problem.show()
        self.area.ensureWidgetVisible(self.problem)
        announce(self, message, assertive=True)

    def clear_problem(self) -> None:
        """Nothing is wrong any more."""
        self.problem.hide()

    def focus_first(self) -> None:
        """Put the focus where the person begins."""
        first = next(iter(focusable(self)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def now(self) -> datetime:
        """The present moment, by the workspace's clock."""
        return self.context.workspace.clock.now().astimezone(UTC)

    def today(self) -> date:
        """The day on the person's calendar."""
        return local_day(self.now())


def field_label(words: str, field: QWidget) -> WrappedLabel:
    """The words above a field."""
    label = WrappedLabel(words, role="subtitle")
    label.setBuddy(field)
    if not field.accessibleName():
        field.setAccessibleName(words)
    return label
