"""A tray that comes after the program: at login a desktop may start its panel last."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QSystemTrayIcon

LOOK_EVERY_MS = 2_000
LOOKS = 60  # a panel that is not there after two minutes will not come


class TrayArrival(QObject):
    """`arrived` once there is a tray; gives up after a while."""

    arrived = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = LOOKS
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Whether it has come by now."""
        self._left -= 1
        there = QSystemTrayIcon.isSystemTrayAvailable()
        if there or self._left <= 0:
            self._timer.stop()
        if there:
            self.arrived.emit()
