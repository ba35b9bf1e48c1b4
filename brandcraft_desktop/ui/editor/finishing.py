"""How a post leaves the editor: scheduled, sent now, kept, retried."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.domain.status import Stage
from brandcraft_desktop.domain.views import PostContent, PostView
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import deliveries, posting_times, posts
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.editor.going_to import GoingTo
from brandcraft_desktop.ui.editor.when import day_words
from brandcraft_desktop.ui.habits import habits
from brandcraft_desktop.ui.widgets import ConfirmDialog, WrappedLabel


class Finishing(QObject):
    """Saves first, then acts; on refusal everything stays as it was."""

    refused = Signal(object)  # BrandcraftError

    def __init__(self, controller: EditorController, window: QWidget) -> None:
        super().__init__(window)
        self._post = controller
        self._window = window
        self._context = controller.context
        self._busy = False
        controller.autosave.failed.connect(self.begin)  # its notice says why nothing happened
        self.unsaved: dict[str, PostContent] = {}
        """What could not be written when it was left, by post: offered again on opening."""
        self.half_mended: dict[str, PostContent] = {}
        """The same for failed deliveries that were edited alone."""

    @property
    def busy(self) -> bool:
        """Whether a post is on its way out."""
        return self._busy

    def begin(self) -> None:
        """Another post is open."""
        self._busy = False

    def _run(self, work: Callable[[], PostView], then: Callable[[PostView], None]) -> None:
        if self._busy or self._post.post is None:
            return
        self._busy = True

        def failed(error: BrandcraftError) -> None:
            self._busy = False
            self.refused.emit(error)

        def act() -> None:
            self._context.tasks.change(work, done, failed=failed, owner=self)

        def done(view: PostView) -> None:
            self._busy = False
            then(view)

        self._post.autosave.when_saved(act)

    def _leave_behind(self) -> None:
        """The post is in other hands now: nothing of it is written any more."""
        self._post.autosave.begin()
        self._post.post = None
        self._context.navigator.go_back()

    def schedule(self) -> None:
        """Let it go out at the chosen time."""
        before, when, at = self._post.post, self._post.when, self._post.when.at
        if before is None or at is None or when.wall is None:
            return
        workspace, navigator = self._post.workspace, self._context.navigator
        wall, zone = when.wall.isoformat(), when.zone

        def done(view: PostView) -> None:
            self._leave_behind()
            navigator.toast(
                f"Scheduled for {day_words(at, zone)}.",
                undo=lambda: self._undo_schedule(before),
                action=("View", lambda: navigator.open_publisher(day=at)),
            )

        self._run(
            lambda: posts.schedule(workspace, before.id, at=at, zone=zone, wall_time=wall), done
        )

    def enqueue(self) -> None:
        """Let it go out at the next free posting time of its accounts."""
        before = self._post.post
        if before is None:
            return
        workspace, navigator = self._post.workspace, self._context.navigator
        zone = self._post.when.zone

        def done(view: PostView) -> None:
            at = view.content.scheduled_at
            self._leave_behind()
            if at is not None:
                navigator.toast(
                    f"Queued for {day_words(at, zone)}.",
                    undo=lambda: self._undo_schedule(before),
                    action=("View", lambda: navigator.open_publisher(day=at)),
                )

        self._run(lambda: posting_times.enqueue(workspace, before.id, zone), done)

    def _undo_schedule(self, before: PostView) -> None:
        workspace, content = self._post.workspace, before.content
        if before.stage is Stage.COMMITTED and content.scheduled_at is not None:
            old: datetime = content.scheduled_at
            self._context.tasks.change(
                lambda: posts.move(
                    workspace, before.id, at=old, zone=content.zone, wall_time=content.wall_time
                )
            )
            return
        self._context.tasks.change(lambda: posts.make_draft(workspace, before.id))

    def ask_post_now(self) -> None:
        """Say where it will go, and wait for the answer, unless its person wants no question."""
        if not habits().confirm_now:
            self.post_now()
            return
        dialog = ConfirmDialog(
            self._window,
            "Post now?",
            "It is published at once to:",
            confirm="Post now",
            icon_name="paper-plane",
        )
        going_to = GoingTo(self._context, self._post.chosen_accounts(), dialog)
        dialog.body.addWidget(going_to)
        agreed = (*self._post.judgement.notices, *self._post.judgement.costs)
        for notice in agreed:
            dialog.body.addWidget(WrappedLabel(notice, role="secondary", parent=dialog))
        said = "It is published at once to " + ", ".join(going_to.names)
        dialog.setAccessibleDescription(". ".join((said, *agreed)))
        dialog.accepted.connect(self.post_now)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def post_now(self) -> None:
        """Let it go out at once."""
        post, workspace = self._post.post, self._post.workspace
        if post is None:
            return
        navigator = self._context.navigator

        def done(view: PostView) -> None:
            self._leave_behind()
            navigator.toast(
                "Posting now.", action=("View", lambda: navigator.open_delivery(view.id))
            )

        self._run(lambda: posts.publish_now(workspace, post.id), done)

    def keep_draft(self) -> None:
        """Keep it for later, off the schedule."""
        post, workspace = self._post.post, self._post.workspace
        if post is None:
            return
        was_scheduled = self._post.committed
        old = post.content

        def undo() -> None:
            if was_scheduled and old.scheduled_at is not None:
                at = old.scheduled_at
                self._context.tasks.change(
                    lambda: posts.schedule(
                        workspace, post.id, at=at, zone=old.zone, wall_time=old.wall_time
                    )
                )
            else:
                self._context.navigator.open_editor(post.id)

        def done(view: PostView) -> None:
            self._leave_behind()
            self._context.navigator.toast(
                "Moved back to drafts." if was_scheduled else "Saved as draft.", undo=undo
            )

        self._run(lambda: posts.make_draft(workspace, post.id), done)

    def retry(self) -> None:
        """Send one mended delivery again."""
        delivery_id, workspace = self._post.delivery_id, self._post.workspace
        if delivery_id is None:
            return

        def done(view: PostView) -> None:
            self._leave_behind()
            self._context.navigator.toast("Saved. Trying again now.")

        def send() -> None:
            variant = self._post.mended()  # with what was typed while it was being saved
            self._run(
                lambda: deliveries.edit_failed(workspace, delivery_id, variant, again_at=None), done
            )

        self._post.autosave.when_saved(send)

    def duplicate(self) -> None:
        """A copy to write on, as a draft."""
        post, workspace = self._post.post, self._post.workspace
        if post is not None:
            self._context.tasks.change(
                lambda: posts.duplicate(workspace, post.id),
                lambda copy: self._context.navigator.open_editor(copy.id),
                failed=self.refused.emit,
                owner=self,
            )

    def leave(self) -> None:
        """The page is left: write what remains, keep what is worth keeping."""
        controller, post = self._post, self._post.post
        if post is None:
            return
        workspace, tasks, navigator = (
            controller.workspace,
            self._context.tasks,
            (self._context.navigator),
        )
        if controller.delivery_id is not None:
            self._leave_mending(controller.delivery_id)
            return
        write = controller.last_write()
        content, was_temp = controller.content, post.stage is Stage.TEMP
        moved, when = controller.moved and not controller.locked_reason, controller.when
        controller.autosave.begin()
        controller.post = None

        def work() -> PostView | None:
            if write is not None:
                write()
            if moved and when.at is not None and when.wall is not None:
                posts.move(
                    workspace,
                    post.id,
                    at=when.at,
                    zone=when.zone,
                    wall_time=when.wall.isoformat(),
                )
            return posts.close_editor(workspace, post.id)

        def done(view: PostView | None) -> None:
            if view is None:
                return
            if was_temp:
                navigator.toast("Kept as draft.", undo=lambda: navigator.open_editor(post.id))
            elif moved and when.at is not None:
                navigator.toast(
                    f"Moved to {day_words(when.at, when.zone)}.",
                    undo=lambda: self._undo_schedule(post),
                )

        def failed(error: BrandcraftError) -> None:
            self.unsaved[post.id] = content
            navigator.show_error(error)
            navigator.toast(
                "Your text is kept in memory.",
                action=("Open it", lambda: navigator.open_editor(post.id)),
            )

        tasks.change(work, done, failed=failed)

    def _leave_mending(self, delivery_id: str) -> None:
        """A failed delivery is left before its retry: what was typed waits for it."""
        controller, navigator = self._post, self._context.navigator
        write, content = controller.last_write(), controller.content
        if controller.touched_since_open:
            navigator.toast("Your changes are kept until you retry.")
        controller.autosave.begin()
        controller.post = None

        def failed(error: BrandcraftError) -> None:
            self.half_mended[delivery_id] = content
            navigator.show_error(error)
            navigator.toast(
                "Your text is kept in memory.",
                action=("Open it", lambda: navigator.open_failed_editor(delivery_id)),
            )

        if write is not None:
            self._context.tasks.change(write, lambda _: None, failed=failed)
