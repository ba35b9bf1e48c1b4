"""The whole window on a real workspace, offscreen: what a person would have in front of them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import restoring
from brandcraft_desktop.services.workspace import Workspace, close, open_workspace
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.application import Parts, Program
from brandcraft_desktop.ui.main_window import MainWindow
from brandcraft_desktop.ui.screens import build
from brandcraft_desktop.ui.tasks import CALLERS, READERS, WATCHERS
from tests.accounts.memory import MemoryStore
from tests.services.town import LateVault
from tests.ui.publisher.world import NEIGHBOURS, Neighbour, StandingClock

PATIENCE_MS = 20_000
TURN_MS = 20
QUIET_TURNS = 3
SOON_MS = 1_000  # timers that gather or wait for the end of typing; a toast stays longer


def ten_platforms() -> Registry:
    """All platforms of the fixed order; none of them is ever asked for anything."""
    return Registry(
        Neighbour(platform, name, glyph, order)
        for order, (platform, name, glyph) in enumerate(NEIGHBOURS)
    )


def open_house(
    folder: Path,
    clock: Clock,
    *,
    keyring: MemoryStore | None = None,
    platforms: Registry | None = None,
) -> Workspace:
    """A workspace whose keyring is in memory."""
    home = Home(folder)
    home.prepare()
    workspace = open_workspace(
        home, clock=clock, vault=LateVault(), platforms=platforms or ten_platforms()
    )
    assert isinstance(workspace.vault, LateVault)
    workspace.vault.begin(workspace.database, workspace.home, clock, keyring or MemoryStore())
    return workspace


class NoEngine:
    """Stands where the engine would: nothing is sent."""

    def __init__(self) -> None:
        self.stopped = 0

    def stop(self) -> None:
        self.stopped += 1


@dataclass
class Stage:
    """A started program and the hands of its person."""

    program: Program
    engine: NoEngine
    closed: list[Workspace] = field(default_factory=list)

    @property
    def window(self) -> MainWindow:
        return self.program.window

    @property
    def workspace(self) -> Workspace:
        found = self.program.workspace
        assert found is not None
        return found

    def wait(self, true: Callable[[], object], what: str = "it") -> None:
        """Until something is true, or fail."""
        deadline = QDeadlineTimer(PATIENCE_MS)
        while not true():
            assert not deadline.hasExpired(), f"waited in vain for {what}"
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, TURN_MS)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def settle(self) -> None:
        """Everything asked for has come back, and what was changed has been read again."""
        deadline = QDeadlineTimer(PATIENCE_MS)
        quiet = 0
        while quiet < QUIET_TURNS:
            assert not deadline.hasExpired(), "it never came to rest"
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, TURN_MS)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            quiet = 0 if self._moving() else quiet + 1
            if quiet < QUIET_TURNS:
                time.sleep(0.002)

    def _moving(self) -> bool:
        if self.program.tasks.busy:
            return True
        timers = [*self.program.findChildren(QTimer), *self.window.findChildren(QTimer)]
        return any(
            one.isSingleShot() and one.isActive() and one.remainingTime() < SOON_MS
            for one in timers
        )

    def start_threads(self) -> None:
        """All that its pools may ever start: for a window of many tests, each of which must leave
        no thread that it did not find.
        """
        tasks = self.program.tasks
        for start, many in (
            (tasks.read, READERS),
            (tasks.call, CALLERS),
            (tasks.watch, WATCHERS),
            (tasks.change, 1),
        ):
            meeting = threading.Barrier(many, timeout=PATIENCE_MS / 1000)
            for _ in range(many):
                start(meeting.wait, lambda _: None)
        self.settle()

    def activate(self) -> None:
        """The person clicks on the window."""

        def active() -> bool:
            self.window.activateWindow()
            return self.window.isActiveWindow()

        self.settle()
        self.wait(active, "the window to be active")

    def action(self, word: str) -> QAction:
        """A command of the menus."""
        return next(
            one for one in self.window.findChildren(QAction) if one.text().replace("&", "") == word
        )

    def page(self, key: str) -> QWidget:
        """Go to a page and wait until it has read."""
        self.window.go_to(key)
        self.settle()
        return self.window.page(key)


@contextmanager
def stage(
    folder: Path,
    *,
    clock: Clock | None = None,
    open_it: Callable[[], Workspace] | None = None,
    prepare: Callable[[Workspace], None] | None = None,
    is_new: Callable[[], bool] = lambda: False,
    start_demo: Callable[[], bool] = lambda: False,
    wait: bool = True,
    scheme: theme.Scheme = theme.Scheme.LIGHT,
) -> Iterator[Stage]:
    """Start the program in `folder`; `prepare` fills the workspace before the window reads it."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, scheme, reduced_motion=True)
    hands = clock or StandingClock()
    engine = NoEngine()
    closed: list[Workspace] = []
    (folder / "run").mkdir(parents=True, exist_ok=True)

    def open_workspace_of_stage() -> Workspace:
        workspace = open_it() if open_it is not None else open_house(folder, hands)
        if prepare is not None:
            prepare(workspace)
        return workspace

    def close_workspace(workspace: Workspace) -> None:
        closed.append(workspace)
        close(workspace)

    program = Program(
        Parts(
            home=folder,
            run_folder=folder / "run",
            open_workspace=open_workspace_of_stage,
            close_workspace=close_workspace,
            start_engine=lambda _: engine,
            load_screens=lambda: build,
            restore=lambda file: restoring.restore(Home(folder), file, clock=hands),
            is_new=is_new,
            start_demo=start_demo,
        )
    )
    made = Stage(program, engine, closed)
    program.window.resize(1280, 800)
    program.start()
    try:
        if wait:
            made.wait(lambda: made.window.current_key, "the first page")
            made.settle()
        yield made
    finally:
        program.end()
        program.window.deleteLater()
        program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
