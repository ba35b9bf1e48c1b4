"""The sheet that splits a text: what it shows, what its button writes, and one undo joins again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from brandcraft_desktop.ui.editor.thread_sheet import ThreadSheet
from tests.ui.editor.conftest import Desk

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TEXT = "One thing. Another thing!\n\nA second paragraph. Its end"


def open_sheet(desk: Desk, text: str = TEXT) -> ThreadSheet:
    desk.new()
    desk.choose_all()
    desk.view.composer.insertPlainText(text)
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_T, CTRL | SHIFT)
    return sheet(desk)


def sheet(desk: Desk) -> ThreadSheet:
    return next(one for one in desk.view.findChildren(ThreadSheet) if one.isVisible())


def shown(found: ThreadSheet) -> list[str]:
    return [found.list.item(row).text() for row in range(found.list.count())]


@pytest.mark.parametrize(
    ("mode", "wanted"),
    [
        ("blank", ["One thing. Another thing!", "A second paragraph. Its end"]),
        ("sentences", ["One thing.", "Another thing!", "A second paragraph.", "Its end"]),
    ],
)
def test_split_writes_the_lines_and_one_undo_joins_again(
    desk: Desk, mode: str, wanted: list[str]
) -> None:
    found = open_sheet(desk)
    found.modes.button(mode).click()
    assert [row.split("  ", 2)[2] for row in shown(found)] == wanted
    assert shown(found)[0].split("  ")[1] == f"{len(wanted[0])} / 300"
    desk.bot.keyClick(found.split, Qt.Key.Key_Space)
    assert desk.view.composer.text() == "\n---\n".join(wanted)
    assert desk.page.controller.content.thread
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_Z, CTRL)
    assert desk.view.composer.text() == TEXT
    assert not desk.page.controller.content.thread, "the switch comes back with the words"
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_Z, CTRL | SHIFT)
    assert desk.page.controller.content.thread


def test_to_fit_leaves_room_for_the_numbers_but_does_not_write_them(desk: Desk) -> None:
    words = "word " * 130
    found = open_sheet(desk, words.strip())
    found.numbers.setChecked(True)
    assert found.list.item(0).toolTip().endswith(" 1/3")
    desk.bot.mouseClick(found.split, Qt.MouseButton.LeftButton)
    text = desk.view.composer.text()
    assert [one for one in text.split() if one != "---"] == words.split()
    plans = {one.platform: one.plan for one in desk.page.controller.judgement.plans}
    sent = [part.text for part in plans["bluesky"].parts]
    assert sent[0].endswith(f"1/{len(sent)}")
    assert all(part.measure.remaining >= 0 for part in plans["bluesky"].parts)
    assert len(sent) == text.count("---") + 1


def test_an_own_pattern_numbers_the_parts(desk: Desk) -> None:
    found = open_sheet(desk, "one\n---\ntwo")
    found.switch.setChecked(True)
    found.numbers.setChecked(True)
    found.pattern.selectAll()
    desk.bot.keyClicks(found.pattern, "({n} of {total}) {text}")
    found.close()
    parts = {one.platform: one.plan.parts for one in desk.page.controller.judgement.plans}
    assert [part.text for part in parts["bluesky"]] == ["(1 of 2) one", "(2 of 2) two"]


def test_by_hand_a_part_begins_at_the_cursor(desk: Desk) -> None:
    found = open_sheet(desk, "one two")
    cursor = desk.view.composer.textCursor()
    cursor.setPosition(4)
    desk.view.composer.setTextCursor(cursor)
    found.modes.button("hand").click()
    assert not found.split.isVisible()
    found.cut.click()
    assert desk.view.composer.text() == "one \n---\ntwo"
    assert desk.page.controller.content.thread
    desk.type("and ")
    assert desk.view.composer.text() == "one \n---\nand two"


def test_join_makes_one_text_again(desk: Desk) -> None:
    found = open_sheet(desk, "one\n---\ntwo\n---\nthree")
    found.join.click()
    assert desk.view.composer.text() == "one\n\ntwo\n\nthree"
    desk.view.composer.undo()
    assert desk.view.composer.text() == "one\n---\ntwo\n---\nthree"


def test_on_the_tab_of_one_platform_the_others_stay_as_they_are(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    desk.view.composer.insertPlainText(TEXT)
    desk.page.tools.open_tab("bluesky")
    desk.view.split.click()
    found = sheet(desk)
    found.modes.button("blank").click()
    found.split.click()
    controller = desk.page.controller
    assert not controller.content.thread
    assert controller.content.text == TEXT
    assert controller.content.variants["bluesky"].thread is True
    parts = {one.platform: one.plan.parts for one in controller.judgement.plans}
    assert (len(parts["bluesky"]), len(parts["linkedin"])) == (2, 1)
    desk.view.composer.undo()
    assert controller.content.variants == {}
