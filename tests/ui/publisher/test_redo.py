"""Ctrl+Z takes back what was done last, Ctrl+Shift+Z does it again, unless others came between."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.services import posts
from brandcraft_desktop.ui.publisher.move_dialog import MoveDialog
from tests.ui.publisher.conftest import Desk, hours
from tests.ui.publisher.test_list import click, open_list, titles
from tests.ui.publisher.world import Made

CTRL = Qt.KeyboardModifier.ControlModifier
BOTH = CTRL | Qt.KeyboardModifier.ShiftModifier


def undo(desk: Desk) -> None:
    QTest.keyClick(focused(desk), Qt.Key.Key_Z, CTRL)


def redo(desk: Desk) -> None:
    QTest.keyClick(focused(desk), Qt.Key.Key_Z, BOTH)


def focused(desk: Desk) -> QWidget:
    """Where the keyboard is, on the page in any case."""
    there = desk.page.focusWidget()
    return there if there is not None else desk.page


def nudge(desk: Desk, made: Made, key: Qt.Key = Qt.Key.Key_Right) -> None:
    chip = desk.chip(made)
    chip.setFocus()
    QTest.keyClick(chip, key, Qt.KeyboardModifier.AltModifier)


def is_on(desk: Desk, made: Made, day: int) -> None:
    desk.wait(lambda: desk.day_of(made) == day)


def test_moves_go_back_and_forth_one_after_another(desk: Desk) -> None:
    made = desk.add("Moved", hours(8))
    nudge(desk, made)
    is_on(desk, made, 23)
    nudge(desk, made)
    is_on(desk, made, 24)
    undo(desk)
    is_on(desk, made, 23)
    undo(desk)
    is_on(desk, made, 22)
    redo(desk)
    is_on(desk, made, 23)
    redo(desk)
    is_on(desk, made, 24)
    redo(desk)
    undo(desk)
    is_on(desk, made, 23)
    assert not desk.way.errors


def test_keys_may_come_faster_than_the_moves(desk: Desk) -> None:
    made = desk.add("Moved", hours(8))
    nudge(desk, made)
    undo(desk)
    redo(desk)
    desk.wait(lambda: len(desk.way.toasts) == 3)
    assert [one.split()[0] for one in desk.way.toasts] == ["Moved", "Moved", "Moved"]
    assert desk.way.toasts[1] == "Moved back"
    assert desk.day_of(made) == 23


def test_what_is_done_next_leaves_nothing_to_redo(desk: Desk) -> None:
    made, other = desk.add("Moved", hours(8)), desk.add("Other", hours(9))
    nudge(desk, made)
    is_on(desk, made, 23)
    undo(desk)
    is_on(desk, made, 22)
    nudge(desk, other)
    is_on(desk, other, 23)
    redo(desk)
    undo(desk)
    is_on(desk, other, 22)
    assert desk.day_of(made) == 22


def test_a_move_is_not_done_again_where_the_post_was_moved_elsewhere(desk: Desk) -> None:
    made = desk.add("Moved", hours(8))
    nudge(desk, made)
    is_on(desk, made, 23)
    undo(desk)
    is_on(desk, made, 22)
    posts.move(desk.workspace, made.id, at=hours(80))
    redo(desk)
    desk.wait(lambda: desk.way.errors)
    assert desk.way.errors[0].title == "“Moved” was given another time meanwhile."
    assert "again would undo that" in desk.way.errors[0].cause
    assert desk.show(made).content.scheduled_at == hours(80)
    redo(desk)
    desk.wait(lambda: len(desk.way.toasts) >= 2)
    assert len(desk.way.errors) == 1  # refused once, it is gone


def test_a_deleted_post_comes_back_and_goes_again(desk: Desk) -> None:
    made = desk.add("Thrown away", hours(8))
    chip = desk.chip(made)
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    desk.wait(lambda: desk.show(made).deleted_at is not None)
    desk.wait(lambda: desk.page.calendar.month.chip_of(made.id) is None)
    undo(desk)
    desk.wait(lambda: desk.show(made).deleted_at is None)
    redo(desk)
    desk.wait(lambda: desk.show(made).deleted_at is not None)
    undo(desk)
    desk.wait(lambda: desk.show(made).deleted_at is None)
    desk.wait(lambda: desk.way.toasts[-1] == "Brought “Thrown away” back")
    posts.rename(desk.workspace, made.id, "Kept")
    redo(desk)
    desk.wait(lambda: desk.way.errors)
    assert desk.way.errors[0].title == "“Kept” was changed meanwhile."
    assert desk.show(made).deleted_at is None


def test_a_delete_behind_a_move_goes_the_whole_way(desk: Desk) -> None:
    made = desk.add("Far", hours(8))
    nudge(desk, made)
    is_on(desk, made, 23)
    QTest.keyClick(desk.chip(made), Qt.Key.Key_Delete)
    desk.wait(lambda: desk.show(made).deleted_at is not None)
    for turn in (undo, undo, redo, redo):
        turn(desk)
    desk.wait(lambda: len(desk.way.toasts) == 6)
    assert not desk.way.errors
    assert desk.show(made).deleted_at is not None
    assert desk.day_of(made) == 23


def test_several_moves_are_one(desk: Desk) -> None:
    made = [desk.add(name, hours(8 + n)) for n, name in enumerate(("One", "Two", "Three"))]
    before = [desk.show(one).content.scheduled_at for one in made]
    open_list(desk, 3)
    for one in made:
        click(desk, one, 18)
    desk.page.list.bar.move_them.click()
    dialog = desk.page.findChild(MoveDialog)
    assert dialog is not None
    dialog.edit.setDate(dialog.edit.date().addDays(4))
    dialog.confirm_button.click()
    desk.wait(lambda: desk.way.toasts == ["Moved 3 posts"])
    desk.page.activateWindow()
    desk.wait(desk.page.isActiveWindow)

    def moved(days: int) -> bool:
        return all(
            was is not None and desk.show(one).content.scheduled_at == was + timedelta(days=days)
            for one, was in zip(made, before, strict=True)
        )

    assert moved(4)
    undo(desk)
    desk.wait(lambda: moved(0))
    posts.move(desk.workspace, made[1].id, at=hours(90))
    redo(desk)
    desk.wait(lambda: desk.way.toasts[-1] == "Moved 2 posts; 1 can't be moved")
    assert len(desk.way.errors) == 1
    undo(desk)
    desk.wait(lambda: desk.way.toasts[-1] == "Moved back")
    assert [desk.show(one).content.scheduled_at for one in made] == [
        before[0],
        hours(90),
        before[2],
    ]


def test_copies_go_and_come_back_unless_somebody_wrote_in_them(desk: Desk) -> None:
    made = [desk.add(name, hours(8 + n)) for n, name in enumerate(("One", "Two"))]
    open_list(desk, 2)
    for one in made:
        click(desk, one, 18)
    desk.page.list.bar.duplicate.click()
    desk.wait(lambda: desk.way.toasts == ["2 drafts made"])
    desk.wait(lambda: len(titles(desk)) == 4)
    assert desk.way.undo is not None
    desk.way.undo()
    desk.wait(lambda: desk.way.toasts[-1] == "2 copies deleted")
    desk.wait(lambda: len(titles(desk)) == 2)
    redo(desk)
    desk.wait(lambda: len(titles(desk)) == 4)
    drafts = [row for row in desk.page.list.items.rows() if row.id not in {m.id for m in made}]
    posts.rename(desk.workspace, drafts[0].id, "Mine")
    undo(desk)
    desk.wait(lambda: desk.way.errors)
    assert desk.way.errors[0].title == "“Mine” was changed meanwhile."
    desk.wait(lambda: len(titles(desk)) == 3)


def test_a_title_goes_back_and_forth(desk: Desk) -> None:
    made = desk.add("Before", hours(8))
    open_list(desk, 1)
    desk.page.list.renamed.emit(made.id, "After")
    desk.wait(lambda: desk.show(made).content.title == "After")
    undo(desk)
    desk.wait(lambda: desk.show(made).content.title == "Before")
    redo(desk)
    desk.wait(lambda: desk.show(made).content.title == "After")


def test_a_draft_leaves_the_calendar_and_takes_its_place_again(desk: Desk) -> None:
    made = desk.add("Draft", None, status=DeliveryStatus.DRAFT)
    desk.wait(lambda: desk.page.row_of(made.id) is not None)
    desk.page.calendar.month.post_moved.emit(made.id, hours(48).date())
    is_on(desk, made, 24)
    undo(desk)
    desk.wait(lambda: desk.show(made).content.scheduled_at is None)
    redo(desk)
    is_on(desk, made, 24)
    assert not desk.way.errors


def test_each_act_takes_the_words_of_the_one_before_away(desk: Desk) -> None:
    made = desk.add("Moved", hours(8))
    nudge(desk, made)
    desk.wait(lambda: len(desk.way.toasts) == 1)
    assert desk.way.taken_away == []
    is_on(desk, made, 23)
    undo(desk)
    assert desk.way.taken_away == desk.way.toasts[:1]
    desk.wait(lambda: len(desk.way.toasts) == 2)
    chip = desk.chip(made)
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    desk.wait(lambda: desk.way.toasts[-1] == "Deleted “Moved”")
    assert desk.way.taken_away[-1] == "Moved back"
