"""The files of a post in a row, with the one button that adds more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from brandcraft_desktop.domain.media_rules import (
    DEFAULT_MAX_IMAGES,
    DEFAULT_MAX_VIDEOS,
    MediaKind,
)
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.media_delegate import CELL, MediaDelegate
from brandcraft_desktop.ui.editor.media_items import MIME, TILE, MediaItems, Tile
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.widgets import set_look

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class TileList(QListView):
    """Arrows walk, Alt+arrows move, Enter describes, Del removes."""

    remove_wanted = Signal(str)
    alt_wanted = Signal(str)

    def __init__(self, items: MediaItems, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._items = items
        self.setModel(items)
        self.setAccessibleName("Images and video")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setFixedHeight(CELL.height() + 8)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        delegate = MediaDelegate(thumbnails, self)
        delegate.remove_wanted.connect(self.remove_wanted)
        delegate.alt_wanted.connect(self.alt_wanted)
        self.setItemDelegate(delegate)
        self.doubleClicked.connect(self._describe)
        thumbnails.loaded.connect(self.viewport().update)

    def tile(self, index: QModelIndex | None = None) -> Tile | None:
        """The file at an index, or the current one."""
        found = (index or self.currentIndex()).data(TILE)
        return found if isinstance(found, Tile) else None

    def _describe(self, index: QModelIndex) -> None:
        tile = self.tile(index)
        if tile is not None:
            self.alt_wanted.emit(tile.media_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tile, key = self.tile(), Qt.Key(event.key())
        if tile is None:
            super().keyPressEvent(event)
        elif key in _STEPS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self._items.move(self.currentIndex().row(), _STEPS[key] * (-1 if mirrored else 1))
            self.setCurrentIndex(self._items.index(self._items.row_of(tile.media_id)))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_wanted.emit(tile.media_id)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.alt_wanted.emit(tile.media_id)
        else:
            super().keyPressEvent(event)

    def _open_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        tile = self.tile(index)
        if tile is None:
            return
        menu = QMenu(self)
        describe = menu.addAction(theme.icon("pen-to-square"), "Alt text…")
        describe.triggered.connect(lambda: self.alt_wanted.emit(tile.media_id))
        earlier = menu.addAction("Move earlier")
        earlier.setEnabled(index.row() > 0)
        earlier.triggered.connect(lambda: self._items.move(self._items.row_of(tile.media_id), -1))
        later = menu.addAction("Move later")
        later.setEnabled(index.row() < len(self._items.tiles) - 1)
        later.triggered.connect(lambda: self._items.move(self._items.row_of(tile.media_id), 1))
        menu.addSeparator()
        remove = menu.addAction(theme.icon("trash"), "Remove")
        remove.triggered.connect(lambda: self.remove_wanted.emit(tile.media_id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.viewport().mapToGlobal(place))

    # Files from outside belong to the page, which shows where they go.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            super().dragEnterEvent(event)
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            super().dragMoveEvent(event)
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        if event.mimeData().hasFormat(MIME) and event.source() is self:
            super().dropEvent(event)
        else:
            event.ignore()


class MediaStrip(QWidget):
    """`add_wanted` opens the file dialog; the rest names a file."""

    add_wanted = Signal()
    remove_wanted = Signal(str)
    alt_wanted = Signal(str)
    reordered = Signal(object)  # tuple[str, ...]

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items = MediaItems(self)
        self.items.reordered.connect(self.reordered)
        self.list = TileList(self.items, thumbnails, self)
        self.list.remove_wanted.connect(self.remove_wanted)
        self.list.alt_wanted.connect(self.alt_wanted)
        self.add = QToolButton(self)
        self.add.setIcon(theme.icon("plus"))
        self.add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.add.setText("Add image\nor video")
        self.add.setAccessibleName("Add image or video")
        self.add.setToolTip("Add image or video (Ctrl+I). You can also drop or paste files.")
        self.add.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.add.clicked.connect(self.add_wanted)
        self.hint = QLabel(self)
        set_look(self.hint, "role", "muted")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(6, 0, 10, 6)
        self._row.setSpacing(6)
        self._row.addWidget(self.list, 1_000)
        self._row.addWidget(self.add)
        self._row.addStretch(1)
        self._row.addWidget(self.hint)
        self.show_tiles(())

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show these files and how many of how many they are."""
        self.items.show_tiles(tiles)
        self.list.setVisible(bool(tiles))
        self.list.setMinimumWidth(min(len(tiles), 2) * CELL.width())
        self.list.setMaximumWidth(len(tiles) * CELL.width() + 4)
        video = any(tile.kind is MediaKind.VIDEO for tile in tiles)
        most = DEFAULT_MAX_VIDEOS if video else DEFAULT_MAX_IMAGES
        what = "video" if video else "images"
        self.hint.setText(
            f"{len(tiles)} of {most} {what}" if tiles else "Up to 4 images or 1 video"
        )
        full = len(tiles) >= most
        self.add.setVisible(not full)
        compact = not tiles
        self.add.setToolButtonStyle(
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            if compact
            else Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        )
        self.add.setText(" Add image or video" if compact else "Add image\nor video")
