"""Opens the pop-up of a post, keeps it true while it is open, and steps to its neighbours."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.domain.events import DeliveryChanged, PostChanged
from brandcraft_desktop.domain.views import PostView
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.services import posts
from brandcraft_desktop.ui.bridge import Batch
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.delivery.doing import Doing
from brandcraft_desktop.ui.delivery.words import Act
from brandcraft_desktop.ui.editor.thumbnails import Thumbnails
from brandcraft_desktop.ui.publisher.acts import PostAct
from brandcraft_desktop.ui.publisher.doing import PostDoing
from brandcraft_desktop.ui.publisher.looks import Looks
from brandcraft_desktop.ui.publisher.post_popover import PostPopover

if TYPE_CHECKING:
    from brandcraft_desktop.ui.publisher.page import PublisherPage

_LEAVING = {Act.RECONNECT, Act.EDIT, Act.IT_IS_LIVE, Act.PICK_TIME}
"""Acts that go elsewhere or ask something: the pop-up makes room."""


class Detail(QObject):
    """One pop-up for the whole page."""

    def __init__(
        self,
        context: Context,
        looks: Looks,
        thumbnails: Thumbnails,
        doing: PostDoing,
        page: PublisherPage,
        *,
        anchor: Callable[[str], QWidget | None],
    ) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._anchor = anchor
        self._doing = doing
        self._deliveries = Doing(context, page)
        self._deliveries.refused.connect(self._refused)
        self._wanted = ""
        self.popover = PostPopover(looks, thumbnails, page)
        self.popover.chosen.connect(self._act)
        self.popover.delivery_chosen.connect(self._act_on_delivery)
        self.popover.stepped.connect(self._step)
        doing.done.connect(self.popover.enable)

    def open(self, post_id: str) -> None:
        """Read the post and show it beside its chip."""
        self._wanted = post_id
        self._read(post_id, self._show)

    def hear(self, batch: Batch) -> None:
        """The post on show may have changed."""
        post = self.popover.post
        if post is None or not self.popover.isVisible():
            return
        if any(
            isinstance(event, PostChanged | DeliveryChanged) and event.post_id == post.id
            for event in batch.events
        ):
            self._read(post.id, self._refresh)

    def _read(self, post_id: str, then: Callable[[PostView], None]) -> None:
        workspace = self._context.workspace
        self._context.tasks.read(lambda: posts.show(workspace, post_id), then, owner=self)

    def _show(self, post: PostView) -> None:
        anchor = self._anchor(post.id)
        if post.id != self._wanted or anchor is None or not self._page.isVisible():
            return
        self.popover.show_post(post, self._context.workspace.clock.now())
        self.popover.open_beside(anchor)

    def _refresh(self, post: PostView) -> None:
        shown = self.popover.post
        if shown is None or shown.id != post.id or not self.popover.isVisible():
            return
        if post.deleted_at is not None:
            self.popover.close()
        else:
            self.popover.show_post(post, self._context.workspace.clock.now())

    def _step(self, step: int) -> None:
        post = self.popover.post
        ids = [row.id for row in self._page.rows()]
        if post is None or post.id not in ids:
            return
        place = ids.index(post.id) + step
        while 0 <= place < len(ids) and self._anchor(ids[place]) is None:
            place += step  # what has no place in view, like drafts while their tray is closed
        if 0 <= place < len(ids):
            self.open(ids[place])

    def _act(self, post_id: str, act: str) -> None:
        row = self._page.row_of(post_id)
        if row is not None:
            self._doing.act(PostAct(act), row)

    def _act_on_delivery(self, delivery_id: str, act: str) -> None:
        post = self.popover.post
        if post is None:
            return
        view = next((one for one in post.deliveries if one.id == delivery_id), None)
        if view is None:
            return
        if Act(act) in _LEAVING:
            self.popover.close()
        self._deliveries.act(Act(act), view, post)

    def _refused(self, error: object) -> None:
        self.popover.enable()
        if isinstance(error, BrandcraftError):
            self.popover.close()
            self._context.navigator.show_error(error)
