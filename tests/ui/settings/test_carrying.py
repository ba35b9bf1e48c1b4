"""Export, import and move from the window, as a person does it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from brandcraft_desktop.services import settings
from brandcraft_desktop.services.export_file import opened
from brandcraft_desktop.services.moving import moved_away
from brandcraft_desktop.services.workspace import publishing_allowed
from brandcraft_desktop.ui.settings import SettingsPage
from brandcraft_desktop.ui.settings.carrying import Carrying
from brandcraft_desktop.ui.shell.passphrase_dialog import PassphraseDialog
from brandcraft_desktop.ui.shell.places import SETTINGS
from brandcraft_desktop.ui.widgets import ConfirmDialog
from tests.ui.stage import Stage, stage

WORDS = "four quiet random words"


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    with stage(tmp_path) as made:
        yield made


def section(at: Stage) -> Carrying:
    page = at.page(SETTINGS)
    assert isinstance(page, SettingsPage)
    return page.carrying


def test_everything_is_exported_and_imported_again(
    qtbot: QtBot, at: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "all.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(target), ""))
    here = section(at)
    qtbot.mouseClick(here.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(target.exists, timeout=20_000)
    qtbot.waitUntil(here.export.isEnabled, timeout=20_000)
    with opened(target) as (_, contents):
        assert contents.moving is False
    qtbot.mouseClick(here.bring, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Nothing new" in at.window.toasts.text(), timeout=20_000)
    qtbot.waitUntil(here.bring.isEnabled, timeout=20_000)


def test_a_file_that_is_none_is_refused_with_words(qtbot: QtBot, at: Stage, tmp_path: Path) -> None:
    letter = tmp_path / "letter.zip"
    letter.write_text("dear")
    here = section(at)
    here.read(letter)
    qtbot.waitUntil(here.bring.isEnabled, timeout=20_000)
    assert here.dialog is None


def test_moving_explains_asks_for_a_passphrase_and_stops_here(
    qtbot: QtBot, at: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "moving.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    here = section(at)
    qtbot.mouseClick(here.leave, Qt.MouseButton.LeftButton)
    question = here.dialog
    assert isinstance(question, ConfirmDialog)
    assert "stops publishing" in question.accessibleDescription()
    qtbot.mouseClick(question.confirm_button, Qt.MouseButton.LeftButton)
    asked = here.dialog
    assert isinstance(asked, PassphraseDialog)
    qtbot.keyClicks(asked.line, "short")
    qtbot.keyClicks(asked.again, "short")
    qtbot.mouseClick(asked.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "too short" in asked.problem.text(), timeout=20_000)
    assert publishing_allowed(at.workspace), "nothing has happened yet"
    for line in (asked.line, asked.again):
        line.clear()
        qtbot.keyClicks(line, WORDS)
    qtbot.mouseClick(asked.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(target.exists, timeout=30_000)
    qtbot.waitUntil(here.leave.isEnabled, timeout=20_000)
    assert moved_away(at.workspace)
    with opened(target) as (_, contents):
        assert contents.moving is True


def test_months_and_tries_are_stored_at_once(qtbot: QtBot, at: Stage) -> None:
    page = at.page(SETTINGS)
    assert isinstance(page, SettingsPage)
    page.posting.months.setValue(6)
    page.posting.tries.setValue(3)
    qtbot.waitUntil(lambda: settings.get(at.workspace, settings.MONTHS_AHEAD) == 6)
    qtbot.waitUntil(lambda: settings.get(at.workspace, settings.TRIES) == 3)
