"""A new thread begins with the numbers of the settings; the person's own choice stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt

from brandcraft_desktop.services import planning, settings
from brandcraft_desktop.ui import habits
from brandcraft_desktop.ui.editor.thread_sheet import ThreadSheet
from brandcraft_desktop.ui.widgets import ToggleSwitch
from tests.ui.editor.conftest import Desk

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TEXT = "One thing. Another thing!\n\nA second paragraph. Its end"


@pytest.fixture
def numbering(desk: Desk) -> Desk:
    """Somebody who numbers the parts of threads."""
    choose(desk, "({n}/{total})")
    return desk


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Habits are those of the process."""
    yield
    habits.keep(habits.Habits())


def choose(desk: Desk, pattern: str) -> None:
    settings.put(desk.workspace, settings.NUMBERING, pattern)
    habits.keep(habits.read(desk.workspace))


def sheet(desk: Desk) -> ThreadSheet:
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_T, CTRL | SHIFT)
    return next(one for one in desk.view.findChildren(ThreadSheet) if one.isVisible())


def write(desk: Desk, text: str = TEXT) -> None:
    desk.new()
    desk.choose_all()
    desk.view.composer.insertPlainText(text)


def flip(desk: Desk, switch: ToggleSwitch) -> None:
    desk.bot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(20, switch.height() // 2))


def sent(desk: Desk) -> list[str]:
    plans = {one.platform: one.plan for one in desk.page.controller.judgement.plans}
    return [part.text for part in plans["bluesky"].parts]


def test_the_sheet_shows_the_numbers_and_the_split_takes_them(numbering: Desk) -> None:
    write(numbering)
    found = sheet(numbering)
    assert found.numbers.isChecked()
    assert found.pattern.text() == "({n}/{total})"
    found.modes.button("blank").click()
    assert found.list.item(0).toolTip() == "One thing. Another thing! (1/2)"
    assert planning.numbering_of(numbering.page.controller.content) is None, "nothing is done yet"
    numbering.bot.mouseClick(found.split, Qt.MouseButton.LeftButton)
    assert sent(numbering) == [
        "One thing. Another thing! (1/2)",
        "A second paragraph. Its end (2/2)",
    ]


def test_whoever_switches_the_numbers_off_has_none(numbering: Desk) -> None:
    write(numbering)
    found = sheet(numbering)
    flip(numbering, found.numbers)
    found.modes.button("blank").click()
    numbering.bot.mouseClick(found.split, Qt.MouseButton.LeftButton)
    assert sent(numbering) == ["One thing. Another thing!", "A second paragraph. Its end"]
    assert not sheet(numbering).numbers.isChecked()


def test_a_part_that_begins_at_the_cursor_makes_a_numbered_thread(numbering: Desk) -> None:
    write(numbering, "One thing. Another")
    found = sheet(numbering)
    found.modes.button("hand").click()
    numbering.view.composer.moveCursor(numbering.view.composer.textCursor().MoveOperation.End)
    numbering.bot.mouseClick(found.cut, Qt.MouseButton.LeftButton)
    numbering.bot.keyClicks(numbering.view.composer, "More")
    assert sent(numbering) == ["One thing. Another (1/2)", "More (2/2)"]


def test_a_thread_that_was_there_keeps_having_no_numbers(desk: Desk) -> None:
    write(desk, "one\n---\ntwo")
    found = sheet(desk)
    flip(desk, found.switch)
    found.close()
    choose(desk, "{n}/{total}")
    assert not sheet(desk).numbers.isChecked()
    desk.page.controller.set_title("Changed")
    assert sent(desk) == ["one", "two"]


def test_one_post_has_no_numbers(numbering: Desk) -> None:
    write(numbering, "Only this")
    assert planning.numbering_of(numbering.page.controller.content) is None
    assert sent(numbering) == ["Only this"]
