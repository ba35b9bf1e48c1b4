"""The files of a post as rows of a list; knows no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from brandcraft_desktop.domain.media_rules import MediaKind, MediaState
from brandcraft_desktop.domain.views import MediaView

MIME = "application/x-brandcraft-media-position"
TILE = int(Qt.ItemDataRole.UserRole)
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Tile:
    """One file of a post."""

    media_id: str
    sha256: str
    name: str
    kind: MediaKind
    state: MediaState
    alt: str
    trouble: str = ""
    seconds: float | None = None


def tile_of(view: MediaView, alt: str) -> Tile:
    """A file with its words on this post."""
    return Tile(
        view.id,
        view.sha256,
        view.name,
        view.kind,
        view.state,
        alt,
        view.trouble,
        view.facts.duration if view.facts is not None else None,
    )


def spoken(tile: Tile, position: int, total: int) -> str:
    """ "Image 1 of 3, beach.jpg, has alt text"."""
    words = [f"{tile.kind.value.capitalize()} {position} of {total}", tile.name]
    if tile.state is MediaState.PENDING:
        words.append("being prepared")
    elif tile.state is MediaState.FAILED:
        words.append(tile.trouble or "can't be used")
    words.append("has alt text" if tile.alt.strip() else "no alt text")
    return ", ".join(words)


def moved(order: Sequence[str], start: int, target: int) -> tuple[str, ...]:
    """The order with the one at `start` put before the one at `target`."""
    rest = [one for number, one in enumerate(order) if number != start]
    place = target - 1 if target > start else target
    return (*rest[:place], order[start], *rest[place:])


class MediaItems(QAbstractListModel):
    """Rows can be dragged among themselves; the page decides the new order."""

    reordered = Signal(object)  # tuple[str, ...]

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tiles: tuple[Tile, ...] = ()

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show these; the list keeps its place where only looks changed."""
        fresh = tuple(tiles)
        if fresh == self.tiles:
            return
        if [one.media_id for one in fresh] == [one.media_id for one in self.tiles]:
            self.tiles = fresh
            self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self.tiles = fresh
        self.endResetModel()

    def order(self) -> tuple[str, ...]:
        """The ids as shown."""
        return tuple(tile.media_id for tile in self.tiles)

    def row_of(self, media_id: str) -> int:
        """Where a file stands; -1 if it is not there."""
        return self.order().index(media_id) if media_id in self.order() else -1

    def move(self, row: int, step: int) -> None:
        """Ask for one file to change places with its neighbour."""
        target = row + step
        if 0 <= row < len(self.tiles) and 0 <= target < len(self.tiles):
            place = target + 1 if step > 0 else target
            self.reordered.emit(moved(self.order(), row, place))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.tiles)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not 0 <= index.row() < len(self.tiles):
            return None
        tile = self.tiles[index.row()]
        if role == TILE:
            return tile
        if role == Qt.ItemDataRole.DisplayRole:
            return tile.name
        words = spoken(tile, index.row() + 1, len(self.tiles))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words
        return words if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        mime = QMimeData()
        if indexes:
            mime.setData(MIME, str(indexes[0].row()).encode())
        return mime

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        """The new order comes back through the page; the view must remove nothing."""
        if data.hasFormat(MIME):
            start = int(bytes(data.data(MIME).data()))
            target = row if row >= 0 else len(self.tiles)
            order = moved(self.order(), start, target)
            if order != self.order():
                self.reordered.emit(order)
        return False
