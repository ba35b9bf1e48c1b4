"""Carries out what a person chose on a post, with a way back wherever there is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.domain.media_choice import choose
from brandcraft_desktop.domain.names import called
from brandcraft_desktop.domain.status import DeliveryStatus, PostStatus
from brandcraft_desktop.domain.views import PostContent, PostRow, PostView
from brandcraft_desktop.errors import BadInput, BrandcraftError
from brandcraft_desktop.services import deliveries, media, posts
from brandcraft_desktop.services.media_adding import Added
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.here import zone_here
from brandcraft_desktop.ui.publisher.acts import PostAct
from brandcraft_desktop.ui.publisher.chip import why_fixed
from brandcraft_desktop.ui.publisher.days import Moment, same_clock
from brandcraft_desktop.ui.publisher.each import Each, each
from brandcraft_desktop.ui.publisher.move_dialog import MoveDialog
from brandcraft_desktop.ui.publisher.own_moves import OwnMoves
from brandcraft_desktop.ui.publisher.placing import Placing
from brandcraft_desktop.ui.publisher.ways_back import WaysBack
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
    undone = Signal()  # a change is being taken back

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._ways_back = WaysBack()
        self._moves = OwnMoves(context.workspace)

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
            self._context.navigator.toast("The platform gave no address for this post.")
        elif act is PostAct.OPEN:
            QDesktopServices.openUrl(QUrl(link))
        else:
            QGuiApplication.clipboard().setText(link)
            self._context.navigator.toast("Link copied")

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
        workspace, before = self._context.workspace, row.title if row.titled else ""

        def put_back() -> None:
            self._change(lambda: posts.rename(workspace, row.id, before))

        self._change(lambda: posts.rename(workspace, row.id, title), "Renamed", put_back)

    # Moving

    def refuse(self, reason: str) -> None:
        """Say why not."""
        self._context.navigator.toast(reason)

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
        workspace, zone = self._context.workspace, zone_here()
        told = f"Moved to {day_and_time(to.at, workspace.clock.now())}"

        def then(before: PostContent) -> None:
            self.done.emit()
            at = before.scheduled_at
            late = at is None or at <= workspace.clock.now()
            self._tell(told, None if late else lambda: self._put_back([(row.id, before)]))

        self._context.tasks.change(
            lambda: self._moves.move(row.id, to, zone), then, failed=self._refused, owner=self
        )

    def place(self, row: PostRow, to: Moment) -> None:
        """A draft without a time gets one and is scheduled, if nothing speaks against it."""
        Placing(self._context, self).place(row, to, self._tell)

    def begin(self, media_ids: Sequence[str], to: Moment) -> None:
        """A new draft with files of the library, planned for a moment, with a way back."""
        workspace, navigator = self._context.workspace, self._context.navigator
        brand_id, zone = navigator.brand_id, zone_here()
        when = day_and_time(to.at, workspace.clock.now())

        def told(post: PostView) -> None:
            self.done.emit()
            back = self._ways_back.add(
                lambda: self._change(lambda: posts.delete(workspace, post.id))
            )
            navigator.toast(
                f"Draft planned for {when}",
                undo=back,
                action=("Write it", lambda: navigator.open_editor(post.id)),
            )

        self._context.tasks.change(
            lambda: media.begin_post(
                workspace, media_ids, brand_id=brand_id, at=to.at, zone=zone, wall_time=to.wall
            ),
            told,
            failed=self._refused,
            owner=self,
        )

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
            self._move_all(
                [(row, same_clock(row.at or proposed, dialog.day)) for row in movable],
                fixed=len(rows) - len(movable),
            )

        dialog.accepted.connect(go)
        dialog.open()

    def _move_all(self, moves: Sequence[tuple[PostRow, Moment]], *, fixed: int) -> None:
        workspace, zone = self._context.workspace, zone_here()

        def move_one(move: tuple[PostRow, Moment]) -> tuple[str, PostContent]:
            row, to = move
            return row.id, self._moves.move(row.id, to, zone)

        def then(found: Each[tuple[str, PostContent]]) -> None:
            now = workspace.clock.now()
            back = [one for one in found.done if one[1].scheduled_at and one[1].scheduled_at > now]
            left = fixed + found.left
            more = f"; {left} can't be moved" if left else ""
            count = len(found.done)
            told = f"Moved {'1 post' if count == 1 else f'{count} posts'}{more}"
            self._tell_each(found, told, (lambda: self._put_back(back)) if back else None)

        self._each(moves, move_one, then)

    def _put_back(self, before: Sequence[tuple[str, PostContent]]) -> None:
        """To the moments, zones and wall clocks they were planned on."""

        def then(found: Each[None]) -> None:
            self._tell_each(found, f"Moved {found.posts} back" if found.left else "Moved back")

        self._each(before, lambda one: self._moves.put_back(*one), then)

    # Several posts

    def delete(self, rows: Sequence[PostRow]) -> None:
        """Into the trash, with a way back."""
        workspace, ids = self._context.workspace, [row.id for row in rows]

        def throw_away(post_id: str) -> str:
            posts.delete(workspace, post_id)
            return post_id

        def then(found: Each[str]) -> None:
            what = f"“{called(rows[0].title)}”" if len(ids) == 1 else found.posts
            told = f"Deleted {what}"
            self._tell_each(found, told, lambda: self._each(found.done, undelete, self._tell_each))

        def undelete(post_id: str) -> PostView:
            return posts.undelete(workspace, post_id)

        self._each(ids, throw_away, then)

    def duplicate(self, rows: Sequence[PostRow]) -> None:
        """Drafts with the same words; a single one is opened."""
        workspace, ids = self._context.workspace, [row.id for row in rows]
        navigator = self._context.navigator

        def told(copies: Each[PostView]) -> None:
            if len(ids) == 1:
                navigator.open_editor(copies.done[0].id)
            else:
                count = len(copies.done)
                made = "1 draft made" if count == 1 else f"{count} drafts made"
                self._tell_each(copies, made)

        self._each(ids, lambda one: posts.duplicate(workspace, one), told)

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
        self._ways_back.go()

    def _tell(self, told: str, undo: Callable[[], None] | None) -> None:
        back = self._ways_back.add(lambda: self._take_back(undo)) if undo is not None else None
        self._context.navigator.toast(told, undo=back)

    def _take_back(self, undo: Callable[[], None]) -> None:
        self.undone.emit()
        undo()

    def _each(
        self, things: Sequence[S], act: Callable[[S], T], then: Callable[[Each[T]], None]
    ) -> None:
        self._context.tasks.change(
            lambda: each(things, act), then, failed=self._refused, owner=self
        )

    def _tell_each(
        self, found: Each[T], told: str = "", undo: Callable[[], None] | None = None
    ) -> None:
        self.done.emit()
        if told:
            self._tell(told, undo)
        if found.refused is not None:
            self._context.navigator.show_error(found.refused)

    def _change(
        self, work: Callable[[], object], told: str = "", undo: Callable[[], None] | None = None
    ) -> None:
        def then(_: object) -> None:
            self.done.emit()
            if told:
                self._tell(told, undo)

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
