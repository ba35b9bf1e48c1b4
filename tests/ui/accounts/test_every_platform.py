"""Every platform that is signed in to in the browser is connected from the window, for real."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from brandcraft_desktop.accounts.loopback import PORT_VARIABLE
from brandcraft_desktop.demo.browser import decide
from brandcraft_desktop.domain.platform import Return
from brandcraft_desktop.paths import Home
from brandcraft_desktop.practice.process import PracticeServer, start
from brandcraft_desktop.publishers.base import BrowserPublisher
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import accounts
from brandcraft_desktop.services.clock import SystemClock
from brandcraft_desktop.services.workspace import Workspace, open_workspace
from brandcraft_desktop.ui.accounts import AccountsPage
from brandcraft_desktop.ui.accounts.app_keys_step import AppKeysStep
from brandcraft_desktop.ui.accounts.channels_step import ChannelsStep
from brandcraft_desktop.ui.accounts.connect_dialog import ConnectDialog
from brandcraft_desktop.ui.accounts.explaining_step import ExplainingStep
from brandcraft_desktop.ui.accounts.platform_grid import PlatformTile
from brandcraft_desktop.ui.accounts.waiting_step import WaitingStep
from brandcraft_desktop.ui.shell.places import ACCOUNTS
from tests.accounts.memory import MemoryStore
from tests.services.ports import free_port
from tests.services.town import LateVault
from tests.ui.stage import Stage, stage

IN_BROWSER = [one.info.id for one in Registry().publishers() if isinstance(one, BrowserPublisher)]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    running = start(tmp_path_factory.mktemp("practice"), accounts=1)
    yield running
    running.stop()


@pytest.fixture
def at(
    qtbot: QtBot, tmp_path: Path, server: PracticeServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stage]:
    monkeypatch.setenv(PORT_VARIABLE, str(free_port()))

    def open_it() -> Workspace:
        home = Home(tmp_path)
        home.prepare()
        workspace = open_workspace(
            home, clock=SystemClock(), origins=Origins(dict(server.origins)), vault=LateVault()
        )
        assert isinstance(workspace.vault, LateVault)
        workspace.vault.begin(workspace.database, home, workspace.clock, MemoryStore())
        return workspace

    with stage(tmp_path, open_it=open_it) as made:
        yield made


@pytest.mark.parametrize("platform", IN_BROWSER)
def test_it_is_connected_from_the_window(
    at: Stage, qtbot: QtBot, server: PracticeServer, platform: str
) -> None:
    page = at.page(ACCOUNTS)
    assert isinstance(page, AccountsPage)
    opened: list[str] = []

    def open_address(address: str) -> bool:
        opened.append(address)
        return True

    page.opener = open_address
    person = next(one for one in server.accounts if one.platform == platform)

    tile = page.findChild(PlatformTile, platform)
    assert tile is not None
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    at.settle()
    dialog = page.dialog
    assert isinstance(dialog, ConnectDialog)
    if isinstance(dialog.step, AppKeysStep):
        keys = dialog.step.form
        qtbot.keyClicks(keys.client_id, f"practice-{platform}")
        qtbot.keyClicks(keys.secret, f"practice-secret-{platform}")
        qtbot.mouseClick(dialog.connect_button, Qt.MouseButton.LeftButton)
        at.settle()
    assert isinstance(dialog.step, ExplainingStep)
    if "server" in [one.name for one in at.workspace.platforms.publisher(platform).sign_in.fields]:
        assert dialog.form is not None
        qtbot.keyClicks(dialog.form.line("server"), person.handle)  # its server stands in it
    qtbot.mouseClick(dialog.connect_button, Qt.MouseButton.LeftButton)
    at.wait(lambda: isinstance(dialog.step, WaitingStep), "the browser")
    step = dialog.step
    assert isinstance(step, WaitingStep)
    browser = at.workspace.platforms.publisher(platform).sign_in.browser
    assert browser is not None
    if browser.returns[0] is Return.LOOPBACK:
        decide(opened[-1], person.did)
    else:  # without a page of one's own that passes it on, the answer is pasted
        qtbot.keyClicks(step.line, decide(opened[-1], person.did, back=False))
        qtbot.mouseClick(step.use, Qt.MouseButton.LeftButton)
    at.wait(lambda: not dialog.isVisible() or isinstance(dialog.step, ChannelsStep), "an answer")
    at.settle()
    assert not dialog.isVisible(), dialog.notice.text()
    (account,) = accounts.list_accounts(at.workspace)
    assert account.platform == platform
    (card,) = page.cards()
    name = account.handle.lstrip("@")  # a name with a blank is no handle
    assert card.handle.text() == (name if " " in name else f"@{name}")
    assert card.state.text().startswith("Connected")
