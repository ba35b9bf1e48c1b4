"""The month: what chips say, and moving posts by hand and by keyboard."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from brandcraft_desktop.domain.status import DeliveryStatus, PostStatus
from brandcraft_desktop.services import posts
from brandcraft_desktop.ui.publisher.chip import POST_MIME
from brandcraft_desktop.ui.publisher.day_cell import DayCell
from brandcraft_desktop.ui.publisher.filters import FilterPanel
from brandcraft_desktop.ui.publisher.refusals import Refusal
from tests.ui.publisher.conftest import Desk, hours
from tests.ui.publisher.world import Made, add_accounts, add_post, set_status

D = DeliveryStatus
FRIDAY = datetime(2026, 11, 27, 7, 0, tzinfo=UTC)


def cell(desk: Desk, day: int, month: int = 11, year: int = 2026) -> DayCell:
    found = desk.page.calendar.month.cell_of(date(year, month, day))
    assert found is not None
    return found


def drop(desk: Desk, made: Made, day: int) -> None:
    """Let go of a post over a day."""
    carried = QMimeData()
    carried.setData(POST_MIME, made.id.encode())
    target = cell(desk, day)
    enter = QDragEnterEvent(
        target.rect().center(),
        Qt.DropAction.MoveAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(target, enter)
    QApplication.sendEvent(
        target,
        QDropEvent(
            QPointF(target.rect().center()),
            Qt.DropAction.MoveAction,
            carried,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        ),
    )


def test_a_chip_says_when_what_and_where_it_went(desk: Desk) -> None:
    made = desk.add(
        "New preset pack",
        datetime(2026, 11, 6, 12, 0, tzinfo=UTC),
        to=("x", "linkedin"),
        status=D.PUBLISHED,
        other={"linkedin": D.FAILED},
    )
    chip = desk.chip(made)
    said = "12:00 New preset pack. Partly published. X published, LinkedIn failed"
    assert chip.accessibleName() == said
    assert chip.toolTip() == said
    assert cell(desk, 6).accessibleName() == "Friday 6 November, 1 post"
    assert cell(desk, 22).accessibleName() == "Today, Sunday 22 November, no posts"


def test_what_happens_elsewhere_shows_by_itself(desk: Desk) -> None:
    made = desk.add("Reply", hours(1))
    assert "Scheduled" in desk.chip(made).accessibleName()
    set_status(desk.workspace, made, "bluesky", D.PUBLISHING)
    desk.wait(lambda: "Publishing" in desk.chip(made).accessibleName())


def test_a_full_day_opens_in_a_panel(desk: Desk) -> None:
    made = [desk.add(f"Post {n}", FRIDAY.replace(hour=8 + n)) for n in range(5)]
    desk.wait(lambda: len(cell(desk, 27).rows) == 5)
    assert cell(desk, 27).more.text().endswith("+3 more")
    cell(desk, 27).more.click()
    panel = QApplication.activePopupWidget()
    assert panel is not None
    assert panel.accessibleName() == "Friday 27 November"
    chips = panel.chips  # type: ignore[attr-defined]
    assert [chip.row.id for chip in chips] == [one.id for one in made]
    chips[4].click()
    desk.wait(desk.page.detail.popover.isVisible)


def test_dragging_keeps_the_time_and_can_be_undone(desk: Desk) -> None:
    made = desk.add("Black Friday", FRIDAY)
    desk.chip(made)
    drop(desk, made, 25)
    desk.wait(lambda: cell(desk, 25).chip_of(made.id))
    assert desk.show(made).content.scheduled_at == FRIDAY.replace(day=25)
    assert desk.way.toasts == ["Moved to Wed 25 Nov, 07:00"]
    assert desk.way.undo is not None
    desk.way.undo()
    desk.wait(lambda: cell(desk, 27).chip_of(made.id))
    assert desk.show(made).content.scheduled_at == FRIDAY


def test_a_move_that_somebody_changed_elsewhere_is_not_taken_back(desk: Desk) -> None:
    made = desk.add("Black Friday", FRIDAY)
    desk.chip(made)
    drop(desk, made, 25)
    desk.wait(lambda: cell(desk, 25).chip_of(made.id))
    chosen = FRIDAY.replace(day=24)
    posts.move(desk.workspace, made.id, at=chosen)  # as `brandcraft posts move` does
    assert desk.way.undo is not None
    desk.way.undo()
    desk.wait(lambda: desk.way.errors)
    assert "was given another time meanwhile" in desk.way.errors[0].title
    assert desk.show(made).content.scheduled_at == chosen


def test_several_moves_of_one_post_are_taken_back_one_by_one(desk: Desk) -> None:
    made = desk.add("Black Friday", FRIDAY)
    desk.chip(made)

    def standing_on(day: int) -> bool:
        return cell(desk, day).chip_of(made.id) is not None

    def planned_for(day: int) -> bool:
        return desk.day_of(made) == day

    for day in (25, 26, 28):
        drop(desk, made, day)
        desk.wait(partial(standing_on, day))
    for day in (26, 25, 27):
        QTest.keyClick(desk.page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        desk.wait(partial(planned_for, day))
    assert desk.way.errors == []


def test_the_past_takes_nothing_and_says_why(desk: Desk) -> None:
    made = desk.add("Black Friday", FRIDAY)
    desk.chip(made)
    drop(desk, made, 20)
    assert desk.way.toasts == ["That day is in the past. Choose a later one."]
    assert desk.day_of(made) == 27


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (D.PUBLISHED, "It is already published. Duplicate it to post it again."),
        (D.PUBLISHING, "It is being published right now."),
        (D.UNCONFIRMED, "First answer whether it went out."),
    ],
)
def test_what_is_out_or_on_its_way_stays(desk: Desk, status: D, why: str) -> None:
    made = desk.add("Sketch", hours(-20), status=status)
    desk.chip(made)
    drop(desk, made, 25)
    assert desk.way.toasts == [why]


def test_what_is_about_to_go_out_stays(desk: Desk) -> None:
    made = desk.add("Soon", hours(1 / 60))
    desk.chip(made)
    drop(desk, made, 25)
    assert desk.way.toasts == ["It's about to be posted."]


def test_a_draft_dragged_from_the_tray_gets_the_days_slot(desk: Desk) -> None:
    made = desk.add("Idea", None, status=D.DRAFT)
    desk.wait(lambda: desk.page.header.tray.text() == "Unscheduled 1")
    desk.page.header.tray.click()
    assert desk.page.calendar.tray.chip_of(made.id) is not None
    drop(desk, made, 25)
    desk.wait(lambda: cell(desk, 25).chip_of(made.id))
    post = desk.show(made)
    assert post.content.scheduled_at == datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
    assert post.status is PostStatus.SCHEDULED
    assert desk.way.toasts == ["Scheduled for Wed 25 Nov, 09:00"]
    assert desk.way.undo is not None
    desk.way.undo()
    desk.wait(lambda: desk.page.header.tray.text() == "Unscheduled 1")
    assert desk.show(made).status is PostStatus.DRAFT


def test_the_keyboard_walks_opens_and_moves(desk: Desk) -> None:
    made = desk.add("Black Friday", FRIDAY)
    desk.chip(made)
    grid = desk.page.calendar.month
    grid.focus_day(date(2026, 11, 26))
    QTest.keyClick(cell(desk, 26), Qt.Key.Key_Right)
    assert cell(desk, 27).hasFocus()
    QTest.keyClick(cell(desk, 27), Qt.Key.Key_Return)
    assert desk.chip(made).hasFocus()
    QTest.keyClick(desk.chip(made), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert desk.way.toasts == ["That day is in the past. Choose a later one."]
    QTest.keyClick(desk.chip(made), Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    desk.wait(lambda: cell(desk, 28).chip_of(made.id))
    assert desk.show(made).content.scheduled_at == FRIDAY.replace(day=28)
    assert desk.chip(made).hasFocus()


def test_only_one_day_is_a_tab_stop(desk: Desk) -> None:
    grid = desk.page.calendar.month
    grid.focus_day(date(2026, 11, 24))
    strong = [one for one in grid.cells if one.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert [one.day for one in strong if not one.isHidden()] == [date(2026, 11, 24)]
    QTest.keyClick(cell(desk, 24), Qt.Key.Key_End)
    assert cell(desk, 29).hasFocus()
    QTest.keyClick(cell(desk, 29), Qt.Key.Key_Home)
    assert cell(desk, 23).hasFocus()


def test_walking_out_of_the_month_turns_the_page(desk: Desk) -> None:
    grid = desk.page.calendar.month
    grid.focus_day(date(2026, 12, 6))
    QTest.keyClick(cell(desk, 6, 12), Qt.Key.Key_Right)
    assert desk.page.header.title.text() == "December 2026"
    assert grid.current == date(2026, 12, 7)
    QTest.keyClick(desk.page, Qt.Key.Key_T)
    assert desk.page.header.title.text() == "November 2026"
    assert grid.current == date(2026, 11, 22)
    QTest.keyClick(desk.page, Qt.Key.Key_PageDown)
    assert desk.page.header.title.text() == "December 2026"


def test_a_new_post_gets_the_days_slot(desk: Desk) -> None:
    desk.page.calendar.month.focus_day(date(2026, 11, 25))
    QTest.keyClick(desk.page, Qt.Key.Key_N)
    assert desk.way.went == ["editor new at 25 09:00"]
    QTest.keyClick(cell(desk, 25), Qt.Key.Key_Return)
    assert desk.way.went[1:] == ["editor new at 25 09:00"]
    desk.page.calendar.month.focus_day(date(2026, 11, 20))
    QTest.keyClick(cell(desk, 20), Qt.Key.Key_Return)
    assert len(desk.way.went) == 2


def test_deleting_can_be_undone_with_the_keyboard(desk: Desk) -> None:
    made = desk.add("Reminder", FRIDAY)
    QTest.keyClick(desk.chip(made), Qt.Key.Key_Delete)
    desk.wait(lambda: not cell(desk, 27).rows)
    assert desk.way.toasts == ["Deleted “Reminder”"]
    QTest.keyClick(desk.page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.wait(lambda: cell(desk, 27).chip_of(made.id))


def test_filters_say_that_they_are_on(desk: Desk) -> None:
    made = desk.add("For X", FRIDAY, to=("x",))
    desk.add("For Bluesky", FRIDAY)
    desk.wait(lambda: len(cell(desk, 27).rows) == 2)
    desk.page.header.filter.click()
    panel = QApplication.activePopupWidget()
    assert panel is not None
    panel.box("X").click()  # type: ignore[attr-defined]
    assert [row.id for row in cell(desk, 27).rows] == [made.id]
    assert desk.page.header.filter.text() == "Filter (1)"
    panel.box("Failed").click()  # type: ignore[attr-defined]
    hint = desk.page.calendar.hint
    assert hint.words.text() == "2 posts hidden by filters."
    panel.close()
    hint.clear.click()
    assert len(cell(desk, 27).rows) == 2
    assert desk.page.header.filter.text() == "Filter"


def test_accounts_have_a_column_of_their_own(desk: Desk) -> None:
    again = add_accounts(desk.workspace, prefix="second-")
    both = {"x": desk.accounts["x"], "bluesky": again["bluesky"]}
    made = add_post(desk.workspace, both, "Both", at=FRIDAY, to=("x", "bluesky"))
    add_post(desk.workspace, again, "Second", at=FRIDAY, to=("x",))
    desk.wait(lambda: len(cell(desk, 27).rows) == 2)
    QTest.mouseClick(desk.page.header.filter, Qt.MouseButton.LeftButton)
    panel = QApplication.activePopupWidget()
    assert isinstance(panel, FilterPanel)
    platform, account = panel.box("X"), panel.box("X: @demo_studio")
    assert account.mapTo(panel, account.rect().topLeft()).x() > platform.width()
    assert account.visibleRegion().boundingRect() == account.rect()
    assert panel.rect().width() <= 1024
    QTest.mouseClick(account, Qt.MouseButton.LeftButton, pos=QPoint(10, account.height() // 2))
    desk.wait(lambda: [row.id for row in cell(desk, 27).rows] == [made.id])
    panel.close()


def test_an_empty_month_says_what_to_do(desk: Desk) -> None:
    words = "Nothing planned in November. Press N to write a post."
    desk.wait(lambda: desk.page.calendar.hint.words.text() == words)
    for _ in range(3):
        desk.page.header.after.click()
    far = desk.page.calendar.month.cell_of(date(2027, 2, 27))
    assert far is not None
    opens = "Scheduling opens 3 months ahead: Sat 27 Feb 2027 on Fri 27 Nov 2026."
    assert far.toolTip() == opens
    assert far.add.isHidden()


def test_a_month_too_far_ahead_says_when_it_opens(desk: Desk) -> None:
    grid = desk.page.calendar.month
    for _ in range(4):
        grid.focus_day(grid.current)
        QTest.keyClick(desk.page, Qt.Key.Key_PageDown)
    opens = "Scheduling opens 3 months ahead: March 2027 on Tue 1 Dec 2026."
    desk.wait(lambda: desk.page.calendar.hint.words.text() == opens)
    first = cell(desk, 1, 3, 2027)
    assert first.hasFocus()
    assert first.add.isHidden()
    said = "Scheduling opens 3 months ahead: Mon 1 Mar 2027 on Tue 1 Dec 2026."
    QTest.keyClick(desk.page, Qt.Key.Key_N)
    QTest.keyClick(first, Qt.Key.Key_Return)
    QTest.mouseDClick(first, Qt.MouseButton.LeftButton)
    QTest.keyClick(desk.page, Qt.Key.Key_W)
    QTest.keyClick(desk.page.calendar.week.columns[0], Qt.Key.Key_Return)
    QTest.mouseDClick(desk.page.calendar.week.columns[0], Qt.MouseButton.LeftButton)
    assert desk.way.toasts == [f"{said} Choose an earlier day."] * 5
    assert desk.way.went == []


def test_mirrored_arrows_walk_the_way_they_point(desk: Desk, qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    grid = desk.page.calendar.month
    made = desk.add("Black Friday", FRIDAY)
    chip = desk.chip(made)
    assert cell(desk, 23).x() > cell(desk, 24).x()
    assert chip.geometry().right() <= cell(desk, 27).width()
    grid.focus_day(date(2026, 11, 24))
    QTest.keyClick(cell(desk, 24), Qt.Key.Key_Left)
    assert grid.current == date(2026, 11, 25)


def test_every_stop_of_the_keyboard_has_a_name(desk: Desk) -> None:
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QWidget

    desk.chip(desk.add("Black Friday", FRIDAY))
    for widget in desk.page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            heard = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            assert heard, widget


def test_today_moves_on_at_midnight(desk: Desk) -> None:
    desk.clock.moment = hours(24)
    desk.page.look_at_the_clock()
    assert cell(desk, 23).accessibleName().startswith("Today, Monday 23 November")
    assert cell(desk, 22).refusal is Refusal.PAST_DAY


def test_it_fits_the_smallest_window(desk: Desk) -> None:
    for view in ("month", "list"):
        desk.page.header.view.button(view).click()
        least = desk.page.minimumSizeHint()
        assert (least.width(), least.height()) <= (940, 592)
        assert least.height() <= 592
