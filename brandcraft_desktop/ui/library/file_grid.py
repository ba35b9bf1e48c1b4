"""The grid of files: walked, chosen and dragged by keys and mouse."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QFont,
    QKeyEvent,
    QPainter,
    QPixmap,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.library.file_delegate import LEAST, FileDelegate, cell_size, picture_size
from brandcraft_desktop.ui.library.file_items import FILE, FileItems
from brandcraft_desktop.ui.library.pictures import Pictures
from brandcraft_desktop.ui.widgets import keep_bar_room

AT_ONCE: Final = 500
FRAME_MS: Final = 16
_Flag = QItemSelectionModel.SelectionFlag
_Move = QAbstractItemView.CursorAction


class FileGrid(QListView):
    """Arrows walk, Shift and Ctrl choose several, Ctrl+A all, Enter describes, Del deletes."""

    described = Signal()
    renamed = Signal()
    deleted = Signal()
    menu_asked = Signal(QPoint)
    chosen_changed = Signal()

    def __init__(self, items: FileItems, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = items
        self._pictures = pictures
        self.setModel(items)
        self._delegate = FileDelegate(pictures, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Files")
        # A flow of lines, not the icon mode: it keeps plain lists of places, so that a hundred
        # times as many files are laid out as quickly.
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(AT_ONCE)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionRectVisible(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        keep_bar_room(self)  # it must not change how many files stand in a line
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.doubleClicked.connect(lambda _: self.described.emit())
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())
        # Pictures come by the dozen: one drawing a frame shows them all.
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(FRAME_MS)
        self._redraw.timeout.connect(self.viewport().update)
        pictures.loaded.connect(lambda _: self._redraw.start())

    # Who is chosen

    def chosen(self) -> list[MediaView]:
        """The files that are chosen, in the order of the grid."""
        files = self._items.files
        ranges = self.selectionModel().selection().toList()
        spans = sorted((one.top(), one.bottom()) for one in ranges)
        return [one for top, bottom in spans for one in files[top : bottom + 1]]

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        # What is drawn anew when others are chosen: Qt would ask where each of thousands is.
        return QRegion(self.viewport().rect())

    def choose(self, ids: Iterable[str], current: str = "") -> None:
        """Choose these files, those of them that are loaded; the keyboard goes to `current`."""
        rows = sorted(row for row in map(self._items.row_of, ids) if row >= 0)
        selection = QItemSelection()
        start = 0
        for place in range(1, len(rows) + 1):
            if place == len(rows) or rows[place] != rows[place - 1] + 1:
                top, bottom = rows[start], rows[place - 1]
                selection.select(self._items.index(top), self._items.index(bottom))
                start = place
        self.selectionModel().select(selection, _Flag.ClearAndSelect)
        row = self._items.row_of(current)
        if row < 0 and self._items.rowCount():
            row = rows[0] if rows else 0
        if row >= 0:
            self.selectionModel().setCurrentIndex(self._items.index(row), _Flag.NoUpdate)

    def current_file(self) -> MediaView | None:
        """The file the keyboard is on."""
        found = self.currentIndex().data(FILE)
        return found if isinstance(found, MediaView) else None

    # Keys, menu, drag

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        # Reckoned from the number of columns: Qt asks for every row there is, at each key.
        rows, row = len(self._items.files), self.currentIndex().row()
        if not rows:
            return QModelIndex()
        size = self.gridSize()
        columns = max(1, (self.viewport().width() - 1) // size.width())
        page = max(1, self.viewport().height() // size.height()) * columns
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        across = -1 if mirrored else 1
        step = {
            _Move.MoveLeft: -across,
            _Move.MoveRight: across,
            _Move.MovePrevious: -1,
            _Move.MoveNext: 1,
            _Move.MoveUp: -columns,
            _Move.MoveDown: columns,
            _Move.MovePageUp: -page,
            _Move.MovePageDown: page,
            _Move.MoveHome: -rows,
            _Move.MoveEnd: rows,
        }[action]
        to = row + step
        if action in (_Move.MoveUp, _Move.MoveDown) and not 0 <= to < rows:
            # Below the last line there is none; the last line may be shorter than this one.
            last = action == _Move.MoveDown and row // columns < (rows - 1) // columns
            to = rows - 1 if last else row
        return self._items.index(min(max(to, 0), rows - 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        """As many files in a line as fit, and all of the line shared out."""
        room = self.viewport().width() - 1
        across = max(LEAST, room // max(1, room // LEAST))
        size = cell_size(across, self.fontMetrics().height())
        if size != self.gridSize():
            self._delegate.cell = size
            self.setGridSize(size)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.deleted.emit()
        elif key == Qt.Key.Key_F2:
            self.renamed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.described.emit()
        elif key == Qt.Key.Key_Escape and self.selectionModel().hasSelection():
            self.clearSelection()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, at = self.indexAt(event.pos()), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            at = self.viewport().mapToGlobal(self.visualRect(index).center())
        if not index.isValid():
            return
        if not self.selectionModel().isSelected(index):
            self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)
        self.menu_asked.emit(at)

    def startDrag(self, actions: Qt.DropAction) -> None:
        drag = self.drag_of(self.selectedIndexes())
        if drag is not None:
            drag.exec(Qt.DropAction.CopyAction)

    def drag_of(self, indexes: list[QModelIndex]) -> QDrag | None:
        """The chosen files, carried under the first one's picture; None where none are."""
        if not indexes:
            return None
        drag = QDrag(self)
        drag.setMimeData(self._items.mimeData(indexes))
        first = min(indexes, key=lambda index: index.row()).data(FILE)
        picture = self._pictures.get(first.sha256) if isinstance(first, MediaView) else None
        drag.setPixmap(_carried(picture, len(indexes), self.devicePixelRatioF()))
        drag.setHotSpot(QPoint(12, 12))
        return drag


def _carried(picture: QPixmap | None, count: int, ratio: float) -> QPixmap:
    """What hangs at the pointer: a small picture, and how many files there are."""
    size = picture_size(LEAST) * 0.6
    drawn = QPixmap(QSize(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    box = QRect(0, 0, size.width(), size.height())
    if picture is not None:
        painter.drawPixmap(box, picture)
    else:
        painter.fillRect(box, theme.color("hover"))
    if count > 1:
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        badge = QRect(box.right() - 30, 4, 28, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(badge, 10, 10)
        painter.setPen(theme.color("on_accent"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(count))
    painter.end()
    return drawn
