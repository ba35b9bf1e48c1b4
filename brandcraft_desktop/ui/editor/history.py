"""The way to earlier versions of the post that is being written, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import post_versions
from brandcraft_desktop.services.post_versions import PutBack, Version
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.history_dialog import HistoryDialog


class History(QObject):
    """`reload` shows the post again once a version was put back."""

    def __init__(
        self,
        controller: EditorController,
        window: QWidget,
        infos: Mapping[str, PlatformInfo],
        reload: Callable[[], None],
        refused: Callable[[BrandcraftError], None],
    ) -> None:
        super().__init__(window)
        self._post, self._window, self._infos = controller, window, infos
        self._reload, self._refused = reload, refused

    def open(self) -> None:
        """Read the versions once everything is saved, and show them."""
        post, workspace = self._post.post, self._post.workspace
        if post is None or self._post.delivery_id is not None:
            return
        post_id = post.id

        def show(found: tuple[Version, ...]) -> None:
            if self._post.post is not None and self._post.post.id == post_id:
                self._show(post_id, found)

        self._post.autosave.when_saved(
            lambda: self._post.context.tasks.read(
                lambda: post_versions.versions(workspace, post_id), show, owner=self
            )
        )

    def _show(self, post_id: str, found: tuple[Version, ...]) -> None:
        names = {platform: info.name for platform, info in self._infos.items()}
        names |= {one.id: one.handle for one in self._post.accounts}
        dialog = HistoryDialog(
            found, self._post.content, names, self._post.when.zone, self._window.window()
        )
        if self._post.locked_reason:
            dialog.restore.setEnabled(False)
            dialog.restore.setToolTip(self._post.locked_reason)
        dialog.chosen.connect(lambda version_id: self.restore(post_id, version_id))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def restore(self, post_id: str, version_id: str) -> None:
        """Put a version back; its undo is the version that was there before."""
        workspace, context = self._post.workspace, self._post.context

        def done(put_back: PutBack) -> None:
            self._reload()
            kept = put_back.kept
            undo = None if kept is None else lambda: self.restore(post_id, kept)
            context.navigator.toast("The earlier version is back.", undo=undo)

        context.tasks.change(
            lambda: post_versions.restore(workspace, post_id, version_id),
            done,
            failed=self._refused,
            owner=self,
        )
