"""Locks the window and opens it again: at the start, with Ctrl+L, when nobody is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.domain.events import SettingChanged
from brandcraft_desktop.domain.lock import Tried
from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.ui.bridge import Batch, Bridge
from brandcraft_desktop.ui.lock.curtain import Curtain
from brandcraft_desktop.ui.lock.idle import Idle
from brandcraft_desktop.ui.lock.page import LockPage
from brandcraft_desktop.ui.main_window import MainWindow
from brandcraft_desktop.ui.shell.pages import focusable
from brandcraft_desktop.ui.shell.places import SETTINGS
from brandcraft_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from brandcraft_desktop.services.lock import Lock
    from brandcraft_desktop.services.workspace import Workspace

P = ParamSpec("P")


class Locking(QObject):
    """`changed` tells whether the window is locked; `behind` keeps ways in from leading past it."""

    changed = Signal(bool)

    def __init__(
        self, window: MainWindow, tasks: Tasks, bridge: Bridge, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._tasks = tasks
        self._bridge = bridge
        self._workspace: Workspace | None = None
        self._lock: Lock | None = None
        self._then: Callable[[], None] | None = None
        self.idle: Idle | None = None
        self.curtain = Curtain(window)
        self.page = LockPage()
        self.page.setParent(window.frame)
        self.page.hide()
        self.page.tried.connect(self._try)
        self.page.chosen.connect(self._look_at_wait)

    @property
    def locked(self) -> bool:
        """Whether a password is asked for right now."""
        return self._window.is_locked

    def begin(self, workspace: Workspace, lock: Lock) -> None:
        """The workspace is open: lock at once where somebody has a password."""
        self._workspace = workspace
        self.idle = Idle(workspace.clock, self)
        self.idle.elapsed.connect(self.lock)
        self._bridge.changed.connect(self._hear)
        self._window.ready.connect(self._focus)
        self._take(lock)
        self.lock()

    def _take(self, lock: Lock) -> None:
        from brandcraft_desktop.services import lock as locks

        self._lock = lock
        self.page.show_people(
            lock.people, {one.id: locks.way_back(lock.people, one) for one in lock.people}
        )

    # Locking

    def lock(self) -> None:
        """Lock now, where there is a password."""
        if self._lock is None or not self._lock.on or self.locked:
            return
        if self.idle is not None:
            self.idle.stop()
        self.curtain.fall()
        self._window.toasts.clear()
        self._window.frame.cover(self.page)
        self.page.begin()
        self._look_at_wait(self.page.person_id)
        self.changed.emit(True)

    def lock_or_offer(self) -> None:
        """Ctrl+L: without a password there is nothing to lock with."""
        if self._lock is not None and self._lock.on:
            self.lock()
        elif self._workspace is not None:
            self._window.toast(
                "No password is set yet",
                action=("Set one in Settings", lambda: self._window.go_to(SETTINGS)),
            )

    def _focus(self) -> None:
        if self.locked:
            self.page.begin()

    def _open(self) -> None:
        self._window.frame.uncover()
        self.curtain.rise()
        if self._window.focusWidget() is None:
            first = next(focusable(self._window.stack), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._start_idle()
        self.changed.emit(False)
        then, self._then = self._then, None
        if then is not None:
            then()

    def _start_idle(self) -> None:
        if self.idle is None or self._lock is None:
            return
        if self._lock.on and not self.locked:
            self.idle.start(self._lock.idle_minutes)
        else:
            self.idle.stop()

    # Ways in

    def behind(self, way: Callable[P, None]) -> Callable[P, None]:
        """The same way in, which waits for the password while the window is locked."""

        def go(*arguments: P.args, **named: P.kwargs) -> None:
            if not self.locked:
                way(*arguments, **named)
                return
            self._then = lambda: way(*arguments, **named)
            self._come_forward()

        return go

    def _come_forward(self) -> None:
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def allow(self, widget: QWidget) -> None:
        """A window that tells nothing may be shown although it is locked."""
        self.curtain.allow(widget)

    # Tries

    def _try(self, person_id: str, password: str) -> None:
        workspace = self._workspace
        if workspace is None:
            return

        def work() -> Tried:
            from brandcraft_desktop.services import lock

            return lock.unlock(workspace, person_id, password)

        self._tasks.call(work, self._tried, failed=self._failed, owner=self.page)

    def _tried(self, tried: Tried) -> None:
        self.page.show_tried(tried)
        if tried.opened:
            self._open()

    def _failed(self, error: BrandcraftError) -> None:
        self.page.show_problem(error.message)

    def _look_at_wait(self, person_id: str) -> None:
        """A wait that began before (the program was ended in it) goes on."""
        workspace = self._workspace
        if workspace is None:
            return

        def read() -> Tried:
            from brandcraft_desktop.services import lock

            return Tried(False, 0, lock.waiting(workspace, person_id), wrong=False)

        self._tasks.read(read, self._go_on_waiting, failed=self._failed, owner=self.page)

    def _go_on_waiting(self, tried: Tried) -> None:
        if tried.wait:
            self.page.show_tried(tried)

    # What changes elsewhere

    def _hear(self, batch: object) -> None:
        workspace = self._workspace
        if workspace is None or not isinstance(batch, Batch) or not batch.of(SettingChanged):
            return

        def read() -> Lock:
            from brandcraft_desktop.services import lock

            return lock.status(workspace)

        self._tasks.read(read, self._follow, owner=self)

    def _follow(self, lock: Lock) -> None:
        """Passwords and times as they are now; without anybody left the window opens."""
        if lock == self._lock:
            return
        self._take(lock)
        if self.locked and not lock.on:
            self._open()
            self._window.toast("The password was taken away")
        else:
            self._start_idle()
