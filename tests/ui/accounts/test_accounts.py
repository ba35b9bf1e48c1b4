"""The accounts page and the connect dialog, on a practice Bluesky over real HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.domain.events import AccountChanged
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.models import tables
from brandcraft_desktop.paths import Home
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer, start
from brandcraft_desktop.publishers.origins import Origins
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import accounts, brands
from brandcraft_desktop.services.clock import SystemClock
from brandcraft_desktop.services.workspace import Workspace, open_workspace
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.accounts import AccountsPage
from brandcraft_desktop.ui.accounts.card import AccountCard
from brandcraft_desktop.ui.accounts.connect_dialog import ConnectDialog
from brandcraft_desktop.ui.accounts.form import ConnectForm
from brandcraft_desktop.ui.accounts.platform_grid import PlatformTile
from brandcraft_desktop.ui.shell.places import ACCOUNTS
from brandcraft_desktop.ui.widgets import Button, ConfirmDialog
from tests.accounts.memory import NONE, MemoryStore
from tests.services.town import LateVault
from tests.ui.publisher.world import add_post
from tests.ui.stage import Stage, stage


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    running = start(tmp_path_factory.mktemp("practice"), accounts=3, platforms=("bluesky",))
    yield running
    running.stop()


@dataclass
class Page:
    """The accounts page, and what a person does there."""

    at: Stage
    bot: QtBot
    page: AccountsPage

    @property
    def dialog(self) -> ConnectDialog:
        found = self.page.dialog
        assert isinstance(found, ConnectDialog)
        return found

    @property
    def form(self) -> ConnectForm:
        assert self.dialog.form is not None
        return self.dialog.form

    def open_dialog(self) -> None:
        self.bot.mouseClick(self.page.connect_button, Qt.MouseButton.LeftButton)
        assert self.dialog.isVisible()
        tile = self.tile()
        if tile.isEnabled():
            self.bot.mouseClick(tile, Qt.MouseButton.LeftButton)

    def tile(self) -> PlatformTile:
        found = self.dialog.findChild(PlatformTile, "bluesky")
        assert found is not None
        return found

    def fill(self, identifier: str, password: str) -> None:
        for name, words in (("identifier", identifier), ("app_password", password)):
            self.form.line(name).clear()
            self.bot.keyClicks(self.form.line(name), words)

    def send(self) -> None:
        self.bot.mouseClick(self.dialog.connect_button, Qt.MouseButton.LeftButton)
        self.at.wait(lambda: not self.dialog.busy.isVisible(), "an answer")
        self.at.settle()

    def connect(self, account: PracticeAccount) -> Account:
        self.open_dialog()
        self.fill(account.handle, account.app_password)
        self.send()
        assert not self.dialog.isVisible()
        return next(
            one for one in accounts.list_accounts(self.at.workspace) if one.remote_id == account.did
        )

    def card(self, account: Account) -> AccountCard:
        return self.page.card(account.id)

    def menu(self, account: Account, words: str) -> None:
        menu = self.card(account).menu()
        next(one for one in menu.actions() if one.text() == words).trigger()
        menu.deleteLater()
        self.at.settle()

    def hear(self, account: Account) -> None:
        """Another process has changed it."""
        self.at.program.bridge.hear(AccountChanged(account.id))
        self.at.settle()

    def words(self) -> list[str]:
        return [one.text() for one in self.page.findChildren(QLabel) if one.isVisible()]


@contextmanager
def accounts_page(
    bot: QtBot, folder: Path, server: PracticeServer, keyring: MemoryStore | None = None
) -> Iterator[Page]:
    def open_it() -> Workspace:
        home = Home(folder)
        home.prepare()
        workspace = open_workspace(
            home,
            clock=SystemClock(),
            origins=Origins(dict(server.origins)),
            vault=LateVault(),
            platforms=Registry(),
        )
        assert isinstance(workspace.vault, LateVault)
        workspace.vault.begin(
            workspace.database, workspace.home, workspace.clock, keyring or MemoryStore()
        )
        return workspace

    with stage(folder, open_it=open_it) as at:
        page = at.page(ACCOUNTS)
        assert isinstance(page, AccountsPage)
        yield Page(at, bot, page)
        if page.dialog is not None and page.dialog.isVisible():
            page.dialog.reject()
        at.settle()


def test_without_accounts_the_page_says_so_and_offers_the_dialog(
    qtbot: QtBot, tmp_path: Path, server: PracticeServer
) -> None:
    with accounts_page(qtbot, tmp_path, server) as on:
        assert "No account is connected yet" in on.words()
        tile = on.page.findChild(PlatformTile, "bluesky")
        assert tile is not None
        assert tile.accessibleName() == "Bluesky, 0 of 5"
        assert "Needs an app password" in tile.accessibleDescription()
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
        assert on.dialog.isVisible()
        assert on.form.line("identifier").isVisible(), "its form is there at once"


def test_connecting_shows_who_it_is_at_once(
    qtbot: QtBot, tmp_path: Path, server: PracticeServer
) -> None:
    person = server.accounts[0]
    with accounts_page(qtbot, tmp_path, server) as on:
        account = on.connect(person)
        card = on.card(account)
        assert card.handle.text() == f"@{person.handle}"
        assert card.state.text() == "Connected · renews itself"
        assert card.below.text() == "Checked just now"
        assert on.page.summary.text() == "1 connected"
        assert on.at.window.toasts.text() == f"Connected @{person.handle}"
        assert account.state is AccountState.CONNECTED


def test_a_wrong_password_is_told_at_its_field_and_nothing_is_kept(
    qtbot: QtBot, tmp_path: Path, server: PracticeServer
) -> None:
    with accounts_page(qtbot, tmp_path, server) as on:
        on.open_dialog()
        on.fill(server.accounts[0].handle, "aaaa-bbbb-cccc-dddd")
        on.send()
        assert on.dialog.isVisible()
        told = on.dialog.notice.text() + on.form.note("app_password") + on.form.note("identifier")
        assert "password" in told.lower()
        assert on.form.line("app_password").text() == "aaaa-bbbb-cccc-dddd", "typed words are kept"
        assert accounts.list_accounts(on.at.workspace) == ()


def test_a_main_password_is_warned_about_before_it_is_sent(
    qtbot: QtBot, tmp_path: Path, server: PracticeServer
) -> None:
    with accounts_page(qtbot, tmp_path, server) as on:
        on.open_dialog()
        line = on.form.line("app_password")
        qtbot.keyClicks(line, "my main password")
        assert "Don't use your main password" not in on.form.note("app_password"), (
            "not while typing"
        )
        line.clearFocus()
        line.editingFinished.emit()
        assert "Don't use your main password" in on.form.note("app_password")


def test_empty_fields_are_asked_for(qtbot: QtBot, tmp_path: Path, server: PracticeServer) -> None:
    with accounts_page(qtbot, tmp_path, server) as on:
        on.open_dialog()
        qtbot.mouseClick(on.dialog.connect_button, Qt.MouseButton.LeftButton)
        assert on.form.note("identifier") == "This is needed to sign in."
        assert not on.dialog.busy.isVisible()


def test_a_server_that_is_down_is_told_and_can_be_tried_again(
    qtbot: QtBot, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("down")
    down = start(folder, accounts=1, platforms=("bluesky",))
    person = down.accounts[0]
    down.stop()
    with accounts_page(qtbot, tmp_path, down) as on:
        on.open_dialog()
        on.fill(person.handle, person.app_password)
        on.send()
        assert on.dialog.isVisible()
        assert on.dialog.notice.isVisible()
        assert "reach" in on.dialog.notice.text().lower()
        assert "Traceback" not in on.dialog.notice.text()
        assert on.dialog.connect_button.isEnabled()


def test_five_of_five_are_enough(qtbot: QtBot, tmp_path: Path, server: PracticeServer) -> None:
    with accounts_page(qtbot, tmp_path, server) as on:
        first = on.connect(server.accounts[0])
        for number in range(4):
            _copy(on.at.workspace, first, number)
        on.hear(first)
        on.open_dialog()
        button = on.tile()
        assert not button.isEnabled()
        assert "5 of 5 Bluesky accounts" in button.toolTip()
        assert button.accessibleName() == "Bluesky, 5 of 5"
        assert not on.dialog.connect_button.isVisible()


def _copy(workspace: Workspace, account: Account, number: int) -> None:
    from brandcraft_desktop.models.ids import new_id

    def write(connection: object) -> None:
        from sqlalchemy import Connection, insert

        assert isinstance(connection, Connection)
        connection.execute(
            insert(tables.accounts).values(
                id=new_id(workspace.clock),
                platform=account.platform,
                remote_id=f"other-{number}",
                handle=f"other{number}.bsky.social",
                display_name=f"Other {number}",
                server="",
                state="connected",
                created_at=workspace.clock.now(),
            )
        )

    workspace.database.write(write)


def sign_out(workspace: Workspace, account: Account) -> None:
    """The platform has ended the sign-in."""
    workspace.database.write(
        lambda connection: connection.execute(
            update(tables.accounts)
            .where(tables.accounts.c.id == account.id)
            .values(state=AccountState.NEEDS_RECONNECT.value)
        )
    )


def test_reconnecting_takes_only_the_same_account_and_offers_the_other_as_new(
    qtbot: QtBot, tmp_path: Path, server: PracticeServer
) -> None:
    mine, other = server.accounts[0], server.accounts[1]
    with accounts_page(qtbot, tmp_path, server) as on:
        account = on.connect(mine)
        sign_out(on.at.workspace, account)
        on.hear(account)
        card = on.card(account)
        assert card.state.text() == "Sign-in expired"
        assert on.page.summary.text() == "0 connected · 1 needs you"
        qtbot.mouseClick(card.reconnect, Qt.MouseButton.LeftButton)
        on.at.settle()
        assert on.form.line("identifier").text() == mine.handle
        on.fill(other.handle, other.app_password)
        on.send()
        assert on.dialog.isVisible()
        told = on.dialog.notice.text()
        assert f"This is @{other.handle}. You were reconnecting @{mine.handle}." in told
        assert accounts.list_accounts(on.at.workspace)[0].state is AccountState.NEEDS_RECONNECT
        add = next(one for one in on.dialog.findChildren(Button) if one.text() == "Add as new")
        qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
        on.at.wait(lambda: not on.dialog.isVisible())
        on.at.settle()
        states = {one.handle: one.state for one in accounts.list_accounts(on.at.workspace)}
        assert states == {
            mine.handle: AccountState.NEEDS_RECONNECT,
            other.handle: AccountState.CONNECTED,
        }


def test_after_a_reconnect_failed_posts_are_offered_again(
    qtbot: QtBot, tmp_path: Path, server: PracticeServer
) -> None:
    person = server.accounts[0]
    with accounts_page(qtbot, tmp_path, server) as on:
        account = on.connect(person)
        workspace = on.at.workspace
        now = workspace.clock.now()
        made = [
            add_post(
                workspace,
                {"bluesky": account.id},
                f"Pack {number}",
                at=now - timedelta(hours=1),
                status=D.FAILED,
            )
            for number in range(2)
        ]
        sign_out(workspace, account)
        on.at.window.open_accounts(account_id=account.id)
        on.at.settle()
        qtbot.keyClicks(on.form.line("app_password"), person.app_password)
        on.send()
        notice = on.page.notice
        assert notice.text() == f"2 failed posts of @{person.handle} can be sent now."
        button = next(
            one
            for one in notice.findChildren(Button)
            if one.text() == "Retry 2 failed posts on Bluesky"
        )
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        on.at.settle()
        from brandcraft_desktop.services import posts

        states = {posts.show(workspace, one.id).deliveries[0].status for one in made}
        assert states == {D.SCHEDULED}
        assert on.at.window.toasts.text() != ""
        assert not notice.isVisible()


def test_pausing_holds_one_account_back_with_a_way_back(
    qtbot: QtBot, tmp_path: Path, server: PracticeServer
) -> None:
    with accounts_page(qtbot, tmp_path, server) as on:
        account = on.connect(server.accounts[0])
        on.at.window.toasts.dismiss()
        on.menu(account, "Pause posting")
        assert on.card(account).state.text() == "Paused by you"
        assert "Nothing is sent to" in on.at.window.toasts.text()
        undo = on.at.window.toasts.findChild(Button)
        qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
        on.at.settle()
        assert on.card(account).state.text().startswith("Connected")
        assert not accounts.show(on.at.workspace, account.id).paused


def test_an_account_is_given_to_a_brand_and_the_filter_follows(
    qtbot: QtBot, tmp_path: Path, server: PracticeServer
) -> None:
    with accounts_page(qtbot, tmp_path, server) as on:
        account = on.connect(server.accounts[0])
        brand = brands.add(on.at.workspace, "Demo Studio", colour="#5B3FD6")
        on.at.settle()
        box = on.card(account).brand
        assert [box.itemText(row) for row in range(box.count())] == ["No brand", "Demo Studio"]
        box.setCurrentIndex(1)
        box.activated.emit(1)
        on.at.settle()
        assert accounts.show(on.at.workspace, account.id).brand_id == brand.id
        other = brands.add(on.at.workspace, "Night Market", colour="#14613A")
        on.at.settle()
        filter_box = on.at.window.top_bar.brands
        row = filter_box.findData(other.id)
        filter_box.setCurrentIndex(row)
        filter_box.activated.emit(row)
        on.at.settle()
        assert "No accounts of Night Market" in on.words()


def test_disconnecting_says_what_happens_to_posts_first(
    qtbot: QtBot, tmp_path: Path, server: PracticeServer
) -> None:
    with accounts_page(qtbot, tmp_path, server) as on:
        account = on.connect(server.accounts[0])
        workspace = on.at.workspace
        add_post(
            workspace,
            {"bluesky": account.id},
            "Tomorrow",
            at=workspace.clock.now() + timedelta(days=1),
        )
        on.menu(account, "Disconnect…")
        dialog = on.page.dialog
        assert isinstance(dialog, ConfirmDialog)
        words = dialog.accessibleDescription()
        assert "1 scheduled post uses it" in words
        assert "becomes a draft" in words
        qtbot.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)
        assert len(accounts.list_accounts(workspace)) == 1
        on.menu(account, "Disconnect…")
        dialog = on.page.dialog
        assert isinstance(dialog, ConfirmDialog)
        qtbot.mouseClick(dialog.confirm_button, Qt.MouseButton.LeftButton)
        on.at.settle()
        assert accounts.list_accounts(workspace) == ()
        assert "No account is connected yet" in on.words()


def test_refreshing_brings_a_new_name_and_f5_asks_for_all(
    qtbot: QtBot, tmp_path: Path, server: PracticeServer
) -> None:
    person = server.accounts[2]
    with accounts_page(qtbot, tmp_path, server) as on:
        account = on.connect(person)
        server.tell("bluesky/rename", did=person.did, display_name="Studio of Light")
        on.menu(account, "Refresh name and picture")
        on.at.wait(lambda: on.card(account).name.text() == "Studio of Light")
        server.tell("bluesky/rename", did=person.did, display_name="Studio of Night")
        on.at.action("Refresh").trigger()
        on.at.wait(lambda: on.card(account).name.text() == "Studio of Night")
        on.at.settle()
        server.tell("bluesky/revoke", did=person.did)
        on.at.action("Refresh").trigger()
        on.at.wait(lambda: on.page.notice.isVisible() or on.at.window.toasts.text())
        on.at.settle()


def test_searching_shows_only_what_fits(
    qtbot: QtBot, tmp_path: Path, server: PracticeServer
) -> None:
    with accounts_page(qtbot, tmp_path, server) as on:
        first, second = (on.connect(server.accounts[number]) for number in range(2))
        qtbot.keyClicks(on.page.search, second.handle)
        qtbot.keyClick(on.page.search, Qt.Key.Key_Return)
        shown = [card.handle.text() for card in on.page.cards() if card.isVisible()]
        hits = [f"@{one.handle}" for one in (first, second) if second.handle in one.handle]
        assert shown == hits


def test_where_no_keyring_is_the_dialog_asks_for_a_first_passphrase_and_goes_on(
    qtbot: QtBot, tmp_path: Path, server: PracticeServer
) -> None:
    with accounts_page(qtbot, tmp_path, server, MemoryStore(trouble=NONE)) as on:
        on.open_dialog()
        on.fill(server.accounts[0].handle, server.accounts[0].app_password)
        on.send()
        on.at.wait(lambda: on.dialog.unlocking.dialog)
        asked = on.dialog.unlocking.dialog
        assert asked is not None
        assert asked.windowTitle() == "Choose a passphrase"
        for line in (asked.line, asked.again):
            qtbot.keyClicks(line, "four quiet green boats")
        qtbot.mouseClick(asked.confirm, Qt.MouseButton.LeftButton)
        on.at.wait(lambda: not on.dialog.isVisible(), "the account to be connected")
        on.at.settle()
        assert len(accounts.list_accounts(on.at.workspace)) == 1


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_unfolding_overlaps_nothing(
    qtbot: QtBot, tmp_path: Path, server: PracticeServer, qapp: QApplication, scale: float
) -> None:
    with accounts_page(qtbot, tmp_path, server) as page:
        theme.apply(qapp, theme.Scheme.LIGHT, scale, reduced_motion=True)
        page.open_dialog()
        folded = page.dialog.height()
        page.form._fold.click()
        page.at.settle()
        assert page.dialog.height() > folded
        every = [*page.form.findChildren(QLabel), *page.form.findChildren(QLineEdit)]
        parts = [one for one in every if one.isVisible()]
        boxes = [QRect(one.mapTo(page.form, QPoint(0, 0)), one.size()) for one in parts]
        for number, box in enumerate(boxes):
            assert not any(box.intersects(other) for other in boxes[number + 1 :])
            assert parts[number].height() >= parts[number].heightForWidth(parts[number].width())
        assert page.dialog.connect_button.geometry().bottom() < page.dialog.height()
        page.form._fold.click()
        page.at.settle()
        assert page.dialog.height() == folded
        page.dialog.reject()
    theme.apply(qapp, theme.Scheme.LIGHT, reduced_motion=True)
