"""My Brand, as a person sees and uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection, update

from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.domain.events import PostChanged
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import accounts, brands, settings
from brandcraft_desktop.services.settings import Setting
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui import habits
from brandcraft_desktop.ui.accounts import AccountsPage
from brandcraft_desktop.ui.accounts.connect_dialog import ConnectDialog
from brandcraft_desktop.ui.brand import BrandPage
from brandcraft_desktop.ui.brand.account_tile import AccountTile
from brandcraft_desktop.ui.editor import EditorPage
from brandcraft_desktop.ui.here import local_day
from brandcraft_desktop.ui.publisher import PublisherPage
from brandcraft_desktop.ui.shell.places import ACCOUNTS, BRAND, CREATE, PUBLISHER
from brandcraft_desktop.ui.widgets import ConfirmDialog
from tests.ui.brand.world import MINE, fill
from tests.ui.publisher.world import NOW, StandingClock, add_accounts, add_post
from tests.ui.stage import Stage, stage


@dataclass
class Desk:
    """The page, and what a person does there."""

    at: Stage
    bot: QtBot
    page: BrandPage

    @property
    def brands(self) -> dict[str, Brand]:
        return {one.name: one for one in brands.list_brands(self.at.workspace)}

    def click(self, button: QWidget) -> None:
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.at.settle()

    def choose(self, name: str) -> None:
        """A brand in the page's own list."""
        chooser = self.page.header.chooser
        chooser.setCurrentText(name)
        chooser.activated.emit(chooser.currentIndex())
        self.at.settle()

    def words(self) -> list[str]:
        return [one.text() for one in self.page.findChildren(QLabel) if one.isVisible()]

    def undo(self) -> None:
        """The button of the toast."""
        self.click(self.at.window.toasts._action)

    def account_id(self, platform: str) -> str:
        found = accounts.list_accounts(self.at.workspace)
        return next(one.id for one in found if one.platform == platform)

    def brand_of(self, platform: str) -> str | None:
        account = accounts.show(self.at.workspace, self.account_id(platform))
        names = {one.id: one.name for one in self.brands.values()}
        return names.get(account.brand_id or "")

    def pick(self, menu: QMenu, *path: str) -> None:
        """An entry of a menu, through the menus in it."""
        entry = next(one for one in menu.actions() if one.text() == path[0])
        below = entry.menu()
        if len(path) > 1 and isinstance(below, QMenu):
            self.pick(below, *path[1:])
            return
        entry.trigger()
        self.at.settle()


def filled(workspace: Workspace) -> None:
    fill(workspace)


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One for all tests that only look around; they are given a filled year."""
    with stage(tmp_path_factory.mktemp("home"), prepare=filled) as at:
        at.start_threads()
        yield at


@pytest.fixture
def desk(qtbot: QtBot, window: Stage) -> Iterator[Desk]:
    page = window.page(BRAND)
    assert isinstance(page, BrandPage)
    yield Desk(window, qtbot, page)
    window.window.show_all_brands()
    window.settle()


@pytest.fixture
def open_desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    opened = []

    def do(prepare: Callable[[Workspace], None] = filled) -> Desk:
        scene = stage(tmp_path, prepare=prepare)
        at = scene.__enter__()
        opened.append(scene)
        page = at.page(BRAND)
        assert isinstance(page, BrandPage)
        return Desk(at, qtbot, page)

    yield do
    for one in opened:
        one.__exit__(None, None, None)


def test_it_is_first_in_the_rail_and_ctrl_1_shows_it(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=filled) as at:
        assert at.window.current_key == PUBLISHER, "the publisher stays the first page shown"
        rail = at.window.rail
        assert rail.button(BRAND).y() < rail.button(PUBLISHER).y()
        at.activate()
        qtbot.keyClick(at.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        assert at.window.current_key == BRAND
        assert rail.button(BRAND).isChecked()
        at.settle()
        qtbot.keyClick(at.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        assert at.window.current_key == PUBLISHER
        at.settle()


def test_it_shows_the_figures_of_the_brand_that_is_chosen(desk: Desk) -> None:
    figures = desk.page.figures
    assert figures.ahead.accessibleName() == "8 posts scheduled ahead"
    desk.choose("Demo Studio")
    assert figures.published.accessibleName() == "293 posts published in 12 months"
    assert figures.streak.accessibleName() == "6 day streak"
    assert figures.ahead.accessibleName() == "7 posts scheduled ahead"
    assert figures.attention.accessibleName() == "1 needs your attention"
    desk.choose("Night Garden")
    assert figures.published.accessibleName() == "0 posts published in 12 months"
    assert figures.ahead.accessibleName() == "1 post scheduled ahead"
    assert figures.attention.accessibleName() == "0 need your attention"


def test_its_list_of_brands_and_the_filter_of_the_window_are_one(desk: Desk) -> None:
    desk.choose("Night Garden")
    assert desk.at.window.brand_id == desk.brands["Night Garden"].id
    assert desk.at.window.top_bar.brands.currentText() == "Night Garden"
    bar = desk.at.window.top_bar.brands
    bar.setCurrentText("Demo Studio")
    desk.at.settle()
    if desk.at.window.brand_id != desk.brands["Demo Studio"].id:
        bar.activated.emit(bar.currentIndex())
        desk.at.settle()
    assert desk.page.header.chooser.currentText() == "Demo Studio"
    assert "Accounts of this brand (6)" in desk.words()


def test_enter_on_a_day_opens_that_day_on_the_calendar(desk: Desk) -> None:
    desk.choose("Demo Studio")
    heat = desk.page.activity.map
    heat.table.setFocus()
    for _ in range(4):
        desk.bot.keyClick(heat.table, Qt.Key.Key_Left)
    day = heat.table.current_day()
    assert day == local_day(NOW) - timedelta(weeks=4)
    desk.bot.keyClick(heat.table, Qt.Key.Key_Return)
    desk.at.settle()
    assert desk.at.window.current_key == PUBLISHER
    publisher = desk.at.window.page(PUBLISHER)
    assert isinstance(publisher, PublisherPage)
    assert publisher.calendar.grid.current == day
    assert publisher.header.title.text() == "October 2026"


def test_year_and_platform_narrow_the_map_and_the_words_say_so(desk: Desk) -> None:
    desk.choose("Demo Studio")
    card = desk.page.activity
    card.platform.setCurrentText("Bluesky")
    card.platform.activated.emit(card.platform.currentIndex())
    desk.at.settle()
    assert card.summary.text().startswith("No posts in the last year on Bluesky.")
    card.platform.setCurrentIndex(0)
    card.platform.activated.emit(0)
    desk.at.settle()
    card.year.setCurrentText("2025")
    card.year.activated.emit(card.year.currentIndex())
    desk.at.settle()
    assert " posts in 2025." in card.summary.text()
    assert card.map.items.columnCount() == 53
    desk.choose("Night Garden")
    assert card.year.currentText() == "Last year", "another brand begins with its last year"


def test_a_post_that_goes_out_meanwhile_is_counted_at_once(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk()
    at = desk.at
    ids = {one.platform: one.id for one in accounts.list_accounts(at.workspace)}
    before = desk.page.figures.ahead.number.text()
    made = add_post(at.workspace, ids, "One more", at=NOW + timedelta(hours=2))
    at.program.bridge.hear(PostChanged(made.id))
    at.settle()
    assert int(desk.page.figures.ahead.number.text()) == int(before) + 1


def test_the_next_five_posts_are_listed_and_one_click_opens_one(desk: Desk) -> None:
    desk.choose("Demo Studio")
    lines = desk.page.upcoming.lines()
    titles = [line.title.text() for line in lines]
    assert titles[:2] == ["Reply thread about pricing", "Black Friday teaser"]
    assert len(lines) == 5
    assert lines[0].accessibleName().endswith("Reply thread about pricing. X, Threads")
    desk.page.area.ensureWidgetVisible(lines[1])
    desk.bot.mouseClick(lines[1], Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    desk.at.settle()
    assert desk.at.window.current_key == CREATE
    editor = desk.at.window.page(CREATE)
    assert isinstance(editor, EditorPage)
    assert editor.view.title.text() == "Black Friday teaser"


def lasting(workspace: Workspace) -> None:
    """Sign-ins with a long sentence about their end."""
    fill(workspace)
    until = NOW + timedelta(days=89)

    def write(connection: Connection) -> None:
        connection.execute(update(tables.accounts).values(expires_at=until, ends_at=until))

    workspace.database.write(write)


@pytest.mark.parametrize("size", [(1280, 800), (1024, 640)])
def test_no_state_of_an_account_cuts_its_name(
    open_desk: Callable[..., Desk], size: tuple[int, int]
) -> None:
    desk = open_desk(lasting)
    desk.at.window.resize(*size)
    desk.at.settle()
    tiles = [one for one in desk.page.findChildren(AccountTile) if one.isVisible()]
    assert tiles
    for tile in tiles:
        for line in (tile.handle, tile.places, tile.state):
            assert line.isVisible()
            assert line.shown_text() == line.text()


def test_accounts_show_their_state_and_how_many_their_platform_has(desk: Desk) -> None:
    desk.choose("Demo Studio")
    tile = desk.page.accounts.tile(desk.account_id("x"))
    assert tile.places.text() == "X 1/5"
    assert tile.state.text() == "Connected"
    lost = desk.page.accounts.tile(desk.account_id("tiktok"))
    assert lost.mend.isVisible()
    assert lost.mend.text() == "Reconnect"
    assert desk.page.accounts.tile(desk.account_id("bluesky")).isVisible()
    with pytest.raises(KeyError):
        desk.page.accounts.tile(desk.account_id("mastodon"))
    desk.click(desk.page.accounts.connect_button)
    assert desk.at.window.current_key == ACCOUNTS
    page = desk.at.window.page(ACCOUNTS)
    assert isinstance(page, AccountsPage)
    assert isinstance(page.dialog, ConnectDialog)
    page.dialog.reject()


def test_an_account_moves_with_its_posts_or_without_and_undo_brings_it_back(
    open_desk: Callable[..., Desk],
) -> None:
    desk = open_desk()
    desk.choose("Demo Studio")
    tile = desk.page.accounts.tile(desk.account_id("bluesky"))
    menu = tile.menu()
    desk.pick(menu, "Move to brand", "Night Garden")
    dialog = desk.page.doing.dialog
    assert isinstance(dialog, ConfirmDialog)
    assert dialog.windowTitle() == "Move @demo_studio to Night Garden?"
    assert desk.brand_of("bluesky") == "Demo Studio", "nothing moves before the answer"
    desk.click(dialog.confirm_button)
    assert desk.brand_of("bluesky") == "Night Garden"
    assert desk.at.window.toasts.text() == "Moved @demo_studio to Night Garden, with 2 posts"
    assert desk.page.figures.ahead.number.text() == "5"
    desk.undo()
    assert desk.brand_of("bluesky") == "Demo Studio"
    assert desk.page.figures.ahead.number.text() == "7"


def test_an_account_of_another_brand_is_taken_without_a_question_where_nothing_waits(
    open_desk: Callable[..., Desk],
) -> None:
    desk = open_desk()
    desk.choose("Demo Studio")
    take = desk.page.accounts.take
    entries = [one.text() for one in take.menu().actions()]
    assert "Pinterest: @demo_studio (Night Garden)" in entries
    assert not any(one.startswith("X:") for one in entries)
    desk.pick(take.menu(), "Pinterest: @demo_studio (Night Garden)")
    assert desk.brand_of("pinterest") == "Demo Studio"
    assert f"Accounts of this brand ({len(MINE) + 1})" in desk.words()


def test_the_accounts_page_asks_the_same_and_leaves_the_list_alone_on_cancel(
    open_desk: Callable[..., Desk],
) -> None:
    desk = open_desk()
    page = desk.at.page(ACCOUNTS)
    assert isinstance(page, AccountsPage)
    box = page.card(desk.account_id("bluesky")).brand
    box.setCurrentText("Night Garden")
    box.activated.emit(box.currentIndex())
    desk.at.settle()
    assert isinstance(page.dialog, ConfirmDialog)
    desk.click(page.dialog.cancel_button)
    assert box.currentText() == "Demo Studio"
    assert desk.brand_of("bluesky") == "Demo Studio"
    box.setCurrentText("Night Garden")
    box.activated.emit(box.currentIndex())
    desk.at.settle()
    assert isinstance(page.dialog, ConfirmDialog)
    assert page.dialog.third_button.text() == "Leave them in Demo Studio"
    desk.click(page.dialog.third_button)
    assert desk.brand_of("bluesky") == "Night Garden"
    assert desk.at.window.toasts.text() == "Moved @demo_studio to Night Garden"


def test_without_any_account_it_says_what_to_do(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(lambda _: None)
    assert "Connect an account to see your activity here." in desk.words()
    assert not desk.page.header.chooser.isVisible()
    assert desk.page.header.new.text() == "New brand (0 of 5)"


def test_a_brand_without_accounts_and_posts_shows_an_empty_year(
    open_desk: Callable[..., Desk],
) -> None:
    def some(workspace: Workspace) -> None:
        add_accounts(workspace)
        brands.add(workspace, "Salt")

    desk = open_desk(some)
    assert desk.page.activity.summary.text().startswith("No posts yet.")
    desk.choose("Salt")
    assert "No account belongs to Salt yet." in desk.words()
    assert desk.page.activity.summary.text() == "Connect an account to see your activity here."
    assert "Nothing is scheduled." in desk.words()
    assert desk.page.accounts.take.isVisible()


def test_with_five_brands_the_button_says_why_there_is_no_sixth(
    open_desk: Callable[..., Desk],
) -> None:
    def five(workspace: Workspace) -> None:
        add_accounts(workspace)
        for number in range(5):
            brands.add(workspace, f"Brand {number}")

    desk = open_desk(five)
    new = desk.page.header.new
    assert new.text() == "5 of 5 brands"
    assert not new.isEnabled()
    assert "at most 5 brands" in new.toolTip()


def test_the_day_of_a_campaign_is_changed_and_undone(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk()
    desk.choose("Demo Studio")
    line = desk.page.upcoming.campaigns()[0]
    assert line.words.text() == "Campaign: starts Fri 27 Nov, in 5 days"
    desk.click(line.change)
    dialog = desk.page.doing.dialog
    assert dialog is not None
    desk.bot.mouseClick(dialog.row.clear, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    desk.click(dialog.save)  # type: ignore[attr-defined]
    assert desk.brands["Demo Studio"].campaign_start is None
    assert desk.page.upcoming.campaigns()[0].words.text() == "Campaign: no start day chosen"
    desk.undo()
    assert desk.brands["Demo Studio"].campaign_start == date(2026, 11, 27)


def test_a_brand_that_was_deleted_elsewhere_leaves_all_in_view(
    open_desk: Callable[..., Desk],
) -> None:
    desk = open_desk()
    desk.choose("Night Garden")
    gone = desk.brands["Night Garden"]
    brands.delete(desk.at.workspace, gone.id)
    desk.at.settle()
    assert desk.at.window.brand_id is None
    assert desk.page.header.chooser.currentText() == "All brands"
    assert desk.page.figures.ahead.accessibleName() == "8 posts scheduled ahead"


def test_past_midnight_today_moves_on(qtbot: QtBot, tmp_path: Path) -> None:
    clock = StandingClock()
    with stage(tmp_path, clock=clock, prepare=filled) as at:
        page = at.page(BRAND)
        assert isinstance(page, BrandPage)
        assert page.picture is not None
        before = page.picture.shown.today
        clock.moment = NOW + timedelta(days=1)
        page.look_at_the_clock()
        at.settle()
        assert page.picture.shown.today == before + timedelta(days=1)
        assert page.figures.streak.accessibleName() == "0 day streak (best 6)"


@pytest.fixture
def usual_clocks() -> Iterator[None]:
    yield
    habits.keep(habits.Habits())


def test_other_clocks_and_weeks_change_every_part_of_the_page(
    open_desk: Callable[..., Desk], usual_clocks: None
) -> None:
    desk = open_desk()
    desk.choose("Demo Studio")
    upcoming, heat = desk.page.upcoming, desk.page.activity.map.items

    def put(setting: Setting[str], value: str) -> None:
        settings.put(desk.at.workspace, setting, value)
        desk.at.settle()

    def times() -> list[str]:
        return [line.when.text() for line in upcoming.lines()[:2]]

    def campaign() -> str:
        return upcoming.campaigns()[0].words.text()

    def is_today(day: date) -> bool:
        cell = heat.cell(heat.index_of(day))
        return cell is not None and cell.is_today

    put(settings.ZONE, "UTC")
    put(settings.HOURS, "24")
    assert times() == ["today 17:41", "Wed 25 Nov, 08:41"]
    put(settings.HOURS, "12")
    assert times() == ["today 5:41 PM", "Wed 25 Nov, 8:41 AM"]
    assert upcoming.lines()[0].accessibleName().startswith("today 5:41 PM: ")
    put(settings.ZONE, "Europe/Vilnius")  # two hours later, the same day
    assert times() == ["today 7:41 PM", "Wed 25 Nov, 10:41 AM"]
    assert campaign() == "Campaign: starts Fri 27 Nov, in 5 days"
    assert is_today(date(2026, 11, 22))
    put(settings.ZONE, "Pacific/Honolulu")  # ten hours earlier: the evening before
    assert times() == ["tomorrow 7:41 AM", "Tue 24 Nov, 10:41 PM"]
    assert campaign() == "Campaign: starts Fri 27 Nov, in 6 days"
    assert is_today(date(2026, 11, 21))
    put(settings.WEEK_STARTS, "saturday")
    assert heat.weekday_name(0) == "Sat"
    put(settings.WEEK_STARTS, "monday")
    assert heat.weekday_name(0) == "Mon"
