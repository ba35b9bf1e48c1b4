"""Notices that nobody has used the window for a while."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.domain.clock import Clock

LOOK_MS = 5_000
_INPUT = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,  # comes before a key that is a shortcut
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    )
)


class Idle(QObject):
    """`elapsed` once no key and no pointer came for so long.

    Hours that the computer slept count: the wall clock goes on. Only what the window system sends
    is input; it hears everything only while it is on, for each event costs a call.
    """

    elapsed = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._length = timedelta()
        self._last: datetime = clock.now()
        self._hearing = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self, minutes: int) -> None:
        """Begin anew; 0 minutes is never."""
        self._length = timedelta(minutes=minutes)
        self._last = self._clock.now()
        if not minutes:
            self.stop()
            return
        self._timer.start()
        application = QApplication.instance()
        if application is not None and not self._hearing:
            application.installEventFilter(self)
            self._hearing = True

    def stop(self) -> None:
        """Notice nothing any more."""
        self._timer.stop()
        application = QApplication.instance()
        if application is not None and self._hearing:
            application.removeEventFilter(self)
        self._hearing = False

    def look(self) -> None:
        """Whether it has been long enough."""
        if not self._timer.isActive():
            return
        now = self._clock.now()
        if now < self._last:  # the clock was put back
            self._last = now
        elif now - self._last >= self._length:
            self.stop()
            self.elapsed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT and event.spontaneous():
            now = self._clock.now()
            if now - self._last >= self._length:
                self.look()  # back after hours of sleep: this key must not open what was to close
                event.accept()  # of a shortcut: it is a key, and that goes nowhere
                return True
            self._last = now
        return False
