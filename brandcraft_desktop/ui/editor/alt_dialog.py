"""Words for people who cannot see a picture."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from brandcraft_desktop.domain.text import graphemes
from brandcraft_desktop.domain.text.positions import Positions
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.documents import text_of
from brandcraft_desktop.ui.editor.previews.made_as import size_words
from brandcraft_desktop.ui.widgets import Button, CounterLabel, WrappedLabel, set_look

PICTURE = QSize(420, 260)


def facts_line(view: MediaView) -> str:
    """ "beach.jpg · 4000 × 3000 · 2.1 MB"."""
    words = [view.name]
    if view.facts is not None:
        words.append(f"{view.facts.width} × {view.facts.height}")
        words.append(size_words(view.facts.bytes))
        if view.facts.duration:
            words.append(f"{view.facts.duration:.0f} s")
    return " · ".join(words)


class AltDialog(QDialog):
    """Too many words are marked, never cut; the checks say which platform takes fewer."""

    chosen = Signal(str)

    def __init__(
        self, view: MediaView, alt: str, limit: int, picture: QPixmap | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Alt text")
        self.setModal(True)
        self._limit = limit
        shown = QLabel(self)
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        shown.setObjectName("well")
        shown.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        if picture is not None:
            shown.setPixmap(
                picture.scaled(
                    PICTURE,
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
        facts = QLabel(facts_line(view), self)
        set_look(facts, "role", "caption")
        title = WrappedLabel("Describe it for people who can't see it", role="heading", parent=self)
        self.words = QPlainTextEdit(self)
        self.words.setPlainText(alt)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(f"Alt text for {view.name}")
        self.words.setPlaceholderText("What is in the picture, and any words on it")
        self.words.setMinimumHeight(92)
        self.words.textChanged.connect(self._count)
        self.counter = CounterLabel(parent=self)
        self.save = Button("Save alt text", kind="primary", parent=self)
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        cancel = Button("Cancel", parent=self)
        cancel.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._save)
        row = QHBoxLayout()
        row.addWidget(self.counter)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(title)
        column.addWidget(shown)
        column.addWidget(facts)
        column.addWidget(self.words, 1)
        column.addSpacing(4)
        column.addLayout(row)
        self.setMinimumWidth(PICTURE.width() + 48)
        self.words.moveCursor(QTextCursor.MoveOperation.End)
        self.words.setFocus()
        self._count()

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

    def _save(self) -> None:
        self.accept()
        self.chosen.emit(text_of(self.words.document()).strip())
