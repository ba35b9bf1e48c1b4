"""The heat map: what a person sees, hears and does on a year of days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.activity import Period, last_year, whole_year
from brandcraft_desktop.services.activity import Activity
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.brand.heat_items import CELL, COUNT
from brandcraft_desktop.ui.brand.heat_map import LEAST, MOST, USUAL, HeatMap
from brandcraft_desktop.ui.brand.words import summary
from brandcraft_desktop.ui.theme import color

TODAY = date(2026, 11, 18)
"""A Wednesday."""
TUESDAY = date(2026, 11, 17)
PUBLISHED = {TUESDAY: 8, date(2026, 11, 10): 3, date(2026, 11, 9): 2, date(2026, 3, 5): 1}
SCHEDULED = {date(2026, 11, 20): 2}


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    theme.apply(qapp, theme.Scheme.LIGHT, reduced_motion=True)
    yield
    QLocale.setDefault(before)


def shown_year() -> Activity:
    return Activity(last_year(TODAY, 0), TODAY, PUBLISHED, SCHEDULED)


@pytest.fixture
def heat(qtbot: QtBot) -> HeatMap:
    made = HeatMap()
    qtbot.addWidget(made)
    made.resize(1000, 200)
    made.show_activity(shown_year(), 0)
    made.show()
    return made


def cell(heat: HeatMap, day: date) -> QColor:
    """The colour in the middle of a day."""
    place = heat.table.visualRect(heat.items.index_of(day)).center()
    return heat.table.viewport().grab().toImage().pixelColor(place)


def test_it_is_seven_rows_of_fifty_three_weeks_and_every_cell_is_spoken(heat: HeatMap) -> None:
    items = heat.items
    assert (items.rowCount(), items.columnCount()) == (7, 53)
    index = items.index_of(TUESDAY)
    assert index.data(COUNT) == 8
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Tuesday 17 November 2026: 8 posts"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Tuesday 17 November 2026: 8 posts"
    coming = items.index_of(date(2026, 11, 20)).data(Qt.ItemDataRole.AccessibleTextRole)
    assert coming == "Friday 20 November 2026: 2 scheduled"
    quiet = items.index_of(date(2026, 11, 16)).data(Qt.ItemDataRole.AccessibleTextRole)
    assert quiet == "Monday 16 November 2026: no posts"


def test_a_screen_reader_finds_a_table_with_named_cells(heat: HeatMap) -> None:
    interface = QAccessible.queryAccessibleInterface(heat.table)
    assert interface.role() is QAccessible.Role.Table
    assert interface.text(QAccessible.Text.Name) == "Posting activity by day"
    cells = [interface.child(number) for number in range(interface.childCount())]
    names = [one.text(QAccessible.Text.Name) for one in cells if one is not None]
    assert names.count("Tuesday 17 November 2026: 8 posts") == 1


def test_days_are_as_dark_as_four_equal_steps_of_the_most(heat: HeatMap) -> None:
    levels = {day: heat.items.index_of(day).data(CELL).level for day in PUBLISHED}
    assert list(levels.values()) == [4, 2, 1, 1]
    for day, level in levels.items():
        assert cell(heat, day) == color(f"heat{level}")
    assert cell(heat, date(2026, 11, 16)) == color("heat0")


def test_a_day_to_come_with_a_post_is_outlined_and_one_without_is_not(heat: HeatMap) -> None:
    def edge(day: date) -> QColor:
        box = heat.table.visualRect(heat.items.index_of(day))
        image = heat.table.viewport().grab().toImage()
        return image.pixelColor(box.center().x(), box.top() + 2)

    heat.table.setCurrentIndex(heat.items.index_of(TODAY))
    assert edge(date(2026, 11, 20)) == color("scheduled")
    assert edge(date(2026, 11, 21)) != color("scheduled")
    assert cell(heat, date(2026, 11, 20)) == color("surface")


def test_arrows_go_from_day_to_day_and_enter_opens_one(heat: HeatMap, qtbot: QtBot) -> None:
    opened: list[object] = []
    heat.opened.connect(opened.append)
    heat.table.setFocus()
    assert heat.table.current_day() == TODAY
    qtbot.keyClick(heat.table, Qt.Key.Key_Up)
    assert heat.table.current_day() == TUESDAY
    qtbot.keyClick(heat.table, Qt.Key.Key_Left)
    assert heat.table.current_day() == date(2026, 11, 10)
    qtbot.keyClick(heat.table, Qt.Key.Key_Return)
    assert opened == [date(2026, 11, 10)]
    where = heat.table.visualRect(heat.items.index_of(TUESDAY)).center()
    qtbot.mouseClick(heat.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert opened[1:] == [TUESDAY]


def test_a_mirrored_map_begins_at_the_right_and_left_goes_to_later_days(
    heat: HeatMap, qtbot: QtBot
) -> None:
    heat.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    first = heat.table.visualRect(heat.items.index(0, 0))
    last = heat.table.visualRect(heat.items.index(0, 52))
    assert first.left() > last.left()
    assert heat.table.geometry().left() == 0 or heat.table.geometry().right() < heat.width()
    heat.table.setCurrentIndex(heat.items.index_of(date(2026, 11, 10)))
    qtbot.keyClick(heat.table, Qt.Key.Key_Left)
    assert heat.table.current_day() == TUESDAY


def test_a_calendar_year_has_no_days_of_others(heat: HeatMap, qtbot: QtBot) -> None:
    heat.show_activity(Activity(whole_year(2026), TODAY, PUBLISHED, SCHEDULED), 0)
    first = heat.items.index(0, 0)  # Monday 29 December 2025
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) is None
    assert not first.flags() & Qt.ItemFlag.ItemIsEnabled
    opened: list[object] = []
    heat.opened.connect(opened.append)
    where = heat.table.visualRect(first).center()
    qtbot.mouseClick(heat.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert opened == []


@pytest.mark.parametrize(
    ("width", "side"), [(640, LEAST), (30 + 53 * USUAL + 12, USUAL), (2000, MOST)]
)
def test_a_day_is_as_large_as_there_is_room(heat: HeatMap, width: int, side: int) -> None:
    heat.resize(width, 200)
    assert heat.side == side
    index = heat.items.index(0, 0)
    assert heat.table.visualRect(index).size().toTuple() == (side, side)


@pytest.mark.parametrize(
    ("counts", "coming", "words"),
    [
        (
            PUBLISHED,
            {},
            "14 posts in the last year. Busiest weekday: Tuesday.",
        ),
        (
            {TUESDAY: 1, date(2026, 11, 9): 1},
            SCHEDULED,
            "2 posts in the last year. Busiest weekdays: Monday and Tuesday. "
            "2 scheduled up to 22 November.",
        ),
        (
            {},
            {},
            "No posts yet. Each day you post gets a colour here, darker with more posts.",
        ),
        ({}, SCHEDULED, "No posts in the last year. 2 scheduled up to 22 November."),
    ],
)
def test_the_summary_tells_all_of_it_in_words(
    counts: dict[date, int], coming: dict[date, int], words: str
) -> None:
    period = last_year(TODAY, 0)
    assert isinstance(period, Period)
    assert summary(Activity(period, TODAY, counts, coming), "in the last year") == words


def test_the_summary_names_year_and_platform() -> None:
    shown = Activity(whole_year(2025), TODAY, {date(2025, 6, 3): 1}, {})
    assert summary(shown, "in 2025", "X") == "1 post in 2025 on X. Busiest weekday: Tuesday."
