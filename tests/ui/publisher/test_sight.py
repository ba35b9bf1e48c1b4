"""What an hour grid shows when one comes to it, and what it says of the posts out of sight."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.domain.status import DeliveryStatus
from brandcraft_desktop.ui.publisher.sight import Stretch, best
from brandcraft_desktop.ui.publisher.time_grid import TimeGrid
from tests.ui.publisher.conftest import Desk, hours
from tests.ui.publisher.world import NOW, Made

D = DeliveryStatus
FAILED_AT = hours(3)
"""12:41."""


def in_sight(grid: TimeGrid, widget: QWidget | None) -> bool:
    """Whether all of a widget is in the part of the hours that is shown."""
    if widget is None or not widget.isVisible():
        return False
    view = grid.area.viewport()
    return view.rect().contains(QRect(widget.mapTo(view, QPoint(0, 0)), widget.size()))


def now_in_sight(grid: TimeGrid) -> bool:
    column = next(one for one in grid.columns if one.now_top() is not None)
    top = column.mapTo(grid.area.viewport(), QPoint(0, column.now_top() or 0)).y()
    return 0 < top < grid.area.viewport().height()


def open_week(desk: Desk) -> TimeGrid:
    desk.page.resize(1180, 560)
    QTest.keyClick(desk.page, Qt.Key.Key_W)
    desk.wait(desk.page.calendar.week.isVisible)
    return desk.page.calendar.week


def scroll_down(grid: TimeGrid) -> None:
    bar = grid.area.verticalScrollBar()
    bar.setValue(bar.maximum())


def add_failed(desk: Desk) -> Made:
    return desk.add("Failed", FAILED_AT, status=D.FAILED, to=("bluesky", "x"))


def test_every_visit_shows_now_and_what_failed(desk: Desk) -> None:
    desk.clock.moment = FAILED_AT + timedelta(minutes=25)
    desk.add("Late", hours(12))
    grid = open_week(desk)
    desk.wait(lambda: now_in_sight(grid))
    scroll_down(grid)
    assert not now_in_sight(grid)
    made = add_failed(desk)
    desk.wait(lambda: grid.chip_of(made.id))
    QTest.keyClick(desk.page, Qt.Key.Key_M)
    QTest.keyClick(desk.page, Qt.Key.Key_W)
    desk.wait(lambda: now_in_sight(grid))
    assert in_sight(grid, grid.chip_of(made.id))


def test_coming_back_to_the_page_is_a_visit(desk: Desk) -> None:
    made = add_failed(desk)
    desk.clock.moment = FAILED_AT + timedelta(minutes=25)
    grid = open_week(desk)
    desk.wait(lambda: in_sight(grid, grid.chip_of(made.id)))
    scroll_down(grid)
    desk.page.hide()
    desk.page.show()
    desk.wait(lambda: in_sight(grid, grid.chip_of(made.id)) and now_in_sight(grid))


def test_turning_the_week_scrolls_to_its_posts(desk: Desk) -> None:
    made = desk.add("Early", hours(24 * 7 - 8))
    grid = open_week(desk)
    scroll_down(grid)
    QTest.keyClick(desk.page, Qt.Key.Key_PageDown)
    desk.wait(lambda: in_sight(grid, grid.chip_of(made.id)))


def test_what_happens_meanwhile_does_not_scroll(desk: Desk) -> None:
    grid = open_week(desk)
    desk.wait(lambda: now_in_sight(grid))
    scroll_down(grid)
    at = grid.area.verticalScrollBar().value()
    made = add_failed(desk)
    desk.wait(lambda: grid.chip_of(made.id))
    assert grid.area.verticalScrollBar().value() == at


def test_posts_out_of_sight_are_counted_and_a_click_shows_them(desk: Desk) -> None:
    early = [desk.add(f"Early {n}", hours(n - 9), status=D.PUBLISHED) for n in range(2)]
    late = desk.add("Late", NOW.replace(hour=22))
    failed = add_failed(desk)
    grid = open_week(desk)
    desk.wait(lambda: in_sight(grid, grid.chip_of(failed.id)))
    assert grid.beyond.above.text() == "2 above"
    assert grid.beyond.below.text() == "1 below"
    assert grid.beyond.below.accessibleName() == "1 post below. Show it"
    QTest.mouseClick(grid.beyond.below, Qt.MouseButton.LeftButton)
    assert in_sight(grid, grid.chip_of(late.id))
    assert grid.beyond.below.isHidden()
    assert grid.beyond.above.text() == "3 above, 1 needs attention"
    QTest.mouseClick(grid.beyond.above, Qt.MouseButton.LeftButton)
    assert in_sight(grid, grid.chip_of(failed.id))
    QTest.mouseClick(grid.beyond.above, Qt.MouseButton.LeftButton)
    assert all(in_sight(grid, grid.chip_of(one.id)) for one in early)
    assert grid.beyond.above.isHidden()


def test_now_stays_in_sight_and_what_needs_attention_comes_first() -> None:
    calm = [Stretch(100, 140), Stretch(150, 190)]
    need = [Stretch(900, 940, need=True)]
    total, height = 1400, 500
    assert best(calm + need, height=height, total=total, wish=76) <= 900
    assert best(calm + need, height=height, total=total, wish=76) + height >= 940
    assert best(calm + need, height=height, total=total, wish=76, now=120) <= 96
    assert best([], height=height, total=total, wish=2000) == total - height
    assert best(calm, height=2000, total=total, wish=500, now=700) == 0
