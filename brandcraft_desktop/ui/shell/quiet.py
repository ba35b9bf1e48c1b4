"""The last door before the desktop: keeps quiet hours, and says no post's words while locked.

What needs its person is held back until the quiet hours are over; the rest is no news by then.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.notices import Wishes
from brandcraft_desktop.ui.here import local
from brandcraft_desktop.ui.shell.news import News, for_locked, gathered
from brandcraft_desktop.ui.shell.privacy import Privacy

LOOK_AT_LEAST_MS = 10 * 60 * 1000  # a timer stands still while the machine sleeps
SLACK_MS = 500


class Quiet(QObject):
    """`told` carries what may be shown now."""

    told = Signal(object)

    def __init__(
        self, clock: Clock, privacy: Privacy, wishes: Callable[[], Wishes], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._privacy = privacy
        self._wishes = wishes
        self._held: list[News] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def offer(self, news: object) -> None:
        """Something to tell, now or later."""
        if not isinstance(news, News):
            return
        if self._left() is None:
            self._tell(news)
        elif news.trouble:
            self._held.append(news)
            self.look()

    def look(self) -> None:
        """Tell what was held back if it is no longer quiet; called when the hours change, too."""
        left = self._left()
        if not self._held:
            self._timer.stop()
        elif left is None:
            held, self._held = self._held, []
            for news in gathered(held):
                self._tell(news)
        else:
            ahead = int(left / timedelta(milliseconds=1)) + SLACK_MS
            self._timer.start(min(ahead, LOOK_AT_LEAST_MS))

    def _tell(self, news: News) -> None:
        self.told.emit(for_locked(news) if self._privacy.is_locked() else news)

    def _left(self) -> timedelta | None:
        """How long it stays quiet; None where it is not."""
        quiet = self._wishes().quiet
        if quiet is None:
            return None
        wall = local(self._clock.now()).replace(tzinfo=None)
        over = quiet.over(wall)
        return over - wall if over is not None else None
