"""Pages open under files that are held over their button: so files reach a page by mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.ui.media_mime import MEDIA_MIME

PATIENCE_MS: Final = 500
"""How long files are held over a button before its page opens."""


class Springing(QObject):
    """Watches one button; `spring` is called when files of the library rest on it."""

    def __init__(self, button: QWidget, spring: Callable[[], None]) -> None:
        super().__init__(button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(spring)
        button.setAcceptDrops(True)
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent):  # also of entering and moving, which derive from it
            if isinstance(event, QDragEnterEvent):
                if event.mimeData().hasFormat(MEDIA_MIME):
                    self._timer.start()
                    event.acceptProposedAction()
            elif isinstance(event, QDragMoveEvent):
                event.acceptProposedAction()
            else:
                self._timer.stop()
                event.ignore()  # a button takes nothing itself
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._timer.stop()
        return super().eventFilter(watched, event)
