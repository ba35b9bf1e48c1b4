"""The room that the parts of a list row have: large text, clocks of 12 hours, compact rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPaintEvent
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.services import media
from brandcraft_desktop.services.posts import Sort
from brandcraft_desktop.ui import habits, theme
from brandcraft_desktop.ui.publisher.list_measures import BOX
from brandcraft_desktop.ui.publisher.title_field import TitleField
from brandcraft_desktop.ui.theme import color
from tests.media.files import photo
from tests.ui.publisher.conftest import Desk, hours
from tests.ui.publisher.test_list import click, open_list, several
from tests.ui.publisher.world import Made, add_post

__all__ = ["several"]
APART = 8
"""Logical pixels of the ground that have to lie between a time and what stands beside it."""


@pytest.fixture(autouse=True)
def usual_habits() -> Iterator[None]:
    yield
    habits.keep(habits.Habits())


def choose(desk: Desk, *, density: str, hours: str = "24") -> None:
    """What the window does after a setting was changed."""
    habits.keep(replace(habits.habits(), density=density, hours=hours))
    desk.page.habits_changed()
    desk.wait(lambda: not desk.page._context.tasks.busy)


def drawn(desk: Desk, made: Made) -> tuple[QRect, QImage]:
    """Where a row is, and what the list looks like."""
    table, items = desk.page.list.table, desk.page.list.items
    QApplication.processEvents()
    box = table.visualRect(items.index(items.line_of(made.id), 0))
    return box, table.viewport().grab().toImage()


def inside(box: QRect) -> range:
    """The lines of pixels within the focus ring of a row."""
    return range(box.top() + 5, box.bottom() - 5)


def ground_of(box: QRect, shown: QImage) -> QColor:
    """The colour of a row, whether the pointer is over it or not."""
    return shown.pixelColor(box.left() + 8, box.center().y())


def empty_before_picture(desk: Desk, made: Made) -> int:
    """Logical pixels of mere ground between the time (or its day) and the picture."""
    box, shown = drawn(desk, made)
    measures, ground = desk.page.list.table.measures, ground_of(box, shown)
    count, x = 0, BOX + measures.clock_wide - 1
    rows = inside(box)
    while x > BOX and all(shown.pixelColor(x, y) == ground for y in rows):
        count, x = count + 1, x - 1
    assert x > BOX, "there is no time at all"
    return count


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("clock", ["24", "12"])
@pytest.mark.parametrize("density", ["comfortable", "compact"])
@pytest.mark.parametrize("sort", [Sort.DATE, Sort.TITLE])
def test_times_stand_apart_and_are_whole(
    desk: Desk, qapp: QApplication, scale: float, clock: str, density: str, sort: Sort
) -> None:
    made = desk.add("Lunch", hours(24 * 8 + 12.8))  # 10:29 PM
    open_list(desk, 1)
    desk.page.list.choices.orders[sort].trigger()
    choose(desk, hours=clock, density=density)
    theme.apply(qapp, theme.Scheme.LIGHT, scale, reduced_motion=True)
    assert empty_before_picture(desk, made) >= APART
    measures = desk.page.list.table.measures
    said = {"24": "22:29", "12": "10:29 PM"}[clock]
    assert QFontMetrics(measures.clock).horizontalAdvance(said) <= measures.time_wide
    assert measures.time_wide < measures.clock_wide
    if sort is Sort.TITLE and density == "compact":
        day = QFontMetrics(measures.day).horizontalAdvance("30 Nov 26")
        assert measures.time_wide + day < measures.clock_wide


def test_compact_rows_are_lower_and_do_the_same(desk: Desk, several: dict[str, Made]) -> None:
    open_list(desk, 4)
    table = desk.page.list.table
    before = [table.rowHeight(line) for line in range(table.model().rowCount())]
    choose(desk, density="compact")
    lower = [table.rowHeight(line) for line in range(table.model().rowCount())]
    assert all(low < high for low, high in zip(lower, before, strict=True))
    assert min(lower) >= 24, "too low for the pointer"
    click(desk, several["next"], 18)
    assert [row.title for row in table.chosen()] == ["Reply"]
    desk.page.list.rename(several["next"].id)
    field = table.viewport().findChild(TitleField)
    assert field is not None
    box, _ = drawn(desk, several["next"])
    assert box.contains(field.geometry())
    assert field.geometry().left() == box.left() + table.measures.words_start
    field.hide()
    choose(desk, density="comfortable")
    assert [table.rowHeight(line) for line in range(table.model().rowCount())] == before


def test_the_text_of_a_compact_row_stands_behind_its_title(desk: Desk) -> None:
    made = desk.add("Lunch", hours(8), text="Soup and bread. ")
    open_list(desk, 1)
    choose(desk, density="compact")
    box, _ = drawn(desk, made)
    table = desk.page.list.table
    behind = box.left() + table.measures.words_start
    behind += table.measures.title_metrics.horizontalAdvance("Lunch") + 4

    def colours() -> set[str]:
        box, shown = drawn(desk, made)
        across = range(behind, behind + 120)
        return {shown.pixelColor(x, y).name() for x in across for y in inside(box)}

    assert len(colours()) > 1, "there are no words"
    desk.page.list.choices.columns["text"].trigger()
    desk.wait(lambda: len(colours()) == 1)


def test_shared_pictures_follow_theme_tick_and_state(
    desk: Desk, qapp: QApplication, several: dict[str, Made]
) -> None:
    open_list(desk, 4)
    looks: list[QImage] = []
    for scheme in (theme.Scheme.LIGHT, theme.Scheme.DARK, theme.Scheme.LIGHT):
        theme.apply(qapp, scheme, reduced_motion=True)
        looks.append(drawn(desk, several["next"])[1])
    assert looks[0] != looks[1]
    assert looks[0] == looks[2]
    box, plain = drawn(desk, several["next"])
    square = QRect(box.left() + 12, box.center().y() - 8, 16, 16)
    click(desk, several["next"], 18)
    ticked = drawn(desk, several["next"])[1]
    assert plain.copy(square) != ticked.copy(square)
    assert ticked.pixelColor(square.center().x(), square.top() + 1) == color("accent")


class Painted(QObject):
    """Notes how much of the list is painted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.areas: list[QRect] = []
        desk.page.list.table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.areas.append(event.rect())
        return False


def test_a_picture_that_was_read_paints_its_own_rows(desk: Desk, tmp_path: Path) -> None:
    (file,) = media.add(desk.workspace, [photo(tmp_path / "lunch.jpg")])
    media.process(desk.workspace, file.id)
    made = add_post(desk.workspace, desk.accounts, "Lunch", at=hours(9), media=(file.id,))
    desk.add("Dinner", hours(8))
    open_list(desk, 2)
    items, table = desk.page.list.items, desk.page.list.table
    row = items.post(items.line_of(made.id))
    assert row is not None
    content = row.thumbnail_sha256
    assert content
    desk.wait(lambda: desk.page._thumbnails.get(content))
    painted = Painted(desk)

    def its_own_rows_alone() -> bool:
        painted.areas.clear()
        desk.page._thumbnails.loaded.emit(content)
        desk.wait(lambda: painted.areas)
        box = table.visualRect(items.index(items.line_of(made.id), 0))
        return all(box.contains(area) for area in painted.areas)

    desk.wait(its_own_rows_alone)  # once what the page still painted for other reasons is over
