"""Tiles of one width in as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget


class TileGrid(QWidget):
    """`least` is how narrow a tile may be, in letters of the present font."""

    def __init__(self, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least
        self._columns = 0
        self._tiles: tuple[QWidget, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)

    def show_tiles(self, tiles: Sequence[QWidget]) -> None:
        """Show these, in their order; others leave the grid."""
        if self._tiles == tuple(tiles):
            return
        self._tiles = tuple(tiles)
        self._arrange(again=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self, *, again: bool = False) -> None:
        least = self.fontMetrics().averageCharWidth() * self._least
        columns = max(1, self.width() // max(1, least))
        if columns == self._columns and not again:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        while self._grid.count():
            self._grid.takeAt(0)
        for number, tile in enumerate(self._tiles):
            row, column = divmod(number, columns)
            self._grid.addWidget(tile, row, column)
            tile.show()
            if number:
                QWidget.setTabOrder(self._tiles[number - 1], tile)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
