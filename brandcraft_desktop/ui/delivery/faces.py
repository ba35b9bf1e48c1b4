"""Pictures of accounts, read once each."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from brandcraft_desktop.domain.media_rules import ThumbnailSize
from brandcraft_desktop.services import media
from brandcraft_desktop.ui.context import Context


class Faces(QObject):
    """`arrived` when pictures that were wanted have been read."""

    arrived = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._known: dict[str, QPixmap | None] = {}

    def get(self, sha256: str | None) -> QPixmap | None:
        """The picture, if it has been read and there is one."""
        return self._known.get(sha256) if sha256 is not None else None

    def want(self, found: Iterable[str | None]) -> None:
        """Read those that are not known yet."""
        new = {one for one in found if one is not None and one not in self._known}
        if not new:
            return
        self._known.update(dict.fromkeys(new))
        workspace = self._context.workspace

        def read() -> dict[str, QImage]:
            paths = {one: media.thumbnail(workspace, one, ThumbnailSize.AVATAR) for one in new}
            return {one: QImage(str(path)) for one, path in paths.items() if path is not None}

        self._context.tasks.read(read, self._keep, owner=self)

    def _keep(self, found: dict[str, QImage]) -> None:
        self._known.update({one: QPixmap.fromImage(image) for one, image in found.items()})
        if found:
            self.arrived.emit()
