"""The beginning and the end of a video as times to read and to write."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from brandcraft_desktop.domain import media_words
from brandcraft_desktop.domain.film import Span, read, written
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.services.media_lengths import LengthLimit
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.media_dialog.undo_keys import yields_undo
from brandcraft_desktop.ui.widgets import Button, ElidedLabel, WrappedLabel, announce, set_look

FRAME = 24
"""Pixels of a field around its text: padding and border of both sides, and room for the cursor."""


class TimeField(QLineEdit):
    """Enter takes the time; it does not save the whole dialog."""

    resized = Signal()  # its text has another size
    wrong = False
    """Whether it holds words that are no time."""

    def fit(self, longest: str) -> None:
        """Be as wide as this time needs in the size of text that is chosen."""
        self.ensurePolished()
        digits = "".join("0" if one.isdigit() else one for one in longest)
        needed = max(self.fontMetrics().horizontalAdvance(one) for one in (digits, longest))
        hint = self.fontMetrics().horizontalAdvance(self.placeholderText())
        self.setFixedWidth(max(needed, hint) + FRAME)

    def show_time(self, seconds: float) -> None:
        """Show a time that is right."""
        self.setText(written(seconds))
        self.mark(wrong=False)

    def mark(self, *, wrong: bool) -> None:
        """Look like one that can, or can't, be read."""
        self.wrong = wrong
        set_look(self, "state", "error" if wrong else "")

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and yields_undo(
            event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()
        ):
            event.ignore()
            return False
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if Qt.Key(event.key()) in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class TrimRow(QWidget):
    """`started` and `ended` carry seconds, as they were written."""

    started = Signal(float)
    ended = Signal(float)
    all_wanted = Signal()

    def __init__(self, seconds: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self._span = Span(0.0, seconds)
        self._limits: tuple[LengthLimit, ...] = ()
        self.start = self._field("Start")
        self.end = self._field("End")
        self.start.editingFinished.connect(lambda: self._written(self.start))
        self.end.editingFinished.connect(lambda: self._written(self.end))
        self.kept = ElidedLabel("", role="secondary", parent=self)
        self.all = Button("Keep all", kind="link", parent=self)
        self.all.clicked.connect(self._keep_all)
        self.limits = WrappedLabel("", role="caption", parent=self)
        self.limits.hide()
        self.refused = WrappedLabel("", role="error", parent=self)
        self.refused.hide()
        self.trouble = WrappedLabel("", role="error", parent=self)
        self.trouble.hide()
        row = QHBoxLayout()
        row.setSpacing(6)
        for word, field in (("From", self.start), ("to", self.end)):
            label = QLabel(word, self)
            label.setBuddy(field)
            set_look(label, "role", "secondary")
            row.addWidget(label)
            row.addWidget(field)
        row.addSpacing(6)
        row.addWidget(self.kept, 1)
        row.addWidget(self.all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.trouble)
        column.addWidget(self.refused)
        column.addWidget(self.limits)

    def _field(self, name: str) -> TimeField:
        field = TimeField(self)
        field.setFont(theme.tabular(field.font()))
        field.setAccessibleName(f"{name} of the video, minutes:seconds.thousandths")
        field.setPlaceholderText("m:ss.mmm")
        field.fit(written(self._seconds))
        field.resized.connect(lambda: field.fit(written(self._seconds)))
        return field

    def show_span(self, span: Span) -> None:
        """What is kept."""
        self._span = span
        for field, at in ((self.start, span.start), (self.end, span.end)):
            if not (field.isModified() and (field.hasFocus() or field.wrong)):
                field.show_time(at)
        self._show_trouble()
        whole = span == Span(0.0, self._seconds)
        kept = "All" if whole else f"Keeps {written(span.seconds)}"
        self.kept.setText(f"{kept} of {written(self._seconds)}")
        self.all.setEnabled(not whole)
        self._show_limits()

    def show_limits(self, limits: Sequence[LengthLimit]) -> None:
        """How long platforms let it be."""
        self._limits = tuple(limits)
        self.limits.setText(" · ".join(one.words for one in limits))
        self.limits.setVisible(bool(limits))
        self._show_limits()

    def _show_limits(self) -> None:
        seconds = self._span.seconds
        short = [one.name for one in self._limits if one.too_short(seconds)]
        long = [one.name for one in self._limits if one.too_long(seconds)]
        told = [
            f"Too {how} for {media_words.joined(names, last='and')}."
            for how, names in (("short", short), ("long", long))
            if names
        ]
        if self.refused.whole_text() != " ".join(told):
            self.refused.setText(" ".join(told))
        self.refused.setVisible(bool(told))

    def unreadable(self) -> TimeField | None:
        """The first field whose words are no time, told in the row; None where all are times."""
        for field in (self.start, self.end):
            self._written(field)
        return next((one for one in (self.start, self.end) if one.wrong), None)

    def _keep_all(self) -> None:
        for field in (self.start, self.end):
            field.setModified(False)
            field.mark(wrong=False)
        self.all_wanted.emit()

    def _show_trouble(self) -> None:
        words = ""
        for field in (self.end, self.start):
            if field.wrong:
                try:
                    read(field.text())
                except BadInput as error:
                    words = error.message
        if self.trouble.whole_text() != words:
            self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    def _written(self, field: TimeField) -> None:
        if not field.isModified():
            return
        try:
            seconds = read(field.text())
        except BadInput as error:
            field.mark(wrong=True)
            self._show_trouble()
            announce(self, error.message)
            return
        field.setModified(False)
        field.mark(wrong=False)
        (self.started if field is self.start else self.ended).emit(seconds)
        self.show_span(self._span)
