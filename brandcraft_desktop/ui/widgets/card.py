"""A surface that holds things that belong together."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from brandcraft_desktop.ui.widgets.section_header import SectionHeader
from brandcraft_desktop.ui.widgets.style import set_look


class Card(QFrame):
    """``body`` is the layout to fill; ``header`` exists if there is a title.

    ``kind``: "" (white), "sunken" or "plain" (no frame).
    """

    def __init__(self, title: str = "", *, kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        if kind:
            set_look(self, "kind", kind)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.setSpacing(8)
        self.header: SectionHeader | None = None
        if title:
            self.header = SectionHeader(title, parent=self)
            self.body.addWidget(self.header)
            self.setAccessibleName(title)
