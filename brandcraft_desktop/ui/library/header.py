"""The line above the files: search, shelves with their figures, and adding more."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from brandcraft_desktop.domain.library import Shelf, ShelfCounts
from brandcraft_desktop.ui.library.words import SHELVES
from brandcraft_desktop.ui.widgets import (
    Button,
    ElidedLabel,
    FlowLayout,
    SearchField,
    SegmentedControl,
)

SEARCH: Final = 240


class Header(QWidget):
    """Only shows and tells; the page decides."""

    searched = Signal(str)
    shelf_chosen = Signal()
    add_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel("Media", role="title", parent=self)
        self.shared = ElidedLabel("Shared by all brands", role="muted", parent=self)
        self.shared.hide()
        self.search = SearchField("Search files", name="Search files", parent=self)
        self.search.setToolTip("Words in names, alt texts and tags; #tag is exactly that tag")
        self.search.setFixedWidth(SEARCH)
        self.search.searched.connect(self.searched)
        self.shelves = SegmentedControl(
            [(shelf.value, word) for shelf, word in SHELVES], name="Show", parent=self
        )
        self.shelves.chosen.connect(lambda _: self.shelf_chosen.emit())
        self.unsplash = Button("Unsplash", icon_name="unsplash", parent=self)
        self.unsplash.setToolTip("Add photos from Unsplash")
        self.add = Button("Add files", kind="primary", icon_name="plus", parent=self)
        self.add.setToolTip("Add files (Ctrl+I). You can also drop or paste them.")
        self.add.clicked.connect(self.add_asked)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.title)
        top.addWidget(self.shared, 1)
        top.addStretch(1)
        top.addWidget(self.unsplash)
        top.addWidget(self.add)
        tools = FlowLayout(spacing=8)
        tools.addWidget(self.search)
        tools.addWidget(self.shelves)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(tools)

    @property
    def shelf(self) -> Shelf:
        """The shelf in front."""
        return Shelf(self.shelves.current())

    def set_shelf(self, shelf: Shelf) -> None:
        """Bring a shelf to the front without telling."""
        self.shelves.set_current(shelf.value)

    def show_counts(self, counts: ShelfCounts) -> None:
        """The figures on the shelves."""
        for shelf, word in SHELVES:
            count = counts.of(shelf)
            self.shelves.button(shelf.value).setText(f"{word} {count:,}" if count else word)
            self.shelves.button(shelf.value).setAccessibleName(f"{word}, {count:,}")
