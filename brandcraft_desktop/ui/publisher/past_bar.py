"""The thin bar under the calendar's header while past posts are loaded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from brandcraft_desktop.domain.account import at
from brandcraft_desktop.domain.events import AccountChanged, PastProgress
from brandcraft_desktop.domain.past_posts import PastLook, PastState
from brandcraft_desktop.services import past_posts
from brandcraft_desktop.ui.bridge import Batch
from brandcraft_desktop.ui.context import Context

_LINE = 3  # pixels


class PastBar(QWidget):
    """Says whose posts are loaded and how many came so far; hidden while none are."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.stop = QPushButton("Stop")
        self.stop.setAccessibleName("Stop loading past posts")
        self.stop.clicked.connect(self._stop)
        line = QProgressBar()
        line.setRange(0, 0)
        line.setTextVisible(False)
        line.setFixedHeight(_LINE)
        line.setAccessibleName("Past posts are being loaded")
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(line)
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
        self.setVisible(bool(reading))
        self.words.setText(" ".join(self._said(one) for one in reading))

    def _said(self, look: PastLook) -> str:
        name = self._context.workspace.platforms.get(look.platform).info.name
        if look.trouble:
            return f"{name}, {at(look.handle)}: {look.trouble} It goes on by itself."
        return f"Loading posts from {name}, {look.found} so far."

    def _stop(self) -> None:
        workspace = self._context.workspace
        self._context.tasks.change(lambda: past_posts.stop(workspace), owner=self)
