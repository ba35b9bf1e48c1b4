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

    def _move(self, post_id: str) -> None:
        workspace = self._workspace

        def work() -> datetime:
            from brandcraft_desktop.services import posts

            now = workspace.clock.now()
            post = posts.show(workspace, post_id)
            ahead = posts.month(workspace, start=now, end=now + AHEAD)
            taken = [row.at for row in ahead if row.at is not None and row.id != post_id]
            at = next_free(post.content.scheduled_at or now, now, taken)
            posts.move(workspace, post_id, at=at)
            return at

        def done(at: datetime) -> None:
            self._navigator.toast(
                f"Moved to {day_and_time(at, workspace.clock.now())}",
                action=("View", lambda: self._navigator.open_publisher(day=at)),
            )

        self._tasks.change(work, done)
