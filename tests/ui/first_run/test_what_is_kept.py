"""The introduction keeps what a hand was on, once, and tells what came of an import."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.brand import Brand
from brandcraft_desktop.domain.campaign import Start
from brandcraft_desktop.domain.posting_times import Slot
from brandcraft_desktop.services import (
    brands,
    first_run,
    importing,
    settings,
    start_at_login,
)
from brandcraft_desktop.services.exporting import export
from brandcraft_desktop.services.first_run import Step
from brandcraft_desktop.services.importing import Imported
from brandcraft_desktop.services.workspace import Workspace, close, publishing_allowed
from brandcraft_desktop.ui.first_run.dialog import FirstRun
from brandcraft_desktop.ui.settings import SettingsPage
from brandcraft_desktop.ui.shell.places import SETTINGS
from brandcraft_desktop.ui.widgets import Button, ConfirmDialog
from tests.ui.publisher.world import StandingClock
from tests.ui.stage import Stage, open_house, stage

# What the offscreen window system does not know.
pytestmark = pytest.mark.qt_log_ignore(
    "systemTrayWindowChanged", "setting window opacity", "raise\\(\\)", "grabbing the keyboard"
)
LOOK = Slot(5, 60)


@pytest.fixture(autouse=True)
def no_login(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is written for the next login is written where the test can look."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def shown(at: Stage) -> FirstRun:
    assert at.program.session is not None
    found = at.program.session.greeting.dialog
    assert isinstance(found, FirstRun)
    return found


def only(workspace: Workspace) -> Brand:
    (brand,) = brands.list_brands(workspace)
    return brand


def escape(at: Stage, dialog: FirstRun) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    at.settle()


def go_on(at: Stage, dialog: FirstRun) -> None:
    dialog.next.click()
    at.settle()


@contextmanager
def introduced(
    folder: Path, step: Step, prepare: Callable[[Workspace], None] = lambda _: None
) -> Iterator[tuple[Stage, FirstRun]]:
    def make(workspace: Workspace) -> None:
        prepare(workspace)
        first_run.reach(workspace, step)

    with stage(folder, prepare=make) as at:
        yield at, shown(at)
        at.settle()


@contextmanager
def again(folder: Path, prepare: Callable[[Workspace], None]) -> Iterator[tuple[Stage, FirstRun]]:
    """The introduction once more, from the settings."""
    with stage(folder, prepare=prepare) as at:
        page = at.page(SETTINGS)
        assert isinstance(page, SettingsPage)
        page.introduction.button.click()
        at.settle()
        dialog = page.introduction.dialog
        assert isinstance(dialog, FirstRun)
        yield at, dialog
        at.settle()


# An export that was moved here


def moved(folder: Path) -> Path:
    """The file that another computer wrote when it gave up publishing."""
    file = folder / "moved.zip"
    workspace = open_house(folder / "before", StandingClock())
    try:
        brands.add(workspace, "Demo Studio")
        export(workspace, file, moving=True)
    finally:
        close(workspace)
    return file


def question(at: Stage) -> ConfirmDialog:
    assert at.program.session is not None
    found = at.program.session.greeting.dialog
    assert isinstance(found, ConfirmDialog)
    return found


def test_who_publishes_is_asked_after_an_import_that_moved(qtbot: QtBot, tmp_path: Path) -> None:
    file = moved(tmp_path)
    with introduced(tmp_path / "now", Step.BRAND) as (at, dialog):
        dialog.brand.bringing.bring(file)
        at.settle()
        assert not publishing_allowed(at.workspace)
        go_on(at, dialog)
        escape(at, dialog)
        question(at).reject()
        at.settle()
        assert at.window.notice.isVisible()
        assert at.window.notice.text() == "Nothing is sent from this computer yet."


def test_who_answered_on_the_page_is_not_asked_again(qtbot: QtBot, tmp_path: Path) -> None:
    file = moved(tmp_path)
    with introduced(tmp_path / "now", Step.BRAND) as (at, dialog):
        dialog.brand.bringing.bring(file)
        at.settle()
        words = "Publish from this computer"
        claim = next(one for one in dialog.brand.findChildren(Button) if one.text() == words)
        claim.click()
        escape(at, dialog)
        assert publishing_allowed(at.workspace)
        assert at.program.session is not None
        assert at.program.session.greeting.dialog is None


@pytest.mark.parametrize("broken", [False, True])
def test_an_import_that_is_left_tells_its_end(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: bool
) -> None:
    file, gate, usual = moved(tmp_path), threading.Event(), importing.import_file

    def slow(workspace: Workspace, file: Path, *, passphrase: str | None = None) -> Imported:
        assert gate.wait(20)
        if broken:
            file.write_bytes(b"none")
        return usual(workspace, file, passphrase=passphrase)

    monkeypatch.setattr(importing, "import_file", slow)
    with introduced(tmp_path / "now", Step.BRAND) as (at, dialog):
        bringing = dialog.brand.bringing
        begun: list[object] = []
        dialog.finished.connect(begun.append)
        bringing.bring(file)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert begun, "it closes at once"
        gate.set()
        at.settle()
        if broken:
            assert at.window.notice.isVisible()
            assert "export" in at.window.notice.text()
        else:
            at.window.toasts.dismiss()  # that the introduction waits in the settings
            assert "They are here now." in at.window.toasts.text()
            question(at).accept()
            at.settle()
            assert publishing_allowed(at.workspace)


# Once, and only what a hand was on


def test_two_quick_continues_make_one_brand(qtbot: QtBot, tmp_path: Path) -> None:
    with introduced(tmp_path, Step.BRAND) as (at, dialog):
        QTest.keyClicks(dialog.brand.name, "Demo Studio")
        pages = dialog.findChild(QStackedWidget)
        assert pages is not None
        was_free: list[bool] = []

        def quick() -> None:
            """In the very moment in which the next step is there."""
            was_free.append(dialog.next.isEnabled())
            dialog.next.click()
            QTest.keyClick(dialog.campaign, Qt.Key.Key_Return)

        pages.currentChanged.connect(quick)
        dialog.next.click()
        at.settle()
        pages.currentChanged.disconnect(quick)
        assert was_free == [False], "it does not know yet which brand there is"
        assert dialog.step.value == Step.CAMPAIGN.value
        go_on(at, dialog)
        assert only(at.workspace).name == "Demo Studio"
        escape(at, dialog)


def test_running_it_again_changes_nothing_untouched(qtbot: QtBot, tmp_path: Path) -> None:
    times = tuple(Slot(day, 540 + 60 * hour) for day in range(7) for hour in range(4))

    def prepare(workspace: Workspace) -> None:
        brands.add(workspace, "Demo Studio", times=times)
        first_run.reach(workspace, Step.DONE)

    with again(tmp_path, prepare) as (at, dialog):
        assert dialog.campaign.start() is Start.LOOKING
        assert dialog.campaign.often.value() == 28
        assert not dialog.running.login.isChecked()
        before = only(at.workspace)
        for _ in range(5):
            go_on(at, dialog)
        assert dialog.step is Step.DONE
        assert only(at.workspace) == before
        assert not start_at_login.status(at.workspace.home).on


def test_a_second_run_that_is_left_does_not_come_at_the_next_start(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with again(tmp_path, lambda it: first_run.reach(it, Step.DONE)) as (at, dialog):
        go_on(at, dialog)
        assert dialog.step is Step.CAMPAIGN
        dialog.campaign.answers[Start.TODAY].click()
        escape(at, dialog)
        assert first_run.step(at.workspace) is Step.DONE
        assert only(at.workspace).campaign_start is not None, "what was touched is kept"


def test_what_was_answered_is_shown_on_the_way_back(qtbot: QtBot, tmp_path: Path) -> None:
    with introduced(tmp_path, Step.CAMPAIGN) as (at, dialog):
        dialog.campaign.answers[Start.LOOKING].click()
        go_on(at, dialog)
        dialog.back.click()
        at.settle()
        assert dialog.campaign.start() is Start.LOOKING
        go_on(at, dialog)
        assert only(at.workspace).campaign_start is None
        escape(at, dialog)


# Nothing that was typed is lost


def test_a_step_that_was_left_by_back_is_kept(qtbot: QtBot, tmp_path: Path) -> None:
    with introduced(tmp_path, Step.CAMPAIGN) as (at, dialog):
        dialog.campaign.answers[Start.TODAY].click()
        dialog.back.click()
        at.settle()
        QTest.keyClicks(dialog.brand.name, "Demo Studio")
        escape(at, dialog)
        brand = only(at.workspace)
        assert brand.name == "Demo Studio"
        assert brand.campaign_start == at.workspace.clock.now().date()
        assert brand.times == (), "no hand was on the number"


def test_what_was_typed_is_there_after_the_program_ended(qtbot: QtBot, tmp_path: Path) -> None:
    with introduced(tmp_path, Step.BRAND) as (at, dialog):
        QTest.keyClicks(dialog.brand.name, "Demo Studio")
        at.program.end()
    workspace = open_house(tmp_path, StandingClock())
    try:
        assert only(workspace).name == "Demo Studio"
    finally:
        close(workspace)


def test_half_a_zone_takes_nothing_else_along(qtbot: QtBot, tmp_path: Path) -> None:
    with introduced(tmp_path, Step.TIMES) as (at, dialog):
        page = dialog.times
        page.change.click()
        assert page.dialog is not None
        page.dialog.add(LOOK)
        page.dialog.save.click()
        line = page.zone.lineEdit()
        assert line is not None
        line.selectAll()
        QTest.keyClicks(line, "Atlan")
        dialog.later.click()
        at.settle()
        assert LOOK in only(at.workspace).times
        assert settings.get(at.workspace, settings.ZONE) == ""


def test_one_switch_does_not_write_the_other(qtbot: QtBot, tmp_path: Path) -> None:
    with introduced(tmp_path, Step.RUNNING) as (at, dialog):
        dialog.running.stay.setEnabled(True)  # here is no tray
        dialog.running.stay.click()
        wanted = dialog.running.stay.isChecked()
        escape(at, dialog)
        assert settings.get(at.workspace, settings.CLOSE_TO_TRAY) is wanted
        assert not start_at_login.status(at.workspace.home).on


def test_what_is_skipped_is_not_kept(qtbot: QtBot, tmp_path: Path) -> None:
    with introduced(tmp_path, Step.BRAND) as (at, dialog):
        QTest.keyClicks(dialog.brand.name, "Demo Studio")
        dialog.skip.click()
        at.settle()
        escape(at, dialog)
        assert brands.list_brands(at.workspace) == ()


def test_a_colour_outside_the_palette_stays(qtbot: QtBot, tmp_path: Path) -> None:
    def prepare(workspace: Workspace) -> None:
        brands.add(workspace, "Demo Studio", colour="#123456")

    with introduced(tmp_path, Step.BRAND, prepare) as (at, dialog):
        assert dialog.brand.colours.colour == "#123456"
        QTest.keyClicks(dialog.brand.name, "s")
        escape(at, dialog)
        assert (only(at.workspace).name, only(at.workspace).colour) == ("Demo Studios", "#123456")
