"""Keeps the frame true: what is next, what needs attention, brands, pause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.domain.events import PASSING
from brandcraft_desktop.domain.views import AttentionItem, NextPost
from brandcraft_desktop.ui.bridge import Batch, Bridge
from brandcraft_desktop.ui.here import local as on_clocks_here
from brandcraft_desktop.ui.tasks import Tasks
from brandcraft_desktop.ui.times import day_and_time

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace

SETTLE_MS = 150
SLACK_MS = 500  # behind a moment, so that it has surely passed
LONGEST_MS = 24 * 3600 * 1000  # what a timer can hold, and more than a day is never needed


@dataclass(frozen=True)
class ShellState:
    """Everything rail, top bar and tray show.

    Under a brand filter nothing is hidden without a word: `sooner` is a post outside the brand
    that goes out before its next one, `elsewhere` what needs attention outside it.
    """

    brands: tuple[Brand, ...]
    next_post: NextPost | None
    attention: tuple[AttentionItem, ...]
    paused: bool
    publishing: bool
    now: datetime
    paused_until: datetime | None = None  # None while paused: until a person resumes
    brand_id: str | None = None
    sooner: NextPost | None = None
    elsewhere: tuple[AttentionItem, ...] = ()


class Watch(QObject):
    """Re-reads the frame's state when something changed; at most a few times a second."""

    changed = Signal(object)
    brand_gone = Signal()  # the one that was filtered by: all are shown from now on

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
        self._moment = QTimer(self)  # words such as "today" and the end of a pause come by time
        self._moment.setSingleShot(True)
        self._moment.timeout.connect(self.refresh)
        bridge.changed.connect(self._hear)

    def refresh(self) -> None:
        """Read everything again."""
        workspace, brand_id = self._workspace, self.brand_id
        self._tasks.read(lambda: read_state(workspace, brand_id), self._tell, owner=self)

    def _tell(self, state: ShellState) -> None:
        if state.brand_id != self.brand_id:
            return  # another brand was chosen meanwhile; its own answer is on its way
        if self.brand_id is not None and all(one.id != self.brand_id for one in state.brands):
            self.brand_gone.emit()
            return
        self._moment.start(milliseconds_to_next(state))
        self.changed.emit(state)

    def _hear(self, batch: Batch) -> None:
        if all(isinstance(event, PASSING) for event in batch.events):
            return
        if not self._timer.isActive():
            self._timer.start()


def read_state(workspace: Workspace, brand_id: str | None) -> ShellState:
    """What the frame shows, read on a thread."""
    from brandcraft_desktop.services import attention, brands, pausing, posts, settings

    counts = posts.counts_publishing(workspace)
    until = settings.get(workspace, settings.PAUSED_UNTIL)
    next_post = posts.next_post(workspace, brand_id=brand_id)
    found = attention.attention(workspace, brand_id=brand_id)
    sooner: NextPost | None = None
    elsewhere: tuple[AttentionItem, ...] = ()
    if brand_id is not None:
        first = posts.next_post(workspace)
        sooner = first if first is not None and _before(first, next_post) else None
        elsewhere = tuple(one for one in attention.attention(workspace) if one not in found)
    return ShellState(
        brands=brands.list_brands(workspace),
        next_post=next_post,
        attention=found,
        paused=pausing.is_paused(workspace),
        publishing=counts > 0,
        now=workspace.clock.now(),
        paused_until=None if until == pausing.FOREVER else until,
        brand_id=brand_id,
        sooner=sooner,
        elsewhere=elsewhere,
    )


def _before(first: NextPost, of_brand: NextPost | None) -> bool:
    """Whether the first of all goes out before the brand's own first."""
    return of_brand is None or (first.post_id != of_brand.post_id and first.at < of_brand.at)


def milliseconds_to_next(state: ShellState) -> int:
    """How long the words stay true if nothing happens: midnight, the end of a pause."""
    local = on_clocks_here(state.now)
    midnight = (local + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    moments = [midnight.astimezone(state.now.tzinfo)]
    if state.paused and state.paused_until is not None:
        moments.append(state.paused_until)
    ahead = [int((one - state.now) / timedelta(milliseconds=1)) for one in moments]
    return min(max(min(ahead), 0) + SLACK_MS, LONGEST_MS)


def paused_sentence(state: ShellState) -> str:
    """ "Posting paused until today 18:00", "Posting paused", or "" while it is not."""
    if not state.paused:
        return ""
    if state.paused_until is None:
        return "Posting paused"
    return f"Posting paused until {day_and_time(state.paused_until, state.now)}"


def next_sentence(state: ShellState, names: dict[str, str]) -> str:
    """ "Next: today 18:00 · X, Threads" in the person's own clock.

    Under a brand filter a post outside the brand that is sooner is told as well.
    """
    post, sooner = state.next_post, state.sooner
    if post is None:
        return f"Next elsewhere: {_moment_and_places(sooner, state, names)}" if sooner else ""
    words = f"Next: {_moment_and_places(post, state, names)}"
    return f"{words} (elsewhere: {_moment(sooner, state)})" if sooner else words


def _moment(post: NextPost, state: ShellState) -> str:
    return "now" if post.at <= state.now else day_and_time(post.at, state.now)


def _moment_and_places(post: NextPost, state: ShellState, names: dict[str, str]) -> str:
    shown = ", ".join(names.get(platform, platform) for platform in post.platforms[:3])
    more = f" +{len(post.platforms) - 3}" if len(post.platforms) > 3 else ""
    return f"{_moment(post, state)} · {shown}{more}"
