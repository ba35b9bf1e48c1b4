"""What the accounts page shows before any account is connected: the platforms themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from brandcraft_desktop.ui.accounts.platform_grid import PlatformGrid
from brandcraft_desktop.ui.accounts.platforms import platform_grid
from brandcraft_desktop.ui.widgets import WrappedLabel

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

WIDEST = 1100
TITLE = "No account is connected yet"
WHAT = (
    "Choose where you want to post. Sign-ins stay on this computer, sealed; nothing is posted "
    "before you say so."
)


class Nobody(QScrollArea):
    """`chosen` carries the platform's id."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Platforms")
        self.grid: PlatformGrid | None = None
        inner = QWidget()
        inner.setObjectName("scrolled")
        inner.setMaximumWidth(WIDEST)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(16, 12, 16, 16)
        self._column.setSpacing(12)
        self._column.addWidget(WrappedLabel(TITLE, role="heading"))
        self._column.addWidget(WrappedLabel(WHAT, role="secondary"))
        self.setWidget(inner)
        self.setWidgetResizable(True)

    def show_platforms(self, workspace: Workspace, taken: Mapping[str, int]) -> None:
        """Show the tiles; those that are there stay."""
        if self.grid is None:
            self.grid = platform_grid(workspace, taken)
            self.grid.chosen.connect(self.chosen)
            self._column.addWidget(self.grid)
            self._column.addStretch(1)
