"""One page of the connect dialog: scrolls where the screen has no room, never overlaps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.ui.accounts.glyph_tile import GlyphTile
from brandcraft_desktop.ui.widgets import WrappedLabel

LEAST = 160


class Step(QWidget):
    """`column` is filled by whoever makes it; `primary` is the verb of the dialog's main button.

    `went` when the person goes on from inside it (Enter in a field), `changed` when `can_go` may
    be another, `grown` when it needs another height.
    """

    went = Signal()
    changed = Signal()
    grown = Signal()
    primary = ""
    going_back = True  # whether Back makes sense here

    def __init__(self, info: PlatformInfo | None = None, words: str = "") -> None:
        super().__init__()
        self.inner = QWidget()
        self.inner.setObjectName("scrolled")
        self.column = QVBoxLayout(self.inner)
        self.column.setContentsMargins(0, 0, 2, 2)
        self.column.setSpacing(8)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAccessibleName(words or (info.name if info is not None else "Platforms"))
        self.area.setWidget(self.inner)
        self.area.setWidgetResizable(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        if info is not None:
            head = QHBoxLayout()
            head.setSpacing(12)
            head.addWidget(GlyphTile(info))
            head.addWidget(WrappedLabel(words or info.name, role="heading"), 1)
            outer.addLayout(head)
        outer.addWidget(self.area, 1)

    @property
    def can_go(self) -> bool:
        """Whether the main button may be pressed."""
        return True

    def focus_first(self) -> None:
        """Put the focus where the person begins; nowhere special by default."""

    def forget(self) -> None:
        """Empty what is secret: the dialog closes."""

    def fit(self, width: int, room: int) -> None:
        """As high as its content where `room` (logical pixels) allows, else it scrolls."""
        beside = self.area.verticalScrollBar().sizeHint().width()
        for part in self.inner.findChildren(QWidget):
            if isinstance(part, QLabel):
                part.ensurePolished()
            inside_it = part.layout()
            if inside_it is not None:  # Qt would tell what is around it only later
                inside_it.invalidate()
                part.updateGeometry()
        self.column.invalidate()
        inside = max(width - beside, 1)
        whole = self.inner.heightForWidth(inside)
        if whole < 0:
            whole = self.inner.sizeHint().height()
        self.area.setFixedHeight(max(LEAST, min(whole, room)))
