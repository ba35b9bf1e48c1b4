"""The window's program: paints first, opens the workspace on a thread, ends in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.ui.bridge import Bridge
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.lock import Locking
from brandcraft_desktop.ui.main_window import MainWindow
from brandcraft_desktop.ui.memory import spare_what_stays
from brandcraft_desktop.ui.shell.commands import install_commands
from brandcraft_desktop.ui.shell.news import News
from brandcraft_desktop.ui.shell.pause import pause
from brandcraft_desktop.ui.shell.places import SETTINGS
from brandcraft_desktop.ui.shell.privacy import Privacy
from brandcraft_desktop.ui.shell.quit_question import quit_question
from brandcraft_desktop.ui.shell.session import Session
from brandcraft_desktop.ui.shell.tray import Tray
from brandcraft_desktop.ui.shell.tray_arrival import TrayArrival
from brandcraft_desktop.ui.shell.typed import keep_typed
from brandcraft_desktop.ui.shell.watch import ShellState
from brandcraft_desktop.ui.single_instance import STAY, SingleInstance
from brandcraft_desktop.ui.tasks import Tasks
from brandcraft_desktop.ui.widgets import ConfirmDialog
from brandcraft_desktop.ui.window_state import WindowState

if TYPE_CHECKING:
    from brandcraft_desktop.services.lock import Lock
    from brandcraft_desktop.services.workspace import Workspace

Build = Callable[[str, Context], QWidget]
QUIT_HORIZON = timedelta(hours=24)


class Running(Protocol):
    """The engine beside the window."""

    def stop(self) -> object:
        """End in order; running deliveries finish their step."""
        ...


@dataclass(frozen=True)
class Parts:
    """What the window is given by `app`, so that it need not know the other faces.

    `restore` puts a backup in the place of the closed workspace. `is_new`: whether there is no
    workspace yet, so that the demo is offered first; `start_demo` starts it as a process of its own
    and says whether that worked.
    """

    home: Path
    run_folder: Path
    open_workspace: Callable[[], Workspace]
    close_workspace: Callable[[Workspace], None]
    start_engine: Callable[[Workspace], Running]
    load_screens: Callable[[], Build]
    restore: Callable[[Path], object]
    is_new: Callable[[], bool] = lambda: False
    start_demo: Callable[[], bool] = lambda: False


@dataclass(frozen=True)
class _Opened:
    workspace: Workspace
    build: Build
    engine: Running
    unsubscribe: Callable[[], None]
    lock: Lock


class Program(QObject):
    """Window, tray, doors and engine of one home; `ended` when all of it is gone."""

    ended = Signal()

    def __init__(self, parts: Parts, instance: SingleInstance | None = None) -> None:
        super().__init__()
        self.parts = parts
        self._instance = instance
        self.tasks = Tasks(self)
        self.bridge = Bridge(self)
        self._remembered = WindowState(parts.home)
        self.window = MainWindow(self.tasks, self.bridge, self._remembered)
        self.window.close_wanted.connect(self.close_window)
        self.window.restore_wanted.connect(self._restore)
        self.window.state_changed.connect(self._show_state)
        self.window.top_bar.resume_clicked.connect(lambda: self.pause("resume"))
        self.locking = Locking(self.window, self.tasks, self.bridge, self)
        install_commands(self)
        self.privacy = Privacy(self)
        self.locking.changed.connect(self.privacy.set_locked)
        self.tray: Tray | None = self._make_tray()
        if self.tray is None:
            TrayArrival(self).arrived.connect(self._tray_came)
        self._opened: _Opened | None = None  # set on the thread that opens, so that `end` finds it
        self._ended = False
        self.restoring: Path | None = None  # the backup that shall be here after the end
        self._new = False  # whether its person makes the workspace right now
        self.session: Session | None = None
        self.quick: QWidget | None = None  # the small window of a quick post
        self.question: ConfirmDialog | None = None
        if instance is not None:
            instance.raised.connect(self._called)

    def start(self, *, minimised: bool = False) -> None:
        """Show the window and open the workspace behind it.

        `minimised`: it stays in the tray, or minimised where there is none; not where there is no
        workspace yet, for then somebody has to choose.
        """
        if not minimised or self.parts.is_new():
            self.window.show()
        elif self.tray is None:
            self.window.showMinimized()
        # One turn of the event loop first: the window paints before any library loads.
        QTimer.singleShot(0, self, self._open)

    @property
    def workspace(self) -> Workspace | None:
        """The open workspace, once it is."""
        return self._opened.workspace if self._opened is not None else None

    def _open(self) -> None:
        if self.parts.is_new():
            welcome = self.window.show_welcome()
            welcome.own_wanted.connect(self._begin_own)
            welcome.offer_demo(self.parts.start_demo)
            return
        self._open_workspace()

    def _begin_own(self) -> None:
        self._new = True
        self.window.opening.wait()
        self._open_workspace()

    def _open_workspace(self) -> None:
        self.tasks.change(self._load, self._ready, failed=self._failed)

    def _load(self) -> _Opened:
        """On a thread: libraries, workspace, engine."""
        from brandcraft_desktop.services import lock

        build = self.parts.load_screens()
        workspace = self.parts.open_workspace()
        try:
            lock_now = lock.status(workspace)
            unsubscribe = self.bridge.connect_to(workspace.bus.subscribe)
            engine = self.parts.start_engine(workspace)
        except BaseException:
            self.parts.close_workspace(workspace)
            raise
        self._opened = _Opened(workspace, build, engine, unsubscribe, lock_now)
        return self._opened

    def _ready(self, opened: _Opened) -> None:
        workspace = opened.workspace
        self.locking.begin(workspace, opened.lock)  # before anything of it is painted
        self.window.attach(workspace, opened.build)
        self.session = Session(
            self.window, workspace, self.tasks, self.bridge, lambda: self.tray, self.privacy, self
        )
        self.session.begin()
        self.session.introduce(self.parts.start_demo, new=self._new)
        spare_what_stays()

    def _failed(self, error: BrandcraftError) -> None:
        self.window.show_opening_error(error, self._open_workspace)
        if not self.window.isVisible():
            self.raise_window()  # nothing goes out: its person has to know

    # Window and tray

    def _make_tray(self) -> Tray | None:
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return None
        tray, behind = Tray(self.privacy, self), self.locking.behind
        tray.toggled.connect(self.toggle_window)
        tray.open_window.connect(self.raise_window)
        tray.new_post.connect(behind(self.new_post))
        tray.quick_post.connect(behind(self.quick_post))
        tray.pause_chosen.connect(behind(self.pause))
        tray.attention_chosen.connect(behind(self._attend))
        tray.message_clicked.connect(behind(self._open_message))
        tray.settings_chosen.connect(behind(self._open_settings))
        tray.quit_chosen.connect(self.quit)
        tray.show()
        return tray

    def _tray_came(self) -> None:
        if self.tray is not None:
            return
        self.tray = self._make_tray()
        if self.window.isMinimized():
            self.window.hide()
        self._show_state(self.window.state)

    def _called(self, word: str) -> None:
        """Another start found this one."""
        if word != STAY:
            self.raise_window()

    def _show_state(self, state: object) -> None:
        if self.tray is not None and isinstance(state, ShellState):
            clock = self.workspace.clock if self.workspace is not None else None
            self.tray.set_state(state, self.window.next_words(), clock.now if clock else None)

    def raise_window(self) -> None:
        """Bring the window to the front."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def toggle_window(self) -> None:
        """A click on the tray icon."""
        if self.window.isVisible() and self.window.isActiveWindow():
            self.close_window()
        else:
            self.raise_window()

    def new_post(self) -> None:
        """From the tray: the window comes with an empty post."""
        self.raise_window()
        self.window.open_editor()

    def quick_post(self) -> None:
        """From the tray: a small window of its own, the large one stays where it is."""
        if self.session is None:
            self.raise_window()  # it says what is in the way
            return
        from brandcraft_desktop.ui.editor.quick_post import QuickPost

        dialog = QuickPost(self.window.context)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        self.quick = dialog

    def _open_settings(self) -> None:
        self.raise_window()
        self.window.go_to(SETTINGS)

    def _open_message(self, about: object) -> None:
        """A click on a notification leads to what it told of."""
        self.raise_window()
        if isinstance(about, News) and about.post_id:
            self.window.open_delivery(about.post_id)
        elif isinstance(about, News) and about.account_id:
            self.window.open_accounts(account_id=about.account_id)

    def _attend(self, item: object) -> None:
        from brandcraft_desktop.domain.views import AttentionItem

        if isinstance(item, AttentionItem):
            self.raise_window()
            self.window.attend(item)

    def close_window(self) -> None:
        """Closing keeps the program running: in the tray, or minimised where there is none."""
        self.window.remember()
        if self.session is not None and self.tray is None:
            self.window.showMinimized()
            return
        if self.tray is None or self.session is None or not self.session.close_to_tray:
            self.quit()
            return
        self.window.hide()
        if not self._remembered.text("told_about_tray"):
            self._remembered.put("told_about_tray", "yes")
            self.tray.notify(
                "Brandcraft keeps running",
                "It stays here so your posts go out. Quit from its menu.",
            )

    def pause(self, length: str) -> None:
        """Pause posting for an hour, until tomorrow, until resumed; or resume."""
        if self.workspace is not None:
            pause(self.workspace, self.tasks, self.window, length)

    # Ending

    def quit(self) -> None:
        """Quit; posts due soon are told first."""
        workspace = self.workspace
        if workspace is None:
            self.end()
            return
        horizon = workspace.clock.now() + QUIT_HORIZON

        def count() -> int:
            from brandcraft_desktop.services import posts

            return posts.due_before(workspace, horizon)

        self.tasks.read(count, self._quit_with, owner=self.window)

    def _quit_with(self, due: int) -> None:
        if not due:
            self.end()
            return
        if self.question is not None and self.question.isVisible():
            return
        self.raise_window()
        question = quit_question(self.window, due)
        question.accepted.connect(self.end)
        self.locking.allow(question)
        self.question = question
        question.open()

    def _restore(self, file: Path) -> None:
        self.restoring = file
        self.end()

    def end(self) -> None:
        """Leave in order: what is typed is saved, deliveries finish their step."""
        if self._ended:
            return
        self._ended = True
        instance = self._instance if self.restoring is None else None  # the home stays ours
        if instance is not None:
            instance.turn_deaf()  # whoever starts now waits for us instead of raising us
        if self.quick is not None and shiboken6.isValid(self.quick):
            self.quick.close()  # what was typed there is kept as a draft
        keep_typed(self.window)
        self.window.leave_page()
        self.window.remember()
        self.window.hide()
        if self.tray is not None:
            self.tray.hide()
        if self.workspace is not None:
            from brandcraft_desktop.services import conversions

            conversions.stop(self.workspace)  # or whoever waits for one would keep us here
        self.tasks.close()
        if self._opened is not None:
            self._opened.unsubscribe()
            self._opened.engine.stop()
            self.parts.close_workspace(self._opened.workspace)
            self._opened = None
        if instance is not None:
            instance.release()
        self.ended.emit()
