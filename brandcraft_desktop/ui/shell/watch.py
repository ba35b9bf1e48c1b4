"""Keeps the frame true: what is next, what needs attention, brands, pause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.domain.events import DeliveryProgress
from brandcraft_desktop.domain.views import AttentionItem, NextPost
from brandcraft_desktop.ui.bridge import Batch, Bridge
from brandcraft_desktop.ui.tasks import Tasks
from brandcraft_desktop.ui.times import day_and_time

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

SETTLE_MS = 150


@dataclass(frozen=True)
class ShellState:
    """Everything rail, top bar and tray show."""

    brands: tuple[Brand, ...]
    next_post: NextPost | None
    attention: tuple[AttentionItem, ...]
    paused: bool
    publishing: bool
    now: datetime


class Watch(QObject):
    """Re-reads the frame's state when something changed; at most a few times a second."""

    changed = Signal(object)

    def __init__(
        self, workspace: Workspace, tasks: Tasks, bridge: Bridge, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tasks = tasks
        self.brand_id: str | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self.refresh)
        bridge.changed.connect(self._hear)

    def refresh(self) -> None:
        """Read everything again."""
        workspace, brand_id = self._workspace, self.brand_id
        self._tasks.read(lambda: read_state(workspace, brand_id), self.changed.emit, owner=self)

    def _hear(self, batch: Batch) -> None:
        if all(isinstance(event, DeliveryProgress) for event in batch.events):
            return
        if not self._timer.isActive():
            self._timer.start()


def read_state(workspace: Workspace, brand_id: str | None) -> ShellState:
    """What the frame shows, read on a thread."""
    from brandcraft_desktop.services import attention, brands, pausing, posts

    counts = posts.counts_publishing(workspace)
    return ShellState(
        brands=brands.list_brands(workspace),
        next_post=posts.next_post(workspace, brand_id=brand_id),
        attention=attention.attention(workspace, brand_id=brand_id),
        paused=pausing.is_paused(workspace),
        publishing=counts > 0,
        now=workspace.clock.now(),
    )


def next_sentence(state: ShellState, names: dict[str, str]) -> str:
    """ "Next: today 18:00 · X, Threads" in the person's own clock."""
    post = state.next_post
    if post is None:
        return ""
    shown = ", ".join(names.get(platform, platform) for platform in post.platforms[:3])
    more = f" +{len(post.platforms) - 3}" if len(post.platforms) > 3 else ""
    return f"Next: {day_and_time(post.at, state.now)} · {shown}{more}"
