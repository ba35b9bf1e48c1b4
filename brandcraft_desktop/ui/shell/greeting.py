"""What the window has to tell right after it opened: another home, lost editors, missed posts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from brandcraft_desktop.domain.text.split import in_one_line
from brandcraft_desktop.domain.views import PostRow, PostView
from brandcraft_desktop.ui.main_window import MainWindow
from brandcraft_desktop.ui.shell.missed_answers import MissedAnswers
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


class Greeting(QObject):
    """Asks once after opening, one question after the other."""

    def __init__(
        self, window: MainWindow, workspace: Workspace, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._tasks = tasks
        self._answers = MissedAnswers(window, workspace, tasks, self)
        self._questions: list[Callable[[], MissedDialog | ConfirmDialog]] = []
        self.dialog: MissedDialog | ConfirmDialog | None = None

    def begin(self) -> None:
        """Read what there is to tell."""
        if self._workspace.practice:
            self._window.show_practice()
        workspace = self._workspace

        def read() -> _News:
            from brandcraft_desktop.services import posts
            from brandcraft_desktop.services.workspace import publishing_allowed

            return _News(
                recoverable=posts.recoverable(workspace),
                missed=posts.missed(workspace),
                publishing_allowed=publishing_allowed(workspace),
            )

        self._tasks.read(read, self._tell, owner=self)

    def _tell(self, news: _News) -> None:
        if not news.publishing_allowed:
            self._questions.append(self._ask_machine)
        if news.missed:
            self._questions.append(lambda: self._show_missed(news.missed))
        if news.recoverable:
            # Last, because its answer leads into the editor.
            self._questions.append(lambda: self._offer(news.recoverable))
        self._next()

    def _next(self) -> None:
        self.dialog = None
        if not self._questions:
            return
        dialog = self._questions.pop(0)()
        dialog.finished.connect(lambda _: self._answered(dialog))
        self.dialog = dialog
        dialog.open()

    def _answered(self, dialog: MissedDialog | ConfirmDialog) -> None:
        dialog.deleteLater()
        self._next()

    def _ask_machine(self) -> ConfirmDialog:
        dialog = ConfirmDialog(
            self._window,
            "Does this computer publish now?",
            "This workspace was last used on another computer. If that one still runs, posts could "
            "be handled by both. Nothing is sent from here until you decide.",
            confirm="Publish from this computer",
            cancel="Not now",
        )
        dialog.accepted.connect(self._claim)
        dialog.rejected.connect(self._remind_machine)
        return dialog

    def _claim(self) -> None:
        workspace = self._workspace

        def work() -> None:
            from brandcraft_desktop.services.workspace import claim_machine

            claim_machine(workspace)

        def done(_: None) -> None:
            self._window.notice.close_notice()
            self._window.toast("This computer publishes now")

        self._tasks.change(work, done)

    def _remind_machine(self) -> None:
        notice = self._window.notice
        notice.clear_actions()
        notice.show_notice("warning", "Nothing is sent from this computer yet.")
        notice.add_action("Publish from this computer", self._claim)

    def _offer(self, found: tuple[PostView, ...]) -> ConfirmDialog:
        post, others = found[0], found[1:]
        words = in_one_line(post.content.text)[:80] or post.content.title or "a picture"
        more = ""
        if others:
            count = "1 more is" if len(others) == 1 else f"{len(others)} more are"
            more = f" {count} kept as drafts in the list."
        dialog = ConfirmDialog(
            self._window,
            "Go on writing?",
            f"Brandcraft ended while you were writing “{words}”. Nothing is lost.{more}",
            confirm="Go on writing",
            cancel="Keep as draft",
            icon_name="pen-to-square",
        )
        dialog.accepted.connect(lambda: self._keep(others))
        dialog.accepted.connect(lambda: self._window.open_editor(post.id))
        dialog.rejected.connect(lambda: self._keep(found))
        return dialog

    def _keep(self, found: tuple[PostView, ...]) -> None:
        workspace = self._workspace

        def work() -> None:
            from brandcraft_desktop.services import posts

            for post in found:
                posts.close_editor(workspace, post.id)

        if found:
            self._tasks.change(work)

    def _show_missed(self, rows: tuple[PostRow, ...]) -> MissedDialog:
        now = self._workspace.clock.now()
        names = {one.info.id: one.info.name for one in self._workspace.platforms.all()}
        missed = [
            MissedPost(
                post_id=row.id,
                title=row.title,
                due=day_and_time(row.at, now) if row.at is not None else "",
                at=row.at,
                platforms=", ".join(
                    dict.fromkeys(names.get(mark.platform, mark.platform) for mark in row.marks)
                ),
            )
            for row in rows
        ]
        dialog = MissedDialog(missed, self._window)
        dialog.chosen.connect(self._answers.answer)
        return dialog
