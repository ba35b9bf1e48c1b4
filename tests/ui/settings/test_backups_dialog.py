"""The kept backups: a person sees each, and makes one more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.models import tables
from brandcraft_desktop.services import lock
from brandcraft_desktop.services.backup import backup, daily
from brandcraft_desktop.services.backups import new_file
from brandcraft_desktop.ui.application import Program
from brandcraft_desktop.ui.running import Restart
from brandcraft_desktop.ui.settings import SettingsPage
from brandcraft_desktop.ui.settings.backups_dialog import BackupsDialog
from brandcraft_desktop.ui.shell.places import SETTINGS
from brandcraft_desktop.ui.widgets import ConfirmDialog
from tests.ui.publisher.world import add_accounts, add_post
from tests.ui.stage import PATIENCE_MS, Stage, stage


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    with stage(tmp_path) as made:
        yield made


def lines(dialog: BackupsDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_copies_are_listed_and_one_more_is_made(qtbot: QtBot, at: Stage) -> None:
    made = daily(at.workspace)
    assert made is not None
    data = bytearray(made.read_bytes())
    data[4096:8192] = bytes(4096)
    made.write_bytes(data)
    page = at.page(SETTINGS)
    assert isinstance(page, SettingsPage)
    qtbot.mouseClick(page.data.kept, Qt.MouseButton.LeftButton)
    dialog = page.data.dialog
    assert isinstance(dialog, BackupsDialog)
    at.settle()
    assert len(lines(dialog)) == 1
    assert "DAMAGED" in lines(dialog)[0]
    assert not dialog.bring.isEnabled()
    qtbot.mouseClick(dialog.now, Qt.MouseButton.LeftButton)
    at.wait(lambda: len(lines(dialog)) == 2, "the new backup")
    assert any("by you" in line and "whole" in line for line in lines(dialog))


def with_a_backup(at: Stage) -> Path:
    """A backup of one draft; another was written since."""
    accounts = add_accounts(at.workspace)
    add_post(at.workspace, accounts, "From before", at=None, status=D.DRAFT)
    file = new_file(at.workspace.home, at.workspace.clock.now())
    backup(at.workspace, file)
    add_post(at.workspace, accounts, "Written since", at=None, status=D.DRAFT)
    return file


def open_list(qtbot: QtBot, at: Stage) -> BackupsDialog:
    page = at.page(SETTINGS)
    assert isinstance(page, SettingsPage)
    qtbot.mouseClick(page.data.kept, Qt.MouseButton.LeftButton)
    dialog = page.data.dialog
    assert isinstance(dialog, BackupsDialog)
    at.settle()
    return dialog


def question_of(at: Stage, dialog: BackupsDialog) -> ConfirmDialog:
    at.wait(lambda: dialog.question is not None, "the question")
    assert dialog.question is not None
    return dialog.question


def test_one_is_brought_back_and_the_window_opens_again(qtbot: QtBot, at: Stage) -> None:
    with_a_backup(at)
    dialog = open_list(qtbot, at)
    qtbot.mouseClick(dialog.bring, Qt.MouseButton.LeftButton)
    question = question_of(at, dialog)
    told = question.accessibleDescription()
    assert "1 post, 0 still to be sent, 10 accounts" in told
    assert "never sent by itself" in told
    qtbot.mouseClick(question.confirm_button, Qt.MouseButton.LeftButton)
    at.wait(lambda: at.program.restoring is not None, "the end")
    assert len(at.closed) == 1
    assert at.program.restoring is not None
    with again(Restart(at.program.parts, at.program.restoring)) as program:
        shown = posts_of(program)
        assert shown == ["From before"]
        assert "The backup is here" in program.window.notice.text()
        assert program.window.notice.isVisible()


def test_what_went_wrong_is_told_and_the_workspace_is_as_it_was(at: Stage) -> None:
    file = with_a_backup(at)
    at.program.window.restore(file)
    file.write_bytes(file.read_bytes()[:-30])
    with again(Restart(at.program.parts, file)) as program:
        assert sorted(posts_of(program)) == ["From before", "Written since"]
        assert program.window.notice.kind() == "error"
        assert "not a Brandcraft backup" in program.window.notice.text()


def test_the_lock_stays_as_it_is(at: Stage) -> None:
    """The backup was made before there was a password."""
    file = with_a_backup(at)
    lock.add(at.workspace, "Demo", "correct horse battery staple")
    at.program.window.restore(file)
    with again(Restart(at.program.parts, file)) as program:
        assert program.locking.locked
        assert program.workspace is not None
        assert [one.name for one in lock.status(program.workspace).people] == ["Demo"]


def test_keeping_what_is_there_is_the_easy_answer(qtbot: QtBot, at: Stage) -> None:
    with_a_backup(at)
    dialog = open_list(qtbot, at)
    qtbot.mouseClick(dialog.bring, Qt.MouseButton.LeftButton)
    question = question_of(at, dialog)
    qtbot.keyClick(question, Qt.Key.Key_Return)
    at.settle()
    assert at.program.restoring is None
    assert not at.closed


def test_a_file_that_is_no_backup_is_told_in_the_dialog(
    qtbot: QtBot, at: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange = tmp_path / "song.zip"
    strange.write_bytes(b"no zip")
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", staticmethod(lambda *rest: (str(strange), ""))
    )
    dialog = open_list(qtbot, at)
    qtbot.mouseClick(dialog.other, Qt.MouseButton.LeftButton)
    at.wait(dialog.notice.isVisible, "the words")
    assert "not a Brandcraft backup" in dialog.notice.text()
    assert dialog.question is None


@contextmanager
def again(restart: Restart) -> Iterator[Program]:
    """The program after the restore."""
    program = restart.begin(None)
    program.window.resize(1280, 800)
    program.start()
    try:
        deadline = QDeadlineTimer(PATIENCE_MS)
        while not program.window.current_key:
            assert not deadline.hasExpired()
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
        yield program
    finally:
        program.end()
        program.window.deleteLater()
        program.deleteLater()


def posts_of(program: Program) -> list[str]:
    assert program.workspace is not None
    found = program.workspace.database.read(
        lambda connection: connection.execute(select(tables.posts.c.title)).scalars().all()
    )
    return sorted(found)
