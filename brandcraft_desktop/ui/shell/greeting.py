"""What the window has to tell right after it opened: lost editors, missed posts, another home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from brandcraft_desktop.domain.views import PostRow, PostView
from brandcraft_desktop.ui.main_window import MainWindow
from brandcraft_desktop.ui.shell.missed_dialog import MissedDialog, MissedPost
from brandcraft_desktop.ui.tasks import Tasks
from brandcraft_desktop.ui.times import day_and_time
from brandcraft_desktop.ui.widgets import ConfirmDialog

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


@dataclass(frozen=True)
class _News:
    recoverable: tuple[PostView, ...]
    missed: tuple[PostRow, ...]
    publishing_allowed: bool
    practice: bool


class Greeting(QObject):
    """Asks once after opening; each question leads to the place that answers it."""

    def __init__(
        self, window: MainWindow, workspace: Workspace, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._tasks = tasks
        self.dialog: MissedDialog | ConfirmDialog | None = None

    def begin(self) -> None:
        """Read what there is to tell."""
        workspace = self._workspace

        def read() -> _News:
            from brandcraft_desktop.services import posts
            from brandcraft_desktop.services.workspace import publishing_allowed

            return _News(
                recoverable=posts.recoverable(workspace),
                missed=posts.missed(workspace),
                publishing_allowed=publishing_allowed(workspace),
                practice=workspace.practice,
            )

        self._tasks.read(read, self._tell, owner=self)

    def _tell(self, news: _News) -> None:
        if news.practice:
            self._window.show_practice()
        if not news.publishing_allowed:
            self._ask_machine()
        elif news.recoverable:
            self._offer(news.recoverable[0], len(news.recoverable))
        elif news.missed:
            self._show_missed(news.missed)

    def _ask_machine(self) -> None:
        dialog = ConfirmDialog(
            self._window,
            "Does this computer publish now?",
            "This workspace was last used on another computer. If that one still runs, posts could "
            "be handled by both. Nothing is sent from here until you decide.",
            confirm="Publish from this computer",
            cancel="Not now",
        )
        dialog.accepted.connect(self._claim)
        self.dialog = dialog
        dialog.open()

    def _claim(self) -> None:
        workspace = self._workspace

        def work() -> None:
            from brandcraft_desktop.services.workspace import claim_machine

            claim_machine(workspace)

        self._tasks.change(work, lambda _: self._window.toast("This computer publishes now"))

    def _offer(self, post: PostView, count: int) -> None:
        words = " ".join(post.content.text.split())[:80] or post.content.title or "a picture"
        more = "" if count == 1 else f" {count - 1} more are kept as drafts in the list."
        dialog = ConfirmDialog(
            self._window,
            "Go on writing?",
            f"Brandcraft ended while you were writing “{words}”. Nothing is lost.{more}",
            confirm="Go on writing",
            cancel="Keep as draft",
        )
        dialog.accepted.connect(lambda: self._window.open_editor(post.id))
        dialog.rejected.connect(lambda: self._keep(post.id))
        self.dialog = dialog
        dialog.open()

    def _keep(self, post_id: str) -> None:
        workspace = self._workspace

        def work() -> None:
            from brandcraft_desktop.services import posts

            posts.close_editor(workspace, post_id)

        self._tasks.change(work)

    def _show_missed(self, rows: tuple[PostRow, ...]) -> None:
        now = self._workspace.clock.now()
        names = {one.info.id: one.info.name for one in self._workspace.platforms.all()}
        missed = [
            MissedPost(
                post_id=row.id,
                title=row.title,
                due=day_and_time(row.at, now) if row.at is not None else "",
                at=row.at,
                platforms=", ".join(names.get(mark.platform, "") for mark in row.marks),
            )
            for row in rows
        ]
        dialog = MissedDialog(missed, self._window)
        dialog.chosen.connect(self._answer)
        self.dialog = dialog
        dialog.open()

    def _answer(self, post_id: str, answer: str) -> None:
        workspace = self._workspace
        if answer == "time":
            self._window.open_editor(post_id)
            return

        def work() -> None:
            from brandcraft_desktop.services import deliveries

            if answer == "now":
                deliveries.retry_failed(workspace, post_id)
            else:
                deliveries.skip_missed(workspace, post_id)

        self._tasks.change(work)
