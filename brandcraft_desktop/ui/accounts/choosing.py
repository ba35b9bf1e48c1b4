"""The first page of the connect dialog: which platform."""

from __future__ import annotations

from brandcraft_desktop.ui.accounts.platform_grid import PlatformGrid
from brandcraft_desktop.ui.accounts.step import Step
from brandcraft_desktop.ui.widgets import WrappedLabel


class PlatformStep(Step):
    """The grid of platforms."""

    going_back = False

    def __init__(self, grid: PlatformGrid) -> None:
        super().__init__()
        self.grid = grid
        self.column.addWidget(WrappedLabel("Where do you want to post?", role="secondary"))
        self.column.addWidget(grid)
        self.column.addStretch(1)

    def focus_first(self) -> None:
        first = next((tile for tile in self.grid.tiles if tile.isEnabled()), None)
        if first is not None:
            first.setFocus()
