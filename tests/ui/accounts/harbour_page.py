"""The accounts page with the harbour, a platform whose people sign in in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from brandcraft_desktop.accounts.loopback import PORT_VARIABLE
from brandcraft_desktop.domain.platform import SignIn
from brandcraft_desktop.paths import Home
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import apps
from brandcraft_desktop.services.clock import SystemClock
from brandcraft_desktop.services.sign_in import SignInRun
from brandcraft_desktop.services.workspace import Workspace, open_workspace
from brandcraft_desktop.ui.accounts import AccountsPage
from brandcraft_desktop.ui.accounts.browser_way import BrowserWay
from brandcraft_desktop.ui.accounts.connect_dialog import ConnectDialog
from brandcraft_desktop.ui.accounts.step import Step
from brandcraft_desktop.ui.accounts.waiting_step import WaitingStep
from brandcraft_desktop.ui.shell.places import ACCOUNTS
from tests.accounts.memory import MemoryStore
from tests.services.harbour import SIGN_IN, make_harbour
from tests.services.harbour_world import CLIENT_ID, CLIENT_SECRET, HARBOUR, HarbourWorld
from tests.services.ports import free_port
from tests.services.town import LateVault
from tests.ui.stage import Stage, stage

BEFORE = replace(
    SIGN_IN, before="You need a berth in the harbour.", before_url="https://harbour.example/berth"
)


@dataclass
class Quay:
    """The page, its person's hands, and the browser that notes what it was asked to open."""

    at: Stage
    bot: QtBot
    page: AccountsPage
    world: HarbourWorld
    port: int
    opened: list[str] = field(default_factory=list)
    browser_there: bool = True

    def open_address(self, address: str) -> bool:
        self.opened.append(address)
        return self.browser_there

    @property
    def dialog(self) -> ConnectDialog:
        found = self.page.dialog
        assert isinstance(found, ConnectDialog)
        return found

    def start(self) -> None:
        """Press "Connect account"; the only platform's first page comes."""
        self.press(self.page.connect_button)
        self.at.settle()

    def go(self) -> None:
        """Press the main button, and wait until the browser or an answer is there."""
        self.press(self.dialog.connect_button)
        self.at.settle()

    def step(self, kind: type[Step]) -> Step:
        self.at.wait(lambda: isinstance(self.dialog.step, kind), kind.__name__)
        assert self.dialog.step is not None
        return self.dialog.step

    @property
    def waiting(self) -> WaitingStep:
        found = self.step(WaitingStep)
        assert isinstance(found, WaitingStep)
        return found

    @property
    def run(self) -> SignInRun:
        """The sign-in that is open."""
        way = self.dialog.way
        assert isinstance(way, BrowserWay)
        assert way.flow.run is not None
        return way.flow.run

    def address(self) -> str:
        """Where the browser was sent, once the dialog waits for it."""
        assert self.waiting.isVisible()
        return self.opened[-1]

    def press(self, button: QPushButton) -> None:
        assert button.isVisible(), button.text()
        assert button.isEnabled(), button.text()
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)

    def button(self, words: str) -> QPushButton:
        return next(
            one
            for one in self.dialog.findChildren(QPushButton)
            if one.text() == words and one.isVisible()
        )

    def trouble(self) -> str:
        """Wait for what the dialog says."""
        self.at.wait(self.dialog.notice.isVisible, "trouble")
        self.at.settle()
        return self.dialog.notice.text()

    def words(self) -> str:
        labels = self.dialog.findChildren(QLabel)
        return "\n".join(one.accessibleName() or one.text() for one in labels if one.isVisible())

    def done(self) -> None:
        self.at.wait(lambda: not self.dialog.isVisible(), "the dialog to close")
        self.at.settle()


@contextmanager
def quay(
    bot: QtBot,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    sign_in: SignIn = SIGN_IN,
    keys: bool = True,
    keyring: MemoryStore | None = None,
) -> Iterator[Quay]:
    """The window at its accounts page, in a world with a harbour; `keys`: of an app, are kept."""
    port = free_port()
    monkeypatch.setenv(PORT_VARIABLE, str(port))
    world = HarbourWorld(folder / "world")
    harbour = make_harbour(folder, sign_in)
    harbour.info = replace(harbour.info, glyph="globe")

    def open_it() -> Workspace:
        home = Home(folder / "home")
        home.prepare()
        workspace = open_workspace(
            home,
            clock=SystemClock(),
            origins=world.origins,
            vault=LateVault(),
            platforms=Registry([harbour]),
        )
        assert isinstance(workspace.vault, LateVault)
        workspace.vault.begin(
            workspace.database, workspace.home, workspace.clock, keyring or MemoryStore()
        )
        if keys:
            apps.set_app(workspace, HARBOUR, CLIENT_ID, CLIENT_SECRET)
        return workspace

    try:
        (folder / "home").mkdir()
        with stage(folder / "home", open_it=open_it) as at:
            page = at.page(ACCOUNTS)
            assert isinstance(page, AccountsPage)
            made = Quay(at, bot, page, world, port)
            page.opener = made.open_address
            yield made
            if page.dialog is not None and page.dialog.isVisible():
                page.dialog.reject()
            at.settle()
    finally:
        world.close()
