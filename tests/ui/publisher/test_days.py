"""Days and moments of the month view."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.ui.habits import first_weekday
from brandcraft_desktop.ui.publisher.days import (
    days_shown,
    months_on,
    same_clock,
    slot,
    spoken_day,
)
from brandcraft_desktop.ui.publisher.folding import fitting
from brandcraft_desktop.ui.publisher.list_words import wrapped

NOON = datetime(2026, 11, 22, 12, 20, tzinfo=UTC)


def test_a_month_is_shown_in_whole_weeks() -> None:
    shown = days_shown(date(2026, 11, 22), 0)
    assert (shown[0], shown[-1], len(shown)) == (date(2026, 10, 26), date(2026, 12, 6), 42)
    assert len(days_shown(date(2027, 2, 1), 0)) == 28
    assert days_shown(date(2026, 11, 22), 6)[0] == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("locale", "first"), [("en_GB", 0), ("en_US", 6), ("de_DE", 0), ("ar_EG", 5)]
)
def test_weeks_begin_where_the_person_lives(locale: str, first: int) -> None:
    QLocale.setDefault(QLocale(locale))
    assert first_weekday() == first


def test_months_go_over_the_year() -> None:
    assert months_on(date(2026, 11, 22), 3) == date(2027, 2, 1)
    assert months_on(date(2026, 1, 31), -1) == date(2025, 12, 1)


def test_another_day_keeps_the_time() -> None:
    moved = same_clock(datetime(2026, 11, 27, 18, 5, tzinfo=UTC), date(2026, 12, 1))
    assert moved.at == datetime(2026, 12, 1, 18, 5, tzinfo=UTC)
    assert moved.wall == "2026-12-01T18:05"


def test_a_day_proposes_its_next_slot() -> None:
    tomorrow, today = slot(date(2026, 11, 23), NOON), slot(date(2026, 11, 22), NOON)
    assert tomorrow is not None
    assert today is not None
    assert (tomorrow.at.time(), today.at.time()) == (time(9), time(13))
    assert slot(date(2026, 11, 21), NOON) is None
    assert slot(date(2026, 11, 22), NOON.replace(hour=23)) is None


def test_days_are_said_in_words() -> None:
    today = date(2026, 11, 22)
    assert spoken_day(date(2026, 11, 27), today) == "Friday 27 November"
    assert spoken_day(today, today) == "Today, Sunday 22 November"
    assert spoken_day(date(2027, 1, 1), today) == "Friday 1 January 2027"


@pytest.mark.parametrize(
    ("height", "posts", "expected"),
    [(110, 1, (40, 1)), (110, 2, (40, 2)), (110, 5, (22, 2)), (84, 2, (22, 2)), (84, 1, (40, 1))],
)
def test_as_many_chips_as_fit(height: int, posts: int, expected: tuple[int, int]) -> None:
    assert fitting(height, posts)[:2] == expected


def test_words_without_a_space_are_broken_and_the_rest_elided(qapp: QApplication) -> None:
    font = QFont(qapp.font())
    lines = wrapped("Donaudampfschifffahrtsgesellschaft" * 4, font, 200)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(QFontMetrics(font).horizontalAdvance(line) <= 200 for line in lines)
