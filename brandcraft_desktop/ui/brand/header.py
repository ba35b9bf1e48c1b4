"""The head of the page: which brand, and the buttons for brands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from brandcraft_desktop.domain.brand import MAX_BRANDS, Brand
from brandcraft_desktop.ui.brand.words import ALL_BRANDS, new_brand_reason, new_brand_words
from brandcraft_desktop.ui.widgets import Avatar, Button, SectionHeader

SIDE = 32


class BrandHeader(QWidget):
    """`chosen(brand id, None for all)`, `edit_wanted()`, `new_wanted()`."""

    chosen = Signal(object)
    edit_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._brands: tuple[Brand, ...] | None = None
        self.title = SectionHeader("My Brand", role="title")
        self.avatar = Avatar("", size=SIDE)
        self.chooser = QComboBox()
        self.chooser.setAccessibleName("Brand")
        self.chooser.setToolTip("Every page shows this brand alone")
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.chooser.activated.connect(lambda index: self.chosen.emit(self.chooser.itemData(index)))
        self.edit = Button("Edit brand", icon_name="pen-to-square")
        self.edit.clicked.connect(self.edit_wanted)
        self.new = Button("", icon_name="plus")
        self.new.clicked.connect(self.new_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addSpacing(8)
        row.addWidget(self.avatar)
        row.addWidget(self.chooser)
        row.addStretch(1)
        row.addWidget(self.edit)
        row.addWidget(self.new)

    def show_brands(
        self, brands: Sequence[Brand], chosen: Brand | None, pictures: Mapping[str, str]
    ) -> None:
        """List the brands after "All brands" and show which one is on."""
        if self._brands != tuple(brands):  # an open list must not be emptied under the pointer
            self._brands = tuple(brands)
            self.chooser.clear()
            self.chooser.addItem(ALL_BRANDS, None)
            for brand in brands:
                self.chooser.addItem(brand.name, brand.id)
        self.chooser.setCurrentIndex(
            max(0, self.chooser.findData(chosen.id if chosen is not None else None))
        )
        self.avatar.setVisible(chosen is not None)
        if chosen is not None:
            path = pictures.get(chosen.avatar_sha256 or "")
            picture = QPixmap(path) if path is not None else None
            self.avatar.set_person(chosen.name, picture=picture, ground=chosen.colour)
        self.chooser.setVisible(bool(brands))
        self.edit.setVisible(chosen is not None)
        self.new.setText(new_brand_words(len(brands)))
        self.new.setEnabled(len(brands) < MAX_BRANDS)
        reason = new_brand_reason(len(brands))
        self.new.setToolTip(reason)
        self.new.setAccessibleDescription(reason)
