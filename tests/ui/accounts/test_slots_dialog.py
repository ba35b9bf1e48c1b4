"""The weekly posting times of an account, by mouse and keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QApplication, QTimeEdit
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.posting_times import Slot
from brandcraft_desktop.ui.accounts.slots_dialog import SlotsDialog
from brandcraft_desktop.ui.widgets import Button, Popover


def shown(bot: QtBot, *slots: Slot) -> SlotsDialog:
    dialog = SlotsDialog("@demo", slots)
    bot.addWidget(dialog)
    dialog.open()
    return dialog


def chips(dialog: SlotsDialog) -> list[str]:
    found = [one for one in dialog.findChildren(Button) if one.toolTip() == "Remove"]
    return sorted(one.accessibleName() for one in found if one.isVisible())


def test_times_are_added_and_removed_and_saved(qtbot: QtBot) -> None:
    dialog = shown(qtbot, Slot(1, 570))
    assert len(chips(dialog)) == 1
    qtbot.mouseClick(dialog.adders[4], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), Popover))
    panel = QApplication.activePopupWidget()
    assert panel is not None
    edit = panel.findChild(QTimeEdit)
    assert isinstance(edit, QTimeEdit)
    edit.setTime(QTime(18, 5))
    (add,) = [one for one in panel.findChildren(Button) if one.text() == "Add"]
    qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    assert dialog.slots() == (Slot(1, 570), Slot(4, 18 * 60 + 5))
    assert len(chips(dialog)) == 2
    (tuesday,) = [one for one in dialog.findChildren(Button) if "Tuesday" in one.accessibleName()]
    qtbot.mouseClick(tuesday, Qt.MouseButton.LeftButton)
    assert dialog.slots() == (Slot(4, 18 * 60 + 5),)
    with qtbot.waitSignal(dialog.chosen) as said:
        qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert said.args == [(Slot(4, 18 * 60 + 5),)]


def test_monday_is_copied_to_the_workdays(qtbot: QtBot) -> None:
    dialog = shown(qtbot, Slot(0, 540), Slot(2, 600), Slot(6, 700))
    qtbot.mouseClick(dialog.everywhere, Qt.MouseButton.LeftButton)
    assert dialog.slots() == (*(Slot(day, 540) for day in range(5)), Slot(6, 700))
    dialog.remove(Slot(0, 540))
    assert dialog.everywhere.isHidden()


def test_cancel_changes_nothing(qtbot: QtBot) -> None:
    dialog = shown(qtbot, Slot(0, 540))
    dialog.remove(Slot(0, 540))
    with qtbot.assertNotEmitted(dialog.chosen):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()
