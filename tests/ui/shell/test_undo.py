"""Undo, redo, their toasts and the menus in the whole window."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from brandcraft_desktop.services import pausing, posts
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.publisher import PublisherPage
from brandcraft_desktop.ui.publisher.chip import PostChip
from brandcraft_desktop.ui.shell.places import ACCOUNTS, LIBRARY, PUBLISHER, SETTINGS
from brandcraft_desktop.ui.shell.shortcut_sheet import ShortcutSheet
from tests.ui.publisher.world import NOW, add_accounts, add_post
from tests.ui.stage import Stage, stage

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def with_a_post(workspace: Workspace) -> None:
    add_post(workspace, add_accounts(workspace), "Reply thread", at=NOW + timedelta(hours=8))


def page_of(at: Stage) -> PublisherPage:
    page = at.window.page(PUBLISHER)
    assert isinstance(page, PublisherPage)
    return page


def chip_of(at: Stage) -> PostChip:
    """The only post's, with the keyboard on it."""
    (row,) = posts.page(at.workspace)
    at.wait(lambda: page_of(at).calendar.month.chip_of(row.id), "the chip")
    chip = page_of(at).calendar.month.chip_of(row.id)
    assert chip is not None
    chip.setFocus()
    return chip


def day(at: Stage) -> int:
    (row,) = posts.page(at.workspace)
    return row.at.day if row.at is not None else 0


def press(at: Stage, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    QTest.keyClick(at.window.focusWidget() or at.window, key, modifiers)


def test_the_toast_is_that_of_the_last_act(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_a_post) as at:
        at.activate()
        toasts = at.window.toasts
        QTest.keyClick(chip_of(at), Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        at.wait(lambda: toasts.text().startswith("Moved to"), "the move")
        at.settle()
        press(at, Qt.Key.Key_Z, CTRL)
        assert not toasts.text().startswith("Moved to")  # its Undo leads nowhere any more
        at.wait(lambda: toasts.text() == "Moved back", "the way back")
        assert day(at) == 22
        at.settle()
        press(at, Qt.Key.Key_Z, CTRL | SHIFT)
        at.wait(lambda: toasts.text().startswith("Moved to"), "the move again")
        assert day(at) == 23
        at.settle()
        QTest.keyClick(chip_of(at), Qt.Key.Key_Delete)
        at.wait(lambda: toasts.text() == "Deleted “Reply thread”", "the delete")
        undo = next(one for one in toasts.findChildren(QPushButton) if one.text() == "Undo")
        QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
        at.wait(lambda: posts.page(at.workspace), "the post")
        assert day(at) == 23  # it was the delete that was taken back, not the move
        at.wait(lambda: toasts.text() == "Brought “Reply thread” back", "the words")


def menu_of(at: Stage, name: str) -> QMenu:
    """A menu of the bar, opened."""
    for action in at.window.menuBar().actions():
        menu = action.menu()
        if action.text().replace("&", "") == name and isinstance(menu, QMenu):
            menu.popup(at.window.mapToGlobal(at.window.rect().center()))
            at.wait(menu.isVisible, name)
            return menu
    raise AssertionError(f"there is no menu {name}")


def choose(at: Stage, name: str, word: str) -> None:
    """Click on a line of a menu."""
    menu = menu_of(at, name)
    line = next(one for one in menu.actions() if one.text() == word)
    assert line.isEnabled(), word
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(line).center())
    at.wait(lambda: not menu.isVisible(), "the menu to close")


def words(menu: QMenu, *, enabled: bool = False) -> list[str]:
    found = [one.text() for one in menu.actions() if one.isEnabled() or not enabled]
    menu.close()
    return found


def test_the_edit_menu_takes_back_and_does_again(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_a_post) as at:
        at.activate()
        QTest.keyClick(chip_of(at), Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        at.wait(lambda: day(at) == 23, "the move")
        choose(at, "Edit", "Undo")
        at.wait(lambda: day(at) == 22, "the way back")
        choose(at, "Edit", "Redo")
        at.wait(lambda: day(at) == 23, "the move again")
        search = at.window.top_bar.search
        search.setFocus()
        QTest.keyClicks(search, "Reply")
        choose(at, "Edit", "Undo")
        assert search.text() != "Reply"  # what has the keyboard is meant
        assert day(at) == 23


def test_the_post_menu_does_with_the_post_what_keys_do(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_a_post) as at:
        at.activate()
        at.settle()
        assert "Delete post" not in words(menu_of(at, "Post"), enabled=True)
        chip_of(at)
        choose(at, "Post", "Move a day later")
        at.wait(lambda: day(at) == 23, "the move")
        at.settle()
        chip_of(at)
        choose(at, "Post", "Move a week or 15 min later")
        at.wait(lambda: day(at) == 30, "the week")
        at.settle()
        chip_of(at)
        choose(at, "Post", "Delete post")
        at.wait(lambda: not posts.page(at.workspace), "the delete")
        choose(at, "Edit", "Undo")
        at.wait(lambda: posts.page(at.workspace), "the way back")


def test_the_view_menu_leads_to_the_calendar_from_any_page(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_a_post) as at:
        at.activate()
        for word, view in (("Week", "week"), ("List of posts", "list"), ("Month", "month")):
            at.page(ACCOUNTS)
            choose(at, "View", word)
            at.settle()
            assert (at.window.current_key, page_of(at).view) == (PUBLISHER, view)
        choose(at, "View", "Next period")
        at.settle()
        assert page_of(at).header.title.text() == "December 2026"
        choose(at, "View", "Today")
        at.settle()
        assert page_of(at).header.title.text() == "November 2026"


def test_what_the_tray_offers_is_in_the_post_menu_too(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_a_post) as at:
        at.activate()
        choose(at, "Post", "Pause posting until tomorrow")
        at.wait(lambda: pausing.paused_until(at.workspace), "the pause")
        until = pausing.paused_until(at.workspace)
        assert until is not None
        assert until.day == 23
        choose(at, "Post", "Resume posting")
        at.wait(lambda: pausing.paused_until(at.workspace) is None, "the resume")
        choose(at, "Post", "Quick post…")
        at.settle()
        assert at.program.quick is not None
        assert at.program.quick.isVisible()
        at.program.quick.close()
        at.settle()


def test_the_file_menu_brings_in_and_takes_along(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_parent: object, title: str, *_rest: object) -> tuple[str, str]:
        asked.append(title)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    with stage(tmp_path, prepare=with_a_post) as at:
        at.activate()
        choose(at, "File", "Import…")
        at.settle()
        choose(at, "File", "Export…")
        at.settle()
        assert asked == ["Import an export", "Export Brandcraft"]
        assert at.window.current_key == SETTINGS


def test_the_sheet_has_the_keys_of_the_calendar_once(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_a_post) as at:
        for key in (ACCOUNTS, LIBRARY, PUBLISHER):
            at.page(key)
        at.activate()
        press(at, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
        sheet = at.window.findChild(ShortcutSheet)
        assert sheet is not None
        table = sheet.findChild(QTableWidget)
        assert table is not None
        rows = [
            tuple(cell.text() if (cell := table.item(row, column)) else "" for column in range(3))
            for row in range(table.rowCount())
        ]
        names = [row[0] for row in rows]
        assert len(names) == len(set(names))
        assert ("Connect account", "Ctrl+Shift+N, Ins (Accounts)", "Anywhere") in rows
        for row in (
            ("Undo", "Ctrl+Z", "Text, calendar, list, media"),
            ("Redo", "Ctrl+Shift+Z", "Text, calendar, list"),
            ("Week", "W", "Publisher"),
            ("Today", "T", "Publisher"),
            ("Move a day later", "Alt+Right", "Calendar"),
            ("Delete post", "Del", "A post"),
            ("Walk over days and posts", "Left, Right, Up, Down", "Calendar"),
            ("Add media", "Ctrl+I", "Media"),
        ):
            assert row in rows
        sheet.close()


def test_keys_in_menus_are_taken_from_no_page(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_a_post) as at:
        at.activate()
        at.settle()
        search = at.window.top_bar.search
        search.setFocus()
        for key in (Qt.Key.Key_W, Qt.Key.Key_E, Qt.Key.Key_L):
            QTest.keyClick(search, key)
        assert search.text() == "wel"
        assert page_of(at).view == "month"
        search.clear_search()
        page_of(at).calendar.grid.focus_day(NOW.date())
        press(at, Qt.Key.Key_W, Qt.KeyboardModifier.NoModifier)
        at.settle()
        assert page_of(at).view == "week"
        at.page(ACCOUNTS)
        press(at, Qt.Key.Key_N, CTRL | SHIFT)  # the window's and the page's, not two at once
        at.settle()
        dialog = getattr(at.window.page(ACCOUNTS), "dialog", None)
        assert dialog is not None
        dialog.reject()
        at.settle()
