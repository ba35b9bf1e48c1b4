"""Makes the reel on a thread: how far it is, stopping it, and the new post at the end."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.domain.reel import Reel
from brandcraft_desktop.domain.views import PostView
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import reels
from brandcraft_desktop.ui.context import Context

LOOK_MS = 100


class Making(QObject):
    """One reel at a time."""

    progressed = Signal(float)  # 0 to 1
    finished = Signal(object)  # PostView
    refused = Signal(object)  # BrandcraftError
    stopped = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._stop = threading.Event()
        self._done = [0.0]  # written by the thread that makes it
        self.running = False
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(lambda: self.progressed.emit(self._done[0]))
        application = QApplication.instance()
        if application is not None:  # leaving the program must not wait for a film
            application.aboutToQuit.connect(self.stop)

    def start(self, reel: Reel) -> None:
        """Make it, keep it in the library, and open a draft for it."""
        self.running = True
        stop, done = threading.Event(), [0.0]
        self._stop, self._done = stop, done
        workspace, brand_id = self._context.workspace, self._context.navigator.brand_id

        def heard(part: float) -> None:
            done[0] = part

        def work() -> PostView:
            kept = reels.make(workspace, reel, progress=heard, cancelled=stop.is_set)
            return reels.draft(workspace, reel, kept.media, brand_id=brand_id)

        self._look.start()
        # Beside the changes: what is typed elsewhere meanwhile is saved.
        self._context.tasks.call(work, self._arrived, failed=self._failed, owner=self)

    def stop(self) -> None:
        """Nobody wants it any more."""
        self._stop.set()

    def _arrived(self, post: PostView) -> None:
        self._end()
        self.finished.emit(post)

    def _failed(self, error: BrandcraftError) -> None:
        self._end()
        if self._stop.is_set():
            self.stopped.emit()
        else:
            self.refused.emit(error)

    def _end(self) -> None:
        self.running = False
        self._look.stop()
