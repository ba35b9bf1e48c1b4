"""A summary of the day, at the time its person chose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from brandcraft_desktop.domain.notices import DaySummary, Wishes
from brandcraft_desktop.ui.here import local
from brandcraft_desktop.ui.shell.news import News
from brandcraft_desktop.ui.tasks import Tasks
from brandcraft_desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

LOOK_EVERY_MS = 60 * 1000
_TOLD_ON = "summary_told_on"


class DailyNews(QObject):
    """`told` carries a `News` once a day; nothing on a day without posts."""

    told = Signal(object)

    def __init__(
        self, workspace: Workspace, tasks: Tasks, wishes: Callable[[], Wishes], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tasks = tasks
        self._wishes = wishes
        self._remembered = WindowState(workspace.home.root)
        # A clock's hand is watched, not an hour-long timer: those stand still in a sleep.
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def wishes_changed(self) -> None:
        """Begin to watch the clock, or end; a time that has passed today counts from tomorrow."""
        at = self._wishes().summary_at
        if at is None:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()
            now = self._wall()
            if now.time() >= at and not self._remembered.text(_TOLD_ON):
                self._remembered.put(_TOLD_ON, now.date().isoformat())

    def look(self) -> None:
        """Tell if it is time and today's has not been told."""
        at, now = self._wishes().summary_at, self._wall()
        today = now.date().isoformat()
        if at is None or now.time() < at or self._remembered.text(_TOLD_ON) == today:
            return
        self._remembered.put(_TOLD_ON, today)
        workspace = self._workspace

        def read() -> DaySummary:
            from brandcraft_desktop.services import notices

            return notices.day_summary(workspace)

        self._tasks.read(read, self._tell, failed=lambda _: None, owner=self)

    def _tell(self, day: DaySummary) -> None:
        words = summary_words(day)
        if words:
            self.told.emit(News("Your day", words))

    def _wall(self) -> datetime:
        return local(self._workspace.clock.now())


def summary_words(day: DaySummary) -> str:
    """ "3 posts are out today, 1 needs you. 2 posts tomorrow."; "" where there is nothing."""
    parts = []
    if day.published or day.troubled:
        out = f"{_posts(day.published)} {'is' if day.published == 1 else 'are'} out today"
        need = f"{day.troubled} {'needs' if day.troubled == 1 else 'need'} you"
        parts.append(f"{out}, {need}." if day.troubled else f"{out}.")
    if day.tomorrow:
        parts.append(f"{_posts(day.tomorrow)} tomorrow.")
    return " ".join(parts)


def _posts(count: int) -> str:
    if not count:
        return "No posts"
    return "1 post" if count == 1 else f"{count} posts"
