"""Draws the reel on a thread while it is changed: the latest wish alone, after a short pause."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from brandcraft_desktop.domain.reel import Reel
from brandcraft_desktop.domain.reel_made import ReelPicture
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import reels
from brandcraft_desktop.ui.context import Context

PAUSE_MS = 150
"""Without a change, until the reel is drawn again: it costs some tenths of a second."""
HEIGHT = 960
"""Pixels: sharp on a screen of double density."""


def image_of(picture: ReelPicture) -> QImage:
    """The picture as Qt has it."""
    rows = QImage(
        picture.pixels,
        picture.width,
        picture.height,
        3 * picture.width,
        QImage.Format.Format_RGB888,
    )
    return rows.copy()  # the other one only looks at Python's bytes


class Drawer(QObject):
    """`drawn` tells the newest picture; what was overtaken meanwhile is dropped."""

    drawn = Signal(object)  # ReelPicture
    refused = Signal(object)  # BrandcraftError

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._wanted: tuple[Reel, int] | None = None
        self.asked = 0
        """How many drawings were asked for."""
        self.drawing = 0
        """Which of them is drawn, or was drawn last."""
        self._busy = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._begin)

    def ask(self, reel: Reel, card: int) -> None:
        """Draw this, unless something else is asked for first."""
        self.asked += 1
        self._wanted = reel, card
        self._pause.start()

    def stop(self) -> None:
        """Nobody looks any more."""
        self._wanted = None
        self._pause.stop()

    def _begin(self) -> None:
        if self._busy or self._wanted is None:
            return
        self._busy = True
        self.drawing = self.asked
        reel, card = self._wanted
        self._wanted = None
        self._context.tasks.read(
            lambda: reels.preview(reel, card, height=HEIGHT),
            self._arrived,
            failed=self._failed,
            owner=self,
        )

    def _arrived(self, picture: ReelPicture) -> None:
        self._busy = False
        if self._wanted is None:
            self.drawn.emit(picture)
        else:
            self._begin()

    def _failed(self, error: BrandcraftError) -> None:
        self._busy = False
        if self._wanted is None:
            self.refused.emit(error)
        else:
            self._begin()
