"""Time, checks and the buttons that let a post go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QDate, QDateTime, Qt, QTime, QTimeZone
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from brandcraft_desktop.domain.findings import Finding
from brandcraft_desktop.domain.plan import Problem, Severity
from brandcraft_desktop.domain.status import DeliveryStatus, Stage
from brandcraft_desktop.services import planning, posts
from brandcraft_desktop.ui.editor.autosave import SaveState
from brandcraft_desktop.ui.editor.when import When
from brandcraft_desktop.ui.widgets import ConfirmDialog
from tests.ui.editor.conftest import Desk
from tests.ui.editor.world import START

CTRL = Qt.KeyboardModifier.ControlModifier


def ready(desk: Desk, text: str = "Going out") -> None:
    desk.new()
    desk.choose_all()
    desk.type(text)


def test_ctrl_return_schedules_for_the_shown_time(desk: Desk) -> None:
    ready(desk)
    post_id = desk.stored().id
    at = desk.page.controller.when.at
    assert at is not None
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_Return, CTRL)
    desk.wait(lambda: bool(desk.way.toasts))
    assert desk.way.toasts[0].startswith("Scheduled for Sun 22 Nov, ")
    assert desk.way.went == ["back"]
    view = posts.show(desk.workspace, post_id)
    assert view.stage is Stage.COMMITTED
    assert view.content.text == "Going out"
    assert {one.due_at for one in view.deliveries} == {at}
    assert {one.status for one in view.deliveries} == {DeliveryStatus.SCHEDULED}
    assert desk.way.undo is not None
    desk.way.undo()
    desk.settle()
    assert posts.show(desk.workspace, post_id).stage is Stage.DRAFT


def test_errors_block_with_their_reason(desk: Desk) -> None:
    ready(desk, "")
    desk.view.composer.insertPlainText("a" * 301)
    button = desk.view.bar.schedule
    assert not button.isEnabled()
    assert "X: 21 characters too long" in button.toolTip()
    assert "Bluesky: 1 character too long" in button.accessibleDescription()
    assert not desk.view.notice.isHidden()
    assert desk.view.side.tabText(1) == "Checks 2"
    desk.bot.keyClick(desk.view.composer, Qt.Key.Key_Return, CTRL)
    desk.settle()
    assert desk.stored().stage is Stage.TEMP
    rows = {row.accessibleName(): row for row in desk.view.checks.rows}
    rows["Error: Bluesky: 1 character too long"].click()
    assert desk.view.composer.textCursor().selectedText() == "a"


def test_no_account_is_an_error_that_leads_to_the_chips(desk: Desk) -> None:
    desk.new()
    desk.type("words")
    assert "No account is chosen" in desk.view.bar.schedule.toolTip()
    desk.choose_all()
    assert desk.view.bar.schedule.isEnabled()
    assert desk.view.accounts.summary() == "3 of 3 accounts"


def test_a_missing_file_leads_to_the_button_that_adds_one(desk: Desk) -> None:
    ready(desk)
    problem = Problem(Severity.ERROR, "a reel needs a video. Add one.", "media")
    desk.view.checks.go.emit(Finding(problem))
    assert desk.view.strip.add.hasFocus()


def test_post_now_asks_where(desk: Desk) -> None:
    ready(desk)
    post_id = desk.stored().id
    desk.bot.keyClick(
        desk.view.composer, Qt.Key.Key_Return, CTRL | Qt.KeyboardModifier.ShiftModifier
    )
    dialog = desk.page.findChildren(ConfirmDialog)[0]
    assert "Bluesky @demo.bsky.social" in dialog.accessibleDescription()
    dialog.confirm_button.click()
    desk.wait(lambda: desk.way.toasts == ["Posting now."])
    assert {one.due_at for one in posts.show(desk.workspace, post_id).deliveries} == {START}


def test_a_time_that_does_not_exist_is_explained(desk: Desk) -> None:
    desk.clock.moment = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
    desk.new()
    row = desk.view.bar.time
    row.show_when(When(datetime(2027, 3, 28, 1, 30), "Europe/Berlin"))  # noqa: DTZ001
    row.edit.setDateTime(QDateTime(QDate(2027, 3, 28), QTime(2, 30), QTimeZone.utc()))
    assert "does not exist" in row.note.whole_text()
    assert row.when().at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_a_time_that_comes_twice_lets_one_choose(desk: Desk) -> None:
    desk.new()
    desk.clock.moment = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)
    row = desk.view.bar.time
    row.show_when(When(datetime(2026, 10, 25, 2, 30), "Europe/Berlin"))  # noqa: DTZ001
    assert not row.which.isHidden()
    assert row.when().at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    row.which.button("1").click()
    assert row.when().at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_the_zone_keeps_the_wall_clock(desk: Desk) -> None:
    desk.new()
    row = desk.view.bar.time
    wall = row.when().wall
    row.set_zone("Asia/Tokyo")
    assert row.when().wall == wall
    assert "Asia/Tokyo (UTC+9)" in row.zone.accessibleName()
    assert row.zone.text().startswith("Asia/Tokyo")


def test_the_time_is_between_now_and_three_months(desk: Desk) -> None:
    desk.new()
    edit = desk.view.bar.time.edit
    assert edit.minimumDateTime().toString("yyyy-MM-dd HH:mm") == "2026-11-22 09:41"
    assert edit.maximumDateTime().toString("yyyy-MM-dd HH:mm") == "2027-02-22 09:41"


def test_editing_a_scheduled_post_moves_it_only_when_told(desk: Desk) -> None:
    ready(desk)
    post_id = desk.stored().id
    desk.page.finish()
    desk.wait(lambda: bool(desk.way.toasts))
    desk.page.open_post(post_id)
    desk.wait(lambda: desk.page.controller.post is not None)
    before = desk.stored().content.scheduled_at
    assert before is not None
    wall = desk.page.controller.when.wall
    assert wall is not None
    desk.page.controller.set_when(When(wall + timedelta(days=1), "UTC"))
    desk.type("!")
    desk.wait(lambda: desk.stored().content.text.endswith("!"))
    assert desk.stored().content.scheduled_at == before
    desk.page.leave()
    desk.wait(lambda: desk.way.toasts[-1].startswith("Moved to Mon 23 Nov, "))
    view = posts.show(desk.workspace, post_id)
    assert view.deliveries[0].due_at == before + timedelta(days=1)


def test_everything_has_a_name_for_screen_readers(desk: Desk) -> None:
    ready(desk)
    desk.page.tools.open_tab("bluesky")
    desk.view.options.header.setChecked(True)
    nameless = [
        type(one).__name__
        for one in desk.page.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isVisible()
        and not one.objectName().startswith("qt_")
        and not _name(one)
    ]
    assert nameless == []


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def test_narrow_pages_show_one_thing_at_a_time(desk: Desk) -> None:
    desk.new()
    desk.page.resize(940, 592)
    assert not desk.view.is_wide
    assert desk.page.width() == 940
    desk.view.segments.button("preview").click()
    assert desk.view.preview.isVisible()
    assert not desk.view.composer.isVisible()
    desk.page.resize(1196, 752)
    assert desk.view.composer.isVisible()
    assert desk.view.preview.isVisible()


def test_the_page_finds_exactly_what_scheduling_will_find(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    desk.view.composer.insertPlainText("a" * 301)
    post = desk.page.controller
    late = START + timedelta(days=200)
    post.set_when(When(late.replace(tzinfo=None), "UTC"))
    assert post.judgement.problems == planning.problems(
        desk.workspace.platforms,
        post.content,
        post.chosen_accounts(),
        post.files,
        now=START,
        at=late,
    )


def test_parts_can_be_numbered(desk: Desk) -> None:
    desk.new()
    desk.choose_all()
    desk.view.composer.insertPlainText("one\n---\ntwo")
    desk.page.controller.set_thread(True)
    desk.page.controller.set_numbering("{n}/{total}")
    plan = next(
        one.plan for one in desk.page.controller.judgement.plans if one.platform == "bluesky"
    )
    assert [part.text for part in plan.parts] == ["one 1/2", "two 2/2"]
    desk.wait(lambda: desk.page.controller.autosave.state is SaveState.SAVED)
    assert desk.stored().content.variants[""].options == {"numbering": "{n}/{total}"}
