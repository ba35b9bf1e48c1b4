"""The week and the day by hand and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.domain.posting_times import read_slot
from brandcraft_desktop.services import brands, posting_times, settings
from brandcraft_desktop.ui import habits
from brandcraft_desktop.ui.publisher.day_column import DayColumn
from brandcraft_desktop.ui.publisher.dropping import carry_post
from tests.ui.publisher.conftest import Desk
from tests.ui.publisher.world import Made

FRIDAY = datetime(2026, 11, 27, 7, 0, tzinfo=UTC)


def week(desk: Desk) -> None:
    """The week of that Friday."""
    QTest.keyClick(desk.page, Qt.Key.Key_W)
    desk.page.header.after.click()


def column(desk: Desk, day: int) -> DayColumn:
    found = desk.page.calendar.week.column_of(date(2026, 11, day))
    assert found is not None
    return found


def drop(desk: Desk, made: Made, day: int, minutes: int) -> None:
    target = column(desk, day)
    mime = carry_post(made.id, 0)
    place = QPointF(20, target.scale.top(minutes))
    move = Qt.DropAction.MoveAction
    held, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(place.toPoint(), move, mime, held, keys)
    QApplication.sendEvent(target, entering)  # Qt drops only where something was carried in
    QApplication.sendEvent(target, QDropEvent(place, move, mime, held, keys))


def test_a_drop_changes_day_and_time_and_ctrl_z_takes_it_back(desk: Desk) -> None:
    made = desk.add("Black Friday", FRIDAY)
    week(desk)
    desk.wait(lambda: column(desk, 27).chip_of(made.id))
    assert desk.page.header.title.text() == "23 – 29 November 2026"
    drop(desk, made, 25, 14 * 60 + 17)
    desk.wait(lambda: column(desk, 25).chip_of(made.id))
    moved = FRIDAY.replace(day=25, hour=14, minute=15)
    assert desk.show(made).content.scheduled_at == moved
    QTest.keyClick(desk.page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.wait(lambda: column(desk, 27).chip_of(made.id))
    assert desk.show(made).content.scheduled_at == FRIDAY


def test_the_past_of_today_takes_nothing_and_says_why(desk: Desk) -> None:
    made = desk.add("Black Friday", FRIDAY)
    QTest.keyClick(desk.page, Qt.Key.Key_W)
    desk.wait(desk.page.calendar.week.isVisible)
    drop(desk, made, 22, 8 * 60)
    assert desk.way.toasts == ["That time is in the past. Choose a later one."]


def test_keys_that_come_faster_than_the_disk_are_not_lost(desk: Desk) -> None:
    made = desk.add("Black Friday", FRIDAY)
    week(desk)
    desk.wait(lambda: column(desk, 27).chip_of(made.id))
    chip = column(desk, 27).chip_of(made.id)
    assert chip is not None
    for _ in range(2):
        QTest.keyClick(chip, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    later = FRIDAY + timedelta(minutes=30)
    desk.wait(lambda: desk.show(made).content.scheduled_at == later)


def press(desk: Desk, made: Made, day: int, key: Qt.Key) -> None:
    desk.wait(lambda: column(desk, day).chip_of(made.id))
    chip = column(desk, day).chip_of(made.id)
    assert chip is not None
    QTest.keyClick(chip, key, Qt.KeyboardModifier.AltModifier)


def test_moved_taken_back_and_moved_again_by_keys(desk: Desk) -> None:
    made = desk.add("Black Friday", FRIDAY)
    week(desk)
    press(desk, made, 27, Qt.Key.Key_Left)
    desk.wait(lambda: column(desk, 26).chip_of(made.id))
    QTest.keyClick(desk.page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press(desk, made, 27, Qt.Key.Key_Left)
    desk.wait(lambda: column(desk, 26).chip_of(made.id))
    assert desk.show(made).content.scheduled_at == FRIDAY.replace(day=26)


def test_dropped_taken_back_and_dropped_there_again(desk: Desk) -> None:
    made = desk.add("Black Friday", FRIDAY)
    week(desk)
    for _ in range(2):
        desk.wait(lambda: column(desk, 27).chip_of(made.id))
        drop(desk, made, 25, 14 * 60)
        desk.wait(lambda: column(desk, 25).chip_of(made.id))
        QTest.keyClick(desk.page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.wait(lambda: column(desk, 27).chip_of(made.id))
    assert desk.show(made).content.scheduled_at == FRIDAY


@pytest.fixture
def in_berlin(desk: Desk) -> Iterator[Desk]:
    settings.put(desk.workspace, settings.MONTHS_AHEAD, 6)
    habits.keep(habits.Habits(zone="Europe/Berlin", months_ahead=6))
    yield desk
    habits.keep(habits.Habits())


def test_a_night_without_that_hour_does_not_change_the_time_behind_it(in_berlin: Desk) -> None:
    desk = in_berlin
    saturday = datetime(2027, 3, 27, 1, 30, tzinfo=UTC)  # 02:30 there; clocks skip it on Sunday
    made = desk.add("Night", saturday)
    desk.page.show_day(saturday)

    def stands_at(moment: datetime) -> bool:
        row = desk.page.row_of(made.id)
        return row is not None and row.at == moment

    desk.wait(lambda: stands_at(saturday))
    sunday, monday = saturday + timedelta(days=1), datetime(2027, 3, 29, 0, 30, tzinfo=UTC)
    desk.page.calendar.grid.post_nudged.emit(made.id, timedelta(days=1))
    desk.wait(lambda: stands_at(sunday))  # 03:30, behind the gap
    desk.page.calendar.grid.post_nudged.emit(made.id, timedelta(days=1))
    desk.wait(lambda: stands_at(monday))  # 02:30 again


def test_a_free_posting_time_begins_a_post_there(desk: Desk) -> None:
    account = desk.accounts["bluesky"]
    posting_times.set_slots(desk.workspace, account, [read_slot("Wed 17:30")])
    week(desk)
    desk.wait(lambda: column(desk, 25).slots)
    button = column(desk, 25).buttons[0]
    assert button.text() == "17:30 free slot"
    button.click()
    assert desk.way.went == ["editor new at 25 17:30"]


def test_the_times_of_a_brand_show_before_it_has_an_account(desk: Desk) -> None:
    brands.add(desk.workspace, "Demo Studio", times=[read_slot("Wed 09:00")])
    week(desk)
    desk.wait(lambda: column(desk, 25).slots)
    button = column(desk, 25).buttons[0]
    assert button.text() == "09:00 free slot"
    assert "Demo Studio" in button.toolTip()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.way.went == ["editor new at 25 09:00"]


def test_every_view_can_be_drawn(desk: Desk) -> None:
    desk.add("Black Friday", FRIDAY)
    for key in (Qt.Key.Key_M, Qt.Key.Key_W, Qt.Key.Key_D):
        QTest.keyClick(desk.page, key)
        assert not desk.page.grab().isNull()
