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
from brandcraft_desktop.ui.publisher.list_items import ROW, AnyIndex, PostItems
from brandcraft_desktop.ui.publisher.list_measures import (
    BOX,
    MENU,
    Arrangement,
    Measures,
    measures_of,
)

_Flag = QItemSelectionModel.SelectionFlag
TOGGLE: Final = _Flag.Toggle | _Flag.Rows
KEEP: Final = _Flag.Select | _Flag.Rows
NOTHING: Final = _Flag.NoUpdate


class PostTable(QTableView):
    """A click opens; the box, Space, Ctrl and Shift select."""

    opened = Signal(str)
    edited = Signal(str)
    deleted = Signal()
    rename_asked = Signal(str)
    day_ticked = Signal(int)  # the line of its heading
    menu_asked = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._below = False  # rows came below the view, and nothing else
        self._arrangement = Arrangement()
        super().__init__(parent)
        self._measures = measures_of(self.font(), self._arrangement)
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
        self.verticalHeader().setDefaultSectionSize(self._measures.row)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    @property
    def arrangement(self) -> Arrangement:
        """What rows show."""
        return self._arrangement

    @property
    def measures(self) -> Measures:
        """How much room rows and their parts have."""
        return self._measures

    def arrange(self, arrangement: Arrangement) -> None:
        """Show other parts of the rows, or have them closer together; also after the clocks
        became others, which may be written longer.
        """
        self._arrangement = arrangement
        self._measure()

    def _measure(self) -> None:
        self._measures = measures_of(self.font(), self._arrangement)
        self.verticalHeader().setDefaultSectionSize(self._measures.row)
        self.lay_out()
        self.viewport().update()

    def rowsInserted(self, parent: AnyIndex, start: int, end: int) -> None:
        """The next window: what is in view stays as it is painted."""
        # Before Qt has laid them out: what can be scrolled fills the view already.
        behind = end == self.model().rowCount() - 1
        self._below = behind and start > 0 and self.verticalScrollBar().maximum() > 0
        super().rowsInserted(parent, start, end)

    def doItemsLayout(self) -> None:
        """Qt paints everything anew after it, which is the dearest part of a step of scrolling."""
        if self._below:
            self._below = False
            self.updateGeometries()
        else:
            super().doItemsLayout()

    def reset(self) -> None:
        """Other rows stand there now."""
        self._below = False
        super().reset()

    def lay_out(self, start: int = 0, last: int | None = None) -> None:
        """Give headings their own height, from a line on, or up to a `last` one."""
        model, heads, measures = self.model(), self.verticalHeader(), self._measures
        if not isinstance(model, PostItems):
            return
        end = model.rowCount() if last is None else last + 1
        for number, headed in enumerate(model.headed(start, end), start):
            high = measures.head if headed else measures.row
            if heads.sectionSize(number) != high:
                heads.resizeSection(number, high)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs higher rows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def show_picture(self, sha256: str) -> None:
        """A picture was read: paint the rows that show it, and no others."""
        last = self.rowAt(self.viewport().height() - 1)
        last = last if last >= 0 else self.model().rowCount() - 1
        for number in range(max(0, self.rowAt(0)), last + 1):
            index = self.model().index(number, 0)
            row = self.row_at(index)
            if row is not None and row.thumbnail_sha256 == sha256:
                self.update(index)

    def row_at(self, index: QModelIndex | QPersistentModelIndex) -> PostRow | None:
        """The post of an index; None on a heading."""
        row = index.data(ROW) if index.isValid() else None
        return row if isinstance(row, PostRow) else None

    def chosen(self) -> list[PostRow]:
        """The posts that are ticked, top to bottom."""
        model = self.model()
        if not isinstance(model, PostItems):
            return []
        # By ranges: Qt asks four questions of each line to name all of them.
        chosen = self.selectionModel().selection()
        ranges = [chosen.at(number) for number in range(chosen.size())]
        lines = {line for one in ranges for line in range(one.top(), one.bottom() + 1)}
        found = (model.post(line) for line in sorted(lines))
        return [row for row in found if row is not None]

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
        if not index.isValid() or not plain or event.button() != Qt.MouseButton.LeftButton:
            return
        across = self._from_start(index, event.position().toPoint().x())
        if row is None:
            if across < BOX:
                self.day_ticked.emit(index.row())
            return
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
        elif key == Qt.Key.Key_F2 and row is not None:
            self.rename_asked.emit(row.id)
        elif key == Qt.Key.Key_E and row is not None:
            self.edited.emit(row.id)
        elif key == Qt.Key.Key_Escape and self.selectionModel().hasSelection():
            self.clearSelection()
        else:
            super().keyPressEvent(event)
