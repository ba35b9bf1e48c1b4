"""The media library (screen S11): every file, what is known of it, and the way into a post."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QHideEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from brandcraft_desktop.domain.events import (
    AccountChanged,
    DeliveryChanged,
    MediaChanged,
    PostChanged,
)
from brandcraft_desktop.domain.library import Shelf
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import BrandcraftError, NotFound
from brandcraft_desktop.services import media
from brandcraft_desktop.ui.bridge import Batch
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.editor.drop_overlay import DropOverlay
from brandcraft_desktop.ui.editor.incoming import holds_media
from brandcraft_desktop.ui.editor.shortcuts import Keys, add_actions
from brandcraft_desktop.ui.library.details import NARROW, WIDE, Details
from brandcraft_desktop.ui.library.doing import FileDoing
from brandcraft_desktop.ui.library.file_fields import Written
from brandcraft_desktop.ui.library.file_grid import FileGrid
from brandcraft_desktop.ui.library.file_items import FileItems
from brandcraft_desktop.ui.library.file_menu import Line, menu_of
from brandcraft_desktop.ui.library.header import Header
from brandcraft_desktop.ui.library.pictures import Pictures
from brandcraft_desktop.ui.library.reading import (
    FilePicture,
    ShelfPicture,
    Wish,
    read_file,
    read_more,
    read_shelf,
)
from brandcraft_desktop.ui.library.selection_bar import SelectionBar
from brandcraft_desktop.ui.library.words import EMPTY, TRASH_NOTE
from brandcraft_desktop.ui.media_mime import MEDIA_MIME
from brandcraft_desktop.ui.widgets import Card, NoticeBar, PageState, announce

SOON_MS: Final = 60
"""Who walks over files with the arrow keys does not wait for each one's details."""
LATER_MS: Final = 800
"""Posts change often while they go out; figures of use may follow a little later."""
ROOMY: Final = 1080


class LibraryPage(QWidget):
    """Reads what is in view when it changed; everything else is done by its parts."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAcceptDrops(True)
        self._context = context
        self._reading = False
        self._stale = True
        self._wished: Wish | None = None
        self._pictures = Pictures(context, self)
        self.doing = FileDoing(context, self)
        self.header = Header(self)
        self.busy = NoticeBar("info", "Adding files…", closable=False, parent=self)
        self.busy.hide()
        self.note = NoticeBar("info", TRASH_NOTE, closable=False, parent=self)
        self.note.add_action("Empty trash", self.doing.empty_trash)
        self.note.hide()
        self.items = FileItems(self._read_more, self)
        self.grid = FileGrid(self.items, self._pictures)
        self.state = PageState(self.grid)
        self._files = Card(parent=self)  # the Tab key goes in the order in which parts are made
        self._files.body.addWidget(self.state)
        self.bar = SelectionBar(self)
        self.details = Details(self)
        self.overlay = DropOverlay(self)
        self._soon = self._timer(SOON_MS, self._read_file)
        self._later = self._timer(LATER_MS, self._read)
        self._lay_out()
        self._connect()
        self.brand_changed()
        self._add_keys()
        context.bridge.changed.connect(self._hear)

    def _timer(self, milliseconds: int, do: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(do)
        return timer

    def brand_changed(self) -> None:
        """Files belong to no brand: said where a brand is filtered by."""
        self.header.shared.setVisible(self._context.navigator.brand_id is not None)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        self._files.body.setContentsMargins(4, 4, 4, 4)
        left.addWidget(self._files, 1)
        left.addWidget(self.bar)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(left, 1)
        row.addWidget(self.details)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(10)
        column.addWidget(self.header)
        column.addWidget(self.busy)
        column.addWidget(self.note)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        doing, grid, details, bar = self.doing, self.grid, self.details, self.bar
        self.header.searched.connect(lambda _: self._turn())
        self.header.shelf_chosen.connect(self._turn)
        self.header.add_asked.connect(doing.pick)
        self.header.unsplash.clicked.connect(doing.search_photos)
        doing.added.connect(self._added)
        doing.adding.connect(self.busy.setVisible)
        grid.chosen_changed.connect(self._chosen)
        grid.deleted.connect(self._delete)
        grid.menu_asked.connect(lambda at: self.menu().popup(at))
        grid.renamed.connect(lambda: self._write(details.fields.focus_name))
        grid.described.connect(lambda: self._write(details.fields.focus_alt))
        for source in (details, bar):
            source.use_asked.connect(lambda: doing.use(grid.chosen()))
            source.delete_asked.connect(self._delete)
            source.restore_asked.connect(lambda: doing.restore(grid.chosen()))
        bar.tags_asked.connect(lambda: doing.ask_tags(grid.chosen()))
        bar.cleared.connect(grid.clearSelection)
        details.fields.written.connect(self._keep)
        navigator = self._context.navigator
        details.uses.post_opened.connect(navigator.open_editor)
        details.uses.delivery_opened.connect(navigator.open_delivery)

    def _add_keys(self) -> None:
        self.undo = self.doing.undo
        wanted = (
            Keys("Add media", ("Ctrl+I",), self.doing.pick),
            Keys("Undo", ("Ctrl+Z",), self.undo),
            Keys("Paste image or file", ("Ctrl+V",), self._paste),
        )
        add_actions(self, wanted, "Media")

    def refresh(self) -> None:
        """F5."""
        self._read()

    # Reading

    def _wish(self) -> Wish:
        return Wish(self.header.shelf, self.header.search.text().strip())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.details.fields.keep()

    def _turn(self) -> None:
        """Another shelf or another search: from its beginning."""
        self.note.setVisible(self.header.shelf is Shelf.TRASH)
        self.grid.clearSelection()
        self.grid.scrollToTop()
        self._read()

    def _hear(self, batch: object) -> None:
        if not isinstance(batch, Batch):
            return
        changed = {one.media_id for one in batch.events if isinstance(one, MediaChanged)}
        if changed:
            for media_id in changed:
                row = self.items.row_of(media_id)
                if row >= 0:
                    self._pictures.forget(self.items.files[row].sha256)
            self._read()
        if batch.of(PostChanged) and not self._later.isActive():
            self._later.start()
        mine = self.details.shown
        if mine and (mine in changed or batch.of(PostChanged, DeliveryChanged, AccountChanged)):
            self._soon.start()

    def _read(self) -> None:
        """Read what is in view; while a reading is under way, once more after it."""
        if not self.isVisible() or self._reading:
            self._stale = True
            return
        self._stale, self._reading = False, True
        wish = self._wish()
        fresh = wish != self._wished
        before = () if fresh else tuple(self.items.files)
        if self._wished is None:
            self.state.show_loading()
        workspace = self._context.workspace
        self._context.tasks.read(
            lambda: read_shelf(workspace, wish, before),
            lambda picture: self._show(wish, picture),
            failed=self._failed,
            owner=self,
        )

    def _read_more(self) -> None:
        workspace, wish, last = self._context.workspace, self._wish(), self.items.files[-1]

        def then(files: tuple[MediaView, ...]) -> None:
            if wish == self._wished and self.items.files[-1:] == [last]:
                self.items.append(files, complete=not files)

        self._context.tasks.read(lambda: read_more(workspace, wish, last), then, owner=self)

    def _failed(self, error: BrandcraftError) -> None:
        self._reading = False
        self.state.show_error(
            "The library could not be read.",
            explanation=error.message,
            done=self._read,
            details=error.message,
        )

    def _show(self, wish: Wish, picture: ShelfPicture) -> None:
        self._reading = False
        if wish == self._wish():
            chosen = [view.id for view in self.grid.chosen()]
            current = self.grid.current_file()
            place = self.grid.verticalScrollBar().value()
            self._wished = wish
            self.header.show_counts(picture.counts)
            if self.items.show(picture.files, complete=picture.complete, changed=picture.changed):
                self.grid.choose(chosen, current.id if current is not None else "")
                self.grid.verticalScrollBar().setValue(place)
            if picture.files:
                self.state.show_content()
            else:
                self._show_empty(wish)
            self._chosen()
        else:
            self._stale = True
        if self._stale:
            self._read()

    def _show_empty(self, wish: Wish) -> None:
        if wish.search:
            self.state.show_empty(
                "magnifying-glass",
                f"No files for “{wish.search}”.",
                explanation="Try fewer words, or look on another shelf.",
                button="Clear search",
                done=self.header.search.clear_search,
            )
            return
        icon, sentence, explanation = EMPTY[wish.shelf]
        wants = wish.shelf not in (Shelf.TRASH, Shelf.UNUSED)
        self.state.show_empty(
            icon,
            sentence,
            explanation=explanation,
            button="Add files" if wants else "",
            done=self.doing.pick,
        )

    def _added(self, views: object) -> None:
        """Show what came, whatever was looked at before."""
        if self.header.shelf in (Shelf.TRASH, Shelf.UNUSED):
            self.header.set_shelf(Shelf.ALL)
            self._turn()
        else:
            self._read()
        announce(self, "Files added")

    # The chosen file

    def _chosen(self) -> None:
        chosen = self.grid.chosen()
        self.bar.set_count(len(chosen), trash=self.header.shelf is Shelf.TRASH)
        if len(chosen) == 1:
            small = self._pictures.get(chosen[0].sha256)
            self.details.show_file(chosen[0], small, self._context.workspace.clock.now())
            self._soon.start()
        elif chosen:
            self.details.show_several(chosen)
        else:
            self.details.show_none()

    def _read_file(self) -> None:
        media_id, workspace = self.details.shown, self._context.workspace
        if not media_id or not self.isVisible():
            return

        def then(picture: FilePicture) -> None:
            self.items.replace([picture.view])
            self.details.show_rest(picture, workspace.clock.now())

        self._context.tasks.read(
            lambda: read_file(workspace, media_id), then, failed=self._not_read, owner=self
        )

    def _not_read(self, error: BrandcraftError) -> None:
        if not isinstance(error, NotFound):  # removed for good meanwhile: the grid will say so
            self._context.navigator.show_error(error)

    def _keep(self, written: object) -> None:
        if not isinstance(written, Written):
            return
        workspace, fields = self._context.workspace, self.details.fields
        self._context.tasks.change(
            lambda: media.edit(
                workspace,
                written.media_id,
                name=written.name,
                alt=written.alt,
                tags=written.tags,
            ),
            fields.kept,
            failed=lambda error: fields.refuse(written.media_id, error),
            owner=self,
        )

    def _write(self, focus: Callable[[], None]) -> None:
        """Into a field of the details; the file the keyboard is on is chosen first."""
        if len(self.grid.chosen()) != 1:
            current = self.grid.current_file()
            if current is None:
                return
            self.grid.choose([current.id], current.id)
        focus()

    def _delete(self) -> None:
        gone = self.header.shelf is Shelf.TRASH
        (self.doing.remove if gone else self.doing.delete)(self.grid.chosen())

    def menu(self) -> QMenu:
        """What can be done with the chosen files."""
        offers = [
            Line("Create post", "pen-to-square", self.doing.use),
            Line("Add tags…", "tag", self.doing.ask_tags),
            Line("Delete", "trash", self.doing.delete),
        ]
        if self.header.shelf is Shelf.TRASH:
            offers = [
                Line("Restore", "arrow-rotate-left", self.doing.restore),
                Line("Delete for good…", "trash", self.doing.remove),
            ]
        elif len(self.grid.chosen()) == 1:
            fields = self.details.fields
            offers[1:1] = [
                Line("Rename", "", lambda _: fields.focus_name()),
                Line("Alt text", "", lambda _: fields.focus_alt()),
            ]
        return menu_of(offers, self.grid.chosen(), self)

    # Files from outside, and being a page

    def _paste(self) -> None:
        self.doing.take(QGuiApplication.clipboard().mimeData())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        if holds_media(mime) and not mime.hasFormat(MEDIA_MIME):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.overlay.cover()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.overlay.hide()
        self.doing.take(event.mimeData())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.details.setFixedWidth(WIDE if self.width() >= ROOMY else NARROW)
