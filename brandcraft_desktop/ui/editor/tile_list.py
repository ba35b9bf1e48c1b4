"""The files of a post as tiles: walked, moved, described and removed by keys, mouse and menu."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget

from brandcraft_desktop.domain.media_rules import MediaState
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.media_delegate import CELL, MediaDelegate
from brandcraft_desktop.ui.editor.media_items import MIME, TILE, MediaItems, Tile
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class TileList(QListView):
    """Arrows walk, Alt+arrows move, Enter edits, F2 describes, Del removes, Ctrl+Z takes back."""

    remove_wanted = Signal(str)
    alt_wanted = Signal(str)
    video_wanted = Signal(str)
    stop_wanted = Signal(str)
    credit_wanted = Signal(str, bool)  # whether with links
    edit_wanted = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, items: MediaItems, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._items = items
        self.setModel(items)
        self.setAccessibleName("Images and video")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
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
        delegate = MediaDelegate(thumbnails, self, converted=self._converted)
        delegate.remove_wanted.connect(self.remove_wanted)
        delegate.alt_wanted.connect(self.alt_wanted)
        self.setItemDelegate(delegate)
        self.doubleClicked.connect(self._edit)
        thumbnails.loaded.connect(self.viewport().update)

    def tile(self, index: QModelIndex | None = None) -> Tile | None:
        """The file at an index, or the current one."""
        found = (index or self.currentIndex()).data(TILE)
        return found if isinstance(found, Tile) else None

    def _converted(self, media_id: str) -> float | None:
        return self._items.converted(media_id)

    def _edit(self, index: QModelIndex) -> None:
        tile = self.tile(index)
        if tile is not None:
            self.edit_wanted.emit(tile.media_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tile, key = self.tile(), Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo_wanted.emit()
        elif tile is None:
            super().keyPressEvent(event)
        elif key in _STEPS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self._items.move(self.currentIndex().row(), _STEPS[key] * (-1 if mirrored else 1))
            self.setCurrentIndex(self._items.index(self._items.row_of(tile.media_id)))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_wanted.emit(tile.media_id)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_wanted.emit(tile.media_id)
        elif key == Qt.Key.Key_F2:
            self.alt_wanted.emit(tile.media_id)
        else:
            super().keyPressEvent(event)

    def menu_for(self, tile: Tile) -> QMenu:
        """What can be done with a file."""
        items, media_id = self._items, tile.media_id
        place = items.tiles.index(tile)
        menu = QMenu(self)
        edit = menu.addAction(theme.icon("pen-to-square"), "Edit…")
        edit.triggered.connect(lambda: self.edit_wanted.emit(media_id))
        describe = menu.addAction("Alt text…")
        describe.triggered.connect(lambda: self.alt_wanted.emit(media_id))
        if items.converted(media_id) is not None:
            stop = menu.addAction(theme.icon("xmark"), "Cancel converting")
            stop.triggered.connect(lambda: self.stop_wanted.emit(media_id))
        elif tile.moves and tile.state is MediaState.PROCESSED:
            film = menu.addAction(theme.icon("video"), "Make a video of it")
            film.triggered.connect(lambda: self.video_wanted.emit(media_id))
        if tile.credit:
            self._offer_credit(menu, tile)
        earlier = menu.addAction("Move earlier")
        earlier.setEnabled(place > 0 or tile.part > 0)
        earlier.triggered.connect(lambda: items.move(items.row_of(media_id), -1))
        later = menu.addAction("Move later")
        later.setEnabled(place < len(items.tiles) - 1 or tile.part < items.parts - 1)
        later.triggered.connect(lambda: items.move(items.row_of(media_id), 1))
        if items.parts > 1:
            sending = menu.addMenu("Move to part")
            for part in range(items.parts):
                one = sending.addAction(f"Part {part + 1}")
                one.setEnabled(part != tile.part)
                one.triggered.connect(lambda _=False, to=part: items.send(media_id, to))
        menu.addSeparator()
        remove = menu.addAction(theme.icon("trash"), "Remove")
        remove.triggered.connect(lambda: self.remove_wanted.emit(media_id))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _offer_credit(self, menu: QMenu, tile: Tile) -> None:
        menu.setToolTipsVisible(True)
        media_id = tile.media_id
        for words, links in (("Add credit to text", False), ("Add credit and link to text", True)):
            action = menu.addAction(words)
            action.setToolTip(tile.credit)
            action.triggered.connect(
                lambda _=False, linked=links: self.credit_wanted.emit(media_id, linked)
            )

    def _open_menu(self, place: QPoint) -> None:
        tile = self.tile(self.indexAt(place))
        if tile is not None:
            self.menu_for(tile).popup(self.viewport().mapToGlobal(place))

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
        if not (event.mimeData().hasFormat(MIME) and event.source() is self):
            event.ignore()
            return
        row = int(bytes(event.mimeData().data(MIME).data()))
        self._items.drop(row, self.row_at(event.position().toPoint()))
        event.accept()
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()

    def row_at(self, place: QPoint) -> int:
        """Before which row something dropped here goes."""
        index = self.indexAt(place)
        if not index.isValid():
            return len(self._items.rows)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        behind = place.x() > self.visualRect(index).center().x()
        return index.row() + int(behind is not mirrored)
