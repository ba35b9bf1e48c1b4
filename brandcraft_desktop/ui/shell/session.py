"""What lives beside the window while a workspace is open: greeting, vault, notifications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.domain.events import SettingChanged
from brandcraft_desktop.domain.vault import VaultStatus
from brandcraft_desktop.ui.bridge import Batch, Bridge
from brandcraft_desktop.ui.main_window import MainWindow
from brandcraft_desktop.ui.shell.greeting import Greeting
from brandcraft_desktop.ui.shell.notifications import News, Notifications
from brandcraft_desktop.ui.shell.offline import Offline
from brandcraft_desktop.ui.shell.tray import Tray
from brandcraft_desktop.ui.shell.unlocking import Unlocking
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
        tray: Tray | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._workspace = workspace
        self._tasks = tasks
        self._tray = tray
        self.close_to_tray = True
        self.greeting = Greeting(window, workspace, tasks, self)
        self.unlocking = Unlocking(workspace, tasks, window)
        self.unlocking.stuck.connect(self._show_stuck_vault)
        self.notifications = Notifications(workspace, tasks, bridge, window.isActiveWindow, self)
        self.notifications.told.connect(self._notify)
        self.offline = Offline(self)
        self.offline.changed.connect(window.show_offline)
        bridge.changed.connect(self._hear)

    def begin(self) -> None:
        """Ask and tell what there is to ask and tell."""
        self.greeting.begin()
        self.unlocking.look()
        self._read_settings()
        if not self._workspace.practice:  # practice needs no internet
            self.offline.begin()

    def _hear(self, batch: object) -> None:
        if isinstance(batch, Batch) and batch.of(SettingChanged):
            self._read_settings()

    def _read_settings(self) -> None:
        workspace = self._workspace

        def read() -> bool:
            from brandcraft_desktop.services import settings

            return settings.get(workspace, settings.CLOSE_TO_TRAY)

        def keep(close_to_tray: bool) -> None:
            self.close_to_tray = close_to_tray

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
        if self._tray is not None:
            self._tray.notify(news.title, news.text, news.post_id)
        elif news.trouble:
            QApplication.alert(self._window)
