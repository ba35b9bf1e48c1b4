"""Words for people who cannot see a file, counted for each platform that gets them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from brandcraft_desktop.domain.text import graphemes
from brandcraft_desktop.domain.text.positions import Positions
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.documents import text_of
from brandcraft_desktop.ui.editor.media_dialog.undo_keys import yields_undo
from brandcraft_desktop.ui.widgets import CounterLabel, WrappedLabel

DEFAULT_LIMIT = 1_500


@dataclass(frozen=True)
class AltLimit:
    """How many characters a platform takes; 0: there is no alt text, None: no limit is known."""

    name: str
    most: int | None


def tightest(limits: Sequence[AltLimit]) -> int:
    """The limit that a counter shows."""
    return min((one.most for one in limits if one.most), default=DEFAULT_LIMIT)


def limit_words(limits: Sequence[AltLimit]) -> str:
    """ "Bluesky 2,000 · X 1,000 · not sent to TikTok"."""
    ordered = sorted((one.most, one.name) for one in limits if one.most)
    words = [f"{name} {most:,}" for most, name in ordered]
    without = [one.name for one in limits if one.most == 0]
    if without:
        words.append(f"not sent to {', '.join(without)}")
    return " · ".join(words)


class AltField(QPlainTextEdit):
    """Takes back its own words first, then leaves the key to the dialog."""

    def event(self, event: QEvent) -> bool:
        document = self.document()
        if isinstance(event, QKeyEvent) and yields_undo(
            event, undo=document.isUndoAvailable(), redo=document.isRedoAvailable()
        ):
            event.ignore()
            return False
        return super().event(event)


class AltWords(QWidget):
    """Too many words are marked, never cut; the checks say which platform takes fewer."""

    changed = Signal()

    def __init__(
        self, name: str, alt: str, limits: Sequence[AltLimit], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._limit = tightest(limits)
        title = WrappedLabel("Alt text", role="subtitle", parent=self)
        self.counter = CounterLabel(parent=self)
        self.words = AltField(self)
        self.words.setPlainText(alt)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(f"Alt text for {name}")
        self.words.setPlaceholderText("Describe it for people who can't see it")
        self.words.setFixedHeight(72)
        self.limits = WrappedLabel(limit_words(limits), role="caption", parent=self)
        self.limits.setVisible(bool(self.limits.text()))
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.counter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addWidget(self.limits)
        self.words.moveCursor(QTextCursor.MoveOperation.End)
        self.words.textChanged.connect(self._count)
        self.words.textChanged.connect(self.changed)
        self._count()

    def text(self) -> str:
        """The words without the spaces around them."""
        return text_of(self.words.document()).strip()

    def _count(self) -> None:
        text = text_of(self.words.document())
        used = graphemes.count(text)
        self.counter.set_count(used, self._limit)
        marks: list[QTextEdit.ExtraSelection] = []
        if used > self._limit:
            start = len(graphemes.cut(text, self._limit))
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self.words.document())
            mark.cursor.setPosition(Positions(text).utf16(start))
            mark.cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
            look = QTextCharFormat()
            look.setBackground(theme.color("failed_bg"))
            look.setForeground(theme.color("failed"))
            mark.format = look
            marks.append(mark)
        self.words.setExtraSelections(marks)
