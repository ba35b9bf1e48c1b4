"""What other platforms would make of a post, before an account is connected there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from brandcraft_desktop.domain.platform import PlatformInfo
from brandcraft_desktop.domain.views import AccountPlan
from brandcraft_desktop.services import planning
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.controller import EditorController
from brandcraft_desktop.ui.widgets import Button
from brandcraft_desktop.ui.window_state import WindowState

_KEPT = "preview_elsewhere"


class Elsewhere(QObject):
    """Which platforms are looked at beside the chosen accounts; remembered with the window."""

    changed = Signal()

    def __init__(
        self,
        controller: EditorController,
        infos: Mapping[str, PlatformInfo],
        button: Button,
        remembered: WindowState,
    ) -> None:
        super().__init__(button)
        self._post, self._infos, self._button = controller, infos, button
        self._remembered = remembered
        self._wanted = {one for one in remembered.text(_KEPT).split() if one in infos}
        button.clicked.connect(self._open)

    def offered(self) -> tuple[str, ...]:
        """The platforms without a chosen account, in their fixed order."""
        chosen = {account.platform for account in self._post.chosen_accounts()}
        return tuple(platform for platform in self._infos if platform not in chosen)

    def plans(self) -> tuple[AccountPlan, ...]:
        """What they would be sent."""
        platforms = self._post.workspace.platforms
        accounts = [
            planning.sample_account(platforms, platform)
            for platform in self.offered()
            if platform in self._wanted
        ]
        if not accounts:
            return ()
        return planning.plans(platforms, self._post.content, accounts, self._post.files)

    def turn(self, platform: str, on: bool) -> None:
        """Look at a platform, or no longer."""
        self._wanted = self._wanted | {platform} if on else self._wanted - {platform}
        self._remembered.put(_KEPT, " ".join(sorted(self._wanted)))
        self.changed.emit()

    def menu(self) -> QMenu:
        """One line a platform, ticked where it is looked at."""
        menu = QMenu(self._button)
        for platform in self.offered():
            info = self._infos[platform]
            action = menu.addAction(theme.icon(info.glyph), info.name)
            action.setCheckable(True)
            action.setChecked(platform in self._wanted)
            action.toggled.connect(partial(self.turn, platform))
        if menu.isEmpty():
            menu.addAction("Every platform has a chosen account.").setEnabled(False)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _open(self) -> None:
        self.menu().popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))
