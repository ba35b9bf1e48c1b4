"""Looks, while one pauses, for what only the database knows of a post.

Whether it goes to the same account twice within a week, and whether platforms that fetch files find
them anywhere.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from brandcraft_desktop.domain.events import SettingChanged
from brandcraft_desktop.domain.findings import Finding
from brandcraft_desktop.services.look_alikes import look_alikes
from brandcraft_desktop.services.pull_check import pull_findings_of
from brandcraft_desktop.ui.bridge import Batch
from brandcraft_desktop.ui.editor.controller import EditorController

PAUSE_MS = 700


class LookAlikeWatch(QObject):
    """Reads the database on a thread, never at a key press; `show` is called with news."""

    def __init__(
        self, controller: EditorController, show: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._post, self._show = controller, show
        self._looked: object = None
        self._post_id = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)
        controller.changed.connect(self._changed)
        controller.context.bridge.changed.connect(self._hear)

    def _hear(self, batch: object) -> None:
        if isinstance(batch, Batch) and batch.of(SettingChanged):
            self._looked = None
            self._changed()

    def _key(self) -> object:
        """What the answer depends on."""
        post, content = self._post.post, self._post.content
        at = self._post.when.at
        shown = (content.text, content.media, content.account_ids, content.thread)
        # A file says only when it is prepared whether it is a picture or a video.
        states = {one.id: (one.state, one.kind) for one in self._post.files.values()}
        return (post.id if post is not None else "", at, shown, dict(content.variants), states)

    def _changed(self) -> None:
        post = self._post
        if post.post is None or post.locked_reason or post.delivery_id is not None:
            self._pause.stop()
            self._take(None, ())
            return
        if post.post.id != self._post_id:
            self._post_id = post.post.id
            self._take(None, ())
        if self._key() != self._looked:
            self._pause.start()

    def _look(self) -> None:
        post = self._post
        if post.post is None:
            return
        key, workspace = self._key(), post.workspace
        content, files, at, but = post.content, dict(post.files), post.when.at, post.post.id
        post.context.tasks.read(
            lambda: (
                *pull_findings_of(workspace, content, files),
                *look_alikes(workspace, content, files, at=at, but=but),
            ),
            lambda found: self._take(key, found),
            failed=lambda _: None,
            owner=self,
        )

    def _take(self, key: object, found: tuple[Finding, ...]) -> None:
        if key is not None and key != self._key():
            return  # something was changed meanwhile: the next look tells
        self._looked = key
        if found != self._post.look_alikes:
            self._post.look_alikes = found
            self._show()
