"""The frame: what is shown, how one gets around, what it says."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QScrollArea, QTableWidget
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.account import AccountState
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.errors import DiskFull
from brandcraft_desktop.services import brands, pausing
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor import EditorPage
from brandcraft_desktop.ui.publisher import PublisherPage
from brandcraft_desktop.ui.shell.places import ACCOUNTS, CREATE, DELIVERY, PUBLISHER, SETTINGS
from brandcraft_desktop.ui.shell.shortcut_sheet import ShortcutSheet
from brandcraft_desktop.ui.widgets import Button, SearchField
from brandcraft_desktop.ui.window_state import WindowState
from tests.services.engine_world import set_account
from tests.ui.publisher.world import NOW, add_accounts, add_post, set_status
from tests.ui.stage import Stage, stage


def with_posts(workspace: Workspace) -> None:
    accounts = add_accounts(workspace)
    add_post(workspace, accounts, "Reply thread", at=NOW + timedelta(hours=8), to=("x", "threads"))
    add_post(workspace, accounts, "Preset pack", at=NOW - timedelta(days=1), status=D.FAILED)
    add_post(workspace, accounts, "Speed paint", at=NOW - timedelta(days=2), status=D.MISSED)


def press(at: Stage, qtbot: QtBot, key: Qt.Key, *, ctrl: bool = False, shift: bool = False) -> None:
    modifiers = Qt.KeyboardModifier.NoModifier
    if ctrl:
        modifiers |= Qt.KeyboardModifier.ControlModifier
    if shift:
        modifiers |= Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(at.window.focusWidget() or at.window, key, modifiers)


def answer_later(at: Stage) -> None:
    """Put away what the window asks right after opening."""
    assert at.program.session is not None
    dialog = at.program.session.greeting.dialog
    if dialog is not None:
        dialog.reject()
        at.settle()


def test_it_opens_on_the_publisher_and_the_rail_shows_it(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path) as at:
        assert at.window.current_key == PUBLISHER
        assert at.window.rail.button(PUBLISHER).isChecked()
        qtbot.mouseClick(at.window.rail.button(ACCOUNTS), Qt.MouseButton.LeftButton)
        assert at.window.current_key == ACCOUNTS
        assert at.window.rail.button(ACCOUNTS).isChecked()
        assert not at.window.rail.button(PUBLISHER).isChecked()
        qtbot.mouseClick(at.window.rail.button(CREATE), Qt.MouseButton.LeftButton)
        assert at.window.current_key == CREATE
        at.settle()


def test_the_way_back_ends_at_the_publisher_and_never_turns_in_circles(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with stage(tmp_path) as at:
        at.window.go_to(ACCOUNTS)
        at.window.go_to(SETTINGS)
        at.window.go_to(CREATE)
        at.settle()
        at.window.go_back()
        assert at.window.current_key == SETTINGS
        at.window.go_back()
        assert at.window.current_key == ACCOUNTS
        at.window.go_back()
        assert at.window.current_key == PUBLISHER
        at.window.go_back()
        assert at.window.current_key == PUBLISHER


def test_the_last_page_is_remembered_and_a_broken_note_is_passed_over(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with stage(tmp_path) as at:
        at.window.go_to(SETTINGS)
    with stage(tmp_path) as at:
        assert at.window.current_key == SETTINGS
    ini = tmp_path / "window.ini"
    ini.write_text(ini.read_text().replace("page=settings", "page=elsewhere"))
    with stage(tmp_path) as at:
        assert at.window.current_key == PUBLISHER


def test_focus_goes_into_the_page_and_f6_goes_round(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path) as at:
        window = at.window
        at.activate()
        window.go_to(ACCOUNTS)
        at.settle()
        assert window.stack.isAncestorOf(window.focusWidget())
        seen = []
        for _ in range(3):
            press(at, qtbot, Qt.Key.Key_F6)
            focus = window.focusWidget()
            regions = {"rail": window.rail, "top": window.top_bar, "page": window.stack}
            seen += [name for name, region in regions.items() if region.isAncestorOf(focus)]
        assert seen == ["rail", "top", "page"]
        assert window.rail.button(ACCOUNTS) is not window.focusWidget()
        press(at, qtbot, Qt.Key.Key_F6, shift=True)
        assert window.top_bar.isAncestorOf(window.focusWidget())
        press(at, qtbot, Qt.Key.Key_F6, shift=True)
        assert window.rail.button(ACCOUNTS) is window.focusWidget(), "the page's own button"


@pytest.mark.parametrize(
    ("key", "page"),
    [
        (Qt.Key.Key_2, PUBLISHER),
        (Qt.Key.Key_3, CREATE),
        (Qt.Key.Key_5, ACCOUNTS),
        (Qt.Key.Key_Comma, SETTINGS),
        (Qt.Key.Key_N, CREATE),
    ],
)
def test_pages_by_keyboard(qtbot: QtBot, tmp_path: Path, key: Qt.Key, page: str) -> None:
    with stage(tmp_path) as at:
        at.window.go_to(ACCOUNTS if page != ACCOUNTS else SETTINGS)
        at.activate()
        press(at, qtbot, key, ctrl=True)
        assert at.window.current_key == page
        at.settle()


def test_ctrl_f_goes_to_the_search_and_its_words_filter_the_list(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with stage(tmp_path, prepare=with_posts) as at:
        answer_later(at)
        at.window.go_to(SETTINGS)
        at.activate()
        press(at, qtbot, Qt.Key.Key_F, ctrl=True)
        field = at.window.top_bar.search
        assert isinstance(field, SearchField)
        assert field.hasFocus()
        qtbot.keyClicks(field, "Reply")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        at.settle()
        assert at.window.current_key == PUBLISHER
        page = at.window.page(PUBLISHER)
        assert getattr(page, "view", "") == "list"


def test_the_brand_filter_is_kept_and_told_to_pages(qtbot: QtBot, tmp_path: Path) -> None:
    def two_brands(workspace: Workspace) -> None:
        with_posts(workspace)
        brands.add(workspace, "Demo Studio", colour="#5B3FD6")
        brands.add(workspace, "Night Market", colour="#14613A")

    with stage(tmp_path, prepare=two_brands) as at:
        answer_later(at)
        box = at.window.top_bar.brands
        assert [box.itemText(row) for row in range(box.count())] == [
            "All brands",
            "Demo Studio",
            "Night Market",
        ]
        box.setCurrentIndex(2)
        box.activated.emit(2)
        at.settle()
        assert at.window.brand_id == box.itemData(2)
        told = at.window.top_bar.attention.text()
        assert told == "2 need attention elsewhere", "its own posts have no trouble"
        at.window.go_to(ACCOUNTS)
        at.settle()
        page = at.window.page(ACCOUNTS)
        words = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
        assert "No accounts of Night Market" in words
        chosen = at.window.brand_id
    with stage(tmp_path) as at:
        assert at.window.brand_id == chosen
        assert at.window.top_bar.brands.currentText() == "Night Market"
        brands.delete(at.workspace, chosen or "")
        at.wait(lambda: at.window.top_bar.brands.count() == 2)
        at.settle()
        assert at.window.brand_id is None
        assert at.window.top_bar.brands.currentText() == "All brands"


def test_what_goes_out_next_leads_to_its_day(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_posts) as at:
        answer_later(at)
        next_line = at.window.top_bar.next
        assert next_line.text() == "Next: today 17:41 · X, Threads"
        at.window.go_to(SETTINGS)
        qtbot.mouseClick(next_line, Qt.MouseButton.LeftButton)
        assert at.window.current_key == PUBLISHER
        at.settle()


def test_what_needs_attention_has_a_menu_badges_and_a_place_to_go(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with stage(tmp_path, prepare=with_posts) as at:
        answer_later(at)
        button = at.window.top_bar.attention
        assert button.text() == "2 need attention"
        assert button.toolTip() == "2 posts"
        assert (
            at.window.rail.button(PUBLISHER).accessibleName() == "Publisher, 2 posts need attention"
        )
        menu = button.menu()
        assert isinstance(menu, QMenu)
        assert [action.text() for action in menu.actions()] == [
            "Bluesky didn't take “Preset pack”",
            "Missed on Bluesky: “Speed paint”",
        ]
        menu.actions()[0].trigger()
        assert at.window.current_key == DELIVERY
        assert at.window.rail.button(PUBLISHER).isChecked()
        at.settle()


def test_one_post_in_trouble_on_many_accounts_is_one_number_everywhere(
    qtbot: QtBot, tmp_path: Path
) -> None:
    def prepare(workspace: Workspace) -> None:
        accounts = add_accounts(workspace)
        for title, other in (("Sale", D.UNCONFIRMED), ("News", D.MISSED)):
            add_post(
                workspace,
                accounts,
                title,
                at=NOW,
                to=("mastodon", "x", "bluesky", "linkedin"),
                status=D.FAILED,
                other={"bluesky": other, "linkedin": D.PUBLISHED},
            )
        set_account(workspace, accounts["linkedin"], state=AccountState.NEEDS_RECONNECT.value)

    with stage(tmp_path, prepare=prepare) as at:
        answer_later(at)
        button = at.window.top_bar.attention
        assert button.text() == "3 need attention"
        assert button.toolTip() == "2 posts and 1 account"
        assert button.accessibleName() == "3 need attention: 2 posts and 1 account"
        menu = button.menu()
        assert isinstance(menu, QMenu)
        assert [action.text() for action in menu.actions()] == [
            "Reconnect Demo Studio on LinkedIn",
            "Check Bluesky: did “Sale” go out?",
            "X and Mastodon didn't take “News”",
        ]
        rail = at.window.rail
        assert rail.button(PUBLISHER).accessibleName() == "Publisher, 2 posts need attention"
        assert rail.button(ACCOUNTS).accessibleName() == "Accounts, 1 to reconnect"
        page = at.page(PUBLISHER)
        assert isinstance(page, PublisherPage)
        page.show_list("")
        at.settle()
        tabs = page.list.tabs
        number = next(
            one for one in range(tabs.count()) if tabs.tabText(one).startswith("Needs attention")
        )
        assert tabs.tabText(number) == "Needs attention 2"
        assert tabs.accessibleTabName(number) == "Needs attention, 2 posts"


def test_attention_vanishes_when_nothing_needs_it_any_more(qtbot: QtBot, tmp_path: Path) -> None:
    made = []

    def one_failed(workspace: Workspace) -> None:
        accounts = add_accounts(workspace)
        made.append(add_post(workspace, accounts, "Pack", at=NOW, status=D.FAILED))

    with stage(tmp_path, prepare=one_failed) as at:
        assert at.window.top_bar.attention.text() == "1 needs attention"
        set_status(at.workspace, made[0], "bluesky", D.PUBLISHED)
        at.wait(lambda: not at.window.top_bar.attention.isVisible())
        assert at.window.rail.button(PUBLISHER).accessibleName() == "Publisher"


def test_pausing_and_resuming_with_a_way_back(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_posts) as at:
        answer_later(at)
        line = at.window.top_bar.next
        at.action("Pause posting").trigger()
        at.wait(lambda: line.text() == "Posting paused · Resume")
        assert pausing.is_paused(at.workspace)
        assert at.window.toasts.text() == "Posting paused"
        qtbot.mouseClick(at.window.toasts.findChild(Button), Qt.MouseButton.LeftButton)
        at.wait(lambda: line.text().startswith("Next:"))
        assert not pausing.is_paused(at.workspace)
        at.action("Pause posting for 1 hour").trigger()
        at.wait(lambda: line.text() == "Posting paused until today 10:41 · Resume")
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
        at.wait(lambda: line.text().startswith("Next:"))


def test_an_error_stays_until_it_is_closed(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path) as at:
        at.window.show_error(DiskFull("The disk is full.", "", "Make room and try again."))
        assert at.window.notice.isVisible()
        assert at.window.notice.text() == "The disk is full.\nMake room and try again."
        at.window.notice.close_notice()
        assert not at.window.notice.isVisible()


def test_a_toast_with_undo_takes_back(qtbot: QtBot, tmp_path: Path) -> None:
    undone: list[int] = []
    with stage(tmp_path) as at:
        at.window.toast(
            "Moved", undo=lambda: undone.append(1), action=("View", lambda: undone.append(2))
        )
        assert at.window.toasts.isVisible()
        qtbot.mouseClick(at.window.toasts.findChild(Button), Qt.MouseButton.LeftButton)
        assert undone == [1], "of two offers the way back is the one that fits"


def test_too_little_room_says_so_and_can_be_used_anyway(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path) as at:
        window = at.window
        window.resize(900, 600)
        at.settle()
        assert not window.stack.isVisible()
        buttons = {one.text(): one for one in window.findChildren(Button) if one.isVisible()}
        assert {"Use anyway", "Maximise"} <= set(buttons)
        window.resize(1280, 800)
        at.settle()
        assert window.stack.isVisible()
        window.resize(900, 600)
        at.settle()
        qtbot.mouseClick(buttons["Use anyway"], Qt.MouseButton.LeftButton)
        at.settle()
        assert window.stack.isVisible()
        area = window.frame.currentWidget()
        assert isinstance(area, QScrollArea)
        assert area.horizontalScrollBar().maximum() > 0, "it scrolls instead of squeezing"
        window.resize(880, 600)
        assert window.stack.isVisible(), "it is not asked twice"


def test_big_text_on_a_small_screen_can_be_lowered(qtbot: QtBot, tmp_path: Path) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    with stage(tmp_path) as at:
        frame = at.window.frame
        assert not frame.big_text.isVisible()
        for size in (QSize(1200, 780), QSize(900, 600)):
            at.window.resize(size)
            WindowState(tmp_path).put("text_scale", "1.5")
            theme.apply(application, theme.Scheme.LIGHT, 1.5, reduced_motion=True)
            at.settle()
            words = "Use the usual text size"
            (lower,) = (
                one
                for one in at.window.findChildren(Button)
                if one.text() == words and one.isVisible()
            )
            qtbot.mouseClick(lower, Qt.MouseButton.LeftButton)
            at.settle()
            assert theme.live.text_scale == 1.0
            assert WindowState(tmp_path).text_scale == 1.0
            assert not lower.isVisible()


def test_who_wants_big_text_is_told_once(qtbot: QtBot, tmp_path: Path) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    with stage(tmp_path) as at:
        theme.apply(application, theme.Scheme.LIGHT, 1.5, reduced_motion=True)
        at.settle()
        assert not at.window.frame.big_text.isVisible(), "there is room enough"
        at.window.resize(1200, 780)
        at.settle()
        assert at.window.frame.big_text.isVisible()
        at.window.frame.big_text.close_notice()
        at.window.resize(1100, 700)
        at.settle()
        assert not at.window.frame.big_text.isVisible()
    theme.apply(application, theme.Scheme.LIGHT, reduced_motion=True)


def test_f1_lists_every_command_with_keys_and_finds_them(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path) as at:
        at.action("Keyboard shortcuts").trigger()
        sheet = at.window.findChild(ShortcutSheet)
        assert sheet is not None
        table = cast(QTableWidget, sheet.findChild(QTableWidget))

        def cell(row: int, column: int) -> str:
            item = table.item(row, column)
            return item.text() if item is not None else ""

        rows = {cell(row, 0): cell(row, 1) for row in range(table.rowCount())}
        assert rows["New post"] == "Ctrl+N"
        assert rows["Next region"] == "F6"
        keyed = [one for one in at.window.findChildren(QAction) if one.shortcuts() and one.text()]
        assert set(rows) == {one.text().replace("&", "") for one in keyed}
        field = sheet.findChild(SearchField)
        qtbot.keyClicks(field, "region")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        shown = [row for row in range(table.rowCount()) if not table.isRowHidden(row)]
        assert [cell(row, 0) for row in shown] == ["Next region", "Previous region"]
        sheet.close()


def test_the_window_is_marked_while_words_are_not_saved(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path) as at:
        assert not at.window.isWindowModified()
        page = at.page(CREATE)
        assert isinstance(page, EditorPage)
        qtbot.keyClicks(page.view.composer, "Not yet")
        assert at.window.isWindowModified()
        qtbot.keyClick(page.view.composer, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        at.wait(lambda: not at.window.isWindowModified(), "the words to be saved")
        qtbot.keyClicks(page.view.composer, " at all")
        assert at.window.isWindowModified()
        at.window.go_to(ACCOUNTS)
        at.wait(lambda: not at.window.isWindowModified(), "what is left is kept")


def test_being_offline_is_said_for_as_long_as_it_lasts(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path) as at:
        at.window.show_offline(True)
        assert "offline" in at.window.frame.offline.text()
        assert at.window.frame.offline.isVisible()
        at.window.show_offline(False)
        assert not at.window.frame.offline.isVisible()


def test_f5_reads_the_page_again(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path) as at:
        at.page(SETTINGS)
        at.action("Refresh").trigger()
        assert at.program.tasks.busy
        at.settle()
