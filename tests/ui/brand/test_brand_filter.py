"""The brand filter, place by place: each follows it, or says that it does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.domain.status import Origin
from brandcraft_desktop.services import brands
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.accounts import AccountsPage
from brandcraft_desktop.ui.brand import BrandPage
from brandcraft_desktop.ui.editor import EditorPage
from brandcraft_desktop.ui.library import LibraryPage
from brandcraft_desktop.ui.publisher import PublisherPage
from brandcraft_desktop.ui.shell.missed_dialog import MissedDialog
from brandcraft_desktop.ui.shell.places import (
    ACCOUNTS,
    BRAND,
    CREATE,
    DELIVERY,
    LIBRARY,
    PUBLISHER,
)
from brandcraft_desktop.ui.shell.tray import shape_of
from brandcraft_desktop.ui.widgets import Button
from brandcraft_desktop.ui.window_state import WindowState
from tests.ui.brand.world import give
from tests.ui.publisher.world import NOW, add_accounts, add_post
from tests.ui.stage import Stage, stage


@dataclass
class Desk:
    """A window with two brands: one is planned for Friday, the other for tonight."""

    at: Stage
    bot: QtBot
    studio: Brand
    garden: Brand
    salt: Brand

    def filter(self, brand: Brand) -> None:
        """What a person chooses in the top bar."""
        box = self.at.window.top_bar.brands
        row = box.findData(brand.id)
        box.setCurrentIndex(row)
        box.activated.emit(row)
        self.at.settle()

    def publisher(self, view: str = "month") -> PublisherPage:
        page = self.at.page(PUBLISHER)
        assert isinstance(page, PublisherPage)
        page.header.view.button(view).click()
        self.at.settle()
        return page

    def click(self, button: Button) -> None:
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.at.settle()


@pytest.fixture(scope="module")
def window(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Stage, list[Brand]]]:
    """One for all: what a test chooses there is put back before the next."""
    made: list[Brand] = []

    def prepare(workspace: Workspace) -> None:
        ids = add_accounts(workspace)
        studio, garden = brands.add(workspace, "Demo Studio"), brands.add(workspace, "Night Garden")
        salt = brands.add(workspace, "Salt")
        for platform, brand in (("x", studio), ("bluesky", studio), ("mastodon", garden)):
            brands.link(workspace, brand.id, ids[platform])
        friday = add_post(workspace, ids, "Sale", at=NOW + timedelta(days=5), to=("x",))
        give(workspace, studio, posts=(friday.id,))
        others = [
            add_post(workspace, ids, "Moon", at=NOW + timedelta(hours=3), to=("mastodon",)),
            add_post(
                workspace,
                ids,
                "Seeds",
                at=NOW - timedelta(hours=2),
                to=("mastodon",),
                status=D.FAILED,
            ),
            add_post(
                workspace,
                ids,
                "From their site",
                at=NOW - timedelta(days=3),
                to=("mastodon",),
                status=D.PUBLISHED,
                origin=Origin.IMPORTED,
            ),
        ]
        give(workspace, garden, posts=tuple(one.id for one in others))
        made.extend((studio, garden, salt))

    with stage(tmp_path_factory.mktemp("home"), prepare=prepare) as at:
        at.start_threads()
        yield at, made


@pytest.fixture
def desk(qtbot: QtBot, window: tuple[Stage, list[Brand]]) -> Iterator[Desk]:
    at, made = window
    yield Desk(at, qtbot, *made)
    at.window.show_all_brands()
    at.window.open_publisher(search="")
    at.settle()


def test_the_next_post_follows_and_one_that_is_sooner_elsewhere_is_told(desk: Desk) -> None:
    bar = desk.at.window.top_bar
    assert bar.next.text() == "Next: today 12:41 · Mastodon"
    desk.filter(desk.studio)
    assert bar.next.text() == "Next: Fri 27 Nov, 09:41 · X (elsewhere: today 12:41)"
    desk.filter(desk.garden)
    assert bar.next.text() == "Next: today 12:41 · Mastodon"
    desk.filter(desk.salt)
    assert bar.next.text() == "Next elsewhere: today 12:41 · Mastodon"
    desk.click(bar.next)
    assert desk.at.window.current_key == PUBLISHER
    assert desk.at.window.brand_id is None, "or the post could not be seen on its day"


def test_attention_follows_and_names_what_is_elsewhere(desk: Desk) -> None:
    button = desk.at.window.top_bar.attention
    desk.filter(desk.garden)
    assert button.text() == "1 needs attention"
    desk.filter(desk.studio)
    assert button.text() == "1 needs attention elsewhere"
    menu = button.menu()
    assert isinstance(menu, QMenu)
    words = [(one.text(), one.isEnabled()) for one in menu.actions()]
    assert words == [
        ("Outside the brand that is shown", False),
        ("Mastodon didn't take “Seeds”", True),
    ]
    badge = desk.at.window.rail.button(PUBLISHER).accessibleName()
    assert badge == "Publisher", "the badge counts what the page shows"
    menu.actions()[1].trigger()
    desk.at.settle()
    assert desk.at.window.current_key == DELIVERY


def test_the_tray_follows_and_tells_the_same(desk: Desk) -> None:
    desk.filter(desk.studio)
    window = desk.at.window
    assert window.next_words() == "Next: Fri 27 Nov, 09:41 · X (elsewhere: today 12:41)"
    state = window.state
    assert state is not None
    assert shape_of(state) == "attention", "a failed post elsewhere is not hidden by the filter"


def test_the_calendar_follows_and_counts_what_it_leaves_out(desk: Desk) -> None:
    page = desk.publisher()
    assert {row.title for row in page.rows()} == {"Sale", "Moon", "Seeds", "From their site"}
    assert not page.note.isVisible()
    desk.filter(desk.studio)
    assert [row.title for row in page.rows()] == ["Sale"]
    assert page.note.words.text() == (
        "Only Demo Studio: 3 posts outside it are hidden in November."
    )
    desk.filter(desk.salt)
    assert page.calendar.hint.words.text() == (
        "Nothing planned for Salt in November. Press N to write a post."
    )
    desk.click(page.note.button)
    assert desk.at.window.brand_id is None
    assert len(page.rows()) == 4
    assert not page.note.isVisible()


def test_the_list_follows_and_counts_what_it_leaves_out(desk: Desk) -> None:
    page = desk.publisher("list")
    desk.filter(desk.studio)
    assert [row.title for row in page.rows()] == ["Sale"]
    assert page.note.words.text() == "Only Demo Studio: 3 posts outside it are hidden."
    page.show_list("moon")
    desk.at.settle()
    assert page.rows() == []
    assert page.note.words.text() == "Only Demo Studio: 1 post outside it is hidden."
    desk.click(page.note.button)
    assert [row.title for row in page.rows()] == ["Moon"]


def test_past_posts_follow_the_brand_of_their_account(desk: Desk) -> None:
    page = desk.publisher()
    desk.filter(desk.garden)
    assert "From their site" in {row.title for row in page.rows()}
    desk.filter(desk.studio)
    assert "From their site" not in {row.title for row in page.rows()}
    assert page.note.isVisible()


def test_the_accounts_page_follows_and_says_whose_it_shows(desk: Desk) -> None:
    desk.filter(desk.studio)
    page = desk.at.page(ACCOUNTS)
    assert isinstance(page, AccountsPage)
    assert page.summary.text() == "Demo Studio only: 2 connected"
    assert {one.platform for one in page.shown_accounts()} == {"x", "bluesky"}
    desk.filter(desk.salt)
    words = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert "No accounts of Salt" in words
    (way,) = [
        one
        for one in page.findChildren(Button)
        if one.isVisible() and one.text() == "Show all brands"
    ]
    desk.click(way)
    assert desk.at.window.brand_id is None
    assert len(page.shown_accounts()) > 2, "those of every brand"


def test_the_library_does_not_follow_and_says_so(desk: Desk) -> None:
    page = desk.at.page(LIBRARY)
    assert isinstance(page, LibraryPage)
    assert not page.header.shared.isVisible()
    desk.filter(desk.studio)
    assert page.header.shared.isVisible()
    assert page.header.shared.text() == "Shared by all brands"


def test_my_brand_follows(desk: Desk) -> None:
    page = desk.at.page(BRAND)
    assert isinstance(page, BrandPage)
    desk.filter(desk.garden)
    assert page.header.chooser.currentText() == "Night Garden"
    assert page.figures.attention.number.text() == "1"
    desk.filter(desk.studio)
    assert page.figures.attention.number.text() == "0"
    assert [line.title.text() for line in page.upcoming.lines()] == ["Sale"]


def test_the_editor_offers_the_brand_s_accounts_and_counts_the_others(desk: Desk) -> None:
    desk.filter(desk.studio)
    desk.at.window.open_editor()
    desk.at.settle()
    page = desk.at.window.page(CREATE)
    assert isinstance(page, EditorPage)
    row = page.view.accounts
    assert len(row.chips) == 2
    assert row.summary() == "0 of 10 accounts · 8 outside the brand"
    assert row.more.accessibleName() == "Choose accounts, 8 more outside the brand"
    assert page.controller.content.brand_id == desk.studio.id


def test_a_post_keeps_to_the_accounts_of_its_own_brand_under_another_filter(desk: Desk) -> None:
    sale = next(row for row in desk.publisher().rows() if row.title == "Sale")
    desk.filter(desk.garden)
    desk.at.window.open_editor(sale.id)
    desk.at.settle()
    page = desk.at.window.page(CREATE)
    assert isinstance(page, EditorPage)
    shown = {chip.account_id for chip in page.view.accounts.chips}
    mine = {one.id for one in page.controller.accounts if one.brand_id == desk.studio.id}
    assert shown == mine


def test_a_missed_post_is_asked_about_whatever_brand_is_shown(qtbot: QtBot, tmp_path: Path) -> None:
    def missed(workspace: Workspace) -> None:
        ids = add_accounts(workspace)
        garden, salt = brands.add(workspace, "Night Garden"), brands.add(workspace, "Salt")
        made = add_post(
            workspace, ids, "Moon", at=NOW - timedelta(hours=9), to=("mastodon",), status=D.MISSED
        )
        give(workspace, garden, posts=(made.id,))
        WindowState(workspace.home.root).put("brand", salt.id)

    with stage(tmp_path, prepare=missed) as at:
        assert at.window.top_bar.brands.currentText() == "Salt"
        assert at.program.session is not None
        dialog = at.program.session.greeting.dialog
        assert isinstance(dialog, MissedDialog)
        words = " ".join(one.text() for one in dialog.findChildren(QLabel))
        assert "Moon" in words
        dialog.reject()
        at.settle()
        assert at.window.top_bar.attention.text() == "1 needs attention elsewhere"
