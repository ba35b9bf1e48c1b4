"""Misspelt words while writing: underlined in a pause, mended from the menu by keys and mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu

from brandcraft_desktop.services import settings, spelling
from brandcraft_desktop.ui.editor.spell_menu import LOOKING
from tests.ui.editor.conftest import Desk

WAVY = QTextCharFormat.UnderlineStyle.SpellCheckUnderline


def underlined(desk: Desk) -> list[str]:
    """The words with a wavy line in the shown text."""
    found: list[str] = []
    block = desk.view.composer.document().begin()
    while block.isValid():
        units = block.text().encode("utf-16-le")
        ranges = sorted(
            (one.start, one.length)
            for one in block.layout().formats()
            if one.format.underlineStyle() == WAVY
        )
        end = -1
        for start, length in ranges:
            piece = units[2 * start : 2 * (start + length)].decode("utf-16-le")
            if start == end:
                found[-1] += piece
            else:
                found.append(piece)
            end = start + length
        block = block.next()
    return found


@pytest.fixture
def checked(desk: Desk) -> Desk:
    """A new post whose English is looked at."""
    settings.put(desk.workspace, settings.SPELLING_LANGUAGE, "en-US")
    settings.put(desk.workspace, settings.SPELLING, True)
    desk.new()
    desk.view.composer.setFocus()
    return desk


@pytest.fixture
def menu(checked: Desk) -> QMenu:
    """The menu of the misspelt word of "Hello wrold ", opened by its key."""
    checked.type("Hello wrold ")
    checked.wait(lambda: underlined(checked) == ["wrold"])
    composer = checked.view.composer
    cursor = composer.textCursor()
    cursor.setPosition(8)
    composer.setTextCursor(cursor)
    composer.contextMenuEvent(
        QContextMenuEvent(
            QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), composer.mapToGlobal(QPoint(5, 5))
        )
    )
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu)
    assert opened.actions()[0].text() == LOOKING  # it does not wait for them
    checked.wait(lambda: opened.actions()[0].text() == "world")
    return opened


def choose(menu: QMenu, words: str) -> None:
    action = next(one for one in menu.actions() if one.text() == words)
    action.trigger()
    menu.close()


def test_words_are_underlined_in_a_pause_and_not_the_one_being_typed(checked: Desk) -> None:
    checked.type("Teh frist @wrold #wrold https://wrold.example day wrol")
    checked.wait(lambda: underlined(checked) == ["Teh", "frist"])
    checked.settle()
    assert underlined(checked) == ["Teh", "frist"]
    checked.type("d ")
    checked.wait(lambda: underlined(checked) == ["Teh", "frist", "wrold"])
    checked.view.composer.undo()
    assert checked.page.controller.documents.text("") == checked.view.composer.text()


def test_lines_stay_with_their_words_beside_emoji(checked: Desk) -> None:
    checked.view.composer.insertPlainText("👩‍👩‍👧 wrold 🎉\nand 🎉 tehn ")
    checked.wait(lambda: underlined(checked) == ["wrold", "tehn"])
    cursor = checked.view.composer.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    cursor.insertText("🎉 ")
    assert underlined(checked) == ["wrold", "tehn"]  # at once: both are known


def test_a_suggestion_is_one_undo_step(checked: Desk, menu: QMenu) -> None:
    choose(menu, "world")
    assert checked.view.composer.text() == "Hello world "
    assert underlined(checked) == []
    checked.view.composer.undo()
    assert checked.view.composer.text() == "Hello wrold "
    assert underlined(checked) == ["wrold"]


def test_a_word_is_added_for_good(checked: Desk, menu: QMenu) -> None:
    choose(menu, "Add to dictionary")
    checked.wait(lambda: underlined(checked) == [])
    assert spelling.own_words(checked.workspace) == {"wrold"}
    checked.new()
    checked.type("Wrold wrold teh ")
    checked.wait(lambda: underlined(checked) == ["teh"])


def test_a_word_is_ignored_in_this_post_alone(checked: Desk, menu: QMenu) -> None:
    choose(menu, "Ignore in this post")
    assert underlined(checked) == []
    assert spelling.own_words(checked.workspace) == frozenset()
    checked.new()
    checked.type("wrold ")
    checked.wait(lambda: underlined(checked) == ["wrold"])


def test_a_right_word_has_the_usual_menu(checked: Desk) -> None:
    checked.type("Hello wrold ")
    checked.wait(lambda: underlined(checked) == ["wrold"])
    composer = checked.view.composer
    at = composer.cursorRect(QTextCursor(composer.document())).center() + QPoint(4, 0)
    composer.contextMenuEvent(
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, composer.mapToGlobal(at))
    )
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu)
    assert "Add to dictionary" not in [one.text() for one in opened.actions()]
    opened.close()


def test_the_language_of_the_post_counts_before_the_setting(checked: Desk) -> None:
    folder = checked.workspace.home.dictionaries
    folder.mkdir()
    (folder / "lt_LT.aff").write_text("SET UTF-8\n", encoding="utf-8")
    (folder / "lt_LT.dic").write_text("1\nlabas\n", encoding="utf-8")
    checked.page.spelling.read()
    checked.type("labas world ")
    checked.wait(lambda: underlined(checked) == ["labas"])
    checked.choose_all()
    checked.page.controller.set_options("bluesky", {"languages": "lt"})
    checked.wait(lambda: underlined(checked) == ["world"])
    checked.page.controller.set_options("bluesky", {"languages": "lt,en"})
    checked.wait(lambda: underlined(checked) == [])
    checked.page.controller.set_options("bluesky", {"languages": "cy"})
    checked.type("wrold ")
    checked.settle()
    assert underlined(checked) == []  # there is no dictionary for it


def test_switching_it_off_takes_the_lines_away(checked: Desk) -> None:
    checked.type("wrold ")
    checked.wait(lambda: underlined(checked) == ["wrold"])
    settings.put(checked.workspace, settings.SPELLING, False)
    checked.wait(lambda: underlined(checked) == [])


def test_a_broken_dictionary_is_told_once_and_left_alone(checked: Desk) -> None:
    folder = checked.workspace.home.dictionaries
    folder.mkdir()
    (folder / "en_US.dic").write_text("none")
    (folder / "en_US.aff").write_bytes(b"SET no-such-encoding\n")
    checked.page.spelling.read()
    checked.settle()
    checked.type("wrold ")
    checked.wait(lambda: bool(checked.way.toasts))
    assert "en_US can't be used" in checked.way.toasts[0]
    checked.bot.keyClick(checked.view.composer, Qt.Key.Key_A)
    checked.settle()
    assert len(checked.way.toasts) == 1
