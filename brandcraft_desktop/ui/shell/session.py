"""What lives beside the window while a workspace is open: greeting, vault, notifications."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.domain.events import SettingChanged
from brandcraft_desktop.domain.notices import Wishes
from brandcraft_desktop.domain.vault import VaultStatus
from brandcraft_desktop.ui import habits
from brandcraft_desktop.ui.bridge import Batch, Bridge
from brandcraft_desktop.ui.main_window import MainWindow
from brandcraft_desktop.ui.shell.daily_news import DailyNews
from brandcraft_desktop.ui.shell.greeting import Greeting
from brandcraft_desktop.ui.shell.news import News
from brandcraft_desktop.ui.shell.notifications import Notifications
from brandcraft_desktop.ui.shell.offline import Offline
from brandcraft_desktop.ui.shell.privacy import Privacy
from brandcraft_desktop.ui.shell.quiet import Quiet
from brandcraft_desktop.ui.shell.sign_in_news import SignInNews
from brandcraft_desktop.ui.shell.tray import Tray, can_notify
from brandcraft_desktop.ui.shell.unlocking import Unlocking
from brandcraft_desktop.ui.shell.wearing import Wearing
from brandcraft_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from brandcraft_desktop.services.workspace import Workspace


class Session(QObject):
    """`close_to_tray` is the person's setting, kept up to date."""

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        tasks: Tasks,
        bridge: Bridge,
        tray: Callable[[], Tray | None],
        privacy: Privacy,
        parent: QObject,
    ) -> None:
        """`tray` gives the one that is there now; it may come late."""
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._tasks = tasks
        self._tray = tray
        self.close_to_tray = True
        self.wishes = Wishes()
        self.privacy = privacy
        self.greeting = Greeting(window, workspace, tasks, privacy, self)
        window.machine_unclear.connect(self.greeting.ask_machine)
        self.unlocking = Unlocking(workspace, tasks, window)
        self.unlocking.stuck.connect(self._show_stuck_vault)
        self.quiet = Quiet(workspace.clock, privacy, lambda: self.wishes, self)
        self.quiet.told.connect(self._notify)
        self.notifications = Notifications(workspace, tasks, bridge, self._watched, self)
        self.sign_ins = SignInNews(workspace, tasks, bridge, lambda: self.wishes.reconnect, self)
        self.daily = DailyNews(workspace, tasks, lambda: self.wishes, self)
        for source in (self.greeting, self.notifications, self.sign_ins, self.daily):
            source.told.connect(self.quiet.offer)
        self.wearing = Wearing(workspace.home.root, bridge, privacy, self)
        self.offline = Offline(self)
        self.offline.changed.connect(window.show_offline)
        bridge.changed.connect(self._hear)

    def _watched(self) -> bool:
        """Whether somebody sees what the window shows: nobody does behind the lock."""
        return self._window.isActiveWindow() and not self.privacy.is_locked()

    def begin(self) -> None:
        """Ask and tell what there is to ask and tell."""
        self.greeting.begin()
        self.sign_ins.begin()
        self.unlocking.look()
        self._read_settings()
        self._mend_login()
        if not self._workspace.practice:  # practice needs no internet
            self.offline.begin()

    def introduce(self, start_demo: Callable[[], bool], *, new: bool) -> None:
        """Welcome the person of a `new` workspace, or of one whose introduction isn't over."""
        from brandcraft_desktop.ui.first_run.opening import Introducing

        Introducing(self._window, self.greeting, self._tasks, start_demo).begin(new=new)

    def _hear(self, batch: object) -> None:
        if not isinstance(batch, Batch):
            return
        self.greeting.hear(batch)
        if batch.of(SettingChanged):
            self._read_settings()

    def _mend_login(self) -> None:
        """A newer AppImage has another name: what starts at login shall be this one."""
        if self._workspace.practice:
            return
        home = self._workspace.home

        def work() -> None:
            from brandcraft_desktop.services import start_at_login

            start_at_login.mend(home)

        self._tasks.read(work, lambda _: None, failed=lambda _: None, owner=self)

    def _read_settings(self) -> None:
        workspace = self._workspace

        def read() -> tuple[bool, Wishes, habits.Habits]:
            from brandcraft_desktop.services import notices, settings

            return (
                settings.get(workspace, settings.CLOSE_TO_TRAY),
                notices.wishes(workspace),
                habits.read(workspace),
            )

        def keep(found: tuple[bool, Wishes, habits.Habits]) -> None:
            self.close_to_tray, self.wishes, here = found
            self.quiet.look()
            self.daily.wishes_changed()
            if habits.keep(here):
                self._window.habits_changed()

        self._tasks.read(read, keep, owner=self)

    def _show_stuck_vault(self, status: object) -> None:
        if isinstance(status, VaultStatus):
            notice = self._window.notice
            notice.clear_actions()
            notice.show_notice("error", f"{status.message} {status.action}".strip())
            notice.add_action("Try again", self._look_again)

    def _look_again(self) -> None:
        self._window.notice.close_notice()
        self.unlocking.look()

    def _notify(self, news: object) -> None:
        if not isinstance(news, News):
            return
        tray = self._tray()
        if tray is not None and can_notify():
            tray.notify(news.title, news.text, news)
        elif news.trouble:
            QApplication.alert(self._window)
