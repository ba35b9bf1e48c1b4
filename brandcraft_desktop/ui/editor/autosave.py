"""Writes what the person changed shortly after they pause, and never loses a change."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal

from brandcraft_desktop.domain.views import PostContent, PostView
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.ui.tasks import Tasks

PAUSE_MS = 400
LONGEST_MS = 2_000
"""Who types without a pause is saved this often all the same."""


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
        self._pause = self._timer(PAUSE_MS)
        self._longest = self._timer(LONGEST_MS)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.save_now)
        return timer

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
        self._stop()
        self._become(SaveState.CLEAN)

    def touch(self) -> None:
        """Something changed."""
        self._dirty = True
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()
        if not self._saving:
            self._become(SaveState.DIRTY)

    def save_now(self) -> None:
        """Write at once; a save that is running is followed by another one."""
        if not self._dirty or self._saving:
            return
        content = self._take()
        if content is None:
            return  # the post's row is still being made; its arrival saves
        self._stop()
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
            if self._waiting:
                self.save_now()
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
        self._stop()
        self._become(SaveState.FAILED)
        self.failed.emit(error)

    def _stop(self) -> None:
        self._pause.stop()
        self._longest.stop()

    def _become(self, state: SaveState) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit(state)
