"""The posts that have a file, each a way into the post."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from brandcraft_desktop.domain.library import MediaUse
from brandcraft_desktop.domain.media_words import counted
from brandcraft_desktop.domain.status import PostStatus
from brandcraft_desktop.ui.theme import look
from brandcraft_desktop.ui.times import day_and_time
from brandcraft_desktop.ui.widgets import Button, ElidedLabel, Mark, WrappedLabel
from brandcraft_desktop.ui.widgets.pill import WORDS

MOST: Final = 6
_WRITTEN = frozenset({PostStatus.TEMP, PostStatus.DRAFT, PostStatus.SCHEDULED, PostStatus.CANCELED})
"""Posts that are opened to be edited; of all others it is seen how they went."""


class UseLine(QWidget):
    """One post: its title opens it; below stands how it stands, and when."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self.mark = Mark("file-lines", "text2", 14, parent=self)
        self.open = Button("", kind="link", parent=self)
        self.open.setMinimumWidth(40)
        self.when = ElidedLabel("", role="caption", parent=self)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        below = QHBoxLayout()
        below.setContentsMargins(5, 0, 0, 0)
        below.addWidget(self.when)
        words.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.setAlignment(self.mark, Qt.AlignmentFlag.AlignVCenter)

    def show_use(self, use: MediaUse, now: datetime) -> None:
        """Show a post."""
        shown = look(use.status.value)
        self.mark.set_mark(shown.shape, shown.token)
        self._title = use.title
        word = WORDS[use.status.value].partition(":")[0]
        state = "In the trash" if use.in_trash else word
        self.when.setText(f"{state}, {day_and_time(use.at, now)}" if use.at else state)
        self.open.setEnabled(not use.in_trash)
        self.open.setToolTip(use.title)
        self.open.setAccessibleName(f"Open {use.title}, {self.when.text()}")
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        room = max(120, self.width() - 40)
        words = self.open.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        self.open.setText(words.replace("&", "&&"))


class UseLines(QWidget):
    """Lines are used again from file to file."""

    post_opened = Signal(str)  # to be edited
    delivery_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._uses: tuple[MediaUse, ...] = ()
        self.none = WrappedLabel("Not used in a post yet.", role="secondary", parent=self)
        self.more = WrappedLabel("", role="caption", parent=self)
        self.lines = [UseLine(self) for _ in range(MOST)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.none)
        for number, line in enumerate(self.lines):
            line.open.clicked.connect(lambda _=False, place=number: self._open(place))
            line.hide()
            column.addWidget(line)
        column.addWidget(self.more)

    def show_uses(self, uses: Sequence[MediaUse], now: datetime) -> None:
        """Show the posts, as many as there are lines."""
        self._uses = tuple(uses)
        for number, line in enumerate(self.lines):
            line.setVisible(number < len(uses))
            if number < len(uses):
                line.show_use(uses[number], now)
        rest = len(uses) - MOST
        self.none.setVisible(not uses)
        self.more.setVisible(rest > 0)
        self.more.setText(f"and {counted(rest, 'more post')}" if rest > 0 else "")

    def _open(self, place: int) -> None:
        use = self._uses[place]
        if use.status in _WRITTEN:
            self.post_opened.emit(use.post_id)
        else:
            self.delivery_opened.emit(use.post_id)
