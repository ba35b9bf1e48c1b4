"""The window's program: paints first, opens the workspace on a thread, ends in order."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from brandcraft_desktop.errors import BrandcraftError
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.beginning import open_application
from brandcraft_desktop.ui.bridge import Bridge
from brandcraft_desktop.ui.context import Context
from brandcraft_desktop.ui.main_window import MainWindow
from brandcraft_desktop.ui.memory import spare_what_stays
from brandcraft_desktop.ui.shell.commands import install_commands
from brandcraft_desktop.ui.shell.ending import Ending
from brandcraft_desktop.ui.shell.places import SETTINGS
from brandcraft_desktop.ui.shell.session import Session
from brandcraft_desktop.ui.shell.tray import Tray
from brandcraft_desktop.ui.shell.watch import ShellState, paused_sentence
from brandcraft_desktop.ui.single_instance import Role, SingleInstance
from brandcraft_desktop.ui.tasks import Bug, Tasks
from brandcraft_desktop.ui.widgets import ConfirmDialog
from brandcraft_desktop.ui.window_state import WindowState

if TYPE_CHECKING:
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

    `is_new`: whether there is no workspace yet, so that the demo is offered first; `start_demo`
    starts it as a process of its own and says whether that worked.
    """

    home: Path
    run_folder: Path
    open_workspace: Callable[[], Workspace]
    close_workspace: Callable[[Workspace], None]
    start_engine: Callable[[Workspace], Running]
    load_screens: Callable[[], Build]
    is_new: Callable[[], bool] = lambda: False
    start_demo: Callable[[], bool] = lambda: False


@dataclass(frozen=True)
class _Opened:
    workspace: Workspace
    build: Build
    engine: Running
    unsubscribe: Callable[[], None]


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
        self.window.state_changed.connect(self._show_state)
        self.window.top_bar.resume_clicked.connect(lambda: self.pause("resume"))
        install_commands(self)
        self.tray: Tray | None = self._make_tray()
        self._opened: _Opened | None = None  # set on the thread that opens, so that `end` finds it
        self._ended = False
        self.session: Session | None = None
        self.quick: QWidget | None = None  # the small window of a quick post
        self.question: ConfirmDialog | None = None
        if instance is not None:
            instance.raised.connect(lambda _: self.raise_window())

    def start(self) -> None:
        """Show the window and open the workspace behind it."""
        self.window.show()
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
            welcome.demo_wanted.connect(self._begin_demo)
            return
        self._open_workspace()

    def _begin_own(self) -> None:
        self.window.opening.wait()
        self.window.ready.connect(lambda: self.window.open_accounts(connect=True))
        self._open_workspace()

    def _begin_demo(self) -> None:
        welcome = self.window.show_welcome()
        if self.parts.start_demo():
            welcome.say_demo_opens()
        else:
            welcome.say_demo_failed()

    def _open_workspace(self) -> None:
        self.tasks.change(self._load, self._ready, failed=self._failed)

    def _load(self) -> _Opened:
        """On a thread: libraries, workspace, engine."""
        build = self.parts.load_screens()
        workspace = self.parts.open_workspace()
        try:
            unsubscribe = self.bridge.connect_to(workspace.bus.subscribe)
            engine = self.parts.start_engine(workspace)
        except BaseException:
            self.parts.close_workspace(workspace)
            raise
        self._opened = _Opened(workspace, build, engine, unsubscribe)
        return self._opened

    def _ready(self, opened: _Opened) -> None:
        workspace = opened.workspace
        self.window.attach(workspace, opened.build)
        self.session = Session(self.window, workspace, self.tasks, self.bridge, self.tray, self)
        self.session.begin()
        spare_what_stays()

    def _failed(self, error: BrandcraftError) -> None:
        self.window.show_opening_error(error, self._open_workspace)

    # Window and tray

    def _make_tray(self) -> Tray | None:
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return None
        tray = Tray(self)
        tray.toggled.connect(self.toggle_window)
        tray.open_window.connect(self.raise_window)
        tray.new_post.connect(self.new_post)
        tray.quick_post.connect(self.quick_post)
        tray.pause_chosen.connect(self.pause)
        tray.attention_chosen.connect(self._attend)
        tray.message_clicked.connect(self._open_message)
        tray.settings_chosen.connect(self._open_settings)
        tray.quit_chosen.connect(self.quit)
        tray.show()
        return tray

    def _show_state(self, state: object) -> None:
        if self.tray is not None and isinstance(state, ShellState):
            self.tray.set_state(
                next_sentence=self.window.next_words() or paused_sentence(state),
                attention=state.attention,
                paused=state.paused,
                posting=state.publishing,
            )

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

    def _open_message(self, post_id: object) -> None:
        """A click on a notification leads to what it told of."""
        self.raise_window()
        if isinstance(post_id, str) and post_id:
            self.window.open_delivery(post_id)

    def _attend(self, item: object) -> None:
        from brandcraft_desktop.domain.views import AttentionItem

        if isinstance(item, AttentionItem):
            self.raise_window()
            self.window.attend(item)

    def close_window(self) -> None:
        """Closing keeps the program running: in the tray, or minimised where there is none."""
        self.window.remember()
        if self.session is None or not self.session.close_to_tray:
            self.quit()
            return
        if self.tray is None:
            self.window.showMinimized()
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
        workspace = self.workspace
        if workspace is None:
            return
        undo = "forever" if length == "resume" else "resume"
        told = "Posting goes on" if length == "resume" else "Posting paused"

        def work() -> None:
            from brandcraft_desktop.services import pausing

            now = workspace.clock.now()
            if length == "resume":
                pausing.resume(workspace)
            elif length == "hour":
                pausing.pause(workspace, until=now + timedelta(hours=1))
            elif length == "tomorrow":
                pausing.pause(workspace, until=_next_morning(now))
            else:
                pausing.pause(workspace)

        def done(_: None) -> None:
            self.window.toast(told, undo=lambda: self.pause(undo))

        self.tasks.change(work, done)

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
        words = "1 post is" if due == 1 else f"{due} posts are"
        they = "It" if due == 1 else "They"
        question = ConfirmDialog(
            self.window,
            "Quit Brandcraft?",
            f"{words} due in the next 24 hours. {they} won't go out while Brandcraft is closed.",
            confirm="Quit anyway",
            cancel="Keep running",
            danger=True,
        )
        question.accepted.connect(self.end)
        self.question = question
        question.open()

    def end(self) -> None:
        """Leave in order: what is typed is saved, deliveries finish their step."""
        if self._ended:
            return
        self._ended = True
        if self._instance is not None:
            self._instance.turn_deaf()  # whoever starts now waits for us instead of raising us
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
        if self._instance is not None:
            self._instance.release()
        self.ended.emit()


def _next_morning(now: datetime) -> datetime:
    local = now.astimezone() + timedelta(days=1)
    return local.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(now.tzinfo)


def run(parts: Parts, arguments: list[str]) -> int:
    """Show the window of a home until the person quits; gives the exit code."""
    application = open_application(arguments)
    remembered = WindowState(parts.home)
    theme.apply(
        application,
        remembered.scheme,
        remembered.text_scale,
        reduced_motion=remembered.reduced_motion,
    )
    instance = SingleInstance(parts.run_folder)
    role = instance.begin()
    if role is Role.RAISED:
        return 0
    if role is Role.DEAF:
        sys.stderr.write("Another Brandcraft holds this workspace but does not answer.\n")
        return 1
    program = Program(parts, instance)
    _show_bugs(program)
    ending = Ending(program)
    ending.wanted.connect(program.end)
    program.ended.connect(application.quit)
    program.start()
    try:
        return application.exec()
    finally:
        ending.release()
        program.end()


def _show_bugs(program: Program) -> None:
    """A slot's exception never reaches its emitter: show it instead of losing it."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        if isinstance(error, Exception):
            known = error if isinstance(error, BrandcraftError) else Bug(repr(error))
            program.window.show_error(known)

    sys.excepthook = hook
