"""Other clocks and weeks: what is open follows at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from brandcraft_desktop.errors import BadInput
from brandcraft_desktop.services import settings
from brandcraft_desktop.ui import habits
from brandcraft_desktop.ui.editor import EditorPage
from brandcraft_desktop.ui.here import local, zone_here
from brandcraft_desktop.ui.publisher.chip import PostChip
from brandcraft_desktop.ui.publisher.page import PublisherPage
from brandcraft_desktop.ui.settings import SettingsPage
from brandcraft_desktop.ui.shell.places import CREATE, PUBLISHER, SETTINGS
from brandcraft_desktop.ui.times import short_time
from tests.ui.publisher.world import NOW, add_accounts, add_post
from tests.ui.stage import Stage, stage


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    with stage(tmp_path) as made:
        yield made
    habits.keep(habits.Habits())


def choose(box: QComboBox, words: str) -> None:
    row = box.findText(words)
    assert row >= 0
    box.setCurrentIndex(row)
    box.activated.emit(row)


def test_the_calendar_follows_the_clock_the_week_and_how_far_ahead(at: Stage) -> None:
    calendar = at.page(PUBLISHER)
    assert isinstance(calendar, PublisherPage)
    page = at.page(SETTINGS)
    assert isinstance(page, SettingsPage)
    for words, weekday in (("Sunday", 6), ("Monday", 0), ("Saturday", 5)):
        choose(page.clocks.weeks, words)
        at.settle()
        at.window.go_to(PUBLISHER)
        at.settle()
        assert calendar.calendar.month.days[0].weekday() == weekday
        at.window.go_to(SETTINGS)
    choose(page.clocks.hours, "12 hours (6:00 PM)")
    at.settle()
    assert short_time(time(18)) == "6:00 PM"
    choose(page.clocks.hours, "24 hours (18:00)")
    at.settle()
    assert short_time(time(18)) == "18:00"
    page.posting.months.setValue(9)
    at.settle()
    assert habits.habits().months_ahead == 9
    assert settings.get(at.workspace, settings.HOURS) == "24"


def test_every_page_follows_the_zone_at_once(at: Stage) -> None:
    page = at.page(SETTINGS)
    assert isinstance(page, SettingsPage)
    calendar = at.page(PUBLISHER)
    assert isinstance(calendar, PublisherPage)
    calendar.header.view.button("list").click()
    at.settle()
    settings.put(at.workspace, settings.ZONE, "Asia/Tokyo")
    at.wait(lambda: zone_here() == "Asia/Tokyo", "the other zone")
    at.settle()
    assert page.clocks.zone.text() == "Asia/Tokyo"
    assert local(datetime(2026, 11, 22, 9, tzinfo=UTC)).hour == 18
    at.window.open_editor()
    at.settle()
    editor = at.window.page(CREATE)
    assert isinstance(editor, EditorPage)
    assert editor.controller.when.zone == "Asia/Tokyo"
    with pytest.raises(BadInput):
        settings.put(at.workspace, settings.ZONE, "Mars/Phobos")


def test_posts_take_one_line_where_there_shall_be_more_of_them(at: Stage) -> None:
    add_post(at.workspace, add_accounts(at.workspace), "Soon", at=NOW + timedelta(days=1))

    def heights() -> set[int]:
        calendar = at.page(PUBLISHER)
        return {one.height() for one in calendar.findChildren(PostChip) if one.isVisible()}

    def row_height() -> int:
        publisher = at.page(PUBLISHER)
        assert isinstance(publisher, PublisherPage)
        publisher.header.view.button("list").click()
        at.settle()
        height = publisher.list.table.rowHeight(1)  # the first is the heading
        publisher.header.view.button("month").click()
        at.settle()
        return height

    two_lines, high = heights(), row_height()
    assert len(two_lines) == 1
    page = at.page(SETTINGS)
    assert isinstance(page, SettingsPage)
    choose(page.clocks.density, "Compact, one line a post")
    at.wait(lambda: habits.habits().density == "compact", "the setting")
    assert settings.get(at.workspace, settings.DENSITY) == "compact"
    assert max(heights()) < min(two_lines)
    assert row_height() < high
