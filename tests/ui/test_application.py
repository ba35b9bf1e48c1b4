"""Opening, closing, quitting: the program around the window."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from brandcraft_desktop.app import window_parts
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.errors import WorkspaceTooNew
from brandcraft_desktop.services import pausing, settings
from brandcraft_desktop.services.first_run import Step
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.first_run.dialog import FirstRun
from brandcraft_desktop.ui.shell.places import CREATE, DELIVERY, PUBLISHER, SETTINGS
from brandcraft_desktop.ui.widgets import Button, ConfirmDialog
from tests.ui.publisher.world import NOW, Made, StandingClock, add_accounts, add_post, set_status
from tests.ui.stage import Stage, open_house, stage

# The offscreen window system knows no tray.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")


@pytest.fixture
def tray(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """A desktop with a tray; gives what was notified."""
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda self, title, text, *rest: told.append((title, text))
    )
    return told


def due_soon(workspace: Workspace) -> None:
    accounts = add_accounts(workspace)
    for hours in (2, 20, 40):
        add_post(workspace, accounts, f"In {hours} hours", at=NOW + timedelta(hours=hours))


def menu_words(at: Stage) -> list[str]:
    assert at.program.tray is not None
    menu = at.program.tray.menu
    menu.aboutToShow.emit()
    return [one.text() for one in menu.actions() if not one.isSeparator()]


def test_the_window_is_there_before_the_workspace(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, wait=False) as at:
        assert at.window.isVisible()
        assert at.program.workspace is None
        at.wait(lambda: at.window.current_key == PUBLISHER)


def test_an_error_while_opening_is_told_with_one_button(qtbot: QtBot, tmp_path: Path) -> None:
    tries: list[int] = []

    def open_it() -> Workspace:
        tries.append(1)
        if len(tries) == 1:
            raise WorkspaceTooNew(
                "This workspace was written by a newer Brandcraft.",
                "Nothing was changed.",
                "Update Brandcraft, then try again.",
            )
        return open_house(tmp_path, StandingClock())

    with stage(tmp_path, open_it=open_it, wait=False) as at:
        state = at.window.opening.state
        at.wait(lambda: state.state() == "error")
        face = state.currentWidget()
        assert face is not None
        words = face.accessibleName()
        assert "newer Brandcraft" in words
        assert "Update Brandcraft" in words
        assert not at.window.rail.isEnabled()
        again = next(one for one in state.findChildren(Button) if one.isVisible() and one.text())
        assert again.text() == "Try again"
        qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
        at.wait(lambda: at.window.current_key == PUBLISHER)
        assert at.window.rail.isEnabled()
        at.settle()


def test_without_a_workspace_the_demo_is_offered_and_nothing_is_made(
    qtbot: QtBot, tmp_path: Path
) -> None:
    demos: list[int] = []

    def start_demo() -> bool:
        demos.append(1)
        return True

    with stage(tmp_path, is_new=lambda: True, start_demo=start_demo, wait=False) as at:
        at.wait(lambda: at.window.opening.welcome)
        welcome = at.window.opening.welcome
        assert welcome is not None
        qtbot.mouseClick(welcome.demo, Qt.MouseButton.LeftButton)
        assert demos == [1]
        assert "window of its own" in welcome.notice.text()
        assert at.program.workspace is None
        assert not (tmp_path / "brandcraft.sqlite").exists()
        qtbot.mouseClick(welcome.own, Qt.MouseButton.LeftButton)
        at.wait(lambda: at.window.current_key == PUBLISHER)
        at.settle()
        assert at.program.session is not None
        introduction = at.program.session.greeting.dialog
        assert isinstance(introduction, FirstRun)
        assert introduction.isVisible()
        assert introduction.step is Step.BRAND
        introduction.reject()
        at.settle()


def test_a_demo_that_does_not_start_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, is_new=lambda: True, wait=False) as at:
        at.wait(lambda: at.window.opening.welcome)
        welcome = at.window.opening.welcome
        assert welcome is not None
        qtbot.mouseClick(welcome.demo, Qt.MouseButton.LeftButton)
        assert "brandcraft demo" in welcome.notice.text()


def test_the_demo_is_offered_only_where_there_is_no_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = window_parts(tmp_path)
    assert parts.is_new()
    monkeypatch.setenv("BRANDCRAFT_ORIGINS", "map.json")
    assert not parts.is_new()
    monkeypatch.delenv("BRANDCRAFT_ORIGINS")
    monkeypatch.setenv("BRANDCRAFT_DATABASE_URL", "postgresql://there")
    assert not parts.is_new()
    monkeypatch.delenv("BRANDCRAFT_DATABASE_URL")
    from brandcraft_desktop.paths import Home

    Home(tmp_path).database.touch()
    assert not parts.is_new()


def test_closing_hides_to_the_tray_and_says_so_once(
    qtbot: QtBot, tmp_path: Path, tray: list[tuple[str, str]]
) -> None:
    with stage(tmp_path) as at:
        at.window.close()
        assert not at.window.isVisible()
        assert [title for title, _ in tray] == ["Brandcraft keeps running"]
        assert not at.closed
        at.program.raise_window()
        assert at.window.isVisible()
        at.window.close()
        assert len(tray) == 1
    assert at.engine.stopped == 1
    assert len(at.closed) == 1


def test_without_a_tray_closing_minimises(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path) as at:
        assert at.program.tray is None
        at.window.close()
        assert at.window.isMinimized()
        at.program.raise_window()
        assert not at.window.isMinimized()


def test_who_wants_no_tray_quits_by_closing(
    qtbot: QtBot, tmp_path: Path, tray: list[tuple[str, str]]
) -> None:
    with stage(tmp_path) as at:
        settings.put(at.workspace, settings.CLOSE_TO_TRAY, False)
        at.wait(lambda: at.program.session and not at.program.session.close_to_tray)
        at.window.close()
        at.wait(lambda: at.closed)
        assert not at.window.isVisible()


def test_quitting_warns_of_posts_due_in_the_next_day(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=due_soon) as at:
        at.action("Quit Brandcraft").trigger()
        at.wait(lambda: at.program.question)
        question = at.program.question
        assert isinstance(question, ConfirmDialog)
        assert "2 posts are due in the next 24 hours" in question.accessibleDescription()
        qtbot.mouseClick(question.cancel_button, Qt.MouseButton.LeftButton)
        assert not at.closed
        assert at.window.isVisible()
        at.action("Quit Brandcraft").trigger()
        at.wait(lambda: at.program.question is not question and at.program.question)
        assert at.program.question is not None
        qtbot.mouseClick(at.program.question.confirm_button, Qt.MouseButton.LeftButton)
        at.wait(lambda: at.closed)


def test_quitting_with_nothing_due_just_quits(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path) as at:
        at.program.quit()
        at.wait(lambda: at.closed)
        assert at.engine.stopped == 1
        at.program.end()
        assert at.engine.stopped == 1, "ending twice is fine"


def test_the_tray_menu_says_and_does(
    qtbot: QtBot, tmp_path: Path, tray: list[tuple[str, str]]
) -> None:
    def some(workspace: Workspace) -> None:
        accounts = add_accounts(workspace)
        add_post(workspace, accounts, "Reply", at=NOW + timedelta(hours=1), to=("x",))
        add_post(workspace, accounts, "Pack", at=NOW, status=D.FAILED)

    with stage(tmp_path, prepare=some) as at:
        assert menu_words(at) == [
            "Next: today 10:41 · X",
            "1 needs attention",
            "New post",
            "Quick post…",
            "Open Brandcraft",
            "Pause posting",
            "Settings",
            "Quit Brandcraft",
        ]
        assert at.program.tray is not None
        at.window.close()
        actions = {one.text(): one for one in at.program.tray.menu.actions()}
        actions["New post"].trigger()
        assert at.window.isVisible()
        assert at.window.current_key == CREATE
        actions["Settings"].trigger()
        assert at.window.current_key == SETTINGS
        at.program.tray.pause_chosen.emit("tomorrow")
        at.wait(lambda: at.window.top_bar.next.text().endswith("Resume"))
        assert pausing.is_paused(at.workspace)
        assert "Resume posting" in menu_words(at)
        actions = {one.text(): one for one in at.program.tray.menu.actions()}
        actions["Quick post…"].trigger()
        quick = at.program.quick
        assert quick is not None
        assert quick.isVisible()
        quick.close()
        at.program.tray.toggled.emit()
        at.settle()


def test_a_failure_is_notified_and_the_click_leads_to_it(
    qtbot: QtBot, tmp_path: Path, tray: list[tuple[str, str]]
) -> None:
    made: list[Made] = []

    def one_on_its_way(workspace: Workspace) -> None:
        accounts = add_accounts(workspace)
        made.append(
            add_post(
                workspace, accounts, "New pack", at=NOW, to=("x", "linkedin"), status=D.PUBLISHING
            )
        )

    with stage(tmp_path, prepare=one_on_its_way) as at:
        at.window.hide()
        set_status(at.workspace, made[0], "x", D.PUBLISHED)
        at.settle()
        assert tray == [], "one is still on its way"
        set_status(at.workspace, made[0], "linkedin", D.FAILED)
        at.wait(lambda: tray)
        assert tray == [
            (
                "LinkedIn didn't take it",
                "“New pack”. Your sign-in expired on 5 Nov. Open to reconnect.",
            )
        ]
        assert at.program.tray is not None
        at.program.tray.icon.messageClicked.emit()
        assert at.window.isVisible()
        assert at.window.current_key == DELIVERY
        at.settle()


@pytest.mark.parametrize("wanted", [True, False])
def test_a_published_post_is_notified_where_that_is_wanted(
    qtbot: QtBot, tmp_path: Path, tray: list[tuple[str, str]], wanted: bool
) -> None:
    made: list[Made] = []

    def one_on_its_way(workspace: Workspace) -> None:
        settings.put(workspace, settings.NOTIFY, wanted)
        accounts = add_accounts(workspace)
        made.append(add_post(workspace, accounts, "New pack", at=NOW, to=("x", "threads")))

    with stage(tmp_path, prepare=one_on_its_way) as at:
        at.window.hide()
        for platform in ("x", "threads"):
            set_status(at.workspace, made[0], platform, D.PUBLISHING)
            set_status(at.workspace, made[0], platform, D.PUBLISHED)
        at.settle()
        assert tray == ([("Published", "Published to 2 of 2: New pack")] if wanted else [])


def test_a_published_post_is_not_notified_to_who_is_looking(
    qtbot: QtBot, tmp_path: Path, tray: list[tuple[str, str]]
) -> None:
    made: list[Made] = []

    def one(workspace: Workspace) -> None:
        made.append(add_post(workspace, add_accounts(workspace), "New pack", at=NOW))

    with stage(tmp_path, prepare=one) as at:
        at.activate()
        set_status(at.workspace, made[0], "bluesky", D.PUBLISHED)
        at.settle()
        assert tray == []


def test_what_is_typed_is_there_after_the_end(qtbot: QtBot, tmp_path: Path) -> None:
    from brandcraft_desktop.services import posts

    found: list[str] = []
    with stage(tmp_path) as at:
        at.window.open_editor()
        at.settle()
        page = at.window.page(CREATE)
        composer = page.focusWidget()
        assert composer is not None
        qtbot.keyClicks(composer, "A title nobody saved")
        at.program.end()
    with stage(tmp_path) as at:
        found = [row.title for row in posts.unscheduled(at.workspace)]
    assert found == ["A title nobody saved"]


@pytest.mark.skipif(sys.platform == "win32", reason="no POSIX signals")
def test_the_real_program_ends_in_order_when_it_is_told_to(tmp_path: Path) -> None:
    from brandcraft_desktop.paths import Home
    from brandcraft_desktop.services.workspace import close, open_workspace

    home = Home(tmp_path / "home")
    home.prepare()
    close(open_workspace(home))  # or it would wait for an answer to the welcome
    environment = {**os.environ, "BRANDCRAFT_HOME": str(home.root), "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen([sys.executable, "-m", "brandcraft_desktop"], env=environment)
    second = None
    try:
        # The second start only ends once the first one heard it: then its loop runs.
        deadline = 60.0
        while not (home.run / "window.lock").exists() and deadline > 0:
            deadline -= 0.1
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.1)
        second = subprocess.run(
            [sys.executable, "-m", "brandcraft_desktop"], env=environment, timeout=60, check=False
        )
        assert second.returncode == 0
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    finally:
        process.kill()
        process.wait(20)
    assert (home.root / "window.ini").exists(), "the window's place was kept"
