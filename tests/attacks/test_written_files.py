"""Backups, exports and moves that meet a disk that does not take them: words, and nothing half."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from brandcraft_desktop.errors import BadInput, StorageTrouble
from brandcraft_desktop.services import moving
from brandcraft_desktop.services.backup import backup
from brandcraft_desktop.services.backup_source import inside
from brandcraft_desktop.services.exporting import export
from brandcraft_desktop.services.importing import import_file
from brandcraft_desktop.services.workspace import Workspace, close, publishing_allowed
from brandcraft_desktop.ui.settings import SettingsPage
from brandcraft_desktop.ui.shell.passphrase_dialog import PassphraseDialog
from brandcraft_desktop.ui.shell.places import SETTINGS
from tests.services.desk import Stall, ann, clock, draft, stall, workspace
from tests.services.engine_fixtures import open_kiosk
from tests.services.engine_world import HandClock
from tests.ui.stage import stage

__all__ = ["Stall", "ann", "clock", "stall", "workspace"]

WORDS = "four quiet random words"
Write = Callable[[Workspace, Path], object]


@contextmanager
def largest(size: int) -> Iterator[None]:
    """Files end there, as on a file system that takes no larger ones."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("write", [backup, export])
@pytest.mark.parametrize("name", ["x" * 249 + ".zip", "é" * 124 + ".zip", "x" * 300])
def test_a_name_too_long_is_told_in_words(
    workspace: Workspace, ann: str, tmp_path: Path, write: Write, name: str
) -> None:
    draft(workspace, ann)
    (place := tmp_path / "place").mkdir()
    with pytest.raises((StorageTrouble, BadInput)) as raised:
        write(workspace, place / name)
    assert "too long" in raised.value.message
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("write", [backup, export])
def test_a_disk_that_takes_no_large_files_is_told_in_words(
    workspace: Workspace, tmp_path: Path, write: Write
) -> None:
    workspace.store.add_bytes(os.urandom(4_000_000))
    (place := tmp_path / "place").mkdir()
    with largest(3_000_000), pytest.raises(StorageTrouble, match="could not be written"):
        write(workspace, place / "all.zip")
    assert list(place.iterdir()) == []
    assert list(workspace.home.backups.iterdir()) == []


def test_what_is_brought_from_a_file_meets_such_a_disk_in_words(
    workspace: Workspace, ann: str, clock: HandClock, stall: Stall, tmp_path: Path
) -> None:
    for _ in range(20):
        draft(workspace, ann, text="x" * 20_000)
    workspace.store.add_bytes(os.urandom(4_000_000))
    export(workspace, tmp_path / "all.zip")
    backup(workspace, tmp_path / "backup.zip")
    other = open_kiosk(tmp_path / "other", clock, stall)
    try:
        with largest(3_000_000), pytest.raises(StorageTrouble, match="nothing was changed"):
            import_file(other, tmp_path / "all.zip")
        with largest(300_000), pytest.raises(StorageTrouble, match="looked into"):
            inside(other.home, tmp_path / "backup.zip")
        assert list(other.store.contents()) == []
        assert list(other.home.backups.iterdir()) == []
        assert import_file(other, tmp_path / "all.zip").posts == 20
    finally:
        close(other)


def test_a_move_that_fails_tells_that_nothing_goes_out(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path / "home") as at:
        page = at.page(SETTINGS)
        assert isinstance(page, SettingsPage)
        at.workspace.store.add_bytes(os.urandom(4_000_000))
        with largest(3_000_000):
            page.carrying.leave_with(tmp_path / "moving.zip")
            asked = page.carrying.dialog
            assert isinstance(asked, PassphraseDialog)
            for line in (asked.line, asked.again):
                qtbot.keyClicks(line, WORDS)
            asked.confirm.click()
            qtbot.waitUntil(lambda: moving.STOPPED in at.window.notice.text(), timeout=30_000)
        assert not publishing_allowed(at.workspace)
        session = at.program.session
        assert session is not None
        qtbot.waitUntil(lambda: session.greeting.dialog is not None, timeout=20_000)
        question = session.greeting.dialog
        assert question is not None
        question.accept()
        qtbot.waitUntil(lambda: publishing_allowed(at.workspace), timeout=20_000)
