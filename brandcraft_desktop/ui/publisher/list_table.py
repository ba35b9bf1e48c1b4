"""The table of the list: what the mouse and the keys do to rows."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.ui.publisher.list_delegate import BOX, CLOCK, HEAD, HIGH, MENU, THUMB
from brandcraft_desktop.ui.publisher.list_items import HEADING, ROW

_Flag = QItemSelectionModel.SelectionFlag
TOGGLE: Final = _Flag.Toggle | _Flag.Rows
NOTHING: Final = _Flag.NoUpdate
WORDS_START: Final = BOX + CLOCK + THUMB + 12


class PostTable(QTableView):
    """A click opens; the box, Space, Ctrl and Shift select."""

    opened = Signal(str)
    edited = Signal(str)
    deleted = Signal()
    menu_asked = Signal(str, QPoint)

    words_start = WORDS_START

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Posts")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(HIGH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def lay_out(self, start: int = 0) -> None:
        """Give headings their own height, from a line on."""
        model = self.model()
        for number in range(start, model.rowCount()):
            high = HEAD if model.index(number, 0).data(HEADING) else HIGH
            if self.rowHeight(number) != high:
                self.setRowHeight(number, high)

    def row_at(self, index: QModelIndex | QPersistentModelIndex) -> PostRow | None:
        """The post of an index; None on a heading."""
        row = index.data(ROW) if index.isValid() else None
        return row if isinstance(row, PostRow) else None

    def chosen(self) -> list[PostRow]:
        """The posts that are ticked, top to bottom."""
        indexes = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return [row for row in map(self.row_at, indexes) if row is not None]

    def place_of(self, index: QModelIndex) -> QRect:
        """Where a row is on the screen."""
        box = self.visualRect(index)
        return QRect(self.viewport().mapToGlobal(box.topLeft()), box.size())

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        if isinstance(event, QMouseEvent):
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if plain and event.type() != QEvent.Type.MouseButtonPress:
                return NOTHING
            if plain:
                at = event.position().toPoint().x()
                boxed = self._from_start(index, at) < BOX
                return TOGGLE if boxed and event.button() == Qt.MouseButton.LeftButton else NOTHING
        if isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Space:
                return TOGGLE
            if event.modifiers() == Qt.KeyboardModifier.NoModifier:
                return NOTHING
        return super().selectionCommand(index, event)

    def _from_start(self, index: QModelIndex | QPersistentModelIndex, x: int) -> int:
        """How far from the side where lines begin."""
        box = self.visualRect(index)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return box.right() - x if mirrored else x - box.left()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self.row_at(index)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if row is None or not plain or event.button() != Qt.MouseButton.LeftButton:
            return
        across = self._from_start(index, event.position().toPoint().x())
        if across > self.visualRect(index).width() - MENU:
            self.menu_asked.emit(row.id, event.globalPosition().toPoint())
        elif across >= BOX:
            self.opened.emit(row.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            at = self.place_of(index).center()
        row = self.row_at(index)
        if row is not None:
            self.menu_asked.emit(row.id, at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.row_at(self.currentIndex())
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.opened.emit(row.id)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.deleted.emit()
        elif key == Qt.Key.Key_E and row is not None:
            self.edited.emit(row.id)
        elif key == Qt.Key.Key_Escape and self.selectionModel().hasSelection():
            self.clearSelection()
        else:
            super().keyPressEvent(event)
