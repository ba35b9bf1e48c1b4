"""Photos in columns that fill the width: walked by arrows, chosen by Space or a click."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from brandcraft_desktop.domain.photos import Photo
from brandcraft_desktop.ui.unsplash.photo_delegate import PhotoDelegate
from brandcraft_desktop.ui.unsplash.photo_items import PHOTO, PhotoItems
from brandcraft_desktop.ui.unsplash.pictures import PhotoPictures

COLUMN = 190
"""Logical pixels that a column has at least; there are never fewer than two."""
AHEAD = 1.0  # windows before the end at which the next page is asked for


class PhotoGrid(QListView):
    """Enter takes what is chosen, or the photo the focus is on; several may be chosen."""

    more_wanted = Signal()
    choice_changed = Signal()
    current_changed = Signal()
    take_wanted = Signal()
    profile_wanted = Signal(str)

    def __init__(self, items: PhotoItems, pictures: PhotoPictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._items = items
        self._pressed: Photo | None = None
        self._delegate = PhotoDelegate(pictures, self)
        self.setItemDelegate(self._delegate)
        self.setModel(items)
        self.setAccessibleName("Photos")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        self.setSelectionRectVisible(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # Always there: columns that change their width would bring it and take it away for ever.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        pictures.loaded.connect(self.viewport().update)
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)
        self.verticalScrollBar().rangeChanged.connect(self._look_ahead)
        self.selectionModel().selectionChanged.connect(self._choice_changed)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.doubleClicked.connect(self._take_one)

    def chosen(self) -> tuple[Photo, ...]:
        """What is chosen, in the order of the grid."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self._items.photos[row] for row in rows)

    def current(self) -> Photo | None:
        """The photo the focus is on."""
        found = self.currentIndex().data(PHOTO)
        return found if isinstance(found, Photo) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            if not self.chosen():
                self._choose(self.currentIndex())
            self.take_wanted.emit()
        else:
            super().keyPressEvent(event)

    # The photographer's name is a link and chooses nothing.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._named_at(event.position().toPoint())
        if self._pressed is None:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            super().mouseReleaseEvent(event)
        elif self._named_at(event.position().toPoint()) == pressed:
            self.profile_wanted.emit(pressed.credit.profile)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._named_at(event.position().toPoint()) is None:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._named_at(event.position().toPoint()) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        if self._pressed is None:
            super().mouseMoveEvent(event)

    def name_rect(self, index: QModelIndex) -> QRect:
        """Where the photographer's name of a photo stands."""
        photo = index.data(PHOTO)
        if not isinstance(photo, Photo):
            return QRect()
        cell, metrics = self.visualRect(index), self.fontMetrics()
        return self._delegate.name_rect(cell, metrics, self.layoutDirection(), photo)

    def _named_at(self, place: QPoint) -> Photo | None:
        index = self.indexAt(place)
        photo = index.data(PHOTO)
        return photo if isinstance(photo, Photo) and self.name_rect(index).contains(place) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        room = self.viewport().width() - 2  # an exact fit would break the row
        if room > 0:
            columns = max(2, room // COLUMN)
            self.setGridSize(self._delegate.cell(room // columns, self.fontMetrics().height()))

    def _look_ahead(self) -> None:
        bar = self.verticalScrollBar()
        if self._items.photos and bar.value() >= bar.maximum() - AHEAD * self.viewport().height():
            self.more_wanted.emit()

    def _choice_changed(self) -> None:
        self.choice_changed.emit()

    def _current_changed(self) -> None:
        self.current_changed.emit()

    def _choose(self, index: QModelIndex) -> None:
        self.selectionModel().select(index, self.selectionModel().SelectionFlag.Select)

    def _take_one(self, index: QModelIndex) -> None:
        self._choose(index)  # the two clicks of a double click have chosen and let go again
        self.take_wanted.emit()
