"""The list: tabs, search, days, ticking several, and windows of many posts."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from brandcraft_desktop.domain.status import DeliveryStatus, Origin, PostStatus
from brandcraft_desktop.domain.views import PostRow
from brandcraft_desktop.services import posts
from brandcraft_desktop.ui.publisher.list_items import HEADING, ROW, WINDOW, PostItems
from brandcraft_desktop.ui.publisher.move_dialog import MoveDialog
from tests.ui.publisher.conftest import Desk, hours
from tests.ui.publisher.world import NOW, Made

D = DeliveryStatus


def open_list(desk: Desk, rows: int) -> None:
    desk.page.header.view.button("list").click()
    desk.wait(lambda: desk.page.list.items.posts == rows)


def titles(desk: Desk) -> list[str]:
    return [row.title for row in desk.page.list.items.rows()]


def tabs(desk: Desk) -> list[str]:
    bar = desk.page.list.tabs
    return [bar.tabText(number) for number in range(bar.count())]


def click(desk: Desk, made: Made, across: int) -> None:
    """Press on a row, so far from where it begins."""
    table = desk.page.list.table
    box = table.visualRect(desk.page.list.items.index(desk.page.list.items.line_of(made.id), 0))
    mirrored = table.layoutDirection() == Qt.LayoutDirection.RightToLeft
    x = box.right() - across if mirrored else box.left() + across
    at = QPoint(x, box.center().y())
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at
    )


@pytest.fixture
def several(desk: Desk) -> dict[str, Made]:
    return {
        "draft": desk.add("Idea", hours(72), status=D.DRAFT),
        "next": desk.add("Reply", hours(8), to=("x", "bluesky")),
        "out": desk.add("Tour", hours(-48), status=D.PUBLISHED),
        "failed": desk.add("Brush", hours(-24), status=D.FAILED),
    }


def test_tabs_count_and_choose(desk: Desk, several: dict[str, Made]) -> None:
    open_list(desk, 4)
    figures = ["All 4", "Drafts 1", "Scheduled 1", "Published 1", "Needs attention 1"]
    desk.wait(lambda: tabs(desk) == figures)
    assert titles(desk) == ["Reply", "Idea", "Brush", "Tour"]
    desk.page.list.tabs.setCurrentIndex(4)
    desk.wait(lambda: titles(desk) == ["Brush"])
    desk.page.list.tabs.setCurrentIndex(1)
    desk.wait(lambda: titles(desk) == ["Idea"])


def test_days_stand_above_their_posts(desk: Desk, several: dict[str, Made]) -> None:
    open_list(desk, 4)
    items = desk.page.list.items
    lines = [items.index(number, 0).data(HEADING) for number in range(items.rowCount())]
    assert [line for line in lines if line] == [
        "Today, Sunday 22 November",
        "Wednesday 25 November",
        "Saturday 21 November",
        "Friday 20 November",
    ]
    spoken = items.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Today, Sunday 22 November, 17:41 Reply. Scheduled. X, Bluesky"
    assert not items.flags(items.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_the_list_begins_with_today_and_what_comes_next(desk: Desk) -> None:
    for name, away in (("May", 24 * 40), ("Next", 26), ("Tonight", 8), ("Friday", 24 * 5)):
        desk.add(name, hours(away))
    desk.add("Yesterday", hours(-24), status=D.PUBLISHED)
    desk.add("Last week", hours(-24 * 7), status=D.FAILED)
    desk.add("This morning", hours(-1), status=D.PUBLISHED)
    desk.add("An idea", None, status=D.DRAFT)
    open_list(desk, 8)
    wanted = [
        "This morning",
        "Tonight",
        "Next",
        "Friday",
        "May",
        "An idea",
        "Yesterday",
        "Last week",
    ]
    assert titles(desk) == wanted
    table = desk.page.list.table
    assert "Today" in str(table.model().index(0, 0).data())
    assert table.verticalScrollBar().value() == 0
    added = desk.add("Tomorrow", hours(25))  # what changes is put in its place
    desk.wait(lambda: added.id in {row.id for row in desk.page.list.items.rows()})
    assert titles(desk) == [*wanted[:2], "Tomorrow", *wanted[2:]]


def test_a_search_is_told_and_taken_back(desk: Desk, several: dict[str, Made]) -> None:
    desk.page.show_list("brush")
    desk.wait(lambda: titles(desk) == ["Brush"])
    assert desk.page.list.searched.isVisible()
    desk.page.show_list("nowhere")
    desk.wait(lambda: desk.page.list.state.state() == "empty")
    desk.page.show_list("")
    desk.wait(lambda: len(titles(desk)) == 4)
    assert not desk.page.list.searched.isVisible()


def test_a_click_opens_and_the_box_ticks(desk: Desk, several: dict[str, Made]) -> None:
    open_list(desk, 4)
    click(desk, several["next"], 200)
    desk.wait(desk.page.detail.popover.isVisible)
    assert desk.page.list.table.chosen() == []
    desk.page.detail.popover.close()
    click(desk, several["next"], 18)
    click(desk, several["failed"], 18)
    assert [row.title for row in desk.page.list.table.chosen()] == ["Reply", "Brush"]
    assert desk.page.list.bar.count.text() == "2 selected"
    QTest.keyClick(desk.page.list.table, Qt.Key.Key_Escape)
    assert not desk.page.list.bar.isVisible()


def test_a_mirrored_list_ticks_at_its_own_side(desk: Desk, several: dict[str, Made]) -> None:
    open_list(desk, 4)
    desk.page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    click(desk, several["next"], 18)
    assert [row.title for row in desk.page.list.table.chosen()] == ["Reply"]


def test_several_are_deleted_and_come_back(desk: Desk, several: dict[str, Made]) -> None:
    open_list(desk, 4)
    click(desk, several["next"], 18)
    click(desk, several["draft"], 18)
    desk.page.list.bar.delete.click()
    desk.wait(lambda: titles(desk) == ["Brush", "Tour"])
    desk.wait(lambda: desk.way.toasts == ["Deleted 2 posts"])
    assert desk.way.undo is not None
    desk.way.undo()
    desk.wait(lambda: len(titles(desk)) == 4)


def test_several_move_to_a_day_and_keep_their_times(desk: Desk, several: dict[str, Made]) -> None:
    elsewhere = desk.show(several["next"]).content.scheduled_at
    assert elsewhere is not None
    posts.move(
        desk.workspace,
        several["next"].id,
        at=elsewhere,
        zone="Asia/Tokyo",
        wall_time=elsewhere.astimezone(ZoneInfo("Asia/Tokyo")).strftime("%Y-%m-%dT%H:%M"),
    )
    before = desk.show(several["next"]).content
    open_list(desk, 4)
    for name in ("next", "draft", "out"):
        click(desk, several[name], 18)
    desk.page.list.bar.move_them.click()
    dialog = desk.page.findChild(MoveDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "Move 2 posts"
    dialog.edit.setDate(dialog.edit.date().addDays(4))
    chosen = dialog.day
    dialog.confirm_button.click()
    desk.wait(lambda: desk.way.toasts)
    moved = [desk.show(several[name]).content.scheduled_at for name in ("next", "draft")]
    assert [(at.day, at.hour) for at in moved if at] == [(chosen.day, 17), (chosen.day, 9)]
    assert desk.way.toasts == ["Moved 2 posts; 1 can't be moved"]
    assert desk.way.undo is not None
    desk.way.undo()
    desk.wait(lambda: desk.day_of(several["next"]) == 22)
    after = desk.show(several["next"]).content
    assert (after.zone, after.wall_time) == (before.zone, before.wall_time)


@pytest.mark.parametrize(
    ("words", "days"),
    [("A day later", 1), ("A week later", 7), ("A day earlier", -1), ("A week earlier", -7)],
)
def test_several_move_by_days_each_from_its_own(desk: Desk, words: str, days: int) -> None:
    made = [desk.add("One", hours(24 * 10)), desk.add("Two", hours(24 * 12 + 3))]
    undated = desk.add("Idea", None, status=D.DRAFT)
    before = [desk.show(one).content.scheduled_at for one in made]
    open_list(desk, 3)
    for one in (*made, undated):
        click(desk, one, 18)
    desk.page.list.bar.move_them.click()
    dialog = desk.page.findChild(MoveDialog)
    assert dialog is not None
    assert dialog.edit.text() == "Wed 2 Dec 2026", "the first, as dates are written elsewhere"
    assert dialog.edit.isEnabled()
    dialog.way.setFocus()
    for _ in range(dialog.way.findText(words)):
        QTest.keyClick(dialog.way, Qt.Key.Key_Down)
    assert dialog.way.currentText() == words
    assert not dialog.edit.isEnabled()
    dialog.confirm_button.click()
    desk.wait(lambda: desk.way.toasts == ["Moved 2 posts; 1 can't be moved"])
    assert desk.show(undated).content.scheduled_at is None
    after = [desk.show(one).content.scheduled_at for one in made]
    assert [at - was for at, was in zip(after, before, strict=True) if at and was] == [
        timedelta(days=days)
    ] * 2
    assert desk.way.undo is not None
    desk.way.undo()
    desk.wait(lambda: [desk.show(one).content.scheduled_at for one in made] == before)


def test_failed_ones_are_retried_together(desk: Desk, several: dict[str, Made]) -> None:
    open_list(desk, 4)
    click(desk, several["next"], 18)
    assert not desk.page.list.bar.retry.isVisible()
    click(desk, several["failed"], 18)
    desk.page.list.bar.retry.click()
    desk.wait(lambda: desk.show(several["failed"]).status is PostStatus.SCHEDULED)
    desk.wait(lambda: desk.way.toasts == ["Retrying 1 post"])


def test_keys_open_tick_and_edit(desk: Desk, several: dict[str, Made]) -> None:
    open_list(desk, 4)
    table, items = desk.page.list.table, desk.page.list.items
    table.setCurrentIndex(items.index(1, 0))
    table.clearSelection()
    QTest.keyClick(table, Qt.Key.Key_Down)
    row = table.currentIndex().data(ROW)
    assert isinstance(row, PostRow)
    assert row.title == "Idea"
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert [one.title for one in table.chosen()] == ["Idea"]
    QTest.keyClick(table, Qt.Key.Key_E)
    assert desk.way.went == [f"editor {row.id}"]
    QTest.keyClick(table, Qt.Key.Key_Return)
    desk.wait(desk.page.detail.popover.isVisible)


def test_the_view_is_remembered_and_keys_change_it(desk: Desk) -> None:
    QTest.keyClick(desk.page, Qt.Key.Key_L)
    assert desk.page.view == "list"
    QTest.keyClick(desk.page, Qt.Key.Key_M)
    assert desk.page.view == "month"


def row(number: int) -> PostRow:
    """A row that no database made."""
    at = NOW - timedelta(hours=number)
    return PostRow(f"p{number:04}", PostStatus.PUBLISHED, Origin.OWN, f"Post {number}", "", at, ())


def test_windows_are_fetched_once_each_and_join_their_day() -> None:
    asked: list[int] = []
    items = PostItems({}, asked.append)
    today = date(2026, 11, 22)
    items.show([row(n) for n in range(WINDOW)], today, complete=False)
    root = items.index(-1, -1)
    assert items.canFetchMore(root)
    items.fetchMore(root)
    items.fetchMore(root)
    assert asked == [WINDOW]
    items.append([row(n) for n in range(WINDOW, WINDOW + 3)], complete=True)
    assert not items.canFetchMore(root)
    assert items.posts == WINDOW + 3
    headings = [items.index(n, 0).data(HEADING) for n in range(items.rowCount())]
    found = [words for words in headings if words]
    assert len(found) == len(set(found))


def test_many_posts_come_in_windows(desk: Desk) -> None:
    for number in range(WINDOW + 4):
        desk.add(f"Post {number}", hours(1 + number / 60))
    open_list(desk, WINDOW)
    assert len(posts.page(desk.workspace, limit=1000)) == WINDOW + 4
    desk.page.list.table.scrollToBottom()
    desk.wait(lambda: desk.page.list.items.posts == WINDOW + 4)
