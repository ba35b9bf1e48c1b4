"""Writes what the person changed, at most half a second later, and never loses a change."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from brandcraft_desktop.domain.views import PostContent, PostView
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.ui.tasks import Tasks

DELAY_MS = 300
"""From the first change that is not saved to its save, whether or not the typing goes on.

What is left of half a second is for a busy thread and a slow disk. A save is one transaction on a
thread; not to wait for a pause costs three of them a second at most.
"""


class SaveState(StrEnum):
    """What the label beside the title says."""

    CLEAN = "clean"
    DIRTY = "dirty"
    SAVING = "saving"
    SAVED = "saved"
    FAILED = "failed"


class Autosave(QObject):
    """`take` gives the newest content (None: nothing to write to yet), `write` runs on a thread."""

    state_changed = Signal(object)  # SaveState
    saved = Signal(object)  # PostView
    failed = Signal(object)  # BrandcraftError

    def __init__(
        self,
        tasks: Tasks,
        take: Callable[[], PostContent | None],
        writer: Callable[[PostContent], Callable[[], PostView]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._take = take
        self._writer = writer
        self._round = 0
        self.state = SaveState.CLEAN
        self._dirty = False
        self._saving = False
        self._waiting: list[Callable[[], None]] = []
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setTimerType(Qt.TimerType.PreciseTimer)
        self._delay.setInterval(DELAY_MS)
        self._delay.timeout.connect(self.save_now)

    @property
    def unsaved(self) -> bool:
        """Whether something is not yet in the database."""
        return self._dirty or self._saving

    @property
    def busy(self) -> bool:
        """Whether a save is under way."""
        return self._saving

    def begin(self) -> None:
        """Another post: what belonged to the one before no longer reports here."""
        self._round += 1
        self._dirty = self._saving = False
        self._waiting.clear()
        self._delay.stop()
        self._become(SaveState.CLEAN)

    def touch(self) -> None:
        """Something changed."""
        self._dirty = True
        if not self._delay.isActive():
            self._delay.start()
        if not self._saving:
            self._become(SaveState.DIRTY)

    def save_now(self) -> None:
        """Write at once; a save that is running is followed by another one."""
        if not self._dirty or self._saving:
            return
        content = self._take()
        if content is None:
            return  # the post's row is still being made; its arrival saves
        self._delay.stop()
        self._dirty = False
        self._saving = True
        self._become(SaveState.SAVING)
        mine = self._round
        self._tasks.change(
            self._writer(content),
            lambda view: self._done(mine, view),
            failed=lambda error: self._lost(mine, error),
            owner=self,
        )

    def when_saved(self, then: Callable[[], None]) -> None:
        """Call back once everything is in the database; never if that fails."""
        if not self.unsaved:
            then()
            return
        self._waiting.append(then)
        self.save_now()

    def _done(self, mine: int, view: PostView) -> None:
        if mine != self._round:
            return
        self._saving = False
        self.saved.emit(view)
        if self._dirty:
            if self._waiting or not self._delay.isActive():
                self.save_now()  # it was due while this one was being written
            return
        self._become(SaveState.SAVED)
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()

    def _lost(self, mine: int, error: BrandcraftError) -> None:
        if mine != self._round:
            return
        self._saving = False
        self._dirty = True
        self._waiting.clear()
        self._delay.stop()
        self._become(SaveState.FAILED)
        self.failed.emit(error)

    def _become(self, state: SaveState) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit(state)
