"""What an options form asks for: pictures, frames of the video, what an account can choose."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.media_rules import MediaKind
from brandcraft_desktop.domain.media_types import PICTURE_ENDINGS, name_filter
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import accounts, media
from brandcraft_desktop.services.media_frames import frame
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.library_picker import LibraryPicker
from brandcraft_desktop.ui.editor.options_form import OptionsForm
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails

FILTER = f"Pictures ({name_filter(*PICTURE_ENDINGS)})"

FRESH = timedelta(minutes=1)
"""What an account may choose is not asked again before."""

SHOWN = 96
"""Pictures of the library that are offered, the newest ones."""


class OptionHelp(QObject):
    """Does on threads what the form asks for, and puts the answer where it belongs."""

    def __init__(
        self,
        controller: EditorController,
        form: OptionsForm,
        thumbnails: Thumbnails,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._post, self._form, self._thumbnails = controller, form, thumbnails
        self._window, self._context = window, controller.context
        form.file_wanted.connect(self.pick)
        form.library_wanted.connect(self._open_library)
        form.frame_wanted.connect(self._read_frame)
        form.ask_wanted.connect(self._ask)
        form.accounts_shown.connect(self._ask_anew)
        self._asked_at: dict[str, datetime] = {}

    def pick(self, option: str) -> None:
        """Let the person choose a picture of this computer."""
        dialog = QFileDialog(self._window, "Choose a picture", "", FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAccessibleName("Choose a picture")
        target = self._target()
        dialog.fileSelected.connect(lambda name: self.take_file(target, option, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_file(self, target: str, option: str, path: Path) -> None:
        """Copy a picture into the library and choose it."""
        workspace, mine = self._context.workspace, self._post_id()

        def add() -> MediaView:
            return media.process(workspace, media.add(workspace, [path])[0].id)

        self._context.tasks.change(
            add,
            lambda view: self._choose(mine, target, option, view),
            failed=self._refuse,
            owner=self,
        )

    def _open_library(self, option: str, anchor: object) -> None:
        if not isinstance(anchor, QWidget):
            return
        workspace, target, mine = self._context.workspace, self._target(), self._post_id()
        picker = LibraryPicker(self._thumbnails, anchor)
        picker.chosen.connect(lambda view: self._choose(mine, target, option, view))
        self._context.tasks.read(
            lambda: media.list_media(workspace, kind=MediaKind.IMAGE, limit=SHOWN),
            picker.show_files,
            failed=self._refuse,
            owner=picker,
        )
        picker.open_at(anchor)

    def _choose(self, post_id: str, target: str, option: str, view: object) -> None:
        state = self._form.state
        if not isinstance(view, MediaView) or post_id != self._post_id():
            return
        self._post.files[view.id] = view
        shown = state is not None and state.target == target
        before = self._post.content.variants.get(target)
        own = dict(before.options) if before is not None else {}
        self._post.set_options(target, {**own, option: view.id})
        if shown:
            self._form.reveal(option)

    def _read_frame(self, sha256: str, milliseconds: int) -> None:
        workspace = self._context.workspace

        def show(data: bytes | None) -> None:
            picture = QPixmap()
            if data is not None and picture.loadFromData(data):
                self._form.show_frame(sha256, milliseconds, picture)

        self._context.tasks.read(
            lambda: frame(workspace, sha256, milliseconds),
            show,
            failed=lambda _: None,  # the slider tells the moment without its picture, too
            owner=self,
        )

    def _ask(self) -> None:
        """Ask the platform again what the shown accounts can choose."""
        state, workspace = self._form.state, self._context.workspace
        asked = state.accounts if state is not None else ()
        if state is None or not asked:
            return
        name = state.info.name
        self._form.show_asking(True)

        def ask() -> None:
            for account in asked:
                accounts.refresh(workspace, account.id)

        def done(_: None) -> None:
            self._form.show_asking(False)  # the account's event brings the news
            self._context.navigator.toast(f"{name} was asked what can be chosen")

        def failed(error: BrandcraftError) -> None:
            self._form.show_asking(False)
            self._refuse(error)

        self._context.tasks.call(ask, done, failed=failed, owner=self)

    def _ask_anew(self) -> None:
        """Ask by itself where the platform wants that; without an answer the known choices stay."""
        state, workspace = self._form.state, self._context.workspace
        if state is None or not state.info.asks_anew:
            return
        now = workspace.clock.now()
        for account in state.accounts:
            before = self._asked_at.get(account.id)
            if account.state is not AccountState.CONNECTED or (
                before is not None and now - before < FRESH
            ):
                continue
            self._asked_at[account.id] = now
            self._context.tasks.call(
                partial(accounts.look_again, workspace, account.id),
                failed=lambda _: None,  # it is asked again when the post goes out
                owner=self,
            )

    def _refuse(self, error: BrandcraftError) -> None:
        self._context.navigator.show_error(error)

    def _target(self) -> str:
        state = self._form.state
        return state.target if state is not None else ""

    def _post_id(self) -> str:
        return self._post.post.id if self._post.post is not None else ""
