"""Several files swiped one by one: one is shown, with the way to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from brandcraft_desktop.domain.plan import Layout
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.picture_grid import Picture, PictureGrid
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.widgets import IconButton, set_look

FULL, EMPTY = "\u25cf", "\u25cb"
_MOST_DOTS = 10


class Carousel(QWidget):
    """Left and Right turn the pages; the first one is shown again when the files change."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: tuple[Picture, ...] = ()
        self.page = 0
        self.picture = PictureGrid(thumbnails, self)
        self.back = IconButton("chevron-left", "Previous file", size=14, parent=self)
        self.on = IconButton("chevron-right", "Next file", size=14, parent=self)
        self.back.clicked.connect(lambda: self.turn(-1))
        self.on.clicked.connect(lambda: self.turn(1))
        self.where = QLabel(self)
        self.where.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.where.setFont(theme.tabular(self.where.font()))
        set_look(self.where, "role", "muted")
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addWidget(self.where, 1)
        row.addWidget(self.on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.picture)
        column.addLayout(row)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_pictures(self, pictures: Sequence[Picture]) -> None:
        """Show these, one at a time."""
        fresh = tuple(pictures)
        if fresh == self._pictures:
            return
        self._pictures, self.page = fresh, 0
        self._show()

    def turn(self, step: int) -> None:
        """Another page, where there is one."""
        page = self.page + step
        if 0 <= page < len(self._pictures):
            self.page = page
            self._show()

    def _show(self) -> None:
        number = len(self._pictures)
        self.picture.show_pictures(self._pictures[self.page : self.page + 1], Layout.CAROUSEL)
        self.back.setEnabled(self.page > 0)
        self.on.setEnabled(self.page + 1 < number)
        dots = " ".join(FULL if place == self.page else EMPTY for place in range(number))
        said = f"{self.page + 1} of {number}"
        self.where.setText(dots if number <= _MOST_DOTS else said)
        self.where.setAccessibleName(said)
        shown = self._pictures[self.page].alt if self._pictures else ""
        self.setAccessibleName(f"File {said}: {shown or 'without alt text'}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.turn(-step if mirrored else step)
