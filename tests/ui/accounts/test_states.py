"""The accounts page in all its states, with ten platforms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import accounts
from brandcraft_desktop.ui.accounts import AccountsPage
from brandcraft_desktop.ui.accounts.card import AccountCard
from brandcraft_desktop.ui.accounts.connect_dialog import ConnectDialog
from brandcraft_desktop.ui.accounts.health_dialog import HealthDialog
from brandcraft_desktop.ui.accounts.platform_grid import PlatformTile
from brandcraft_desktop.ui.shell.places import ACCOUNTS
from tests.ui.accounts.pictures import prepare, shops
from tests.ui.publisher.world import NOW, StandingClock
from tests.ui.shell.reaching import nameless, tiny
from tests.ui.stage import Stage, open_house, stage


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    clock = StandingClock()
    house = lambda: open_house(tmp_path, clock, platforms=shops())  # noqa: E731
    with stage(tmp_path, clock=clock, open_it=house, prepare=prepare) as made:
        made.page(ACCOUNTS)
        yield made


def page_of(at: Stage) -> AccountsPage:
    page = at.window.page(ACCOUNTS)
    assert isinstance(page, AccountsPage)
    return page


def card(at: Stage, platform: str) -> AccountCard:
    page = page_of(at)
    found = next(one.id for one in page.shown_accounts() if one.platform == platform)
    return page.card(found)


def entries(menu: QMenu) -> dict[str, bool]:
    """What stands in a menu, and whether it can be chosen."""
    return {one.text(): one.isEnabled() for one in menu.actions() if one.text()}


def choose(at: Stage, platform: str, words: str) -> None:
    menu = card(at, platform).menu()
    next(one for one in menu.actions() if one.text() == words).trigger()
    menu.deleteLater()
    at.settle()


def test_each_state_has_its_words_and_its_verb(at: Stage) -> None:
    shown = {
        platform: (
            card(at, platform).state.text(),
            card(at, platform).reconnect.text() if card(at, platform).reconnect.isVisible() else "",
        )
        for platform in ("bluesky", "facebook", "instagram", "threads", "tiktok", "linkedin")
    }
    assert shown == {
        "bluesky": ("Connected", ""),
        "facebook": ("Taken back on Facebook", "Reconnect"),
        "instagram": ("The permission “pages_manage_posts” is missing.", "Fix"),
        "threads": ("Paused by you", ""),
        "tiktok": ("Sign-in expired on 5 Nov", "Reconnect"),
        "linkedin": ("Connected · expires in 4 days", "Renew"),
    }
    assert card(at, "tiktok").below.text() == "3 posts waiting · checked 5 min ago"
    assert page_of(at).summary.text() == "9 connected · 3 need you"
    assert "3 posts waiting" in card(at, "tiktok").accessibleName()


def test_platforms_stand_together_in_their_order_and_are_named_once(at: Stage) -> None:
    page = page_of(at)
    platforms = [one.platform for one in page.shown_accounts()]
    order = [one.info.id for one in at.workspace.platforms.all()]
    assert platforms == sorted(platforms, key=order.index)
    first = [one.group.isVisible() for one in page.cards()]
    assert first == [
        place == 0 or platforms[place - 1] != one for place, one in enumerate(platforms)
    ]
    assert card(at, "x").places.text() == "3 of 5"


def test_a_search_that_hides_the_first_names_the_platform_in_the_next(
    at: Stage, qtbot: QtBot
) -> None:
    page = page_of(at)
    qtbot.keyClicks(page.search, "night")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    (left,) = [one for one in page.cards() if one.isVisible()]
    assert left.name.text() == "Night Market"
    assert left.group.isVisible()


def test_the_arrows_go_from_line_to_line_and_enter_opens_the_menu(at: Stage, qtbot: QtBot) -> None:
    at.activate()
    first, second = page_of(at).cards()[:2]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is second
    qtbot.keyClick(second, Qt.Key.Key_Return)
    at.wait(QApplication.activePopupWidget, "the menu")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Account health…" in entries(menu)
    menu.close()
    at.settle()


def test_the_menu_moves_an_account_to_a_brand(at: Stage) -> None:
    menu = card(at, "tiktok").menu()
    below = next(one.menu() for one in menu.actions() if one.text() == "Move to brand")
    assert isinstance(below, QMenu)
    marked = {one.text(): one.isChecked() for one in below.actions()}
    assert marked == {"No brand": True, "Demo Studio": False}
    next(one for one in below.actions() if one.text() == "Demo Studio").trigger()
    menu.deleteLater()
    at.settle()
    assert card(at, "tiktok").brand.currentText() == "Demo Studio"


def test_another_account_of_a_platform_while_there_is_room(at: Stage) -> None:
    choose(at, "bluesky", "Connect another Bluesky account…")
    page = page_of(at)
    assert isinstance(page.dialog, ConnectDialog)
    assert page.dialog.form is not None
    assert page.dialog.form.line("app_password").isVisible()
    qtbot_back = page.dialog.back
    assert qtbot_back.isVisible()
    qtbot_back.click()
    at.settle()
    tiles = page.dialog.findChildren(PlatformTile)
    assert [one.objectName() for one in tiles] == [
        one.info.id for one in at.workspace.platforms.all()
    ]
    page.dialog.reject()


def test_health_tells_everything_and_can_check_again(at: Stage) -> None:
    choose(at, "linkedin", "Account health…")
    page = page_of(at)
    at.wait(lambda: isinstance(page.dialog, HealthDialog), "the dialog")
    dialog = page.dialog
    assert isinstance(dialog, HealthDialog)
    told = [one.accessibleName() for one in dialog.findChildren(QWidget) if one.accessibleName()]
    assert "State: Connected · expires in 4 days" in told
    assert "Permissions: openid, profile, w_member_social" in told
    assert any(one.startswith("Last day without you: Thu 26 Nov") for one in told)
    assert "Posts: 0 waiting, 0 failed" in told
    assert dialog.keys.isVisible(), "LinkedIn wants an app of one's own"
    assert nameless(dialog) == []
    dialog.reject()
    choose(at, "bluesky", "Account health…")
    at.wait(lambda: page.dialog is not dialog, "the next dialog")
    assert isinstance(page.dialog, HealthDialog)
    assert not page.dialog.keys.isVisible()
    page.dialog.reject()


def test_offline_it_says_that_it_shows_the_last_check(at: Stage) -> None:
    at.window.show_offline(True)
    assert page_of(at).summary.text() == "Offline · 9 connected · 3 need you"
    at.action("Refresh").trigger()
    assert "offline" in at.window.toasts.text()
    assert card(at, "x").below.text().endswith("checked 5 min ago")
    at.window.show_offline(False)
    assert page_of(at).summary.text() == "9 connected · 3 need you"


def test_a_sign_in_that_ran_out_is_told_even_before_the_platform_was_asked(at: Stage) -> None:
    ended = NOW - timedelta(days=1)
    query = (
        update(tables.accounts)
        .where(tables.accounts.c.platform == "linkedin")
        .values(expires_at=ended, ends_at=ended)
    )
    at.workspace.database.write(lambda connection: connection.execute(query))
    page_of(at).read()
    at.settle()
    assert card(at, "linkedin").state.text() == "Sign-in expired on 21 Nov"
    assert card(at, "linkedin").reconnect.text() == "Reconnect"


def test_everything_has_a_name_and_is_large_enough(at: Stage) -> None:
    assert nameless(page_of(at)) == []
    assert tiny(page_of(at)) == []
    connected = [one.state for one in accounts.list_accounts(at.workspace)]
    assert AccountState.REVOKED in connected
    for button in page_of(at).findChildren(QPushButton):
        if button.isVisible():
            assert button.accessibleName() or button.text()
