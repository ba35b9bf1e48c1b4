"""Photos as rows of a list; knows no network."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from brandcraft_desktop.domain.photos import Photo
from brandcraft_desktop.ui.unsplash.words import spoken

PHOTO = int(Qt.ItemDataRole.UserRole)
_Index = QModelIndex | QPersistentModelIndex
_SPOKEN = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class PhotoItems(QAbstractListModel):
    """Grows at its end as pages come in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.photos: tuple[Photo, ...] = ()

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self.photos = ()
        self.endResetModel()

    def append(self, photos: Sequence[Photo]) -> None:
        """Show these behind the others."""
        if photos:
            start = len(self.photos)
            self.beginInsertRows(QModelIndex(), start, start + len(photos) - 1)
            self.photos = (*self.photos, *photos)
            self.endInsertRows()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.photos)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not 0 <= index.row() < len(self.photos):
            return None
        photo = self.photos[index.row()]
        if role == PHOTO:
            return photo
        if role == Qt.ItemDataRole.DisplayRole:
            return photo.description or photo.credit.name
        return spoken(photo) if role in _SPOKEN else None
