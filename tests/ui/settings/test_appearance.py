"""How the window looks: chosen here, chosen on the command line, and after a restart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from brandcraft_desktop.services import lock, settings_list
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.settings import SettingsPage
from brandcraft_desktop.ui.settings.looks import Looks
from brandcraft_desktop.ui.shell.places import SETTINGS
from brandcraft_desktop.ui.window_state import WindowState
from tests.ui.stage import Stage, stage

PASSWORD = "a walk in the rain"


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    with stage(tmp_path) as made:
        yield made


def looks(at: Stage) -> Looks:
    page = at.page(SETTINGS)
    assert isinstance(page, SettingsPage)
    return page.looks


def choose(box: QComboBox, words: str) -> None:
    """A person goes through the entries with the arrow keys."""
    box.setFocus()
    way = box.findText(words) - box.currentIndex()
    for _ in range(abs(way)):
        QTest.keyClick(box, Qt.Key.Key_Down if way > 0 else Qt.Key.Key_Up)
    assert box.currentText() == words


def told(at: Stage) -> tuple[str, ...]:
    """What the command line says."""
    names = ("ui.theme", "ui.text_size", "ui.reduce_motion")
    return tuple(settings_list.one(at.workspace, name).value for name in names)


def test_what_is_chosen_here_is_what_the_command_line_says(at: Stage) -> None:
    here = looks(at)
    assert told(at) == ("system", "100", "false")
    choose(here.scheme, "Dark")
    choose(here.text_size, "125 %")
    QTest.mouseClick(
        here.still, Qt.MouseButton.LeftButton, pos=QPoint(20, here.still.height() // 2)
    )
    assert theme.live.dark
    assert told(at) == ("dark", "125", "true")


def test_the_open_window_follows_the_command_line(at: Stage, tmp_path: Path) -> None:
    here = looks(at)
    settings_list.put(at.workspace, "ui.theme", "dark")
    at.wait(lambda: theme.live.dark, "the dark window")
    settings_list.put(at.workspace, "ui.text_size", "115")
    at.wait(lambda: theme.live.text_scale == 1.15, "the larger text")
    settings_list.put(at.workspace, "ui.reduce_motion", "true")
    at.wait(here.still.isChecked, "the switch")
    at.settle()
    assert here.scheme.currentText() == "Dark"
    assert here.text_size.currentText() == "115 %"
    sizes = [here.text_size.itemText(place) for place in range(here.text_size.count())]
    assert sizes == ["90 %", "100 %", "110 %", "115 %", "125 %", "150 %"]
    at.window.remember()  # what the window writes later leaves it
    assert told(at) == ("dark", "115", "true")
    again = WindowState(tmp_path)
    assert (again.scheme, again.text_scale) == (theme.Scheme.DARK, 1.15)


def test_the_lock_stays_light_and_the_window_behind_it_follows(at: Stage, qtbot: QtBot) -> None:
    lock.add(at.workspace, "Anna Example", PASSWORD)
    at.settle()
    at.program.locking.lock()
    at.wait(at.program.privacy.is_locked, "the lock")
    settings_list.put(at.workspace, "ui.theme", "dark")
    at.settle()
    assert not theme.live.dark
    line = at.program.locking.page.line
    QTest.keyClicks(line, PASSWORD)
    QTest.keyClick(line, Qt.Key.Key_Return)
    at.wait(lambda: not at.program.privacy.is_locked(), "the open window")
    assert theme.live.dark
