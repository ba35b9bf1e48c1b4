"""Where the window was, and what is remembered of how it looked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from brandcraft_desktop.ui.theme import Scheme
from brandcraft_desktop.ui.window_state import WindowState, first_side


def window_at(qtbot: QtBot, place: QRect) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.setGeometry(place)
    made.show()
    qtbot.waitExposed(made)
    return made


def restored(qtbot: QtBot, folder: Path) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    WindowState(folder).restore(made)
    return made


def test_it_comes_back_where_and_as_big_as_it_was(qtbot: QtBot, tmp_path: Path) -> None:
    before = window_at(qtbot, QRect(60, 70, 520, 410))
    WindowState(tmp_path).save(before)
    assert restored(qtbot, tmp_path).size() == before.size()
    assert restored(qtbot, tmp_path).geometry().topLeft() == before.geometry().topLeft()


def test_it_comes_back_maximised(qtbot: QtBot, tmp_path: Path) -> None:
    before = window_at(qtbot, QRect(60, 70, 520, 410))
    before.showMaximized()
    WindowState(tmp_path).save(before)
    assert restored(qtbot, tmp_path).isMaximized()


def test_a_window_of_a_screen_that_is_gone_comes_onto_one_that_is_there(
    qtbot: QtBot, tmp_path: Path
) -> None:
    screen = QApplication.primaryScreen().availableGeometry()
    far = QRect(screen.right() + 5_000, screen.bottom() + 5_000, 520, 410)
    WindowState(tmp_path).save(window_at(qtbot, far))
    frame = restored(qtbot, tmp_path).frameGeometry()
    assert screen.intersected(frame).width() >= 100
    assert screen.intersected(frame).height() >= 60


def test_a_window_bigger_than_the_screen_is_cut_to_it(qtbot: QtBot, tmp_path: Path) -> None:
    screen = QApplication.primaryScreen().availableGeometry()
    huge = QRect(screen.left(), screen.top(), screen.width() * 3, screen.height() * 3)
    WindowState(tmp_path).save(window_at(qtbot, huge))
    after = restored(qtbot, tmp_path)
    assert after.width() <= screen.width()
    assert after.height() <= screen.height()


@pytest.mark.parametrize(
    ("wanted", "least", "room", "gives"),
    [
        (1280, 1024, 2560, 1280),
        (1280, 1024, 1366, 1229),
        (1280, 1024, 1024, 1024),
        (1280, 1024, 800, 800),
    ],
)
def test_the_first_size_leaves_a_tenth_of_the_screen_where_it_can(
    wanted: int, least: int, room: int, gives: int
) -> None:
    assert first_side(wanted, least, room) == gives


def test_looks_are_remembered_and_nonsense_is_passed_over(tmp_path: Path) -> None:
    state = WindowState(tmp_path)
    assert (state.scheme, state.text_scale, state.reduced_motion) == (Scheme.SYSTEM, 1.0, False)
    state.put("scheme", "dark")
    state.put("text_scale", "1.25")
    state.put("reduced_motion", "yes")
    assert (state.scheme, state.text_scale, state.reduced_motion) == (Scheme.DARK, 1.25, True)
    state.put("scheme", "mauve")
    state.put("text_scale", "huge")
    assert (state.scheme, state.text_scale) == (Scheme.SYSTEM, 1.0)
    state.put("text_scale", "99")
    assert state.text_scale == 2.0
