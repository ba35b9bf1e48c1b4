"""Settings: each is applied at once, and shows what is stored."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QComboBox, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.missed import MissedPolicy
from brandcraft_desktop.domain.vault import VaultState
from brandcraft_desktop.services import pausing, settings, vault
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.settings import SettingsPage
from brandcraft_desktop.ui.settings.checkup_dialog import NAMES
from brandcraft_desktop.ui.settings.rows import SettingRow
from brandcraft_desktop.ui.shell.places import SETTINGS
from brandcraft_desktop.ui.widgets import ToggleSwitch
from brandcraft_desktop.ui.window_state import WindowState
from tests.accounts.memory import MemoryStore
from tests.services.desk import add_media, set_media
from tests.ui.publisher.world import StandingClock
from tests.ui.stage import Stage, open_house, stage


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    with stage(tmp_path) as made:
        yield made


def page_of(at: Stage) -> SettingsPage:
    page = at.page(SETTINGS)
    assert isinstance(page, SettingsPage)
    return page


def choose(box: QComboBox, words: str) -> None:
    """A person picks an entry."""
    row = box.findText(words)
    assert row >= 0
    box.setCurrentIndex(row)
    box.activated.emit(row)


def flip(bot: QtBot, switch: ToggleSwitch) -> None:
    bot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(20, switch.height() // 2))


def knob(switch: ToggleSwitch) -> str:
    """At which end of the track the bright knob is drawn."""
    picture = switch.grab().toImage()
    middle = picture.height() // 2
    ends = {"off": picture.pixelColor(13, middle), "on": picture.pixelColor(31, middle)}
    ink = theme.color("on_accent" if switch.isChecked() else "border_strong")
    return next((name for name, found in ends.items() if found == ink), "nowhere")


def test_the_theme_is_applied_and_remembered(qtbot: QtBot, at: Stage, tmp_path: Path) -> None:
    page = page_of(at)
    choose(page.looks.scheme, "Dark")
    assert theme.live.dark
    choose(page.looks.text_size, "125 %")
    assert theme.live.text_scale == 1.25
    flip(qtbot, page.looks.still)
    state = WindowState(tmp_path)
    remembered = (state.scheme, state.text_scale, state.reduced_motion)
    assert remembered == (theme.Scheme.DARK, 1.25, True)
    assert theme.live.reduced_motion
    choose(page.looks.scheme, "Light")
    assert not theme.live.dark
    assert theme.live.text_scale == 1.25, "one choice does not undo another"
    choose(page.looks.text_size, "100 %")


def test_pausing_is_stored_and_shown_wherever_it_was_done(qtbot: QtBot, at: Stage) -> None:
    page = page_of(at)
    switch = page.posting.paused
    assert knob(switch) == "off"
    flip(qtbot, switch)
    at.settle()
    assert pausing.is_paused(at.workspace)
    assert knob(switch) == "on"
    pausing.resume(at.workspace)
    at.settle()
    assert not switch.isChecked()
    assert knob(switch) == "off", "what was done elsewhere moves the knob too"


# A tray that is there is looked for again after a while.
@pytest.mark.qt_log_ignore("systemTrayWindowChanged")
def test_switches_show_what_is_stored_when_the_page_opens(
    qtbot: QtBot, at: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    settings.put(at.workspace, settings.CLOSE_TO_TRAY, False)
    page = page_of(at)
    assert knob(page.running.tray) == "off"
    assert knob(page.notifications.notify) == "on"
    assert not page.notifications.failures.isEnabled()
    flip(qtbot, page.running.tray)
    flip(qtbot, page.notifications.notify)
    at.settle()
    assert settings.get(at.workspace, settings.CLOSE_TO_TRAY)
    assert not settings.get(at.workspace, settings.NOTIFY)
    assert (knob(page.running.tray), knob(page.notifications.notify)) == ("on", "off")


def test_missed_posts_follow_the_chosen_policy(qtbot: QtBot, at: Stage) -> None:
    page = page_of(at)
    assert page.posting.missed.currentText() == "Ask me"
    assert not page.posting.minutes.isEnabled()
    choose(page.posting.missed, "Send them if only a little late")
    at.settle()
    assert settings.get(at.workspace, settings.MISSED_POLICY) == MissedPolicy.PUBLISH
    assert page.posting.minutes.isEnabled()
    page.posting.minutes.setFocus()
    page.posting.minutes.selectAll()
    qtbot.keyClicks(page.posting.minutes, "15")
    assert settings.get(at.workspace, settings.MISSED_MINUTES) == 1, "not while typing"
    qtbot.keyClick(page.posting.minutes, Qt.Key.Key_Return)
    at.settle()
    assert settings.get(at.workspace, settings.MISSED_MINUTES) == 15


def test_the_hourly_guard_is_stored(qtbot: QtBot, at: Stage) -> None:
    page = page_of(at)
    assert page.posting.cap.value() == 30
    page.posting.cap.stepUp()
    at.settle()
    assert settings.get(at.workspace, settings.HOURLY_CAP) == 31


def test_reading_writes_nothing(qtbot: QtBot, at: Stage) -> None:
    heard: list[object] = []
    at.program.bridge.changed.connect(heard.append)
    page = page_of(at)
    page.refresh()
    at.settle()
    assert heard == []


def test_the_search_shows_only_what_fits(qtbot: QtBot, at: Stage) -> None:
    page = page_of(at)
    qtbot.keyClicks(page.search, "late")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    rows = [one for one in page.findChildren(SettingRow) if one.isVisible()]
    assert len(rows) == 1
    assert "a little late" in rows[0].words
    page.search.clear()
    qtbot.keyClicks(page.search, "zebra")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert not [one for one in page.findChildren(SettingRow) if one.isVisible()]
    page.search.clear_search()
    at.settle()
    assert len([one for one in page.findChildren(SettingRow) if one.isVisible()]) > 8


def test_the_list_leads_to_its_section(qtbot: QtBot, at: Stage) -> None:
    at.window.resize(1024, 640)
    page = page_of(at)
    bar = page.area.verticalScrollBar()
    assert bar.value() == 0
    data = [section.title for section in page.sections].index("Data")
    page.list.setCurrentRow(data)
    assert bar.value() > 0
    assert page.data.visibleRegion().boundingRect().height() > 50


def test_a_backup_is_written_and_verified(qtbot: QtBot, at: Stage, tmp_path: Path) -> None:
    page = page_of(at)
    file = tmp_path / "kept.zip"
    page.data.back_up(file)
    assert not page.data.backup.isEnabled()
    at.settle()
    assert zipfile.is_zipfile(file)
    assert page.data.backup.isEnabled()
    assert "kept.zip" in at.window.toasts.text()


def test_a_backup_that_cannot_be_written_says_why(qtbot: QtBot, at: Stage, tmp_path: Path) -> None:
    page = page_of(at)
    page.data.back_up(tmp_path / "nowhere" / "kept.zip")
    at.settle()
    assert "does not exist" in at.window.notice.text()
    assert page.data.backup.isEnabled()


def test_the_check_up_says_how_each_thing_stands(qtbot: QtBot, at: Stage) -> None:
    page = page_of(at)
    qtbot.mouseClick(page.data.doctor, Qt.MouseButton.LeftButton)
    dialog = page.data.checkup
    assert dialog is not None
    at.wait(lambda: dialog.lines, "the checks")
    said = [line.accessibleName() for line in dialog.lines]
    assert len(said) == len({*said}) == len(NAMES)
    troubles = ["needs attention" in words for words in said]
    assert troubles == sorted(troubles, reverse=True)  # troubles first
    assert any(words.startswith("Database, in order. The database is sound.") for words in said)
    assert any(words.startswith("Clock, in order. It is ") for words in said)
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert "report is on the clipboard" in dialog.summary.text()
    assert "ok  database: The database is sound." in QGuiApplication.clipboard().text()
    set_media(at.workspace, add_media(at.workspace), sha256="0" * 64)  # its file is nowhere
    qtbot.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    at.wait(
        lambda: any(
            line.accessibleName().startswith("Your files, needs attention. 1 of 1 file")
            for line in dialog.lines
        ),
        "the file that is gone",
    )
    assert "attention." in dialog.summary.text()


def test_the_folder_is_opened(
    qtbot: QtBot, at: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(open_url))
    qtbot.mouseClick(page_of(at).data.folder, Qt.MouseButton.LeftButton)
    assert opened == [str(tmp_path)]


def test_a_passphrase_is_set_beside_the_keyring(qtbot: QtBot, tmp_path: Path) -> None:
    from brandcraft_desktop.accounts.secret import Secret
    from brandcraft_desktop.services.workspace import Workspace

    def sealed(workspace: Workspace) -> None:
        workspace.vault.seal("account", "token", Secret("secret"))

    keyring = MemoryStore()
    with stage(
        tmp_path,
        open_it=lambda: open_house(tmp_path, StandingClock(), keyring=keyring),
        prepare=sealed,
    ) as at:
        page = page_of(at)
        assert "kept by: keyring" in page.sign_ins.row.words
        qtbot.mouseClick(page.sign_ins.button, Qt.MouseButton.LeftButton)
        dialog = page.sign_ins.dialog
        assert dialog is not None
        for line in (dialog.line, dialog.again):
            qtbot.keyClicks(line, "four quiet green boats")
        qtbot.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
        at.wait(lambda: not dialog.isVisible())
        status = vault.status(at.workspace)
        assert status.state is VaultState.OPEN
        assert status.keeper == "keyring and passphrase"
        assert not page.sign_ins.button.isVisible()
        at.settle()


def test_the_spell_check_has_a_switch_and_a_language(at: Stage, qtbot: QtBot) -> None:
    folder = at.workspace.home.dictionaries
    folder.mkdir()
    (folder / "lt_LT.aff").write_text("SET UTF-8\n", encoding="utf-8")
    (folder / "lt_LT.dic").write_text("1\nlabas\n", encoding="utf-8")
    page = page_of(at)
    page.refresh()
    box = page.writing.language
    qtbot.waitUntil(lambda: box.findText("Lietuvių (Lietuva)") > 0)
    assert page.writing.check.isChecked()
    assert "dictionaries" in page.writing.row.words  # says how to get another one
    choose(box, "Lietuvių (Lietuva)")
    qtbot.waitUntil(lambda: settings.get(at.workspace, settings.SPELLING_LANGUAGE) == "lt-LT")
    flip(qtbot, page.writing.check)
    qtbot.waitUntil(lambda: not settings.get(at.workspace, settings.SPELLING))
    qtbot.waitUntil(lambda: not box.isEnabled())
    settings.put(at.workspace, settings.SPELLING_LANGUAGE, "cy")
    qtbot.waitUntil(lambda: "no dictionary for cymraeg" in page.writing.row.words)
    assert box.currentData() == "cy"
