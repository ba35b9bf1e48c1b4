"""What may be overridden of a platform: written when left, refused in words, emptied to go back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.platform import PlatformInfo, PlatformSetting
from brandcraft_desktop.publishers.registry import Registry
from brandcraft_desktop.services import platform_settings
from brandcraft_desktop.ui.settings import SettingsPage
from brandcraft_desktop.ui.shell.places import SETTINGS
from tests.ui.publisher.world import Neighbour, StandingClock
from tests.ui.stage import Stage, open_house, stage

VERSION = PlatformSetting(
    "version",
    "Version of the interface",
    "202605",
    "It is switched off after a year.",
    r"20\d{4}",
    "a year and a month, as 202605",
)
KEY = ("linkedin", "version")


class Dated(Neighbour):
    """LinkedIn, with the version of its interface."""

    @property
    def info(self) -> PlatformInfo:
        return replace(super().info, settings=(VERSION,))


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    platforms = Registry([Dated("linkedin", "LinkedIn", "linkedin", 7)])
    clock = StandingClock()
    with stage(
        tmp_path, clock=clock, open_it=lambda: open_house(tmp_path, clock, platforms=platforms)
    ) as made:
        yield made


def type_version(at: Stage, bot: QtBot, words: str) -> SettingsPage:
    page = at.page(SETTINGS)
    assert isinstance(page, SettingsPage)
    line = page.platforms.lines[KEY]
    line.clear()
    bot.keyClicks(line, words)
    line.editingFinished.emit()
    at.settle()
    return page


def test_a_version_is_kept_and_emptied_to_go_back(at: Stage, qtbot: QtBot) -> None:
    page = type_version(at, qtbot, "202608")
    assert platform_settings.values(at.workspace, "linkedin") == {"version": "202608"}
    assert page.platforms.lines[KEY].accessibleName() == "LinkedIn: Version of the interface"
    type_version(at, qtbot, "")
    assert platform_settings.values(at.workspace, "linkedin") == {"version": "202605"}


def test_what_is_none_is_refused_in_words_and_stays_to_be_mended(at: Stage, qtbot: QtBot) -> None:
    page = type_version(at, qtbot, "latest")
    line = page.platforms.lines[KEY]
    assert "a year and a month" in line.accessibleDescription()
    assert line.text() == "latest"
    assert line.property("state") == "error"
    assert platform_settings.values(at.workspace, "linkedin") == {"version": "202605"}
    type_version(at, qtbot, "202607")
    assert line.property("state") == ""
    assert "after a year" in line.accessibleDescription()


def test_without_any_the_section_is_not_there(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path) as made:
        page = made.page(SETTINGS)
        assert isinstance(page, SettingsPage)
        assert "Platforms" not in [section.title for section in page.sections]
