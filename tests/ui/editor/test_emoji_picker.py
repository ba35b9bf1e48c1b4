"""Choosing emoji by keys and mouse."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.domain.text.emoji_list import Group, every
from brandcraft_desktop.ui.editor.emoji_picker import EmojiPicker, used_lately
from tests.ui.editor.conftest import Desk


def opened(desk: Desk) -> EmojiPicker:
    desk.view.composer.setFocus()
    desk.page.emoji.open()
    picker = QApplication.activePopupWidget()
    assert isinstance(picker, EmojiPicker)
    return picker


def test_a_name_and_enter_put_one_in_as_one_step(desk: Desk) -> None:
    desk.new()
    desk.type("Hi ")
    picker = opened(desk)
    assert picker.search.hasFocus()
    QTest.keyClicks(picker.search, "waving hand")
    assert picker.name.text() == "waving hand sign"
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    assert desk.view.composer.text() == "Hi 👋"
    desk.view.composer.undo()
    assert desk.view.composer.text() == "Hi "
    again = opened(desk)  # what was used lately comes first
    assert again.items.at(0) == "👋"
    QTest.keyClick(again, Qt.Key.Key_Escape)
    assert desk.view.composer.text() == "Hi "


def test_groups_tones_and_arrows(desk: Desk) -> None:
    desk.new()
    picker = opened(desk)
    QTest.mouseClick(picker.groups[Group.PEOPLE.value], Qt.MouseButton.LeftButton)
    picker.tone.setCurrentIndex(5)
    picker.tone.activated.emit(5)
    assert picker.items.at(0) == "🙋🏿"
    QTest.keyClick(picker.search, Qt.Key.Key_Down)
    QTest.keyClick(picker.list, Qt.Key.Key_Right)
    QTest.keyClick(picker.list, Qt.Key.Key_Return)
    assert desk.view.composer.text() == "🙌🏿"
    later = opened(desk)
    assert later.tone.currentIndex() == 5
    QTest.keyClicks(later.search, "zzzz")
    assert (later.items.rowCount(), later.name.text()) == (0, "Nothing found")
    QTest.keyClick(later.search, Qt.Key.Key_Return)
    assert desk.view.composer.text() == "🙌🏿"
    later.close()


def test_it_opens_quickly_and_not_over_a_locked_text(desk: Desk) -> None:
    desk.new()
    every()
    begun = time.thread_time()
    picker = opened(desk)
    assert time.thread_time() - begun < 0.3
    picker.close()
    desk.view.composer.setReadOnly(True)
    desk.page.emoji.open()
    assert not isinstance(QApplication.activePopupWidget(), EmojiPicker)


def test_the_recent_ones_stay_few_and_each_once() -> None:
    recent: tuple[str, ...] = ()
    for one in (*every()[:40], every()[3]):
        recent = used_lately(recent, one.text)
    assert len(recent) == 27
    assert recent[0] == every()[3].text
    assert len(set(recent)) == 27
