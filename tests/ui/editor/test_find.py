"""Finding and replacing in the text, by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.editor.conftest import Desk

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def opened(desk: Desk, text: str) -> None:
    desk.new()
    desk.view.composer.insertPlainText(text)
    desk.view.composer.setFocus()
    QTest.keyClick(desk.view.composer, Qt.Key.Key_F, CONTROL)
    assert desk.view.finder.isVisible()


def selected(desk: Desk) -> tuple[int, str]:
    cursor = desk.view.composer.textCursor()
    return cursor.selectionStart(), cursor.selectedText()


def test_it_finds_while_one_types_and_goes_around(desk: Desk) -> None:
    opened(desk, "Cat, cat and CATS 😀 cat")
    find = desk.view.finder
    QTest.keyClicks(find.words, "cat")
    assert (selected(desk), find.count.text()) == ((0, "Cat"), "1 of 4")
    QTest.keyClick(find.words, Qt.Key.Key_Return)
    assert (selected(desk), find.count.text()) == ((5, "cat"), "2 of 4")
    QTest.keyClick(find.words, Qt.Key.Key_Return, SHIFT)
    QTest.keyClick(find.words, Qt.Key.Key_Return, SHIFT)
    assert (selected(desk), find.count.text()) == ((21, "cat"), "4 of 4")
    QTest.keyClick(find.words, Qt.Key.Key_F3)
    assert selected(desk)[0] == 0
    find.exact.click()
    assert find.count.text().endswith("of 2")
    QTest.keyClicks(find.words, "x")
    assert find.count.text() == "Nothing found"
    assert not find.replace.isEnabled()
    QTest.keyClick(find.words, Qt.Key.Key_Escape)
    assert find.isHidden()
    assert desk.view.composer.hasFocus()


def test_f3_goes_on_from_the_text_too(desk: Desk) -> None:
    opened(desk, "one cat, two cats")
    find, composer = desk.view.finder, desk.view.composer
    QTest.keyClicks(find.words, "cat")
    QTest.keyClick(find.words, Qt.Key.Key_Escape)
    QTest.keyClick(composer, Qt.Key.Key_F3)
    assert selected(desk) == (13, "cat")
    QTest.keyClick(composer, Qt.Key.Key_F3, SHIFT)
    assert selected(desk) == (4, "cat")
    find.words.clear()
    QTest.keyClick(composer, Qt.Key.Key_F3)
    assert find.isVisible()
    assert find.words.text() == "cat"  # what is selected


def test_replacing_all_is_one_step(desk: Desk) -> None:
    opened(desk, "cat cat\ncatcat")
    find = desk.view.finder
    QTest.keyClicks(find.words, "cat")
    QTest.keyClicks(find.other, "catty")
    QTest.mouseClick(find.replace, Qt.MouseButton.LeftButton)
    assert desk.view.composer.text() == "catty cat\ncatcat"
    assert selected(desk) == (6, "cat")
    QTest.mouseClick(find.all, Qt.MouseButton.LeftButton)
    assert desk.view.composer.text() == "cattyty catty\ncattycatty"
    desk.view.composer.undo()
    assert desk.view.composer.text() == "catty cat\ncatcat"
    desk.wait(lambda: desk.stored().content.text == "catty cat\ncatcat")


def test_selected_words_are_looked_for(desk: Desk) -> None:
    desk.new()
    desk.view.composer.insertPlainText("one two one")
    desk.view.composer.select(0, 3)
    QTest.keyClick(desk.view.composer, Qt.Key.Key_F, CONTROL)
    assert (desk.view.finder.words.text(), desk.view.finder.count.text()) == ("one", "1 of 2")
    desk.view.finder.go(1)
    assert selected(desk) == (8, "one")
