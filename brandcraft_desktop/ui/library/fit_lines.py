"""Which platforms take a file, line by line: connected ones first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from brandcraft_desktop.domain.library import PlatformFit, Takes
from brandcraft_desktop.ui.widgets import Mark, WrappedLabel, set_look

_MARKS = {
    Takes.FITS: ("circle-check", "published"),
    Takes.CONVERTED: ("rotate", "scheduled"),
    Takes.NOT: ("circle-xmark", "failed"),
    Takes.UNKNOWN: ("hourglass-half", "text3"),
}


class FitLine:
    """The widgets of one line of the table."""

    def __init__(self, table: QWidget, grid: QGridLayout, row: int) -> None:
        self.glyph = Mark("globe", "text2", 16, parent=table)
        self.name = QLabel(table)
        self.mark = Mark("circle-check", "published", 14, parent=table)
        self.words = WrappedLabel("", role="secondary", parent=table)
        top = Qt.AlignmentFlag.AlignTop
        for column, widget in enumerate((self.glyph, self.name, self.mark)):
            grid.addWidget(widget, row, column, top)
        grid.addWidget(self.words, row, 3)

    def show_fit(self, fit: PlatformFit | None) -> None:
        """Show a platform; None hides the line."""
        for widget in (self.glyph, self.name, self.mark, self.words):
            widget.setVisible(fit is not None)
        if fit is None:
            return
        self.glyph.set_mark(fit.glyph, "text2" if fit.connected else "text3")
        self.name.setText(fit.name)
        set_look(self.name, "role", "" if fit.connected else "muted")
        self.mark.set_mark(*_MARKS[fit.takes])
        notes = fit.problems if fit.takes in (Takes.FITS, Takes.CONVERTED) else fit.problems[1:]
        self.words.setText("\n".join((fit.words, *notes)))
        self.words.setAccessibleName(f"{fit.name}: {' '.join((fit.words, *notes))}")


class FitLines(QWidget):
    """Lines are used again from file to file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(3, 1)
        self.lines: list[FitLine] = []
        self.note = WrappedLabel(
            "Grey names have no account here yet.", role="caption", parent=self
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._grid)
        column.addWidget(self.note)

    def show_fits(self, fits: Sequence[PlatformFit]) -> None:
        """Show how each platform takes the file."""
        while len(self.lines) < len(fits):
            self.lines.append(FitLine(self, self._grid, len(self.lines)))
        for number, line in enumerate(self.lines):
            line.show_fit(fits[number] if number < len(fits) else None)
        self.note.setVisible(any(not fit.connected for fit in fits))
