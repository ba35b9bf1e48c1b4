"""Brings the frames of a video into the dialog: made on a thread, shown as they come."""

from __future__ import annotations

from collections import deque
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from brandcraft_desktop.domain.film import Shot
from brandcraft_desktop.domain.views import MediaView
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services.film_strips import LOOKED_AT, FilmStrip, film_strip_of
from brandcraft_desktop.services.media_frames import frame
from brandcraft_desktop.ui.context import Context

LOOK_MS = 120
PAUSE_MS = 220
"""Without moving, until a frame is asked for: each costs a decoder."""


class FilmLoader(QObject):
    """`arrived` follows every few frames, `finished` the last; `exact` brings a frame in full."""

    arrived = Signal()
    finished = Signal()
    failed = Signal(str)
    exact = Signal(int, object)  # milliseconds, QPixmap

    def __init__(self, view: MediaView, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file, self._context = view, context
        self.pictures: dict[int, QPixmap] = {}
        self.strip: FilmStrip | None = None
        self._coming: deque[tuple[int, QImage]] = deque()
        self._left = [False]
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._take)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._wanted = 0
        self._asking = False

    @property
    def share(self) -> float:
        """How much of the strip is there, 0 to 1."""
        return min(1.0, len(self.pictures) / LOOKED_AT)

    def begin(self) -> None:
        """Make the strip, or find it."""
        workspace, view = self._context.workspace, self._file
        coming, left = self._coming, self._left

        def arrived(path: Path, shot: Shot) -> None:
            coming.append((shot.moment, QImage(str(path))))

        def read() -> FilmStrip:
            known = {moment for moment, _ in coming}
            strip = film_strip_of(workspace, view, arrived=arrived, cancelled=lambda: left[0])
            known |= {moment for moment, _ in coming}
            for shot in strip.shots:
                if shot.moment not in known:
                    arrived(strip.path(shot), shot)
            return strip

        self._look.start()
        self._context.tasks.read(read, self._done, failed=self._refuse, owner=self)

    def leave(self) -> None:
        """Nobody waits for it any more."""
        self._left[0] = True
        self._look.stop()
        self._pause.stop()

    def nearest(self, milliseconds: int) -> QPixmap | None:
        """The frame of the strip that is closest to a moment."""
        if not self.pictures:
            return None
        return self.pictures[min(self.pictures, key=lambda one: abs(one - milliseconds))]

    def want(self, milliseconds: int) -> None:
        """Ask for a frame in full, once the hand rests."""
        self._wanted = milliseconds
        self._pause.start()

    def _ask(self) -> None:
        if self._asking:  # one decoder at a time: the last wish is asked when it is done
            return
        self._asking = True
        wanted, workspace, sha256 = self._wanted, self._context.workspace, self._file.sha256

        def read() -> QImage:
            return QImage.fromData(frame(workspace, sha256, wanted) or b"")

        def show(image: QImage) -> None:
            self._asking = False
            if self._wanted != wanted:
                self._ask()
            elif not image.isNull():
                self.exact.emit(wanted, QPixmap.fromImage(image))

        def leave(_: BrandcraftError) -> None:
            self._asking = False  # the strip's own frame stays

        self._context.tasks.read(read, show, failed=leave, owner=self)

    def _take(self) -> None:
        before = len(self.pictures)
        while self._coming:
            moment, image = self._coming.popleft()
            if not image.isNull():
                self.pictures[moment] = QPixmap.fromImage(image)
        if len(self.pictures) > before:
            self.arrived.emit()

    def _done(self, strip: FilmStrip) -> None:
        self._look.stop()
        self.strip = strip
        self._take()
        self.finished.emit()

    def _refuse(self, error: BrandcraftError) -> None:
        self._look.stop()
        self.failed.emit(error.message)
