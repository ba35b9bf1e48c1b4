"""The files of a part in the layout of its platform, with what they are made into below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from brandcraft_desktop.domain.plan import Layout, Part
from brandcraft_desktop.ui.editor.previews.carousel import Carousel
from brandcraft_desktop.ui.editor.previews.finished import FinishedFiles
from brandcraft_desktop.ui.editor.previews.grid import Grid
from brandcraft_desktop.ui.editor.previews.made_as import made_as
from brandcraft_desktop.ui.editor.previews.making import Making
from brandcraft_desktop.ui.editor.previews.phone import Phone
from brandcraft_desktop.ui.editor.previews.tile import Tile
from brandcraft_desktop.ui.widgets import ElidedLabel

_PHONES = (Layout.TALL, Layout.STORY)
_CENTRED = (*_PHONES, Layout.PIN)


class PartFiles(QWidget):
    """Makes the widget of a layout when it is needed first: most cards need one of them."""

    opened_words = Signal()

    def __init__(self, files: FinishedFiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files = files
        self._tiles: tuple[Tile, ...] = ()
        self.grid: Grid | None = None
        self.carousel: Carousel | None = None
        self.phone: Phone | None = None
        self.view: QWidget | None = None
        self.fitted = ElidedLabel(role="caption", parent=self)
        self.fitted.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.fitted)
        self.making = Making(files, self)
        self._column.addWidget(self.making)
        files.arrived.connect(self._tell)

    @property
    def shows(self) -> bool:
        """Whether there is anything to see."""
        return self.view is not None

    def stops(self) -> tuple[QWidget, ...]:
        """What the keys may reach."""
        if self.view is None:
            return ()
        own = (self.view, self.view.picture) if isinstance(self.view, Carousel) else (self.view,)
        return (*own, self.making.button)

    def show_part(self, part: Part, tiles: Sequence[Tile], who: str, title: str) -> None:
        """Show the files of a part."""
        self._tiles = tuple(tiles)
        layout, several = part.layout, len(self._tiles) > 1
        empty = not self._tiles and layout in (Layout.GRID, Layout.CAROUSEL)
        if empty:
            self._put(None)
        elif layout is Layout.CAROUSEL and several:
            carousel = self.carousel or Carousel(self._files, self)
            if self.carousel is None:
                self.carousel = carousel
                carousel.turned.connect(lambda _: self._tell())
            carousel.show_tiles(self._tiles, cropped=part.one_shape)
            self._put(carousel)
        elif layout in _PHONES:
            phone = self.phone or Phone(self._files, self)
            if self.phone is None:
                self.phone = phone
                phone.opened_words.connect(self.opened_words)
            phone.show_tiles(self._tiles, layout, wanted=True)
            phone.show_words(who, title, part.text)
            self._put(phone)
        else:
            grid = self.grid = self.grid or Grid(self._files, self)
            grid.show_tiles(self._tiles, layout, wanted=layout is not Layout.GRID)
            self._put(grid)
        centred = layout in _CENTRED
        side = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        if self.fitted.alignment() != side | Qt.AlignmentFlag.AlignVCenter:
            self.fitted.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.making.centre(centred)
        self._tell()

    def _put(self, widget: QWidget | None) -> None:
        if widget is self.view:
            return
        if self.view is not None:
            self._column.removeWidget(self.view)
            self.view.hide()
        self.view = widget
        if widget is not None:
            self._column.insertWidget(0, widget)
            widget.show()

    def _tell(self, key: str = "") -> None:
        """The size of what is made, or of the page that is shown."""
        tiles = self._tiles
        if self.carousel is not None and self.view is self.carousel and tiles:
            tiles = tiles[self.carousel.page : self.carousel.page + 1]
        words = made_as(tiles, self._files) if self.view is not None else ""
        if words != self.fitted.text():
            self.fitted.setText(words)
        self.fitted.setVisible(bool(words))
        self.making.show_tiles(tiles if self.view is not None else ())
