"""Below a delivery that is out: what comes after it, how each stands, and another try."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from brandcraft_desktop.domain.follow_up import FollowUpState, FollowUpView
from brandcraft_desktop.ui.delivery.words import follow_up_sentence, may_try_again
from brandcraft_desktop.ui.widgets import Button, Mark, WrappedLabel, announce

INDENT = 47  # under the words of a row, behind its picture
_MARKS = {
    FollowUpState.DONE: ("status-published", "published"),
    FollowUpState.WAITING: ("clock", "text2"),
    FollowUpState.FAILED: ("status-failed", "failed"),
}


class FollowUpLine(QWidget):
    """One of them."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = Mark(*_MARKS[FollowUpState.WAITING])
        self.words = WrappedLabel("", role="secondary")
        self.again = Button("Try again", kind="link")
        self.again.setObjectName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(INDENT, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.mark)
        row.addWidget(self.words, 1)
        row.addWidget(self.again)

    def show_view(self, view: FollowUpView, now: datetime) -> None:
        """Show how it stands."""
        self.mark.set_mark(*_MARKS[view.state])
        self.words.setText(follow_up_sentence(view, now))
        self.again.setVisible(may_try_again(view))
        self.again.setEnabled(True)
        self.again.setAccessibleName(f"Try again: {view.words}")


class FollowUpList(QWidget):
    """Updates in place; says which one shall be tried through `chosen`."""

    chosen = Signal(str)  # its name

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views: dict[str, FollowUpView] = {}
        self._lines: dict[str, FollowUpLine] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def show_views(self, views: Sequence[FollowUpView], now: datetime) -> None:
        """Show these; one that came to its end is announced."""
        for name in set(self._lines) - {one.name for one in views}:
            gone = self._lines.pop(name)
            gone.hide()
            gone.deleteLater()
        for view in views:
            line = self.line(view.name)
            line.show_view(view, now)
            before = self._views.get(view.name)
            if before is not None and before.state is not view.state:
                failed = view.state is FollowUpState.FAILED
                announce(line, line.words.whole_text(), assertive=failed)
        self._views = {one.name: one for one in views}
        self.setVisible(bool(views))

    def refresh_words(self, now: datetime) -> None:
        """Say again when each is tried; time goes by."""
        for name, view in self._views.items():
            self._lines[name].words.setText(follow_up_sentence(view, now))

    def line(self, name: str) -> FollowUpLine:
        """The line of one, made where it is missing."""
        if name not in self._lines:
            made = self._lines[name] = FollowUpLine(name)
            made.again.clicked.connect(lambda: self._choose(name))
            self._column.addWidget(made)
        return self._lines[name]

    def enable(self) -> None:
        """An act was refused: the buttons work again."""
        for line in self._lines.values():
            line.again.setEnabled(True)

    def _choose(self, name: str) -> None:
        self._lines[name].again.setEnabled(False)  # until it is read again
        self.chosen.emit(name)
