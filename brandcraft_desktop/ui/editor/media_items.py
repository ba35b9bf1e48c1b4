"""The files of a post as rows of a list; knows no database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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

from brandcraft_desktop.domain.conversion import percent_words
from brandcraft_desktop.domain.credit import read
from brandcraft_desktop.domain.credit import words as words_of
from brandcraft_desktop.domain.media_edit import UNTOUCHED, MediaEdit
from brandcraft_desktop.domain.media_rules import MediaKind, MediaState
from brandcraft_desktop.domain.moving_pictures import moves
from brandcraft_desktop.domain.video_fit import seconds_left
from brandcraft_desktop.domain.views import MediaView

MIME = "application/x-brandcraft-media-position"
TILE = int(Qt.ItemDataRole.UserRole)
Order = tuple[tuple[str, int], ...]
"""The files by id, each with the part it belongs to."""
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
    part: int = 0
    moves: bool = False
    credit: str = ""  # "Photo by Annie Spratt on Unsplash"


@dataclass(frozen=True)
class PartHeader:
    """Stands before the files of a part (counted from 0), also where it has none."""

    part: int
    files: int

    @property
    def name(self) -> str:
        """ "Part 2"."""
        return f"Part {self.part + 1}"


Row = Tile | PartHeader


def tile_of(view: MediaView, alt: str, part: int = 0, edit: MediaEdit = UNTOUCHED) -> Tile:
    """A file with its words on this post, and the part that it goes out with, as it was cut."""
    credit = read(view.credit)
    return Tile(
        view.id,
        view.sha256,
        view.name,
        view.kind,
        view.state,
        alt,
        view.trouble,
        seconds_left(view.facts, edit) if view.facts is not None else None,
        part,
        moves(view.facts),
        words_of([credit]) if credit is not None else "",
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


def rows_of(tiles: Sequence[Tile], parts: int) -> tuple[Row, ...]:
    """The files in their order, each part with its header where there are several."""
    if parts < 2:
        return tuple(tiles)
    rows: list[Row] = []
    for part in range(parts):
        mine = [tile for tile in tiles if tile.part == part]
        rows += [PartHeader(part, len(mine)), *mine]
    return tuple(rows)


def placed(rows: Sequence[Row]) -> Order:
    """The order that rows mean: a file belongs to the part whose header stands before it."""
    tiles = [row for row in rows if isinstance(row, Tile)]
    if len(tiles) == len(rows):  # no thread: as many files on each part as before
        parts = sorted(tile.part for tile in tiles)
        return tuple(zip((tile.media_id for tile in tiles), parts, strict=True))
    found: list[tuple[str, int]] = []
    part = 0
    for row in rows:
        if isinstance(row, PartHeader):
            part = row.part
        else:
            found.append((row.media_id, part))
    return tuple(found)


def moved(rows: Sequence[Row], start: int, target: int) -> tuple[Row, ...]:
    """The rows with the one at `start` put before the one at `target`."""
    rest = [one for number, one in enumerate(rows) if number != start]
    place = target - 1 if target > start else target
    return (*rest[:place], rows[start], *rest[place:])


class MediaItems(QAbstractListModel):
    """Rows can be dragged among themselves; the page decides the new order."""

    reordered = Signal(object)  # Order

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self.parts = 1
        self.converted: Callable[[str], float | None] = lambda _: None
        """How far a video is that is being made of a file, by its id."""

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """The files as shown."""
        return tuple(row for row in self.rows if isinstance(row, Tile))

    def show_tiles(self, tiles: Sequence[Tile], parts: int = 1) -> None:
        """Show these; the list keeps its place where only looks changed."""
        self.parts = parts
        fresh = rows_of(tiles, parts)
        if fresh == self.rows:
            return
        if [_key(one) for one in fresh] == [_key(one) for one in self.rows]:
            self.rows = fresh
            self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self.rows = fresh
        self.endResetModel()

    def row_of(self, media_id: str) -> int:
        """Where a file stands; -1 if it is not there."""
        keys = [_key(one) for one in self.rows]
        return keys.index(media_id) if media_id in keys else -1

    def move(self, row: int, step: int) -> None:
        """Ask for one file to change places with its neighbour, or to go over to the next part."""
        target = row + step
        first = self.parts > 1 and target == 0  # nothing stands before the first header
        if 0 <= row < len(self.rows) and 0 <= target < len(self.rows) and not first:
            self.drop(row, target + 1 if step > 0 else target)

    def drop(self, row: int, target: int) -> None:
        """Ask for the file at `row` to be put before the row at `target`."""
        if 0 <= row < len(self.rows) and isinstance(self.rows[row], Tile):
            order = placed(moved(self.rows, row, target))
            if order != placed(self.rows):
                self.reordered.emit(order)

    def send(self, media_id: str, part: int) -> None:
        """Ask for a file to become the last one of another part."""
        next_part = [
            number
            for number, row in enumerate(self.rows)
            if isinstance(row, PartHeader) and row.part == part + 1
        ]
        self.drop(self.row_of(media_id), next_part[0] if next_part else len(self.rows))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == TILE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        words = self._spoken(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words
        return words if role == Qt.ItemDataRole.ToolTipRole else None

    def _spoken(self, row: Row) -> str:
        if isinstance(row, PartHeader):
            files = "1 file" if row.files == 1 else f"{row.files or 'no'} files"
            return f"{row.name}, {files}"
        tiles = self.tiles
        words = spoken(row, tiles.index(row) + 1, len(tiles))
        done = self.converted(row.media_id)
        if done is not None:
            words = f"{words}, {percent_words(done).lower()}"
        return f"{words}, part {row.part + 1}" if self.parts > 1 else words

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if isinstance(self.rows[index.row()], Tile):
            flags |= Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        mime = QMimeData()
        if indexes:
            mime.setData(MIME, str(indexes[0].row()).encode())
        return mime


def _key(row: Row) -> str:
    """A header's is the number of its part, which no file has for an id."""
    return row.media_id if isinstance(row, Tile) else str(row.part)
