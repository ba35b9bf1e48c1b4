"""The locked window: what is seen, what is not, and the way in."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from brandcraft_desktop.accounts import passwords
from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.services import lock, settings
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui import theme
from brandcraft_desktop.ui.lock.page import LockPage
from brandcraft_desktop.ui.shell.news import News
from brandcraft_desktop.ui.shell.pages import focusable
from brandcraft_desktop.ui.shell.places import CREATE, DELIVERY, PUBLISHER, SETTINGS
from tests.ui.publisher.world import (
    NOW,
    Made,
    StandingClock,
    add_accounts,
    add_post,
    set_status,
)
from tests.ui.stage import Stage, stage

# The offscreen window system knows no tray, and no window that can be seen through.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", "setting window opacity")
WORDS = "four quiet green boats"
SECRET = "Nobody may read this yet"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cost that no test has to wait for."""
    monkeypatch.setattr(passwords, "memory_kib", 64)


@pytest.fixture
def tray(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """A desktop with a tray; gives what was notified."""
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda self, title, text, *rest: told.append((title, text))
    )
    return told


def with_password(workspace: Workspace) -> None:
    lock.add(workspace, "Anna Example", WORDS)


def with_posts(workspace: Workspace) -> None:
    with_password(workspace)
    accounts = add_accounts(workspace)
    add_post(workspace, accounts, SECRET, at=NOW + timedelta(hours=2))
    add_post(workspace, accounts, SECRET, at=NOW - timedelta(hours=5), status=D.MISSED)


def page_of(at: Stage) -> LockPage:
    return at.program.locking.page


def type_in(bot: QtBot, at: Stage, words: str) -> None:
    line = page_of(at).line
    line.clear()
    bot.keyClicks(line, words)
    bot.keyClick(line, Qt.Key.Key_Return)
    at.settle()


def unlock(bot: QtBot, at: Stage) -> None:
    type_in(bot, at, WORDS)
    at.wait(lambda: not at.program.locking.locked, "the lock to open")
    at.settle()


def seen(within: QWidget) -> str:
    """Every word on the screen."""
    labels = [one for one in within.findChildren(QLabel) if one.isVisible()]
    return "\n".join(one.accessibleName() or one.text() for one in labels)


def test_without_a_password_nothing_is_locked(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path) as at:
        assert not at.program.locking.locked
        qtbot.keyClick(at.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert not at.program.locking.locked
        assert at.window.toasts.text() == "No password is set yet"


def test_it_is_locked_from_the_first_moment_and_opens(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_posts) as at:
        page = page_of(at)
        assert page.isVisible()
        assert not at.window.rail.isVisible()
        assert not at.window.stack.isVisible()
        assert not at.window.menuBar().isVisible()
        words = seen(at.window)
        assert "Unlock Brandcraft" in words
        assert "Scheduled posts still go out" in words
        assert "Anna Example (@anna.example)" in words
        assert SECRET not in words
        assert not [one for one in QApplication.topLevelWidgets() if is_dialog(one)]
        unlock(qtbot, at)
        assert at.window.rail.isVisible()
        assert at.window.menuBar().isVisible()
        dialogs = [one for one in QApplication.topLevelWidgets() if is_dialog(one)]
        assert len(dialogs) == 1, "the question about missed posts waited"
        assert dialogs[0].isModal()
        assert dialogs[0].windowOpacity() == 1.0
        dialogs[0].close()
        at.settle()


def is_dialog(widget: QWidget) -> bool:
    return isinstance(widget, QDialog) and widget.isVisible()


def test_a_wrong_password_is_told_and_can_be_typed_over(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_password) as at:
        page = page_of(at)
        qtbot.mouseClick(page.unlock, Qt.MouseButton.LeftButton)
        assert page.problem.whole_text() == "Type your password first."
        type_in(qtbot, at, "wrong words here")
        assert page.problem.whole_text() == (
            "That password isn't right. 3 more tries before a 30 s wait."
        )
        assert page.line.selectedText(), "it can be typed over"
        qtbot.keyClicks(page.line, "x")
        assert not page.problem.isVisible()
        unlock(qtbot, at)


def test_errors_are_spoken_at_once(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[bool] = []
    import brandcraft_desktop.ui.lock.page as page_module

    monkeypatch.setattr(
        page_module,
        "announce",
        lambda widget, text, assertive=False: told.append(assertive) if "right" in text else None,
    )
    with stage(tmp_path, prepare=with_password) as at:
        type_in(qtbot, at, "wrong words here")
        assert told == [True]


def test_four_wrong_tries_wait_and_a_restart_waits_on(qtbot: QtBot, tmp_path: Path) -> None:
    clock = StandingClock()
    with stage(tmp_path, prepare=with_password, clock=clock) as at:
        for _ in range(4):
            type_in(qtbot, at, "wrong words here")
        page = page_of(at)
        assert not page.unlock.isEnabled()
        assert page.unlock.text().startswith("Try again in ")
        qtbot.keyClicks(page.line, "typed while it waits")
        page.begin()  # as when the window comes to the front again
        assert page.problem.isVisible()
        assert page.problem.whole_text().startswith("That password isn't right. Try again in ")
        left = page.problem.whole_text()
        at.wait(lambda: page.problem.whole_text() != left, "the seconds to go down")
        assert page.unlock.text().rstrip(".") in page.problem.whole_text()
        type_in(qtbot, at, WORDS)
        assert at.program.locking.locked, "Enter is no way round"
    with stage(tmp_path, clock=clock) as at:
        at.wait(lambda: not page_of(at).unlock.isEnabled(), "the wait to go on")
        assert page_of(at).problem.whole_text() == (
            "It is too early for another try. Try again in 30 s."
        )
        page_of(at).wait(timedelta())  # the half minute is over
        clock.moment += timedelta(seconds=30)
        assert page_of(at).unlock.text() == "Unlock"
        unlock(qtbot, at)


def test_the_first_key_after_sleep_is_no_shortcut(qtbot: QtBot, tmp_path: Path) -> None:
    clock = StandingClock()
    with stage(tmp_path, prepare=with_password, clock=clock) as at:
        unlock(qtbot, at)
        at.activate()
        clock.moment += timedelta(hours=8)
        handle = at.window.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, Qt.Key.Key_F1)
        assert at.program.locking.locked
        at.settle()
        assert not [one for one in QApplication.topLevelWidgets() if is_dialog(one)]


def test_a_dialog_that_ended_behind_it_does_not_come_again(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_password) as at:
        unlock(qtbot, at)
        ended, open_still = QDialog(at.window), QDialog(at.window)
        for dialog in (ended, open_still):
            dialog.open()
        at.program.locking.lock()
        assert not open_still.isVisible()
        ended.accept()
        unlock(qtbot, at)
        assert (ended.isVisible(), open_still.isVisible()) == (False, True)
        open_still.close()
        at.settle()


def test_nobody_watches_a_locked_window(
    qtbot: QtBot, tmp_path: Path, tray: list[tuple[str, str]]
) -> None:
    made: list[Made] = []

    def prepare(workspace: Workspace) -> None:
        with_password(workspace)
        accounts = add_accounts(workspace)
        made.append(add_post(workspace, accounts, SECRET, at=NOW, status=D.SCHEDULED))

    with stage(tmp_path, prepare=prepare) as at:
        at.activate()
        assert at.window.isActiveWindow()
        set_status(at.workspace, made[0], "bluesky", D.PUBLISHED)
        at.wait(lambda: tray, "the news")
        assert not any(SECRET in words for one in tray for words in one)


def test_no_key_reaches_behind_it(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_password) as at:
        at.activate()
        before = at.window.current_key
        line = page_of(at).line
        control = Qt.KeyboardModifier.ControlModifier
        for key in "N2345,FW":
            if key != "W":  # closing keeps it running, unseen
                qtbot.keyClick(line, Qt.Key(ord(key)), control)
        for function_key in (Qt.Key.Key_F1, Qt.Key.Key_F5, Qt.Key.Key_F6):
            qtbot.keyClick(line, function_key)
        at.settle()
        assert at.window.current_key == before
        assert not [one for one in QApplication.topLevelWidgets() if is_dialog(one)]
        focus = QApplication.focusWidget()
        assert focus is not None
        assert page_of(at).isAncestorOf(focus)
        reached = list(focusable(at.window))
        assert reached
        assert all(page_of(at).isAncestorOf(one) for one in reached)
        unlock(qtbot, at)
        qtbot.keyClick(at.window, Qt.Key.Key_Comma, control)
        at.settle()
        assert at.window.current_key == SETTINGS, "and afterwards they all work"


def test_everything_has_a_name(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_password) as at:
        for face in range(2):
            if face:
                qtbot.mouseClick(page_of(at).forgot, Qt.MouseButton.LeftButton)
            for one in focusable(page_of(at)):
                interface = QAccessible.queryAccessibleInterface(one)
                assert interface is not None
                assert interface.text(QAccessible.Text.Name), one


def test_the_tray_tells_nothing_and_leads_no_further(
    qtbot: QtBot, tmp_path: Path, tray: list[tuple[str, str]]
) -> None:
    with stage(tmp_path, prepare=with_posts) as at:
        shown = at.program.tray
        assert shown is not None
        shown.menu.aboutToShow.emit()
        words = [one.text() for one in shown.menu.actions() if one.text()]
        assert words == ["Brandcraft is locked", "Unlock…", "Quit Brandcraft"]
        assert shown.icon.toolTip() == "Brandcraft\nLocked"
        assert at.program.session is not None
        news = News(
            "X didn't take it",
            f"“{SECRET}”.",
            "some-post",
            trouble=True,
            discreet="A post needs you.",
        )
        at.program.session.notifications.told.emit(news)
        assert tray[-1] == ("X didn't take it", "A post needs you.")
        at.window.hide()
        for way in (shown.quick_post.emit, shown.new_post.emit, shown.settings_chosen.emit):
            way()
            at.settle()
            assert at.window.isVisible()
            assert at.program.locking.locked
            assert at.program.quick is None
            assert at.window.current_key == PUBLISHER
        at.window.toast(SECRET)
        assert not at.window.toasts.text()
        unlock(qtbot, at)
        assert at.window.current_key == SETTINGS, "the last way in goes on behind the password"
        for one in filter(is_dialog, QApplication.topLevelWidgets()):
            one.close()
        at.settle()


def test_a_notification_leads_to_its_post_after_the_password(
    qtbot: QtBot, tmp_path: Path, tray: list[tuple[str, str]]
) -> None:
    made: list[str] = []

    def prepare(workspace: Workspace) -> None:
        with_password(workspace)
        at = NOW + timedelta(hours=2)
        made.append(add_post(workspace, add_accounts(workspace), SECRET, at=at).id)

    with stage(tmp_path, prepare=prepare) as at:
        assert at.program.tray is not None
        at.program.tray.message_clicked.emit(News("Published", "", made[0]))
        at.settle()
        assert at.window.current_key == PUBLISHER
        unlock(qtbot, at)
        assert at.window.current_key == DELIVERY


def test_it_is_light_and_the_persons_colours_come_back(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_password) as at:
        unlock(qtbot, at)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, theme.Scheme.DARK, 1.25, reduced_motion=True)
        at.activate()
        qtbot.keyClick(at.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert at.program.locking.locked
        assert (theme.live.dark, theme.live.text_scale) == (False, 1.25)
        unlock(qtbot, at)
        assert (theme.live.scheme, theme.live.text_scale) == (theme.Scheme.DARK, 1.25)
        theme.apply(application, theme.Scheme.LIGHT, reduced_motion=True)


def test_what_was_open_comes_back_as_it_was(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_password) as at:
        unlock(qtbot, at)
        at.window.open_editor()
        at.settle()
        assert at.window.current_key == CREATE
        at.action("Keyboard shortcuts").trigger()
        sheet = QApplication.activeModalWidget()
        assert sheet is not None
        at.program.locking.lock()
        assert not sheet.isVisible()
        unlock(qtbot, at)
        assert sheet.isVisible()
        assert sheet.isModal()
        assert at.window.current_key == CREATE
        sheet.close()
        at.settle()


def test_it_locks_after_a_while_without_use(qtbot: QtBot, tmp_path: Path) -> None:
    clock = StandingClock()
    with stage(tmp_path, prepare=with_password, clock=clock) as at:
        unlock(qtbot, at)
        idle = at.program.locking.idle
        assert idle is not None
        clock.moment += timedelta(minutes=9)
        qtbot.keyClick(at.window, Qt.Key.Key_Shift)
        clock.moment += timedelta(minutes=9)
        idle.look()
        assert not at.program.locking.locked, "the key was a sign of life"
        clock.moment -= timedelta(days=1)
        idle.look()
        assert not at.program.locking.locked, "a clock that was put back is no absence"
        clock.moment += timedelta(minutes=10)
        idle.look()
        assert at.program.locking.locked
        unlock(qtbot, at)
        clock.moment += timedelta(hours=8)
        qtbot.keyClick(at.window, Qt.Key.Key_Shift)
        assert at.program.locking.locked, "the first key after a night opens nothing"
        unlock(qtbot, at)
        settings.put(at.workspace, lock.IDLE_MINUTES, 0)
        at.settle()
        clock.moment += timedelta(days=9)
        idle.look()
        assert not at.program.locking.locked, "0 is never"


def test_forgot_explains_and_the_command_opens_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_password) as at:
        page = page_of(at)
        qtbot.mouseClick(page.forgot, Qt.MouseButton.LeftButton)
        words = seen(page)
        assert "Kept: posts, drafts" in words
        assert "keeps passers-by out" in words
        assert page.way_back.command.text().endswith("brandcraft lock remove")
        qtbot.mouseClick(page.way_back.copy, Qt.MouseButton.LeftButton)
        assert QApplication.clipboard().text() == page.way_back.command.text()
        qtbot.mouseClick(page.way_back.back, Qt.MouseButton.LeftButton)
        assert page.line.hasFocus() or page.line.isVisible()
        lock.remove(at.workspace, "anna.example")  # what the command does
        at.wait(lambda: not at.program.locking.locked, "the window to open")
        at.settle()
        assert at.window.rail.isVisible()


def test_several_people_each_with_a_password(qtbot: QtBot, tmp_path: Path) -> None:
    def prepare(workspace: Workspace) -> None:
        with_password(workspace)
        lock.add(workspace, "Anna Example", "nine loud yellow kites")

    with stage(tmp_path, prepare=prepare) as at:
        page = page_of(at)
        assert [page.who.itemText(row) for row in range(page.who.count())] == [
            "Anna Example (@anna.example)",
            "Anna Example (@anna.example2)",
        ]
        type_in(qtbot, at, "nine loud yellow kites")
        assert at.program.locking.locked
        page.who.setFocus()
        qtbot.keyClick(page.who, Qt.Key.Key_Down)
        type_in(qtbot, at, "nine loud yellow kites")
        at.wait(lambda: not at.program.locking.locked)
        at.settle()


def test_caps_lock_is_hinted_at(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_password) as at:
        page = page_of(at)
        qtbot.keyClick(page.line, "F")  # a capital without Shift
        assert page.caps.isVisible()
        qtbot.keyClick(page.line, "f")
        assert not page.caps.isVisible()
        qtbot.keyClick(page.line, "F", Qt.KeyboardModifier.ShiftModifier)
        assert not page.caps.isVisible()


def test_the_eye_shows_what_is_typed(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path, prepare=with_password) as at:
        line = page_of(at).line
        qtbot.keyClicks(line, "words")
        assert line.displayText() != "words"
        line.eye.trigger()
        assert line.displayText() == "words"
