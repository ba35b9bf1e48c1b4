"""The files of a shelf as rows; knows no database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.ui.library.words import spoken
from brandcraft_desktop.ui.media_mime import MEDIA_MIME, carry

FILE: Final = int(Qt.ItemDataRole.UserRole)
AnyIndex = QModelIndex | QPersistentModelIndex
_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)


class FileItems(QAbstractListModel):
    """`FILE` gives the `MediaView`. `more` is called when the view wants the next window."""

    def __init__(self, more: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._more = more
        self._files: list[MediaView] = []
        self._rows: dict[str, int] = {}
        self._complete = True
        self._asked = False

    @property
    def files(self) -> Sequence[MediaView]:
        """The files loaded, in order."""
        return self._files

    def row_of(self, media_id: str) -> int:
        """Where a file stands, -1 if it is not loaded."""
        return self._rows.get(media_id, -1)

    def show(
        self,
        files: Sequence[MediaView],
        *,
        complete: bool,
        changed: Sequence[MediaView] | None = None,
    ) -> bool:
        """Show these from the start. The same files in the same order only change their looks
        (`changed` says which, where that is known); False then, True when all is laid out anew.
        """
        self._complete, self._asked = complete, False
        if [one.id for one in files] == [one.id for one in self._files]:
            self.replace(files if changed is None else changed)
            return False
        self.beginResetModel()
        self._files = list(files)
        self._rows = {one.id: row for row, one in enumerate(files)}
        self.endResetModel()
        return True

    def append(self, files: Sequence[MediaView], *, complete: bool) -> None:
        """The next window."""
        self._complete, self._asked = complete, False
        new = [one for one in files if one.id not in self._rows]
        if not new:
            return
        start = len(self._files)
        self.beginInsertRows(QModelIndex(), start, start + len(new) - 1)
        self._files.extend(new)
        self._rows.update((one.id, start + place) for place, one in enumerate(new))
        self.endInsertRows()

    def replace(self, files: Iterable[MediaView]) -> None:
        """These files look different now; those that are not loaded are left out."""
        for one in files:
            row = self._rows.get(one.id, -1)
            if row >= 0 and self._files[row] != one:
                self._files[row] = one
                index = self.index(row)
                self.dataChanged.emit(index, index)

    # What Qt asks

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._files)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._files):
            return None
        one = self._files[index.row()]
        if role == FILE:
            return one
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return one.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(one)
        return None

    def canFetchMore(self, parent: AnyIndex) -> bool:
        return not parent.isValid() and not self._complete and not self._asked

    def fetchMore(self, parent: AnyIndex) -> None:
        if self.canFetchMore(parent):
            self._asked = True
            self._more()

    def mimeTypes(self) -> list[str]:
        return [MEDIA_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = sorted(index.row() for index in indexes)
        return carry([self._files[row].id for row in rows])

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction
