"""Carries out the answers on missed posts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from brandcraft_desktop.ui.context import Navigator
from brandcraft_desktop.ui.shell.free_time import next_free
from brandcraft_desktop.ui.tasks import Tasks
from brandcraft_desktop.ui.times import day_and_time

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

AHEAD = timedelta(days=40)


class MissedAnswers(QObject):
    """One post at a time, in the order of the answers, so that moved ones keep apart."""

    def __init__(
        self, navigator: Navigator, workspace: Workspace, tasks: Tasks, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._navigator = navigator
        self._workspace = workspace
        self._tasks = tasks

    def answer(self, post_id: str, answer: str) -> None:
        """ "now", "move" or "skip"."""
        if answer == "move":
            self._move(post_id)
            return
        workspace = self._workspace

        def work() -> None:
            from brandcraft_desktop.services import deliveries

            if answer == "now":
                deliveries.retry_failed(workspace, post_id)
            else:
                deliveries.skip_missed(workspace, post_id)

        self._tasks.change(work)

    def move_all(self, post_ids: tuple[str, ...]) -> None:
        """Each to a free time of its own, told once; one that is refused stops no other."""
        from brandcraft_desktop.ui.publisher.each import Each, each

        def done(found: Each[datetime]) -> None:
            self._tell(f"Moved {found.posts} to free times", min(found.done))
            if found.refused is not None:
                self._navigator.show_error(found.refused)

        self._tasks.change(lambda: each(post_ids, self._to_free_time), done)

    def _move(self, post_id: str) -> None:
        def done(at: datetime) -> None:
            self._tell(f"Moved to {day_and_time(at, self._workspace.clock.now())}", at)

        self._tasks.change(lambda: self._to_free_time(post_id), done)

    def _to_free_time(self, post_id: str) -> datetime:
        from brandcraft_desktop.services import posts

        now = self._workspace.clock.now()
        post = posts.show(self._workspace, post_id)
        ahead = posts.month(self._workspace, start=now, end=now + AHEAD)
        taken = [row.at for row in ahead if row.at is not None and row.id != post_id]
        at = next_free(post.content.scheduled_at or now, now, taken)
        posts.move(self._workspace, post_id, at=at)
        return at

    def _tell(self, told: str, at: datetime) -> None:
        self._navigator.toast(told, action=("View", lambda: self._navigator.open_publisher(day=at)))
