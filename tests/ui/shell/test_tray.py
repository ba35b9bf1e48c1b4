"""The tray: its menu does what it says, and its shape tells how things stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.services import pausing
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.editor.quick_post import QuickPost
from brandcraft_desktop.ui.shell.places import DELIVERY, SETTINGS
from brandcraft_desktop.ui.shell.tray import MOST_LISTED, Tray
from brandcraft_desktop.ui.shell.tray_arrival import TrayArrival
from brandcraft_desktop.ui.widgets import Button
from tests.ui.publisher.world import NOW, StandingClock, add_accounts, add_post, set_status
from tests.ui.settings.person import give_tray
from tests.ui.stage import Stage, stage

# The offscreen window system knows no tray.
pytestmark = pytest.mark.qt_log_ignore(
    "systemTrayWindowChanged", "raise\\(\\)", "grabbing the keyboard"
)
HOUR = timedelta(hours=1)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def at(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: StandingClock
) -> Iterator[Stage]:
    """A desktop with a tray, and nothing to do."""
    give_tray(monkeypatch)
    with stage(tmp_path, clock=clock) as made:
        yield made
        made.settle()


def tray_of(at: Stage) -> Tray:
    found = at.program.tray
    assert found is not None
    return found


def opened(at: Stage) -> QMenu:
    """A click on the icon opens the menu."""
    menu = tray_of(at).menu
    menu.popup(QPoint(40, 40))
    at.wait(menu.isVisible, "the menu")
    return menu


def lines(at: Stage) -> list[str]:
    menu = opened(at)
    found = [one.text() for one in menu.actions() if not one.isSeparator()]
    menu.close()
    return found


def press(at: Stage, *words: str) -> None:
    """Open the menu and click on an entry; several lead through menus within it."""
    menu = opened(at)
    for word in words:
        action = next(one for one in menu.actions() if one.text() == word)
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
        below = QMenu.menuInAction(action)
        if below is not None:
            at.wait(below.isVisible, word)
            menu = below
    at.settle()


def shape(at: Stage) -> str:
    """Which of the drawings the icon shows."""
    shown = tray_of(at).icon.icon().pixmap(22).toImage()
    shapes = ("normal", "attention", "paused", "posting")
    return next(one for one in shapes if theme.tray_icon(one).pixmap(22).toImage() == shown)


def test_an_hour_of_pause_counts_down_and_is_resumed(at: Stage, clock: StandingClock) -> None:
    press(at, "Pause posting", "For 1 hour")
    assert pausing.paused_until(at.workspace) == NOW + HOUR
    assert at.window.toasts.text() == "Posting paused until today 10:41"
    at.wait(lambda: shape(at) == "paused", "the bars")
    assert "Posting paused until today 10:41 (1 h left)" in lines(at)
    clock.moment += timedelta(minutes=42)
    assert "Posting paused until today 10:41 (18 min left)" in lines(at)
    assert "Posting paused until today 10:41" in tray_of(at).icon.toolTip()
    press(at, "Resume posting")
    assert pausing.paused_until(at.workspace) is None
    at.wait(lambda: shape(at) == "normal", "the plain shape")
    assert "Pause posting" in lines(at)


def test_a_pause_until_tomorrow_and_one_without_an_end(at: Stage) -> None:
    press(at, "Pause posting", "Until tomorrow")
    until = pausing.paused_until(at.workspace)
    assert until is not None
    assert (until - NOW).days == 0
    assert until.date() == NOW.date() + timedelta(days=1)
    press(at, "Resume posting")
    press(at, "Pause posting", "Until I resume")
    assert pausing.paused_until(at.workspace) == pausing.FOREVER
    assert "Posting paused" in lines(at)
    undo = next(one for one in at.window.toasts.findChildren(Button) if one.text() == "Undo")
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    at.settle()
    assert not pausing.is_paused(at.workspace)


def test_the_next_post_is_told_and_follows(at: Stage, clock: StandingClock) -> None:
    assert lines(at)[0] == "Nothing is scheduled"
    accounts = add_accounts(at.workspace)
    add_post(at.workspace, accounts, "Later", at=NOW + 3 * HOUR, to=("x", "threads"))
    at.wait(lambda: lines(at)[0] == "Next: today 12:41 · X, Threads", "the next post")
    assert not opened(at).actions()[0].isEnabled(), "it is only told"
    tray_of(at).menu.close()
    add_post(at.workspace, accounts, "Sooner", at=NOW + HOUR, to=("bluesky",))
    at.wait(lambda: "Next: today 10:41 · Bluesky" in tray_of(at).icon.toolTip(), "the sooner one")


def test_what_needs_attention_is_counted_and_leads_to_its_place(at: Stage) -> None:
    accounts = add_accounts(at.workspace)
    made = [
        add_post(at.workspace, accounts, f"Pack {number} & more", at=NOW, to=("x",))
        for number in range(MOST_LISTED + 2)
    ]
    for one in made:
        set_status(at.workspace, one, "x", D.FAILED)
    at.settle()
    assert shape(at) == "attention"
    count = f"{MOST_LISTED + 2} need attention"
    menu = opened(at)
    below = QMenu.menuInAction(next(one for one in menu.actions() if one.text() == count))
    assert below is not None
    words = [one.text() for one in below.actions()]
    menu.close()
    assert len(words) == MOST_LISTED + 1
    assert words[-1] == "2 more…"
    assert "&&" in words[0], "an & in a title is no shortcut"
    at.window.hide()
    press(at, count, words[0])
    assert at.window.isVisible()
    assert at.window.current_key == DELIVERY


def test_the_shape_tells_what_happens_before_what_waits(at: Stage) -> None:
    assert shape(at) == "normal"
    accounts = add_accounts(at.workspace)
    failed = add_post(at.workspace, accounts, "Pack", at=NOW, to=("x", "threads"))
    set_status(at.workspace, failed, "x", D.FAILED)
    at.wait(lambda: shape(at) == "attention", "the dot")
    pausing.pause(at.workspace)
    at.wait(lambda: shape(at) == "paused", "the bars")
    set_status(at.workspace, failed, "threads", D.PUBLISHING)
    at.wait(lambda: shape(at) == "posting", "the arrow")
    set_status(at.workspace, failed, "threads", D.PUBLISHED)
    at.wait(lambda: shape(at) == "paused", "the bars again")


def test_a_closed_window_comes_back_and_a_click_hides_it(at: Stage) -> None:
    at.window.close()
    assert not at.window.isVisible()
    press(at, "Open Brandcraft")
    assert at.window.isVisible()
    at.activate()
    click = QSystemTrayIcon.ActivationReason.Trigger
    tray_of(at).icon.activated.emit(click)
    assert not at.window.isVisible()
    tray_of(at).icon.activated.emit(click)
    assert at.window.isVisible()
    press(at, "Settings")
    assert at.window.current_key == SETTINGS


def test_a_quick_post_needs_no_large_window(at: Stage) -> None:
    at.window.close()
    press(at, "Quick post…")
    assert isinstance(at.program.quick, QuickPost)
    assert at.program.quick.isVisible()
    assert not at.window.isVisible()
    at.program.quick.close()


def test_quitting_asks_while_posts_are_due(at: Stage) -> None:
    accounts = add_accounts(at.workspace)
    for hours in (2, 20, 40):
        add_post(at.workspace, accounts, f"In {hours} hours", at=NOW + hours * HOUR)
    at.settle()
    at.window.close()
    press(at, "Quit Brandcraft")
    at.wait(lambda: at.program.question, "the question")
    question = at.program.question
    assert question is not None
    assert question.isVisible(), "it comes with its window"
    assert "2 posts are due in the next 24 hours" in question.accessibleDescription()
    QTest.mouseClick(question.cancel_button, Qt.MouseButton.LeftButton)
    assert not at.closed
    press(at, "Quit Brandcraft")
    at.wait(lambda: at.program.question is not question, "the question once more")
    assert at.program.question is not None
    QTest.mouseClick(at.program.question.confirm_button, Qt.MouseButton.LeftButton)
    at.wait(lambda: at.closed, "the end")
    assert not tray_of(at).icon.isVisible()


def test_a_tray_that_comes_late_takes_what_waited_minimised(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one(workspace: Workspace) -> None:
        add_post(workspace, add_accounts(workspace), "Reply", at=NOW + HOUR, to=("x",))

    with stage(tmp_path, prepare=one) as at:
        assert at.program.tray is None
        at.window.close()
        assert at.window.isMinimized(), "without a tray it stays where it can be found"
        arrival = at.program.findChild(TrayArrival)
        assert arrival is not None
        arrival.look()
        assert at.program.tray is None
        give_tray(monkeypatch)
        arrival.look()
        assert not at.window.isVisible()
        assert "Next: today 10:41 · X" in tray_of(at).icon.toolTip()
        press(at, "Open Brandcraft")
        assert at.window.isVisible()
        assert not at.window.isMinimized()
