"""Carries out what a person chose on a post, with a way back wherever there is one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.domain.media_choice import choose
from brandcraft_desktop.domain.names import called
from brandcraft_desktop.domain.status import DeliveryStatus, PostStatus
from brandcraft_desktop.domain.views import PostRow, PostView
from brandcraft_desktop.errors import BadInput, BrandcraftError
from brandcraft_desktop.services import deliveries, media, posts
from brandcraft_desktop.services.media_adding import Added
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.publisher.acts import PostAct
from brandcraft_desktop.ui.publisher.chip import why_fixed
from brandcraft_desktop.ui.publisher.days import Moment
from brandcraft_desktop.ui.publisher.each import Each, each
from brandcraft_desktop.ui.publisher.history import History
from brandcraft_desktop.ui.publisher.move_dialog import MoveDialog
from brandcraft_desktop.ui.publisher.placing import beginning, placing
from brandcraft_desktop.ui.publisher.post_deeds import Deeds
from brandcraft_desktop.ui.reel import open_reel_of_post
from brandcraft_desktop.ui.times import day_and_time
from brandcraft_desktop.ui.widgets import ConfirmDialog

S = TypeVar("S")
T = TypeVar("T")
SOON = timedelta(minutes=2)


class PostDoing(QObject):
    """One method an act. Refusals of single posts are toasts, troubles go to the notice bar."""

    done = Signal()  # nothing waits any more: buttons work again
    failed = Signal()
    undone = Signal()  # a change is being taken back, or done again

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._history = History(context, self)
        self._history.done.connect(self.done)
        self._history.turned.connect(self.undone)
        self._history.refused.connect(self._refused)
        self._deeds = Deeds(context.workspace)

    # One post

    def act(self, act: PostAct, row: PostRow) -> None:
        """Do `act` on a post."""
        navigator, workspace = self._context.navigator, self._context.workspace
        if act is PostAct.EDIT:
            self._edit(row)
        elif act is PostAct.DELIVERY:
            navigator.open_delivery(row.id)
        elif act in (PostAct.OPEN, PostAct.COPY_LINK):
            self._with_post(row.id, lambda post: self._link(act, post))
        elif act is PostAct.POST_NOW:
            self._ask_now(row)
        elif act is PostAct.MOVE:
            self.ask_move((row,))
        elif act is PostAct.DUPLICATE:
            self.duplicate((row,))
        elif act is PostAct.REEL:
            open_reel_of_post(self._context, self._page, row.id)
        elif act is PostAct.DELETE:
            self.delete((row,))
        elif act is PostAct.RETRY:
            self._change(lambda: deliveries.retry_failed(workspace, row.id))
        elif act is PostAct.SKIP:
            self._change(lambda: deliveries.skip_missed(workspace, row.id), "Skipped")
        elif act is PostAct.CANCEL:
            self._change(lambda: posts.cancel(workspace, row.id), "Canceled what was not sent yet")

    def _edit(self, row: PostRow) -> None:
        if row.status is not PostStatus.PARTIALLY_PUBLISHED:
            self._context.navigator.open_editor(row.id)
            return

        def one_failed(post: PostView) -> None:
            failed = [one for one in post.deliveries if one.status is DeliveryStatus.FAILED]
            if len(failed) == 1:
                self._context.navigator.open_failed_editor(failed[0].id)
            else:
                self._context.navigator.open_delivery(post.id)

        self._with_post(row.id, one_failed)

    def _link(self, act: PostAct, post: PostView) -> None:
        link = next((one.permalink for one in post.deliveries if one.permalink), None)
        if link is None:
            self._history.say("The platform gave no address for this post.")
        elif act is PostAct.OPEN:
            QDesktopServices.openUrl(QUrl(link))
        else:
            QGuiApplication.clipboard().setText(link)
            self._history.say("Link copied")

    def _ask_now(self, row: PostRow) -> None:
        workspace = self._context.workspace
        where = ", ".join(
            dict.fromkeys(workspace.platforms.get(mark.platform).info.name for mark in row.marks)
        )
        dialog = ConfirmDialog(
            self._page,
            "Post now?",
            f"“{called(row.title)}” goes out at once to {where or 'no account yet'}.",
            confirm="Post now",
            icon_name="paper-plane",
        )

        def go() -> None:
            self._context.tasks.change(
                lambda: posts.publish_now(workspace, row.id),
                lambda post: self._context.navigator.open_delivery(post.id),
                failed=self._refused,
                owner=self,
            )

        dialog.accepted.connect(go)
        dialog.open()

    def rename(self, row: PostRow, title: str) -> None:
        """Another title, at once, with a way back."""
        before = row.title if row.titled else ""
        self._history.do(self._deeds.rename(row.id, before, title))

    # Moving

    def refuse(self, reason: str) -> None:
        """Say why not, at once: it answers what was done just now."""
        self._history.say(reason)

    def why_not_movable(self, row: PostRow) -> str:
        """Why a post stays where it is; empty when it may be moved."""
        reason = why_fixed(row)
        now = self._context.workspace.clock.now()
        soon = row.at is not None and timedelta() < row.at - now < SOON
        if not reason and row.status is PostStatus.SCHEDULED and soon:
            reason = "It's about to be posted."
        return reason

    def move(self, row: PostRow, to: Moment) -> None:
        """Another time, at once, with a way back."""
        told = f"Moved to {day_and_time(to.at, self._context.workspace.clock.now())}"
        self._history.do(self._deeds.move({row.id: to}, lambda _: told))

    def place(self, row: PostRow, to: Moment) -> None:
        """A draft without a time gets one and is scheduled, if nothing speaks against it."""
        self._history.do(placing(self._context.workspace, row.id, to))

    def begin(self, media_ids: Sequence[str], to: Moment) -> None:
        """A new draft with files of the library, planned for a moment, with a way back."""
        navigator = self._context.navigator
        draft = beginning(
            self._context.workspace, media_ids, to, navigator.brand_id, navigator.open_editor
        )
        self._history.do(draft)

    def begin_from(self, paths: Sequence[Path], to: Moment) -> None:
        """A new draft with files from outside: all of them, or none and the reason."""
        workspace = self._context.workspace

        def add() -> Added:
            verdict = choose((), [one.kind for one in media.check(tuple(paths))])
            if not verdict.accepted:
                raise BadInput(verdict.message, field="media")
            return media.add_each(workspace, paths)

        def added(found: Added) -> None:
            trouble = found.trouble()
            if trouble is not None:
                self._refused(trouble)
            else:
                self.begin([view.id for view in found.views], to)

        self._context.tasks.call(add, added, failed=self._refused, owner=self)

    def ask_move(self, rows: Sequence[PostRow]) -> None:
        """Ask for another time, then move what can be moved."""
        movable = [row for row in rows if not self.why_not_movable(row)]
        if not movable:
            self.refuse(self.why_not_movable(rows[0]) if rows else "")
            return
        now = self._context.workspace.clock.now()
        first = next((row.at for row in movable if row.at is not None and row.at > now), None)
        proposed = first or now + timedelta(hours=1)
        dialog = MoveDialog(self._page, now, proposed, posts=len(movable))

        def go() -> None:
            if len(movable) == 1:
                self.move(movable[0], dialog.moment)
                return
            places = [(row, dialog.for_each(row.at)) for row in movable]
            moves = {row.id: to for row, to in places if to is not None}
            if moves:
                self._move_all(moves, fixed=len(rows) - len(moves))
            else:
                self.refuse("Drafts without a time have no day to count from.")

        dialog.accepted.connect(go)
        dialog.open()

    def _move_all(self, moves: Mapping[str, Moment], *, fixed: int) -> None:
        def told(found: Each[str]) -> str:
            left = fixed + found.left
            more = f"; {left} can't be moved" if left else ""
            count = len(found.done)
            return f"Moved {'1 post' if count == 1 else f'{count} posts'}{more}"

        self._history.do(self._deeds.move(moves, told))

    # Several posts

    def delete(self, rows: Sequence[PostRow]) -> None:
        """Into the trash, with a way back."""
        name = f"“{called(rows[0].title)}”" if len(rows) == 1 else ""
        self._history.do(self._deeds.delete([row.id for row in rows], name))

    def duplicate(self, rows: Sequence[PostRow]) -> None:
        """Drafts with the same words; a single one is opened."""
        navigator = self._context.navigator
        copies = self._deeds.duplicate([row.id for row in rows])

        def made(found: Each[str]) -> None:
            if len(rows) == 1:
                navigator.open_editor(copies.copy_of(found.done[0]))

        self._history.do(copies.deed, made)

    def retry(self, rows: Sequence[PostRow]) -> None:
        """Every failed or missed delivery of these posts, again."""
        workspace = self._context.workspace
        again = (DeliveryStatus.FAILED, DeliveryStatus.MISSED)
        ids = [row.id for row in rows if any(mark.status in again for mark in row.marks)]
        if not ids:
            self.refuse("None of these has failed.")
            return
        self._each(
            ids,
            lambda one: deliveries.retry_failed(workspace, one),
            lambda found: self._tell_each(found, f"Retrying {found.posts}"),
        )

    # The ways back

    def undo(self) -> None:
        """Take the last change back; again, the one before."""
        self._history.undo()

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._history.redo()

    def _each(
        self, things: Sequence[S], act: Callable[[S], T], then: Callable[[Each[T]], None]
    ) -> None:
        self._context.tasks.change(
            lambda: each(things, act), then, failed=self._refused, owner=self
        )

    def _tell_each(self, found: Each[T], told: str) -> None:
        self.done.emit()
        self._history.say(told)
        if found.refused is not None:
            self._context.navigator.show_error(found.refused)

    def _change(self, work: Callable[[], object], told: str = "") -> None:
        def then(_: object) -> None:
            self.done.emit()
            if told:
                self._history.say(told)

        self._context.tasks.change(work, then, failed=self._refused, owner=self)

    def _with_post(self, post_id: str, then: Callable[[PostView], None]) -> None:
        workspace = self._context.workspace
        self._context.tasks.read(
            lambda: posts.show(workspace, post_id), then, failed=self._refused, owner=self
        )

    def _refused(self, error: BrandcraftError) -> None:
        self.done.emit()
        self.failed.emit()
        self._context.navigator.show_error(error)
