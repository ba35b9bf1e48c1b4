"""The line that says which posts the brand filter keeps away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from brandcraft_desktop.ui.widgets import Button, ElidedLabel


class BrandNote(QWidget):
    """`all_wanted()` by its button; hidden while nothing is kept away."""

    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ElidedLabel("", role="muted")
        self.button = Button("Show all brands", kind="link")
        self.button.clicked.connect(self.all_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words)
        row.addWidget(self.button)
        row.addStretch(1)
        self.hide()

    def show_hidden(self, brand: str, count: int, where: str = "") -> None:
        """`count` posts do not belong to `brand` and are not shown `where`: "in November"."""
        many = "1 post" if count == 1 else f"{count:,} posts"
        verb = "is" if count == 1 else "are"
        place = f" {where}" if where else ""
        self.words.setText(f"Only {brand}: {many} outside it {verb} hidden{place}.")
        self.setVisible(bool(brand) and count > 0)
