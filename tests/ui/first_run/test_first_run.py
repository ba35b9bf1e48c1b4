"""The introduction, by keyboard: answered, skipped, left and gone on with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from brandcraft_desktop.accounts import passwords
from brandcraft_desktop.domain.brand import MAX_BRAND_NAME, Brand
from brandcraft_desktop.domain.campaign import Start
from brandcraft_desktop.domain.clock import Clock
from brandcraft_desktop.domain.posting_times import Slot
from brandcraft_desktop.services import brands, first_run, lock, settings, start_at_login
from brandcraft_desktop.services.exporting import export
from brandcraft_desktop.services.first_run import OWN_NAME, STEPS, Step
from brandcraft_desktop.services.workspace import Workspace
from brandcraft_desktop.ui.first_run.dialog import LATER, FirstRun
from brandcraft_desktop.ui.settings import SettingsPage
from brandcraft_desktop.ui.shell.pages import focusable
from brandcraft_desktop.ui.shell.places import CREATE, PUBLISHER, SETTINGS
from tests.models.times import StandingClock
from tests.ui.publisher.world import NOW
from tests.ui.stage import Stage, stage

# What the offscreen window system does not know.
pytestmark = pytest.mark.qt_log_ignore(
    "systemTrayWindowChanged", "setting window opacity", "raise\\(\\)", "grabbing the keyboard"
)
WORDS = "four quiet green boats"


@dataclass
class Hands:
    """What a person does with the introduction, by keyboard alone."""

    at: Stage

    @property
    def dialog(self) -> FirstRun:
        assert self.at.program.session is not None
        found = self.at.program.session.greeting.dialog
        assert isinstance(found, FirstRun)
        return found

    @property
    def open(self) -> bool:
        assert self.at.program.session is not None
        found = self.at.program.session.greeting.dialog
        return isinstance(found, FirstRun) and found.isVisible()

    def is_at(self, step: Step) -> None:
        """A button that is pressed by its shortcut stays down for a moment first."""
        self.at.wait(lambda: self.dialog.step is step, step.value)
        self.at.settle()

    def activate(self) -> None:
        """The person's keys go to it: shortcuts work."""
        self.dialog.activateWindow()
        self.at.wait(self.dialog.isActiveWindow, "the introduction to be active")

    def focus(self) -> QWidget:
        found = self.dialog.focusWidget()
        assert found is not None
        return found

    def key(self, key: Qt.Key, way: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        target = QApplication.activePopupWidget() or self.focus()
        QTest.keyClick(target, key, way)
        self.at.settle()

    def type(self, words: str) -> None:
        QTest.keyClicks(self.focus(), words)

    def tab_to(self, widget: QWidget) -> None:
        for _ in range(60):
            if self.focus() is widget:
                return
            QTest.keyClick(self.focus(), Qt.Key.Key_Tab)
        pytest.fail(f"the Tab key does not reach {widget.accessibleName()}")

    def enter(self) -> None:
        self.key(Qt.Key.Key_Return)

    def skip(self) -> None:
        self.tab_to(self.dialog.skip)
        self.key(Qt.Key.Key_Space)

    def escape(self) -> None:
        self.key(Qt.Key.Key_Escape)


@contextmanager
def beginning(
    folder: Path, *, clock: Clock | None = None, demo: Callable[[], bool] = lambda: False
) -> Iterator[Hands]:
    """A person who has no workspace yet and starts with their own accounts."""
    with stage(folder, clock=clock, is_new=lambda: True, start_demo=demo, wait=False) as at:
        at.wait(lambda: at.window.opening.welcome, "the welcome")
        welcome = at.window.opening.welcome
        assert welcome is not None
        QTest.keyClick(welcome.own, Qt.Key.Key_Space)
        at.wait(lambda: at.window.current_key, "the first page")
        at.settle()
        yield Hands(at)
        at.settle()


@contextmanager
def introduced(folder: Path, step: Step, clock: Clock | None = None) -> Iterator[Hands]:
    """The window of a person who came as far as `step` before."""
    with stage(folder, clock=clock, prepare=lambda it: first_run.reach(it, step)) as at:
        yield Hands(at)
        at.settle()


def only(workspace: Workspace) -> Brand:
    (brand,) = brands.list_brands(workspace)
    return brand


@pytest.fixture(autouse=True)
def no_login(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is written for the next login is written where the test can look."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def test_all_of_it_by_keyboard(qtbot: QtBot, tmp_path: Path) -> None:
    with beginning(tmp_path) as hands:
        at, dialog = hands.at, hands.dialog
        assert dialog.windowTitle() == "Welcome: What do you post as?"
        assert dialog.header.accessibleName() == "Step 1 of 5: Brand"
        assert hands.focus() is dialog.brand.name
        hands.type("Demo Studio")
        hands.tab_to(dialog.brand.colours.swatches[0])
        hands.key(Qt.Key.Key_Right)
        hands.key(Qt.Key.Key_Space)
        hands.activate()
        hands.key(Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
        hands.is_at(Step.CAMPAIGN)
        assert hands.focus() is dialog.campaign.answers[Start.THIS_WEEK]
        hands.key(Qt.Key.Key_Down)
        assert dialog.campaign.start() is Start.NEXT_MONTH
        hands.tab_to(dialog.campaign.often)
        hands.key(Qt.Key.Key_Up)
        hands.enter()
        hands.is_at(Step.ACCOUNTS)
        hands.key(Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
        hands.is_at(Step.CAMPAIGN)
        assert dialog.campaign.start() is Start.NEXT_MONTH
        assert dialog.campaign.often.value() == 4
        hands.enter()
        hands.tab_to(dialog.next)
        hands.enter()
        hands.is_at(Step.TIMES)
        line = dialog.times.zone.lineEdit()
        assert line is not None
        line.selectAll()
        hands.type("Europe/Vilnius")
        hands.escape()  # the list of what fits
        hands.tab_to(dialog.times.hours)
        hands.key(Qt.Key.Key_End)
        hands.tab_to(dialog.next)
        hands.enter()
        hands.is_at(Step.RUNNING)
        assert dialog.next.text() == "Finish"
        hands.tab_to(dialog.next)
        hands.enter()
        hands.is_at(Step.DONE)
        brand = only(at.workspace)
        assert (brand.name, brand.colour) == ("Demo Studio", "#0E8A7D")
        assert brand.campaign_start == date(2026, 12, 1)
        assert [one.words for one in brand.times] == [
            "Mon 09:00",
            "Tue 09:00",
            "Thu 09:00",
            "Fri 09:00",
        ]
        assert settings.get(at.workspace, settings.ZONE) == "Europe/Vilnius"
        assert settings.get(at.workspace, settings.HOURS) == "12"
        assert start_at_login.status(at.workspace.home).on
        assert first_run.step(at.workspace) is Step.DONE
        assert dialog.done_page.words.whole_text() == (
            "Your first suggested time is Tue 1 Dec, 9:00 AM."
        )
        assert hands.focus() is dialog.done_page.write_button
        hands.key(Qt.Key.Key_Space)
        assert at.window.current_key == CREATE


# Every two of them in every way; all of them answered is in the test above.
@pytest.mark.parametrize(
    "answered",
    [(False, False, False), (True, True, False), (True, False, True), (False, True, True)],
)
def test_any_of_the_steps_can_be_skipped(
    qtbot: QtBot, tmp_path: Path, answered: tuple[bool, bool, bool]
) -> None:
    """Brand, campaign and times each answered or not; accounts and running are always skipped."""
    name, campaign, times = answered
    with beginning(tmp_path) as hands:
        workspace = hands.at.workspace
        for step in STEPS:
            assert hands.dialog.step is step
            if step is Step.BRAND and name:
                hands.type("Demo Studio")
                hands.enter()
            elif (step is Step.CAMPAIGN and campaign) or (step is Step.TIMES and times):
                hands.tab_to(hands.dialog.next)
                hands.enter()
            else:
                hands.skip()
        hands.is_at(Step.DONE)
        assert first_run.step(workspace) is Step.DONE
        assert not start_at_login.status(workspace.home).on
        found = brands.list_brands(workspace)
        assert [one.name for one in found] == (
            ["Demo Studio"] if name else [OWN_NAME] if campaign or times else []
        )
        if found:
            assert (found[0].campaign_start is not None) is campaign
            assert len(found[0].times) == (3 if campaign or times else 0)
        words = hands.dialog.done_page.words.whole_text()
        assert words.startswith(
            "Your first suggested time is" if found and found[0].times else "Write"
        )
        hands.escape()
        assert not hands.open


def test_it_goes_on_where_it_was(qtbot: QtBot, tmp_path: Path) -> None:
    with introduced(tmp_path, Step.TIMES) as hands:
        session = hands.at.program.session
        assert session is not None
        for step in (Step.TIMES, *STEPS):
            first_run.reach(hands.at.workspace, step)
            if not hands.open:
                session.introduce(lambda: False, new=False)
                hands.at.settle()
            assert hands.open
            assert hands.dialog.step is step
            hands.escape()
            assert not hands.open
            assert hands.at.window.toasts.text() == LATER
            assert first_run.step(hands.at.workspace) is step


def test_once_it_is_over_it_does_not_come_again(qtbot: QtBot, tmp_path: Path) -> None:
    with introduced(tmp_path, Step.RUNNING) as hands:
        hands.skip()
        hands.escape()
    with stage(tmp_path) as at:
        assert not Hands(at).open


def test_a_workspace_that_was_there_before_is_left_alone(qtbot: QtBot, tmp_path: Path) -> None:
    with stage(tmp_path) as at:
        assert not Hands(at).open
        assert first_run.step(at.workspace) is Step.NEVER


def test_what_was_typed_before_finishing_later_is_there(qtbot: QtBot, tmp_path: Path) -> None:
    with beginning(tmp_path) as hands:
        hands.type("Demo Studio")
        hands.escape()
        hands.at.settle()
        assert only(hands.at.workspace).name == "Demo Studio"
    with stage(tmp_path) as at:
        assert Hands(at).dialog.brand.name.text() == "Demo Studio"
        Hands(at).escape()


def test_a_zone_is_found_by_its_city_and_times_are_changed_day_by_day(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with introduced(tmp_path, Step.TIMES) as hands:
        box: QComboBox = hands.dialog.times.zone
        line, completer = box.lineEdit(), box.completer()
        assert line is not None
        assert completer is not None
        line.selectAll()
        hands.type("Atlantis")
        hands.tab_to(hands.dialog.next)
        hands.enter()
        assert hands.dialog.step.value == Step.TIMES.value
        assert "no time zone called “Atlantis”" in hands.dialog.times.problem.whole_text()
        assert settings.get(hands.at.workspace, settings.ZONE) == ""
        box.setFocus()
        line.selectAll()
        hands.type("vilni")
        assert completer.completionCount() == 1
        assert completer.currentCompletion() == "Europe/Vilnius"
        line.selectAll()
        hands.type("Europe/Vilnius")
        hands.escape()  # the list of what fits
        hands.tab_to(hands.dialog.times.change)
        hands.key(Qt.Key.Key_Space)
        dialog = hands.dialog.times.dialog
        assert dialog is not None
        dialog.add(Slot(5, 750))
        QTest.keyClick(dialog.save, Qt.Key.Key_Space)
        hands.at.settle()
        hands.tab_to(hands.dialog.next)
        hands.enter()
        assert Slot(5, 750) in only(hands.at.workspace).times
        assert settings.get(hands.at.workspace, settings.ZONE) == "Europe/Vilnius"
        hands.escape()


@pytest.mark.parametrize(
    ("now", "zone", "today", "next_month"),
    [
        # The last evening of the month in UTC is the first day of the next one in Auckland …
        (datetime(2026, 11, 30, 20, tzinfo=UTC), "Pacific/Auckland", "1 Dec", date(2027, 1, 1)),
        # … and still the last day in Honolulu when UTC has begun the new year.
        (datetime(2027, 1, 1, 5, tzinfo=UTC), "Pacific/Honolulu", "31 Dec", date(2027, 1, 1)),
        (datetime(2028, 2, 29, 23, tzinfo=UTC), "UTC", "29 Feb", date(2028, 3, 1)),
    ],
)
def test_days_are_those_of_the_persons_calendar(
    qtbot: QtBot, tmp_path: Path, now: datetime, zone: str, today: str, next_month: date
) -> None:
    def prepare(workspace: Workspace) -> None:
        settings.put(workspace, settings.ZONE, zone)
        first_run.reach(workspace, Step.CAMPAIGN)

    with stage(tmp_path, clock=StandingClock(now), prepare=prepare) as at:
        hands = Hands(at)
        answers = hands.dialog.campaign.answers
        assert today in answers[Start.TODAY].text()
        assert str(next_month.day) in answers[Start.NEXT_MONTH].text()
        answers[Start.NEXT_MONTH].setFocus()
        hands.key(Qt.Key.Key_Space)
        hands.enter()
        assert only(at.workspace).campaign_start == next_month
        hands.escape()


def test_a_date_may_be_chosen_but_none_that_is_over_or_no_day_at_all(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with introduced(tmp_path, Step.CAMPAIGN) as hands:
        page = hands.dialog.campaign
        hands.activate()
        hands.tab_to(page.date)
        hands.key(Qt.Key.Key_End)
        hands.key(Qt.Key.Key_Up)
        assert page.start() is Start.ON_DATE
        day = page.day()
        assert day is not None
        assert day > NOW.date()
        assert page.date.minimumDate().toPython() == NOW.date()
        hands.enter()
        assert only(hands.at.workspace).campaign_start == day
        hands.key(Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
        hands.is_at(Step.CAMPAIGN)
        page.answers[Start.LOOKING].setFocus()
        hands.key(Qt.Key.Key_Space)
        assert "No day is marked" in page.hint.whole_text()
        hands.enter()
        assert only(hands.at.workspace).campaign_start is None
        hands.escape()


def test_nothing_of_it_is_shown_behind_the_lock(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "memory_kib", 64)

    def prepare(workspace: Workspace) -> None:
        lock.add(workspace, "Anna Example", WORDS)
        first_run.reach(workspace, Step.CAMPAIGN)

    with stage(tmp_path, prepare=prepare) as at:
        hands = Hands(at)
        assert at.program.locking.locked
        assert not hands.open
        page = at.program.locking.page
        QTest.keyClicks(page.line, WORDS)
        QTest.keyClick(page.line, Qt.Key.Key_Return)
        at.wait(lambda: hands.open, "the introduction after the lock")
        at.settle()
        at.program.locking.lock()
        at.settle()
        assert not hands.open
        QTest.keyClicks(page.line, WORDS)
        QTest.keyClick(page.line, Qt.Key.Key_Return)
        at.wait(lambda: hands.open, "the introduction after the second lock")
        hands.escape()


def test_the_demo_is_offered_and_a_name_is_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    demos: list[int] = []

    def demo() -> bool:
        demos.append(1)
        return len(demos) == 1

    with beginning(tmp_path, demo=demo) as hands:
        page = hands.dialog.brand
        hands.tab_to(page.demo)
        hands.key(Qt.Key.Key_Space)
        assert "window of its own" in page.notice.text()
        hands.key(Qt.Key.Key_Space)
        assert "brandcraft demo" in page.notice.text()
        assert hands.dialog.step.value == Step.BRAND.value
        hands.tab_to(page.name)
        hands.enter()
        assert hands.dialog.step.value == Step.BRAND.value
        assert page.problem.isVisible()
        assert "needs a name" in page.problem.whole_text()
        hands.type("x" * (MAX_BRAND_NAME + 5))
        assert len(page.name.text()) == MAX_BRAND_NAME
        assert not page.problem.isVisible()
        hands.enter()
        hands.is_at(Step.CAMPAIGN)


def test_an_export_that_lies_here_is_offered_and_comes(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = tmp_path / "person"
    (person / "Downloads").mkdir(parents=True)

    def write(workspace: Workspace) -> None:
        brands.add(workspace, "Demo Studio", colour="#C2374E")
        export(workspace, person / "Downloads" / "brandcraft-export.zip")

    with stage(tmp_path / "before", prepare=write):
        pass
    monkeypatch.setattr(Path, "home", classmethod(lambda _: person))
    with beginning(tmp_path / "now") as hands:
        page = hands.dialog.brand
        assert page.nearby.isVisible()
        assert page.nearby.text() == "Import 0 posts from brandcraft-export.zip"
        hands.tab_to(page.nearby)
        hands.key(Qt.Key.Key_Space)
        assert only(hands.at.workspace).name == "Demo Studio"
        assert page.name.text() == "Demo Studio"
        assert not page.nearby.isVisible()
        assert "here now" in page.notice.text()
        hands.escape()


def test_it_can_be_run_again_from_the_settings(qtbot: QtBot, tmp_path: Path) -> None:
    def prepare(workspace: Workspace) -> None:
        made = brands.add(workspace, "Demo Studio", times=(Slot(5, 60), Slot(6, 90)))
        brands.start_campaign(workspace, made.id, date(2026, 1, 5))

    with stage(tmp_path, prepare=prepare) as at:
        page = at.page(SETTINGS)
        assert isinstance(page, SettingsPage)
        button = page.introduction.button
        assert button.text().startswith("Run the introduction again")
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        at.settle()
        dialog = page.introduction.dialog
        assert isinstance(dialog, FirstRun)
        assert dialog.isVisible()
        assert dialog.brand.name.text() == "Demo Studio"
        assert not dialog.brand.demo.isVisible(), "a workspace that is in use needs no demo"
        before = only(at.workspace)
        for _ in range(4):
            dialog.next.click()
            at.settle()
        assert dialog.step.value == Step.RUNNING.value
        assert only(at.workspace) == before, "who changes nothing changes nothing"
        dialog.skip.click()
        at.settle()
        dialog.done_page.calendar_button.click()
        at.settle()
        assert at.window.current_key == PUBLISHER


def test_each_step_is_kept_and_all_of_it_has_a_name_for_who_listens(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with beginning(tmp_path) as hands:
        for step in (*STEPS, Step.DONE):
            assert hands.dialog.step is step
            assert first_run.step(hands.at.workspace) is step
            for one in focusable(hands.dialog):
                if isinstance(one.parentWidget(), QAbstractSpinBox | QComboBox):
                    continue  # a part of it
                face = QAccessible.queryAccessibleInterface(one)
                assert face is not None
                assert face.text(QAccessible.Text.Name), f"{step}: {one}"
            if step is not Step.DONE:
                hands.skip()
        hands.escape()


def test_it_fits_on_a_small_screen_in_both_directions(qtbot: QtBot, tmp_path: Path) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    with beginning(tmp_path) as hands:
        try:
            for way in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
                application.setLayoutDirection(way)
                hands.dialog.resize(hands.dialog.minimumSize())
                hands.at.settle()
                assert hands.dialog.width() <= 480
                for button in (hands.dialog.skip, hands.dialog.next):
                    assert hands.dialog.rect().contains(button.geometry().translated(0, 0)), (
                        "no button is cut off"
                    )
        finally:
            application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        hands.escape()
