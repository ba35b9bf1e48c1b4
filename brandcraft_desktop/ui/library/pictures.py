"""Small pictures for a grid of thousands: only what is looked at is read, newest wish first."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from brandcraft_desktop.domain.media_rules import ThumbnailSize
from brandcraft_desktop.services import media
from brandcraft_desktop.ui.context import Context

KEPT = 360
"""Pictures held, 106 kB each: more than the largest screen shows at once."""
WAITING = 160
"""Wishes held: who scrolls past a thousand files does not wait for their pictures."""
AT_ONCE = 2
"""Pictures read beside each other: half of the readers stay free for the page itself."""


class Pictures(QObject):
    """`get` gives a picture or None and wishes for it; `loaded` says that there are new ones."""

    loaded = Signal(str)  # sha256

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._kept: OrderedDict[str, QPixmap] = OrderedDict()
        self._wished: OrderedDict[str, None] = OrderedDict()
        self._reading: set[str] = set()
        self._none: set[str] = set()

    def get(self, sha256: str) -> QPixmap | None:
        """The picture of a content, if it is here already."""
        found = self._kept.get(sha256)
        if found is not None:
            self._kept.move_to_end(sha256)
            return found
        if sha256 not in self._reading and sha256 not in self._none:
            self._wished[sha256] = None
            self._wished.move_to_end(sha256)
            while len(self._wished) > WAITING:
                self._wished.popitem(last=False)
            self._read_next()
        return None

    def forget(self, sha256: str) -> None:
        """A file may have been prepared meanwhile: ask again."""
        self._none.discard(sha256)

    def _read_next(self) -> None:
        workspace = self._context.workspace
        while self._wished and len(self._reading) < AT_ONCE:
            sha256, _ = self._wished.popitem()
            self._reading.add(sha256)

            def read(one: str = sha256) -> QImage | None:
                path = media.thumbnail(workspace, one, ThumbnailSize.SMALL)
                return drawable(QImage(str(path))) if path is not None else None

            self._context.tasks.read(
                read,
                lambda image, one=sha256: self._arrived(one, image),  # type: ignore[misc]
                failed=lambda _, one=sha256: self._arrived(one, None),  # type: ignore[misc]
                owner=self,
            )

    def _arrived(self, sha256: str, image: QImage | None) -> None:
        self._reading.discard(sha256)
        if image is None or image.isNull():
            self._none.add(sha256)
        else:
            self._kept[sha256] = QPixmap.fromImage(image)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            self.loaded.emit(sha256)
        self._read_next()


def drawable(image: QImage) -> QImage:
    """The picture as the screen takes it, so that the main thread has nothing to convert."""
    if image.isNull():
        return image
    alpha = image.hasAlphaChannel()
    wanted = QImage.Format.Format_ARGB32_Premultiplied if alpha else QImage.Format.Format_RGB32
    return image.convertToFormat(wanted)
