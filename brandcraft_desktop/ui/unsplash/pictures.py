"""The small pictures of photos: fetched when they come into view, a few at a time."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from brandcraft_desktop.domain.photos import Photo
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import unsplash
from brandcraft_desktop.ui.context import Context

KEPT = 150
AT_ONCE = 3
"""One of the threads for calls stays free for everything else."""


class PhotoPictures(QObject):
    """`get` gives a picture or None and asks for it; `loaded` says that there is a new one."""

    loaded = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._kept: OrderedDict[str, QPixmap] = OrderedDict()
        self._wanted: OrderedDict[str, Photo] = OrderedDict()
        self._asked: set[str] = set()
        self._missing: set[str] = set()

    def get(self, photo: Photo) -> QPixmap | None:
        """The picture of a photo, if it is here already; what was asked for last comes first."""
        if photo.id in self._kept:
            self._kept.move_to_end(photo.id)
            return self._kept[photo.id]
        if photo.id not in self._asked and photo.id not in self._missing:
            self._wanted[photo.id] = photo
            self._wanted.move_to_end(photo.id)
            self._next()
        return None

    def begin(self) -> None:
        """Other photos are shown: what was waited for no longer is, what failed may be tried."""
        self._wanted.clear()
        self._missing.clear()

    def _next(self) -> None:
        while self._wanted and len(self._asked) < AT_ONCE:
            photo_id, photo = self._wanted.popitem()
            self._asked.add(photo_id)
            self._fetch(photo)

    def _fetch(self, photo: Photo) -> None:
        workspace = self._context.workspace

        def fetch() -> QImage:
            return QImage.fromData(unsplash.thumbnail(workspace, photo))

        def failed(_: BrandcraftError) -> None:
            self._arrived(photo.id, None)

        self._context.tasks.call(
            fetch, lambda image: self._arrived(photo.id, image), failed=failed, owner=self
        )

    def _arrived(self, photo_id: str, image: QImage | None) -> None:
        self._asked.discard(photo_id)
        if image is None or image.isNull():
            self._missing.add(photo_id)  # its colour stands for it; the search says what is wrong
        else:
            self._kept[photo_id] = QPixmap.fromImage(image)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            self.loaded.emit()
        self._next()
