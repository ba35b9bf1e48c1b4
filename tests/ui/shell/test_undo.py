"""Undo, redo and their toasts in the whole window."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from brandcraft_desktop.services import posts
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.publisher import PublisherPage
from brandcraft_desktop.ui.publisher.chip import PostChip
from brandcraft_desktop.ui.shell.places import PUBLISHER
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
