"""Where a link's card will be: its picture and title come from the page when the post goes out."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from brandcraft_desktop.ui.widgets import ElidedLabel, Mark


class LinkCard(QFrame):
    """A placeholder with the address."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("well")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._host = ElidedLabel(role="subtitle", parent=self)
        self._address = ElidedLabel(role="caption", parent=self)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._host)
        words.addWidget(self._address)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(Mark("globe", "text3", 22, parent=self))
        row.addLayout(words, 1)

    def show_address(self, address: str | None) -> None:
        """Show the card of an address, or none."""
        self.setVisible(address is not None)
        if address is not None:
            self._host.setText(urlsplit(address).netloc or address)
            self._address.setText("Title and picture come from the page")
            self.setToolTip(address)
