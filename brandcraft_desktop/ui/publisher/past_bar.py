"""The thin bar under the calendar's header while past posts are loaded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from brandcraft_desktop.domain.account import at
from brandcraft_desktop.domain.events import AccountChanged, PastProgress
from brandcraft_desktop.domain.past_posts import PastLook, PastState
from brandcraft_desktop.services import past_posts
from brandcraft_desktop.ui.bridge import Batch
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.times import day_and_time
from brandcraft_desktop.ui.widgets import Button, WrappedLabel

_LINE = 3  # pixels


class PastBar(QWidget):
    """Says whose posts are loaded and how many came so far; hidden while none are."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.words = WrappedLabel(role="secondary")
        self.stop = Button("Stop", kind="ghost")
        self.stop.setAccessibleName("Stop loading past posts")
        self.stop.clicked.connect(self._stop)
        self.line = QProgressBar()
        self.line.setRange(0, 0)
        self.line.setTextVisible(False)
        self.line.setFixedHeight(_LINE)
        self.line.setAccessibleName("Past posts are being loaded")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addLayout(row)
        self.hide()
        context.bridge.changed.connect(self._hear)
        self._read()

    def _hear(self, batch: Batch) -> None:
        if batch.of(PastProgress, AccountChanged):
            self._read()

    def _read(self) -> None:
        workspace = self._context.workspace
        self._context.tasks.read(lambda: past_posts.status(workspace), self.show_looks, owner=self)

    def show_looks(self, looks: Sequence[PastLook]) -> None:
        """Show what is being read right now."""
        reading = [one for one in looks if one.state is PastState.READING]
        going = [one for one in reading if not one.trouble]
        waiting = [one for one in reading if one.trouble]
        # Nothing moves while nothing is done.
        self.line.setVisible(bool(going))
        said = [self._going(going)] if going else []
        self.words.setText("\n".join([*said, *(self._waiting(one) for one in waiting)]))
        self.setVisible(bool(reading))

    def _going(self, looks: Sequence[PastLook]) -> str:
        found = sum(one.found for one in looks)
        if len(looks) > 1:
            return f"Loading past posts of {len(looks)} accounts, {found} so far."
        return f"Loading past posts of {self._whose(looks[0])}, {found} so far."

    def _waiting(self, look: PastLook) -> str:
        again = "It goes on by itself."
        if look.waits_until is not None:
            now = self._context.workspace.clock.now()
            again = f"It goes on by itself {day_and_time(look.waits_until, now)}."
        return f"Past posts of {self._whose(look)} wait: {look.trouble} {again}"

    def _whose(self, look: PastLook) -> str:
        name = self._context.workspace.platforms.get(look.platform).info.name
        return f"{at(look.handle)} on {name}"

    def _stop(self) -> None:
        workspace = self._context.workspace
        self._context.tasks.change(lambda: past_posts.stop(workspace), owner=self)
