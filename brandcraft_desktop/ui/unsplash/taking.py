"""Chosen photos on their way into the library, one after another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from brandcraft_desktop.domain.photos import Photo
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import media, unsplash
from brandcraft_desktop.ui.context import Context


class PhotoTaking(QObject):
    """What was taken before something failed is kept; `again` goes on with the rest."""

    progressed = Signal(int, int)  # how many are there, of how many
    done = Signal(object)  # tuple[MediaView, ...]
    failed = Signal(object)  # BrandcraftError

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.taken: tuple[MediaView, ...] = ()
        self._rest: tuple[Photo, ...] = ()
        self._round = 0
        self.busy = False

    def begin(self, photos: Sequence[Photo]) -> None:
        """Take these."""
        self._round += 1
        self.taken, self._rest = (), tuple(photos)
        self._next()

    def again(self) -> None:
        """Go on behind the last one that came in."""
        self._next()

    def stop(self) -> None:
        """What is on its way still comes into the library, but nobody is told."""
        self._round += 1
        self.busy = False

    def _next(self) -> None:
        if not self._rest:
            self.busy = False
            self.done.emit(self.taken)
            return
        self.busy = True
        self.progressed.emit(len(self.taken), len(self.taken) + len(self._rest))
        mine, photo, workspace = self._round, self._rest[0], self._context.workspace

        def take() -> MediaView:
            return media.process(workspace, unsplash.use(workspace, photo).id)

        def arrived(view: MediaView) -> None:
            if mine == self._round:
                self.taken, self._rest = (*self.taken, view), self._rest[1:]
                self._next()

        def failed(error: BrandcraftError) -> None:
            if mine == self._round:
                self.busy = False
                self.failed.emit(error)

        self._context.tasks.call(take, arrived, failed=failed, owner=self)
