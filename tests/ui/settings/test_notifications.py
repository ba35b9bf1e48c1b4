"""What the desktop is told: each wish holds at once, is kept, and what can't be told is said."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTimeEdit, QWidget
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.quiet_hours import QuietHours
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.ui.settings import SettingsPage
from brandcraft_desktop.ui.shell.session import Session
from tests.cli.shell import Shell
from tests.ui.publisher.world import NOW, StandingClock, add_accounts, add_post, set_status
from tests.ui.settings.person import flip, give_tray, settings_page, value
from tests.ui.stage import Stage

# The offscreen window system knows no tray.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")
NAMES = {
    "ui.notify": "true",
    "ui.notify_reconnect": "true",
    "ui.notify_summary": "false",
    "ui.summary_at": "20:00",
    "ui.quiet_hours": "false",
    "ui.quiet_from": "22:00",
    "ui.quiet_to": "07:00",
}


def session(at: Stage) -> Session:
    found = at.program.session
    assert found is not None
    return found


def an_hour_later(at: Stage, box: QTimeEdit) -> None:
    """The person steps the hours up with the arrow key."""
    box.setFocus()
    box.setCurrentSection(QTimeEdit.Section.HourSection)
    QTest.keyClick(box, Qt.Key.Key_Up)
    at.settle()


def said(page: SettingsPage) -> tuple[bool, ...]:
    rows = page.notifications
    switches = (rows.notify, rows.reconnect, rows.summary, rows.quiet)
    return tuple(one.isChecked() for one in switches)


def test_every_wish_holds_at_once_and_after_a_restart(
    qtbot: QtBot, home: Path, shell: Shell
) -> None:
    with settings_page(home) as (at, page):
        rows, now = page.notifications, session(at)
        assert {name: value(shell, name) for name in NAMES} == NAMES
        assert said(page) == (True, True, False, False)
        assert not any(box.isEnabled() for box in (rows.summary_at, rows.quiet_from, rows.quiet_to))
        for switch in (rows.notify, rows.reconnect, rows.summary, rows.quiet):
            flip(at, switch)
        assert rows.summary_at.isEnabled()
        for box in (rows.summary_at, rows.quiet_from, rows.quiet_to):
            an_hour_later(at, box)
        assert (now.wishes.published, now.wishes.reconnect) == (False, False)
        assert now.wishes.summary_at == time(21)
        assert now.wishes.quiet == QuietHours(time(23), time(8))
        assert {name: value(shell, name) for name in NAMES} == {
            "ui.notify": "false",
            "ui.notify_reconnect": "false",
            "ui.notify_summary": "true",
            "ui.summary_at": "21:00",
            "ui.quiet_hours": "true",
            "ui.quiet_from": "23:00",
            "ui.quiet_to": "08:00",
        }
    with settings_page(home) as (at, page):
        rows = page.notifications
        assert said(page) == (False, False, True, True)
        times = (rows.summary_at.time(), rows.quiet_from.time(), rows.quiet_to.time())
        assert times == (QTime(21, 0), QTime(23, 0), QTime(8, 0))


def test_the_open_page_follows_the_command_line(qtbot: QtBot, home: Path, shell: Shell) -> None:
    with settings_page(home) as (at, page):
        rows = page.notifications
        assert shell("settings", "set", "ui.notify_summary", "true").code == 0
        assert shell("settings", "set", "ui.summary_at", "18:15").code == 0
        at.wait(lambda: rows.summary_at.time() == QTime(18, 15), "the other time")
        assert rows.summary.isChecked()
        at.wait(lambda: session(at).wishes.summary_at == time(18, 15), "the news to follow")


def test_quiet_hours_hold_back_what_failed_and_drop_the_rest(
    qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, clock = give_tray(monkeypatch), StandingClock()
    with settings_page(home, clock=clock) as (at, page):
        flip(at, page.notifications.quiet)
        accounts = add_accounts(at.workspace)
        clock.moment = NOW.replace(hour=23)
        failed = add_post(at.workspace, accounts, "Night", at=clock.moment, to=("x",))
        fine = add_post(at.workspace, accounts, "Calm", at=clock.moment, to=("threads",))
        at.window.hide()
        set_status(at.workspace, failed, "x", D.FAILED)
        set_status(at.workspace, fine, "threads", D.PUBLISHED)
        at.settle()
        assert told == []
        clock.moment += timedelta(hours=8, minutes=1)  # 07:01
        session(at).quiet.look()
        assert [title for title, _ in told] == ["X didn't take it"]
        assert "Night" in told[0][1]


def test_switching_quiet_hours_off_tells_at_once(
    qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, clock = give_tray(monkeypatch), StandingClock(NOW.replace(hour=23))
    with settings_page(home, clock=clock) as (at, page):
        flip(at, page.notifications.quiet)
        made = add_post(at.workspace, add_accounts(at.workspace), "Night", at=NOW, to=("x",))
        set_status(at.workspace, made, "x", D.FAILED)
        at.settle()
        assert told == []
        flip(at, page.notifications.quiet)
        at.wait(lambda: told, "the notification")


def test_the_summary_is_told_once_at_its_time(
    qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, clock = give_tray(monkeypatch), StandingClock()
    with settings_page(home, clock=clock) as (at, page):
        flip(at, page.notifications.summary)
        accounts = add_accounts(at.workspace)
        out = add_post(at.workspace, accounts, "Out", at=NOW, to=("x",))
        set_status(at.workspace, out, "x", D.PUBLISHED)
        add_post(at.workspace, accounts, "Soon", at=NOW + timedelta(days=1), to=("x",))
        at.settle()
        told.clear()
        daily = session(at).daily

        def look(moment: datetime) -> list[tuple[str, str]]:
            clock.moment = moment
            daily.look()
            at.settle()
            return told

        assert look(NOW.replace(hour=19, minute=59)) == []
        wanted = ("Your day", "1 post is out today. 1 post tomorrow.")
        assert look(NOW.replace(hour=20, minute=0)) == [wanted]
        assert look(NOW.replace(hour=23)) == [wanted], "once a day"


def test_without_notifications_the_row_says_what_happens_instead(
    qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QWidget] = []
    monkeypatch.setattr(
        QApplication, "alert", staticmethod(lambda window, _=0: asked.append(window))
    )
    with settings_page(home) as (at, page):
        assert at.program.tray is None
        assert "this desktop shows no notifications" in page.notifications.row.words
        made = add_post(at.workspace, add_accounts(at.workspace), "Night", at=NOW, to=("x",))
        set_status(at.workspace, made, "x", D.FAILED)
        at.wait(lambda: asked, "the window to ask for attention")
        assert asked == [at.window]


def test_a_tray_without_notifications_is_none_for_what_failed(
    qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, asked = give_tray(monkeypatch, messages=False), list[QWidget]()
    monkeypatch.setattr(
        QApplication, "alert", staticmethod(lambda window, _=0: asked.append(window))
    )
    with settings_page(home) as (at, page):
        assert at.program.tray is not None
        assert "this desktop shows no notifications" in page.notifications.row.words
        made = add_post(at.workspace, add_accounts(at.workspace), "Night", at=NOW, to=("x",))
        set_status(at.workspace, made, "x", D.FAILED)
        at.wait(lambda: asked, "the window to ask for attention")
        assert told == []


def test_the_rows_follow_a_panel_that_comes_late(
    qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with settings_page(home) as (at, page):
        running = page.running
        assert not running.tray.isEnabled()
        assert running.tray.isChecked(), "it keeps running all the same"
        assert "this desktop has no tray" in running.row.words
        give_tray(monkeypatch)
        page.refresh()
        at.settle()
        assert running.tray.isEnabled()
        assert "stays in the tray" in running.row.words
        assert "a failure needs you" in page.notifications.row.words
