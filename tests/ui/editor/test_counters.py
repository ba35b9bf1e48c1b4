"""Counters: the tightest first, coloured by state, spoken once when the limit is crossed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.counters import Counters
from brandcraft_desktop.ui.editor.judge import Count, PartCount
from tests.ui.widgets.conftest import spoken

__all__ = ["spoken"]


@pytest.fixture
def counters(qapp: QApplication, qtbot: QtBot) -> Iterator[Counters]:
    theme.apply(qapp, theme.Scheme.LIGHT, reduced_motion=True)
    made = Counters()
    made.show()
    yield made
    made.close()
    made.deleteLater()


def count(length: int, platform: str = "x", limit: int = 280, unit: str = "characters") -> Count:
    return Count(platform, platform.upper(), length, limit, limit - length, unit, 1)


def test_crossing_the_limit_is_said_once_each_way(
    counters: Counters, spoken: list[tuple[str, bool]]
) -> None:
    for length in (270, 279, 280, 281, 290, 300, 281, 280, 270, 281):
        counters.show_counts([count(length)], "")
    assert [words for words, _ in spoken] == [
        "1 character over X's limit of 280",
        "Fits X again",
        "1 character over X's limit of 280",
    ]


def test_a_platform_that_was_not_chosen_meanwhile_is_news_again(
    counters: Counters, spoken: list[tuple[str, bool]]
) -> None:
    counters.show_counts([count(300)], "")
    counters.show_counts([], "")
    counters.show_counts([count(300)], "")
    assert len(spoken) == 2


def test_the_tightest_come_first_in_their_colours(counters: Counters) -> None:
    counters.show_counts(
        [count(100, "a"), count(281, "b"), count(260, "c"), count(10, "d", 60, "bytes")], ""
    )
    assert [one.text() for one in counters.labels] == [
        "B \u22121",
        "C 260 / 280",
        "D 10 / 60 bytes",
    ]
    assert [one.property("state") for one in counters.labels] == ["over", "near", "normal"]


def test_a_thread_tells_the_count_of_each_part(counters: Counters) -> None:
    each = (PartCount(120, 280, 160, "characters"), PartCount(275, 280, 5, "characters"))
    counters.show_counts([Count("x", "X", 275, 280, 5, "characters", 2, each)], "x")
    assert counters.labels[0].text() == "X 2 parts · 275 / 280"
    assert counters.labels[0].toolTip().endswith("Part 1: 120 / 280\nPart 2: 275 / 280")
