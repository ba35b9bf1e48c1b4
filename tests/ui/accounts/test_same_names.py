"""Two accounts of one platform that are called alike, in the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from brandcraft_desktop.domain.account import Account, AccountState
from brandcraft_desktop.models import tables
from brandcraft_desktop.practice.platform import PracticeAccount
from brandcraft_desktop.practice.process import PracticeServer, start
from brandcraft_desktop.services import accounts, brands, first_run
from brandcraft_desktop.ui.first_run.dialog import FirstRun
from tests.ui.accounts.test_accounts import Page, accounts_page

NAME = "Anna Example"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeServer]:
    """Two people whose platform shows the same name for both."""
    running = start(tmp_path_factory.mktemp("practice"), accounts=2, platforms=("bluesky",))
    for one in running.accounts:
        running.tell("bluesky/rename", did=one.did, display_name=NAME)
    yield running
    running.stop()


def expire(on: Page, account: Account) -> None:
    on.at.workspace.database.write(
        lambda connection: connection.execute(
            update(tables.accounts)
            .where(tables.accounts.c.id == account.id)
            .values(state=AccountState.NEEDS_RECONNECT.value, trouble="Your sign-in expired.")
        )
    )
    on.hear(account)


def reconnect(on: Page, account: Account, as_whom: PracticeAccount) -> None:
    on.page.reconnect(account.id)
    on.at.settle()
    on.fill(as_whom.handle, as_whom.app_password)
    on.send()


def test_both_have_a_line_and_reconnecting_one_leaves_the_other(
    qtbot: QtBot, tmp_path: Path, server: PracticeServer
) -> None:
    with accounts_page(qtbot, tmp_path, server) as on:
        first, second = (on.connect(person) for person in server.accounts)
        assert {first.display_name, second.display_name} == {NAME}
        assert len(on.page.cards()) == 2
        assert on.page.summary.text() == "2 connected"
        expire(on, second)
        assert on.card(first).state.text() == "Connected · renews itself"
        assert on.card(second).state.text() != on.card(first).state.text()
        reconnect(on, second, server.accounts[0])
        assert on.dialog.isVisible()
        assert "You were reconnecting" in on.dialog.notice.text()
        states = {one.id: one.state for one in accounts.list_accounts(on.at.workspace)}
        assert states[second.id] is AccountState.NEEDS_RECONNECT
        on.fill(server.accounts[1].handle, server.accounts[1].app_password)
        on.send()
        assert not on.dialog.isVisible()
        states = {one.id: one.state for one in accounts.list_accounts(on.at.workspace)}
        assert states == {
            first.id: AccountState.CONNECTED,
            second.id: AccountState.CONNECTED,
        }
        assert len(on.page.cards()) == 2


def test_both_are_listed_in_the_introduction_and_belong_to_its_brand(
    qtbot: QtBot, tmp_path: Path, server: PracticeServer
) -> None:
    with accounts_page(qtbot, tmp_path, server) as on:
        brand = brands.add(on.at.workspace, "Demo Studio")
        introduction = FirstRun(on.at.window.context, first_run.Step.ACCOUNTS, parent=on.at.window)
        introduction.open()
        on.at.settle()
        for person in (*server.accounts, server.accounts[0]):  # the first one twice
            introduction.accounts.connect_button.click()
            dialog = introduction.accounts.dialog
            assert dialog is not None
            dialog.choose("bluesky")
            assert dialog.form is not None
            dialog.form.line("identifier").setText(person.handle)
            dialog.form.line("app_password").setText(person.app_password)
            dialog.connect_button.click()
            on.at.wait(dialog.isHidden, "an answer")
            on.at.settle()
        assert set(introduction.accounts.names()) == {
            f"@{person.handle}, Bluesky" for person in server.accounts
        }
        shown = {one.text() for one in introduction.accounts.findChildren(QLabel)}
        assert {f"@{person.handle}" for person in server.accounts} <= shown
        found = accounts.list_accounts(on.at.workspace)
        assert len(found) == 2
        assert {one.brand_id for one in found} == {brand.id}
        introduction.reject()
        on.at.settle()
