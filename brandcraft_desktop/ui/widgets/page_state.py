"""The four faces of a page: content, empty, loading, error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from brandcraft_desktop.ui.widgets.announcing import announce
from brandcraft_desktop.ui.widgets.button import Button
from brandcraft_desktop.ui.widgets.labels import WrappedLabel
from brandcraft_desktop.ui.widgets.mark import Mark

PATIENCE: Final = 300
"""Milliseconds before loading shows at all: most answers come sooner and would only flicker."""

ROWS: Final = 5
COLUMN: Final = 420


def _centred(label: QWidget) -> QHBoxLayout:
    """A row in which the label is as wide as it may be, and in the middle."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(label, 1000)
    row.addStretch(1)
    return row


class Message(QWidget):
    """A picture, a sentence, what it means, and what to do about it, in the middle of the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = Mark("inbox", "text3", 48, parent=self)
        self.sentence = WrappedLabel(role="heading", parent=self)
        self.explanation = WrappedLabel(role="secondary", parent=self)
        self.button = Button("", kind="primary", parent=self)
        self.second = Button("Copy details", kind="ghost", icon_name="copy", parent=self)
        for label in (self.sentence, self.explanation):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setMaximumWidth(COLUMN)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.button)
        buttons.addWidget(self.second)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(4)
        column.addLayout(_centred(self.sentence))
        column.addLayout(_centred(self.explanation))
        column.addSpacing(4)
        column.addLayout(buttons)
        column.addStretch(3)
        self._done: Callable[[], None] | None = None
        self.button.clicked.connect(self._act)

    def fill(
        self, sentence: str, explanation: str, button: str, done: Callable[[], None] | None
    ) -> None:
        """Set the words and what the button does; without both there is no button."""
        self.sentence.setText(sentence)
        self.explanation.setText(explanation)
        self.explanation.setVisible(bool(explanation))
        self._done = done
        self.button.setText(button)
        self.button.setVisible(bool(button) and done is not None)
        self.setAccessibleName(f"{sentence} {explanation}".strip())

    def _act(self) -> None:
        if self._done is not None:
            self._done()


class Skeleton(QWidget):
    """Grey rows where the content is about to be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Loading")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for number in range(ROWS):
            line = QHBoxLayout()
            line.setSpacing(12)
            for height, stretch in ((40, 0), (40, 8 - number % 3)):
                block = QFrame(self)
                block.setObjectName("skeleton")
                block.setFixedHeight(height)
                if not stretch:
                    block.setFixedWidth(height)
                line.addWidget(block, stretch)
            line.addStretch(2 + number % 3)
            column.addLayout(line)
        column.addStretch(1)


class PageState(QStackedWidget):
    """Holds a page's content and shows something useful when there is none.

    ``state`` is "content", "empty", "loading" or "error".
    """

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._empty = Message()
        self._empty.second.hide()
        self._error = Message()
        self._error.mark.set_mark("status-failed", "failed")
        self._error.second.clicked.connect(self._copy)
        self._skeleton = Skeleton()
        self._details = ""
        for face in (content, self._empty, self._skeleton, self._error):
            self.addWidget(face)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(lambda: self.setCurrentWidget(self._skeleton))

    def state(self) -> str:
        """Which face shows."""
        faces = ((self._empty, "empty"), (self._skeleton, "loading"), (self._error, "error"))
        shown = self.currentWidget()
        return next((name for face, name in faces if face is shown), "content")

    def show_content(self) -> None:
        """Show the page itself."""
        self._show(self._content)

    def show_loading(self) -> None:
        """Show grey rows if this takes longer than a blink."""
        self._patience.start()

    def show_empty(
        self,
        icon_name: str,
        sentence: str,
        *,
        explanation: str = "",
        button: str = "",
        done: Callable[[], None] | None = None,
    ) -> None:
        """Say that there is nothing, and offer the one thing to do."""
        self._empty.mark.set_mark(icon_name, "text3")
        self._empty.fill(sentence, explanation, button, done)
        self._show(self._empty)

    def show_error(
        self,
        sentence: str,
        *,
        explanation: str = "",
        button: str = "Try again",
        done: Callable[[], None] | None = None,
        details: str = "",
    ) -> None:
        """Say what failed and what is safe; ``details`` can be copied but are not shown."""
        self._error.fill(sentence, explanation, button, done)
        self._details = details
        self._error.second.setVisible(bool(details))
        self._show(self._error)
        announce(self, f"{sentence} {explanation}".strip(), assertive=True)

    def _show(self, face: QWidget) -> None:
        self._patience.stop()
        self.setCurrentWidget(face)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        announce(self, "Details copied")
