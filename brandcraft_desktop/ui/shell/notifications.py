"""What the desktop is told while the person looks elsewhere: failures always, the rest if wanted.

One notification a post, when all its deliveries are done; a failure at once (screens S8, S13).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from brandcraft_desktop.domain.events import DeliveryChanged
from brandcraft_desktop.domain.names import called
from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.domain.views import DeliveryView, PostView
from brandcraft_desktop.errors import ErrorKind
from brandcraft_desktop.ui.bridge import Batch, Bridge
from brandcraft_desktop.ui.shell.news import News, gathered
from brandcraft_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

_TOLD = (DeliveryStatus.FAILED, DeliveryStatus.UNCONFIRMED, DeliveryStatus.PUBLISHED)
_DONE = (*_TOLD, DeliveryStatus.MISSED, DeliveryStatus.CANCELED)
_SIGN_IN = (ErrorKind.AUTH_EXPIRED, ErrorKind.PERMISSION, ErrorKind.NEEDS_USER)
REMEMBERED = 2_000
FRESH = timedelta(minutes=10)  # what was out before is no news any more


class Notifications(QObject):
    """Hears what is done; `told` carries a `News` worth a notification."""

    told = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        tasks: Tasks,
        bridge: Bridge,
        is_watched: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """`is_watched`: whether the person is looking at the window right now."""
        super().__init__(parent)
        self._workspace = workspace
        self._tasks = tasks
        self._is_watched = is_watched
        self._known: dict[str, DeliveryStatus] = {}
        bridge.changed.connect(self._hear)

    def _hear(self, batch: Batch) -> None:
        changed: dict[str, set[str]] = {}
        for event in batch.events:
            if not isinstance(event, DeliveryChanged):
                continue
            if self._known.pop(event.delivery_id, None) != event.status and event.status in _TOLD:
                changed.setdefault(event.post_id, set()).add(event.delivery_id)
            self._known[event.delivery_id] = event.status
        for old in list(self._known)[: max(0, len(self._known) - REMEMBERED)]:
            del self._known[old]
        if changed:
            self._read(changed)

    def _read(self, changed: dict[str, set[str]]) -> None:
        workspace = self._workspace

        def read() -> tuple[bool, tuple[News, ...]]:
            from brandcraft_desktop.services import posts, settings

            names = {one.info.id: one.info.name for one in workspace.platforms.all()}
            since = workspace.clock.now() - FRESH
            found = [
                one
                for post_id, ids in changed.items()
                for one in news_of(posts.show(workspace, post_id), ids, names, since)
            ]
            return settings.get(workspace, settings.NOTIFY), gathered(found)

        self._tasks.read(read, self._tell, failed=lambda _: None, owner=self)

    def _tell(self, found: tuple[bool, tuple[News, ...]]) -> None:
        wanted, news = found
        away = not self._is_watched()
        for one in news:
            if one.trouble or (wanted and away):
                self.told.emit(one)


def news_of(
    post: PostView, changed: Iterable[str], names: dict[str, str], since: datetime | None = None
) -> tuple[News, ...]:
    """What there is to tell of a post of which the deliveries `changed` are done now.

    One that was out before `since` is no news: something that follows it was done.
    """
    mine = [one for one in post.deliveries if one.id in set(changed)]
    if since is not None and mine and all(_old(one, since) for one in mine):
        return ()
    title = title_of(post)
    troubles = tuple(
        _trouble(one, title, names.get(one.platform, one.platform), post.id)
        for one in mine
        if one.status in (DeliveryStatus.FAILED, DeliveryStatus.UNCONFIRMED)
    )
    meant = [one for one in post.deliveries if one.status is not DeliveryStatus.CANCELED]
    out = sum(one.status is DeliveryStatus.PUBLISHED for one in meant)
    if troubles or not out or any(one.status not in _DONE for one in meant):
        return troubles
    where = f"{out} of {len(meant)}" if len(meant) > 1 else names.get(meant[0].platform, "")
    words = f"Published to {where}"
    return (News("Published", f"{words}: {title}", post.id, discreet=words),)


def _old(view: DeliveryView, since: datetime) -> bool:
    out = view.status is DeliveryStatus.PUBLISHED
    return out and view.published_at is not None and view.published_at < since


def _trouble(view: DeliveryView, title: str, platform: str, post_id: str) -> News:
    if view.status is DeliveryStatus.UNCONFIRMED:
        return News(
            f"Check {platform}",
            f"We don't know whether “{title}” went out. Open to answer.",
            post_id,
            trouble=True,
            discreet="We don't know whether a post went out. Open to answer.",
        )
    why = view.error.title if view.error is not None else ""
    act = "Open to reconnect." if view.error and view.error.kind in _SIGN_IN else "Open to retry."
    rest = " ".join(part for part in (why, act) if part)
    return News(
        f"{platform} didn't take it", f"“{title}”. {rest}", post_id, trouble=True, discreet=rest
    )


def title_of(post: PostView) -> str:
    """What a post is called in a sentence."""
    return called(post.content.title, post.content.text, 41, nameless="Post")
