"""The window in a country whose language it does not speak."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale, Qt, QTime
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.views import AttentionItem
from brandcraft_desktop.ui.language import in_our_words
from brandcraft_desktop.ui.shell.top_bar import TopBar

ROOT = Path(__file__).parents[2]
SIDES = (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft)
MONDAY = QDate(2026, 11, 30)
STARTED = """
import sys
from PySide6.QtCore import QDate, QLocale
from brandcraft_desktop.ui.beginning import open_application
application = open_application(["brandcraft", *sys.argv[1:]])
print(QLocale().toString(QDate(2026, 11, 30), "dddd d MMMM"))
print(application.layoutDirection().name)
"""


@pytest.mark.parametrize(
    ("name", "first", "clock"),
    [
        ("ar_EG", Qt.DayOfWeek.Saturday, "6:00 pm"),
        ("fa_IR", Qt.DayOfWeek.Saturday, "6:00 pm"),
        ("he_IL", Qt.DayOfWeek.Sunday, "18:00"),
        ("de_DE", Qt.DayOfWeek.Monday, "18:00"),
        ("fr_FR", Qt.DayOfWeek.Monday, "18:00"),
        ("en_US", Qt.DayOfWeek.Sunday, "6:00 pm"),
        ("C", Qt.DayOfWeek.Monday, "18:00"),
    ],
)
def test_days_are_named_in_our_words_on_the_clocks_and_weeks_at_home(
    name: str, first: Qt.DayOfWeek, clock: str
) -> None:
    locale = in_our_words(QLocale(name))
    assert locale.toString(MONDAY, "dddd d MMMM") == "Monday 30 November"
    assert locale.firstDayOfWeek() == first
    shown = locale.toString(QTime(18, 0), QLocale.FormatType.ShortFormat)
    assert " ".join(shown.lower().split()) == clock


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="LANG is asked there by nobody")
@pytest.mark.parametrize(
    ("words", "direction"), [((), "LeftToRight"), (("-reverse",), "RightToLeft")]
)
def test_a_start_in_egypt_mixes_no_two_languages(words: tuple[str, ...], direction: str) -> None:
    plain = {key: value for key, value in os.environ.items() if not key.startswith("LC_")}
    done = subprocess.run(
        [sys.executable, "-c", STARTED, *words],
        cwd=ROOT,
        env={**plain, "LANG": "ar_EG.UTF-8", "LANGUAGE": "", "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.splitlines() == ["Monday 30 November", direction], done.stderr


@pytest.mark.parametrize("direction", SIDES)
def test_counts_stay_in_front_of_what_they_count(
    qapp: QApplication, qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    bar = TopBar()
    qtbot.addWidget(bar)
    bar.setLayoutDirection(direction)
    bar.set_attention([AttentionItem("failed", "2 posts failed", "one")])
    isolated = direction == Qt.LayoutDirection.RightToLeft
    expected = "\u20681 needs attention\u2069" if isolated else "1 needs attention"
    assert bar.attention.text() == expected
    bar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert bar.attention.text() == "\u20681 needs attention\u2069", "turned while it is open"
    assert bar.attention.accessibleName() == "1 needs attention: 1 post", "read without marks"
