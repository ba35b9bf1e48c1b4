"""Posts missed while the machine slept: asked about in the window, or told of behind it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from brandcraft_desktop.scheduler.engine import Engine
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.shell.missed_dialog import MissedDialog
from tests.ui.publisher.world import NOW, StandingClock, add_accounts, add_post
from tests.ui.stage import stage

pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")


@pytest.mark.parametrize("hidden", [False, True])
def test_a_night_asleep(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hidden: bool
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda self, title, *_: told.append(title))
    clock = StandingClock()

    def later(workspace: Workspace) -> None:
        add_post(workspace, add_accounts(workspace), "Late", at=NOW + timedelta(hours=2))

    with stage(tmp_path, clock=clock, prepare=later) as at:
        assert at.program.session is not None
        greeting = at.program.session.greeting
        engine = Engine(at.workspace)
        engine.start()
        try:
            at.window.setVisible(not hidden)
            clock.moment = NOW + timedelta(hours=8)
            engine.wake()
            if hidden:
                at.wait(lambda: told, "a notification")
                assert told == ["1 post was missed"]
                assert greeting.dialog is None
                assert at.program.tray is not None
                at.program.tray.icon.messageClicked.emit()
            at.wait(lambda: greeting.dialog, "the question")
            assert isinstance(greeting.dialog, MissedDialog)
            assert len(greeting.dialog.answers()) == 1
        finally:
            engine.stop()
