"""The key for Unsplash in settings: given, tried out, forgotten, never shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from brandcraft_desktop.services import unsplash
from brandcraft_desktop.ui.settings import SettingsPage
from brandcraft_desktop.ui.settings.integrations import Integrations
from brandcraft_desktop.ui.shell.places import SETTINGS
from tests.integrations.unsplash_stand import KEY, UnsplashStand, unsplash_stand
from tests.ui.publisher.world import StandingClock
from tests.ui.stage import Stage, stage, ten_platforms
from tests.ui.unsplash.house import open_beside


@pytest.fixture
def stand() -> Iterator[UnsplashStand]:
    with unsplash_stand() as made:
        yield made


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path, stand: UnsplashStand) -> Iterator[Stage]:
    clock = StandingClock()
    with stage(
        tmp_path,
        clock=clock,
        open_it=lambda: open_beside(tmp_path, clock, stand, platforms=ten_platforms(), key=False),
    ) as made:
        yield made


def section(at: Stage) -> Integrations:
    page = at.page(SETTINGS)
    assert isinstance(page, SettingsPage)
    return page.integrations


def test_a_key_is_given_tried_and_forgotten(at: Stage, qtbot: QtBot, stand: UnsplashStand) -> None:
    shown = section(at)
    assert (shown.change.text(), shown.forget.isVisibleTo(shown)) == ("Add a key…", False)
    shown.change.click()
    dialog = shown.dialog
    assert dialog is not None
    qtbot.keyClicks(dialog.form.line, "wrong-Access-Key-0123456789")
    dialog.form.button.click()
    at.settle()
    assert dialog.form.notice.text().startswith("Unsplash refused the key.")
    dialog.form.line.clear()
    qtbot.keyClicks(dialog.form.line, KEY)
    dialog.form.button.click()
    at.settle()
    assert shown.dialog is None
    assert (shown.change.text(), shown.forget.isVisibleTo(shown)) == ("Change…", True)
    assert KEY not in shown.row.words
    assert unsplash.search(at.workspace, "boat").total == 70
    shown.forget.click()
    at.settle()
    assert not unsplash.key_state(at.workspace).there
    assert shown.change.text() == "Add a key…"
    assert at.window.toasts.text() == "Key for Unsplash forgotten."


def test_a_key_of_the_environment_is_told(
    at: Stage, stand: UnsplashStand, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = section(at)
    monkeypatch.setenv(unsplash.KEY_VARIABLE, KEY)
    shown.read()
    at.settle()
    assert unsplash.KEY_VARIABLE in shown.row._help.text()
    assert not shown.forget.isVisibleTo(shown)


def test_it_is_found_by_its_name(at: Stage) -> None:
    page = at.page(SETTINGS)
    assert isinstance(page, SettingsPage)
    page.search.setText("unsplash")
    page.search.returnPressed.emit()
    at.settle()
    assert [one.title for one in page.sections if one.isVisibleTo(page)] == ["Integrations"]
