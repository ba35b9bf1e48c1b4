"""Files of the shown tab: added, described, ordered, removed; each with its way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtCore import QObject

from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.views import MediaView, PostView
from brandcraft_desktop.errors import BrandcraftError, Refused
from brandcraft_desktop.services import media
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.describing import open_dialog
from brandcraft_desktop.ui.editor.library_picker import LibraryPicker
from brandcraft_desktop.ui.editor.media_intake import MediaIntake
from brandcraft_desktop.ui.editor.media_items import Order
from brandcraft_desktop.ui.editor.post_media import Room
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.editor.view import EditorView

OFFERED = 96  # of the library at once


class FileTools(QObject):
    """`cursor` tells where in the text the person writes: files join that part."""

    def __init__(
        self,
        controller: EditorController,
        view: EditorView,
        infos: Mapping[str, PlatformInfo],
        thumbnails: Thumbnails,
        cursor: Callable[[], int],
    ) -> None:
        super().__init__(view)
        self.controller, self.view, self._infos = controller, view, infos
        self._thumbnails, self._cursor = thumbnails, cursor
        self.intake = MediaIntake(controller.context, self.room, view)
        self.intake.arrived.connect(self._arrived)
        self.intake.prepared.connect(self._prepared)
        strip = view.strip
        strip.add_wanted.connect(self.intake.pick)
        strip.library_wanted.connect(self.open_library)
        strip.remove_wanted.connect(self.remove)
        strip.alt_wanted.connect(self.describe)
        strip.video_wanted.connect(self.make_video)
        converting = view.preview.files.converting
        strip.stop_wanted.connect(converting.stop)
        strip.items.converted = converting.done
        converting.failed.connect(self.intake.refused)
        converting.changed.connect(lambda _: strip.list.viewport().update())
        strip.edit_wanted.connect(self.edit)
        strip.reordered.connect(self._arrange)
        strip.undo_wanted.connect(lambda: self._turn(controller.media.undo))
        strip.redo_wanted.connect(lambda: self._turn(controller.media.redo))

    @property
    def target(self) -> str:
        """The tab that is shown."""
        return self.view.tabs.current()

    @property
    def owner(self) -> str:
        """Whose files the strip shows."""
        return self.controller.media.owner(self.target)

    @property
    def allowed(self) -> bool:
        """Whether the files may be changed."""
        return not self.controller.locked_reason and self.controller.delivery_id is None

    def room(self) -> Room:
        """Where files that are added now join."""
        return self.controller.media.room(self.target, self._cursor())

    def open_library(self) -> None:
        """Offer the newest files of the library."""
        if not self.allowed:
            return
        workspace, anchor = self.controller.workspace, self.view.strip.more
        picker = LibraryPicker(self._thumbnails, anchor, of="file")
        picker.chosen.connect(lambda view: self.intake.add_known([cast(MediaView, view).id]))

        def read(words: str = "") -> None:
            self.controller.context.tasks.read(
                lambda: media.list_media(workspace, search=words, limit=OFFERED),
                picker.show_files,
                failed=self.intake.refused.emit,
                owner=picker,
            )

        picker.search.searched.connect(read)
        read()
        picker.open_at(anchor)

    def pick(self) -> None:
        """Choose files, where that is allowed."""
        if self.allowed:
            self.intake.pick()

    def remove(self, media_id: str) -> None:
        """Take a file off, with a way back."""
        found, files = self.controller.files.get(media_id), self.controller.media
        if found is None or not self.allowed:
            return
        restore = files.remove(media_id, files.holder(media_id, self.target))
        self.controller.context.navigator.toast(f"Removed {found.name}.", undo=restore)

    def describe(self, media_id: str) -> None:
        """Open a file's dialog at its alt text."""
        self._open(media_id, alt_first=True)

    def edit(self, media_id: str) -> None:
        """Open a file's dialog: its crop, its framing, its alt text, who takes it."""
        self._open(media_id, alt_first=False)

    def _open(self, media_id: str, *, alt_first: bool) -> None:
        open_dialog(
            self.controller,
            self._infos,
            self._thumbnails,
            media_id,
            self.target,
            self.view,
            alt_first=alt_first,
        )

    def make_video(self, media_id: str) -> None:
        """Make a video of a moving picture and put it in its place, with a way back."""
        if media_id not in self.controller.files or not self.allowed:
            return
        workspace, post = self.controller.workspace, self.controller.post
        owner = self.controller.media.holder(media_id, self.target)
        self.controller.context.tasks.call(
            lambda: media.video_of(workspace, media_id),
            lambda view: self._replace(post, media_id, view, owner),
            failed=self._not_made,
            owner=self,
        )

    def _replace(self, post: PostView | None, media_id: str, view: MediaView, owner: str) -> None:
        if not self.controller.is_post(post) or not self.allowed:
            return
        restore = self.controller.media.replace(media_id, view, owner)
        self.controller.context.navigator.toast(f"{view.name} takes its place.", undo=restore)

    def _not_made(self, error: BrandcraftError) -> None:
        if not isinstance(error, Refused):  # stopped by hand: nobody has to be told
            self.intake.refused.emit(error)

    def read(self, media_id: str) -> None:
        """A file is another one now: read it."""
        workspace = self.controller.workspace
        self.controller.context.tasks.read(
            lambda: media.show(workspace, media_id),
            self._prepared,
            failed=lambda _: None,
            owner=self,
        )

    def _arrange(self, order: object) -> None:
        if self.allowed:
            self.controller.media.arrange(cast(Order, order), self.owner)

    def _turn(self, turn: Callable[[str], bool]) -> None:
        if self.allowed:
            turn(self.owner)

    def _arrived(self, views: object, room: Room, replacing: bool) -> None:
        self.controller.media.add(cast(tuple[MediaView, ...], views), room, replacing=replacing)

    def _prepared(self, view: object) -> None:
        if isinstance(view, MediaView):
            self._thumbnails.forget(view.sha256)
            self.controller.refresh_file(view)
