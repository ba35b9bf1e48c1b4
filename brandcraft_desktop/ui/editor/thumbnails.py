"""Small pictures of files, read on a thread and kept while they are wanted."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from brandcraft_desktop.domain.media_rules import ThumbnailSize
from brandcraft_desktop.services import media
from brandcraft_desktop.ui.context import Context

KEPT = 48


class Thumbnails(QObject):
    """`get` gives a picture or None and loads it; `loaded` says that it is worth asking again."""

    loaded = Signal(str)  # sha256

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._kept: OrderedDict[tuple[str, ThumbnailSize], QPixmap] = OrderedDict()
        self._asked: set[tuple[str, ThumbnailSize]] = set()

    def get(self, sha256: str, size: ThumbnailSize = ThumbnailSize.SMALL) -> QPixmap | None:
        """The picture of a content, if it is here already."""
        key = (sha256, size)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key not in self._asked:
            self._asked.add(key)
            workspace = self.context.workspace

            def read() -> QImage | None:
                path = media.thumbnail(workspace, sha256, size)
                return QImage(str(path)) if path is not None else None

            self.context.tasks.read(read, lambda image: self._arrived(key, image), owner=self)
        return None

    def forget(self, sha256: str) -> None:
        """A file may have been prepared meanwhile: ask again."""
        for size in ThumbnailSize:
            key = (sha256, size)
            if key not in self._kept:
                self._asked.discard(key)

    def _arrived(self, key: tuple[str, ThumbnailSize], image: QImage | None) -> None:
        if image is None or image.isNull():
            return
        self._kept[key] = QPixmap.fromImage(image)
        while len(self._kept) > KEPT:
            gone, _ = self._kept.popitem(last=False)
            self._asked.discard(gone)
        self.loaded.emit(key[0])
