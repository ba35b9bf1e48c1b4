"""What the window has to tell right after it opened: another home, lost editors, missed posts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog

from brandcraft_desktop.domain.events import DeliveryChanged
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.text.split import in_one_line
from brandcraft_desktop.domain.views import PostRow, PostView
from brandcraft_desktop.ui.bridge import Batch
from brandcraft_desktop.ui.main_window import MainWindow
from brandcraft_desktop.ui.shell.missed_answers import MissedAnswers
from brandcraft_desktop.ui.shell.missed_dialog import MissedDialog, MissedPost
from brandcraft_desktop.ui.shell.news import News
from brandcraft_desktop.ui.shell.privacy import Privacy
from brandcraft_desktop.ui.tasks import Tasks
from brandcraft_desktop.ui.times import day_and_time
from brandcraft_desktop.ui.widgets import ConfirmDialog

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


_WINDOW_CAME = (QEvent.Type.Show, QEvent.Type.WindowStateChange)


@dataclass(frozen=True)
class _Found:
    recoverable: tuple[PostView, ...]
    missed: tuple[PostRow, ...]
    publishing_allowed: bool
    moved_away: bool = False


class Greeting(QObject):
    """Asks after opening, and of posts missed while the machine slept; one question at a time.

    Nothing is asked behind a window that is not there or is locked: `told` carries a `News` then,
    and the question comes with the window.
    """

    told = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        tasks: Tasks,
        privacy: Privacy,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._privacy = privacy
        self._begun = False
        self._asked: set[str] = set()  # missed posts that are or will be in a dialog
        self._window = window
        self._workspace = workspace
        self._tasks = tasks
        self._answers = MissedAnswers(window, workspace, tasks, self)
        self._questions: list[Callable[[], QDialog]] = []
        self.dialog: QDialog | None = None
        window.installEventFilter(self)
        privacy.changed.connect(self._next)

    def begin(self) -> None:
        """Read what there is to tell."""
        if self._workspace.practice:
            self._window.show_practice()
        workspace = self._workspace

        def read() -> _Found:
            from brandcraft_desktop.services import posts
            from brandcraft_desktop.services.moving import moved_away
            from brandcraft_desktop.services.workspace import publishing_allowed

            return _Found(
                recoverable=posts.recoverable(workspace),
                missed=posts.missed(workspace),
                publishing_allowed=publishing_allowed(workspace),
                moved_away=moved_away(workspace),
            )

        self._tasks.read(read, self._tell, owner=self)

    def _tell(self, news: _Found) -> None:
        if not news.publishing_allowed:
            self._questions.append(lambda: self._ask_machine(moved=news.moved_away))
        self._found_missed(news.missed)
        if news.recoverable:
            # Last, because its answer leads into the editor.
            self._questions.append(lambda: self._offer(news.recoverable))
        self._begun = True
        self._next()

    def ask(self, question: Callable[[], QDialog]) -> None:
        """One more question, when its turn comes and the window is there and open."""
        self._questions.append(question)
        self._next()

    def ask_machine(self) -> None:
        """Ask whether this computer publishes, unless it does."""
        workspace = self._workspace

        def read() -> tuple[bool, bool]:
            from brandcraft_desktop.services.moving import moved_away
            from brandcraft_desktop.services.workspace import publishing_allowed

            return publishing_allowed(workspace), moved_away(workspace)

        def then(found: tuple[bool, bool]) -> None:
            allowed, moved = found
            if not allowed:
                self.ask(lambda: self._ask_machine(moved=moved))

        # Among the changes: the answer may just have been given elsewhere.
        self._tasks.change(read, then, owner=self)

    def hear(self, batch: Batch) -> None:
        """The machine woke, or the engine has just looked what was missed before it ran."""
        missed = {
            event.post_id
            for event in batch.events
            if isinstance(event, DeliveryChanged) and event.status is DeliveryStatus.MISSED
        }
        if not missed - self._asked:
            return
        workspace = self._workspace

        def read() -> tuple[PostRow, ...]:
            from brandcraft_desktop.services import posts

            return tuple(row for row in posts.missed(workspace) if row.id in missed)

        def ask(rows: tuple[PostRow, ...]) -> None:
            self._found_missed(rows)
            self._next()

        self._tasks.read(read, ask, failed=lambda _: None, owner=self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A question that waited for the window comes with it."""
        if self._questions and event.type() in _WINDOW_CAME:
            QTimer.singleShot(0, self, self._next)
        return False

    def _found_missed(self, rows: tuple[PostRow, ...]) -> None:
        new = tuple(row for row in rows if row.id not in self._asked)
        if not new:
            return
        self._asked.update(row.id for row in new)
        self._questions.append(lambda: self._show_missed(new))
        watched = self._window.isActiveWindow() and not self._privacy.is_locked()
        if not watched and (self._begun or not self._can_ask()):
            self.told.emit(missed_news(len(new)))

    def _can_ask(self) -> bool:
        seen = self._window.isVisible() and not self._window.isMinimized()
        return seen and not self._privacy.is_locked()

    def _next(self) -> None:
        if self.dialog is not None or not self._questions or not self._can_ask():
            return
        dialog = self._questions.pop(0)()
        dialog.finished.connect(lambda _: self._answered(dialog))
        self.dialog = dialog
        dialog.open()

    def _answered(self, dialog: QDialog) -> None:
        dialog.deleteLater()
        self.dialog = None
        self._next()

    def _ask_machine(self, *, moved: bool) -> ConfirmDialog:
        where = "moved to another computer" if moved else "last used on another computer"
        dialog = ConfirmDialog(
            self._window,
            "Does this computer publish now?",
            f"This workspace was {where}. If that one still runs, posts could "
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
        words = in_one_line(post.content.text) or in_one_line(post.content.title) or "a picture"
        more = ""
        if others:
            count = "1 more is" if len(others) == 1 else f"{len(others)} more are"
            more = f" {count} kept as drafts in the list."
        dialog = ConfirmDialog(
            self._window,
            "Go on writing?",
            f"Brandcraft ended while you were writing “{words[:80]}”. Nothing is lost.{more}",
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
        dialog.all_moved.connect(self._answers.move_all)
        # Posted now and missed again, they are asked about again.
        dialog.finished.connect(lambda _: self._asked.difference_update(row.id for row in rows))
        return dialog


def missed_news(count: int) -> News:
    """What the desktop is told of posts that were missed."""
    title = "1 post was missed" if count == 1 else f"{count} posts were missed"
    they = "It was" if count == 1 else "They were"
    text = f"{they} due while this computer was off. Open to choose what happens."
    return News(title, text, trouble=True)
