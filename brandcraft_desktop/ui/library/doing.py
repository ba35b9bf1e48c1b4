"""What a person does with files of the library; each with its way back where there is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from brandcraft_desktop.domain.library import Outlook
from brandcraft_desktop.domain.media_choice import Offer, choose
from brandcraft_desktop.domain.media_words import counted
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import media, media_import
from brandcraft_desktop.services.media_adding import Added
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.editor.incoming import address_in, files_in, picture_in
from brandcraft_desktop.ui.editor.media_intake import FILTER, ChoiceDialog
from brandcraft_desktop.ui.library.tags_dialog import TagsDialog
from brandcraft_desktop.ui.library.words import for_good_words
from brandcraft_desktop.ui.unsplash import open_unsplash
from brandcraft_desktop.ui.widgets import ConfirmDialog


class FileDoing(QObject):
    """`adding` tells how many portions of files are on their way in."""

    adding = Signal(int)
    added = Signal(object)  # tuple[MediaView, ...]

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._ways_back: list[Callable[[], None]] = []
        self._on_way = 0

    # Files in

    def pick(self) -> None:
        """Let the person choose files."""
        dialog = QFileDialog(self._page, "Add files", "", FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAccessibleName("Add files")
        dialog.filesSelected.connect(lambda names: self.add([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def search_photos(self) -> None:
        """Let the person choose photos of Unsplash."""
        open_unsplash(self._context, self._page, self._photos_came)

    def _photos_came(self, views: tuple[MediaView, ...]) -> None:
        self._tell(f"Added {_named(views)}", None)
        self.added.emit(views)

    def add(self, paths: Sequence[Path]) -> None:
        """Copy files in, beside everything else: what is typed meanwhile is kept at once."""
        workspace, chosen = self._context.workspace, tuple(paths)
        self._bring(lambda: media.add_each(workspace, chosen))

    def add_picture(self, data: bytes) -> None:
        """A pasted or dropped picture."""
        workspace = self._context.workspace
        self._bring(lambda: _alone(media.add_bytes(workspace, data)))

    def add_address(self, address: str) -> None:
        """A picture dragged out of a browser."""
        workspace = self._context.workspace
        self._bring(lambda: _alone(media_import.add_from_address(workspace, address)))

    def take(self, mime: QMimeData) -> None:
        """What was dropped or pasted: files, a picture, or the address of one."""
        files = files_in(mime)
        picture = picture_in(mime) if not files else None
        if files:
            self.add(files)
        elif picture is not None:
            self.add_picture(picture)
        elif address := address_in(mime):
            self.add_address(address)

    def _bring(self, work: Callable[[], Added]) -> None:
        self._count(1)
        self._context.tasks.call(work, self._arrived, failed=self._not_added, owner=self)

    def _count(self, step: int) -> None:
        self._on_way += step
        self.adding.emit(self._on_way)

    def _arrived(self, added: Added) -> None:
        self._count(-1)
        trouble = added.trouble()
        if trouble is not None:
            self._context.navigator.show_error(trouble)
        if added.views:
            self._tell(f"Added {_named(added.views)}", None)
            self.added.emit(added.views)

    def _not_added(self, error: BrandcraftError) -> None:
        self._count(-1)
        self._refused(error)

    # Into a post

    def use(self, views: Sequence[MediaView]) -> None:
        """A new post with these files; where they don't fit together, ways out are offered."""
        verdict = choose((), [view.kind for view in views])
        if verdict.accepted:
            self._begin([view.id for view in views])
            return
        dialog = ChoiceDialog(verdict, self._page)

        def take(offer: Offer) -> None:
            self._begin([views[place].id for place in offer.positions])

        dialog.offered.connect(take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _begin(self, ids: Sequence[str]) -> None:
        workspace, navigator = self._context.workspace, self._context.navigator
        brand_id = navigator.brand_id
        self._context.tasks.change(
            lambda: media.begin_post(workspace, ids, brand_id=brand_id),
            lambda post: navigator.open_editor(post.id),
            failed=self._refused,
            owner=self,
        )

    # Away and back

    def delete(self, views: Sequence[MediaView]) -> None:
        """Into the trash; asked for only where posts that are not out have one of the files."""
        if not views:
            return
        workspace, ids = self._context.workspace, [view.id for view in views]
        self._context.tasks.read(
            lambda: media.outlook(workspace, ids),
            lambda outlook: self._delete_knowing(tuple(views), outlook),
            failed=self._refused,
            owner=self,
        )

    def _delete_knowing(self, views: tuple[MediaView, ...], outlook: Outlook) -> None:
        if not outlook.asks:
            self._throw_away(views)
            return
        dialog = ConfirmDialog(
            self._page, f"Delete {_named(views)}?", outlook.words, confirm="Delete", danger=True
        )
        dialog.accepted.connect(lambda: self._throw_away(views))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _throw_away(self, views: tuple[MediaView, ...]) -> None:
        workspace, ids = self._context.workspace, [view.id for view in views]
        self._change(
            lambda: media.delete_many(workspace, ids),
            f"Deleted {_named(views)}",
            lambda: self._change(lambda: media.restore_many(workspace, ids), ""),
        )

    def restore(self, views: Sequence[MediaView]) -> None:
        """Out of the trash."""
        workspace, ids = self._context.workspace, [view.id for view in views]
        if ids:
            self._change(
                lambda: media.restore_many(workspace, ids),
                f"Restored {_named(views)}",
                lambda: self._change(lambda: media.delete_many(workspace, ids), ""),
            )

    def remove(self, views: Sequence[MediaView]) -> None:
        """Out of the trash for good, but for what posts have; asked for, there is no way back."""
        if not views:
            return
        workspace, ids = self._context.workspace, [view.id for view in views]
        self._context.tasks.read(
            lambda: media.outlook(workspace, ids),
            lambda outlook: self._remove_knowing(tuple(views), outlook),
            failed=self._refused,
            owner=self,
        )

    def _remove_knowing(self, views: tuple[MediaView, ...], outlook: Outlook) -> None:
        workspace, ids = self._context.workspace, [view.id for view in views]
        words = for_good_words(len(ids), outlook.held)
        if outlook.held >= len(ids):
            self._tell(words, None)
            return
        dialog = ConfirmDialog(
            self._page,
            f"Delete {_named(views)} for good?",
            words,
            confirm="Delete for good",
            danger=True,
        )

        def told(gone: tuple[str, ...]) -> None:
            self._tell(f"Removed {counted(len(gone), 'file')} for good", None)

        def go() -> None:
            self._context.tasks.call(
                lambda: media.remove_many(workspace, ids), told, failed=self._refused, owner=self
            )

        dialog.accepted.connect(go)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def empty_trash(self) -> None:
        """For good: asked for, as there is no way back."""
        dialog = ConfirmDialog(
            self._page,
            "Empty the trash?",
            "Its files are removed for good. Those that a post has stay as long as it has them.",
            confirm="Empty trash",
            danger=True,
        )
        workspace = self._context.workspace

        def told(count: int) -> None:
            self._tell(f"Removed {counted(count, 'file')} for good", None)

        def go() -> None:
            self._context.tasks.call(
                lambda: media.empty(workspace), told, failed=self._refused, owner=self
            )

        dialog.accepted.connect(go)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_tags(self, views: Sequence[MediaView]) -> None:
        """Tags for several files at once."""
        workspace, ids = self._context.workspace, [view.id for view in views]
        dialog = TagsDialog(len(ids), self._page)

        def go() -> None:
            words = dialog.words
            self._change(
                lambda: media.add_tags(workspace, ids, words),
                f"Tags added to {counted(len(ids), 'file')}",
            )

        dialog.accepted.connect(go)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # The ways back

    def undo(self) -> None:
        """Take back the last change that still stands."""
        if self._ways_back:
            self._ways_back[-1]()

    def _tell(self, told: str, undo: Callable[[], None] | None) -> None:
        """Toasts wait for one another: each has the way back of what it tells, once."""
        if undo is None:
            self._context.navigator.toast(told)
            return

        def once() -> None:
            if once in self._ways_back:
                self._ways_back.remove(once)
                undo()

        self._ways_back.append(once)
        self._context.navigator.toast(told, undo=once)

    def _change(
        self, work: Callable[[], object], told: str, undo: Callable[[], None] | None = None
    ) -> None:
        def then(_: object) -> None:
            if told:
                self._tell(told, undo)

        self._context.tasks.change(work, then, failed=self._refused, owner=self)

    def _refused(self, error: BrandcraftError) -> None:
        self._context.navigator.show_error(error)


def _alone(view: MediaView) -> Added:
    return Added((view,))


def _named(views: Sequence[MediaView]) -> str:
    return f"“{views[0].name}”" if len(views) == 1 else counted(len(views), "file")
