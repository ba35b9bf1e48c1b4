"""Default posting times and the numbers of new threads: chosen, kept, and used."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.posting_times import read_slot
from brandcraft_desktop.services import posting_times
from brandcraft_desktop.ui import habits
from brandcraft_desktop.ui.editor import EditorPage
from brandcraft_desktop.ui.editor.thread_sheet import ThreadSheet
from brandcraft_desktop.ui.shell.places import CREATE
from tests.cli.shell import Shell
from tests.ui.publisher.world import add_accounts
from tests.ui.settings.person import choose, settings_page, value

TIMES = "publishing.default_times"


def test_default_times_are_chosen_day_by_day_and_suggested(
    qtbot: QtBot, home: Path, shell: Shell
) -> None:
    with settings_page(home) as (at, page):
        row = page.clocks.times
        assert row.row.words.startswith("default times none.")
        QTest.mouseClick(row.button, Qt.MouseButton.LeftButton)
        dialog = row.dialog
        assert dialog is not None
        dialog.add(read_slot("Tue 09:30"))
        QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
        at.settle()
        assert value(shell, TIMES) == "Tue 09:30"
        assert "tue " in row.row.words
        account = add_accounts(at.workspace)["x"]
        (first, *_) = posting_times.suggestions(at.workspace, [account], "UTC")
        assert (first.at.weekday(), first.at.hour, first.at.minute) == (1, 9, 30)
        assert shell("settings", "set", TIMES, "Wed 12:00").code == 0
        at.wait(lambda: "wed " in row.row.words, "the other times")
    with settings_page(home) as (at, page):
        QTest.mouseClick(page.clocks.times.button, Qt.MouseButton.LeftButton)
        dialog = page.clocks.times.dialog
        assert dialog is not None
        dialog.reject()
        at.settle()
        assert value(shell, TIMES) == "Wed 12:00", "looking changes nothing"


def test_new_threads_are_numbered_as_chosen(qtbot: QtBot, home: Path, shell: Shell) -> None:
    try:
        with settings_page(home) as (at, page):
            assert page.posting.numbering.box.currentText() == "Not at all"
            choose(at, page.posting.numbering.box, "(1/3)")
            assert value(shell, "editor.numbering") == "({n}/{total})"
            at.window.open_editor()
            at.settle()
            editor = at.window.page(CREATE)
            assert isinstance(editor, EditorPage)
            QTest.keyClicks(editor.view.composer, "One thing. Another thing.")
            QTest.mouseClick(editor.view.split, Qt.MouseButton.LeftButton)
            at.settle()
            sheet = next(one for one in editor.view.findChildren(ThreadSheet) if one.isVisible())
            assert sheet.numbers.isChecked()
            assert sheet.pattern.text() == "({n}/{total})"
            sheet.close()
        with settings_page(home) as (at, page):
            box = page.posting.numbering.box
            assert box.currentText() == "(1/3)"
            assert shell("settings", "set", "editor.numbering", "part {n}").code == 0
            at.wait(lambda: box.currentText() == "part {n}", "a pattern of one's own")
    finally:
        habits.keep(habits.Habits())
