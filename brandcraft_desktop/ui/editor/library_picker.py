"""The files of the library, to choose one from."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.widgets import Popover, SearchField, WrappedLabel

_VIEW = Qt.ItemDataRole.UserRole
PICTURE = QSize(92, 72)
NONE = "There are no {}s in the library yet."


class LibraryPicker(Popover):
    """Arrows walk, Enter or a click chooses."""

    chosen = Signal(object)  # MediaView

    def __init__(self, thumbnails: Thumbnails, parent: QWidget, *, of: str = "picture") -> None:
        super().__init__(f"Choose a {of} of the library", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._thumbnails, self._of = thumbnails, of
        self.search = SearchField(f"Search {of}s", name=f"Search {of}s")
        self.search.searched.connect(self._filter)
        self.empty = WrappedLabel(NONE.format(of), role="secondary")
        self.empty.hide()
        self.list = QListWidget()
        self.list.setAccessibleName(f"{of.capitalize()}s of the library")
        self.list.setViewMode(QListWidget.ViewMode.IconMode)
        self.list.setMovement(QListWidget.Movement.Static)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setUniformItemSizes(True)
        self.list.setIconSize(PICTURE)
        self.list.setGridSize(QSize(PICTURE.width() + 20, PICTURE.height() + 34))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setFixedSize(480, 300)
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)
        self.body.addWidget(self.search)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.list)
        thumbnails.loaded.connect(self._draw)

    def show_files(self, views: tuple[MediaView, ...]) -> None:
        """Offer these."""
        self.list.clear()
        for view in views:
            item = QListWidgetItem(theme.icon(view.kind.value), view.name)
            item.setData(_VIEW, view)
            item.setToolTip(view.name)
            self.list.addItem(item)
        self._tell_empty(bool(views))
        for view in views:
            self._draw(view.sha256)

    def _draw(self, sha256: str) -> None:
        for number in range(self.list.count()):
            item = self.list.item(number)
            view = item.data(_VIEW)
            if isinstance(view, MediaView) and view.sha256 == sha256:
                picture = self._thumbnails.get(sha256)
                if picture is not None:
                    item.setIcon(QIcon(picture))

    def _filter(self, words: str) -> None:
        needle = words.strip().casefold()
        for number in range(self.list.count()):
            item = self.list.item(number)
            item.setHidden(needle not in item.text().casefold())
        self._tell_empty(
            any(not self.list.item(number).isHidden() for number in range(self.list.count()))
        )

    def _tell_empty(self, shown: bool) -> None:
        words = self.search.text().strip()
        none = f"No {self._of}s for “{words}”." if words else NONE.format(self._of)
        self.empty.setText(none)
        self.empty.setVisible(not shown)
        self.list.setVisible(shown)

    def _take(self, item: QListWidgetItem) -> None:
        if self.isVisible():  # a click may be told twice: as a click and as an activation
            self.close()
            self.chosen.emit(item.data(_VIEW))
