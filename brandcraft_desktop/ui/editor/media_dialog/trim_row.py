"""The beginning and the end of a video as times to read and to write."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from brandcraft_desktop.domain import media_words
from brandcraft_desktop.domain.film import Span, read, written
from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.services.media_lengths import LengthLimit
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.widgets import Button, ElidedLabel, WrappedLabel, announce, set_look

WIDE = 96


class TimeField(QLineEdit):
    """Enter takes the time; it does not save the whole dialog."""

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
        self.all.clicked.connect(self.all_wanted)
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

    def _field(self, name: str) -> QLineEdit:
        field = TimeField(self)
        field.setFixedWidth(WIDE)
        field.setFont(theme.tabular(field.font()))
        field.setAccessibleName(f"{name} of the video, minutes:seconds.thousandths")
        field.setPlaceholderText("m:ss.mmm")
        return field

    def show_span(self, span: Span) -> None:
        """What is kept."""
        self._span = span
        for field, at in ((self.start, span.start), (self.end, span.end)):
            if not (field.hasFocus() and field.isModified()):
                field.setText(written(at))
                set_look(field, "state", "")
        if not any(one.property("state") == "error" for one in (self.start, self.end)):
            self.trouble.hide()
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

    def unreadable(self) -> QLineEdit | None:
        """The field that holds no time, and its words are shown; None where both are fine."""
        for field in (self.start, self.end):
            self._written(field)
            if field.isModified():
                return field
        return None

    def _written(self, field: QLineEdit) -> None:
        if not field.isModified():
            return
        try:
            seconds = read(field.text())
        except BadInput as error:
            set_look(field, "state", "error")
            self.trouble.setText(error.message)
            self.trouble.show()
            announce(self, error.message)
            return
        field.setModified(False)
        set_look(field, "state", "")
        (self.started if field is self.start else self.ended).emit(seconds)
        self.show_span(self._span)
