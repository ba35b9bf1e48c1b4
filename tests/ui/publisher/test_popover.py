"""The pop-up of a post: what it shows, offers and does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from sqlalchemy import update

from brandcraft_desktop.domain.status import DeliveryStatus, PostStatus
from brandcraft_desktop.models import tables
from brandcraft_desktop.ui.delivery.words import Act
from brandcraft_desktop.ui.publisher.acts import PostAct
from brandcraft_desktop.ui.publisher.move_dialog import MoveDialog
from brandcraft_desktop.ui.publisher.post_popover import PostPopover
from brandcraft_desktop.ui.widgets import ConfirmDialog, ElidedLabel
from tests.ui.publisher.conftest import Desk, hours
from tests.ui.publisher.world import Made, set_status

D = DeliveryStatus
SIXTH = datetime(2026, 11, 6, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "buttons"),
    [
        (D.DRAFT, ["Edit", "Post now", "Move to…"]),
        (D.SCHEDULED, ["Edit", "Post now", "Move to…"]),
        (D.WAITING_MEDIA, ["Edit", "Post now", "Move to…"]),
        (D.PUBLISHING, ["Watch delivery", "Cancel what is not sent"]),
        (D.PROCESSING, ["Watch delivery", "Cancel what is not sent"]),
        (D.PUBLISHED, ["Open post", "Copy link", "Duplicate"]),
        (D.FAILED, ["Retry failed (1)", "Edit", "Duplicate"]),
        (D.MISSED, ["Post now", "Pick new time", "Skip"]),
        (D.UNCONFIRMED, ["Check and answer", "Duplicate", "Make a reel of it…"]),
        (D.CANCELED, ["Edit", "Duplicate", "Delete"]),
    ],
)
def test_every_state_has_its_buttons(desk: Desk, status: D, buttons: list[str]) -> None:
    popover = desk.open(desk.add("Sketch", hours(3), status=status))
    assert [button.text() for button in popover.buttons.values()] == buttons
    assert popover.focusWidget() is next(iter(popover.buttons.values()))


def test_it_tells_each_account_and_retries_only_what_failed(desk: Desk) -> None:
    made = desk.add(
        "New preset pack",
        SIXTH,
        to=("linkedin", "x"),
        status=D.PUBLISHED,
        other={"linkedin": D.FAILED},
    )
    popover = desk.open(made)
    assert popover.pill.text() == "Partly published"
    said = [line.accessibleName() for line in popover.lines]
    assert said[0].startswith("X, @demo_studio, Published.")
    assert "LinkedIn, @demo_studio, Failed. Your sign-in expired on 5 Nov." in said[1]
    popover.buttons[PostAct.RETRY].click()
    assert not popover.buttons[PostAct.RETRY].isEnabled()
    desk.wait(lambda: popover.pill.text() == "Publishing")
    states = {one.platform: one.status for one in desk.show(made).deliveries}
    assert states == {"x": D.PUBLISHED, "linkedin": D.SCHEDULED}
    assert popover.isVisible()


def test_one_delivery_can_be_retried_or_reconnected(desk: Desk) -> None:
    made = desk.add("Sketch", SIXTH, to=("linkedin", "x"), status=D.FAILED)
    popover = desk.open(made)
    popover.lines[0].buttons[Act.RETRY].click()
    desk.wait(lambda: popover.pill.text() == "Scheduled")
    states = {one.platform: one.status for one in desk.show(made).deliveries}
    assert states == {"x": D.SCHEDULED, "linkedin": D.FAILED}
    popover.lines[1].buttons[Act.RECONNECT].click()
    assert desk.way.went == [f"accounts {desk.accounts['linkedin']}"]
    assert not popover.isVisible()


def test_the_answer_on_an_unconfirmed_one(desk: Desk) -> None:
    made = desk.add("Giveaway", SIXTH, status=D.UNCONFIRMED)
    popover = desk.open(made)
    assert {Act.OPEN_PROFILE, Act.IT_IS_LIVE, Act.IT_IS_NOT} <= set(popover.lines[0].buttons)
    popover.lines[0].buttons[Act.IT_IS_NOT].click()
    desk.wait(lambda: popover.pill.text() == "Scheduled")
    assert desk.show(made).status is PostStatus.SCHEDULED


def test_it_follows_the_post_while_it_is_open(desk: Desk) -> None:
    made = desk.add("Reply", hours(2))
    popover = desk.open(made)
    set_status(desk.workspace, made, "bluesky", D.PUBLISHED)
    desk.wait(lambda: popover.pill.text() == "Published")
    popover.buttons[PostAct.COPY_LINK].click()
    desk.wait(lambda: desk.way.toasts == ["Link copied"])
    assert QGuiApplication.clipboard().text() == "https://bluesky.example/posts/1"


def test_left_and_right_go_to_the_neighbours_and_escape_back(desk: Desk) -> None:
    first, second = desk.add("First", hours(30)), desk.add("Second", hours(60))
    desk.chip(second)
    popover = desk.open(first)
    QTest.keyClick(popover, Qt.Key.Key_Right)
    desk.wait(lambda: popover.post is not None and popover.post.id == second.id)
    QTest.keyClick(popover, Qt.Key.Key_Left)
    desk.wait(lambda: popover.post is not None and popover.post.id == first.id)
    QTest.keyClick(popover, Qt.Key.Key_Escape)
    assert not popover.isVisible()
    assert desk.chip(first).hasFocus()


def shows(popover: PostPopover, made: Made) -> bool:
    return popover.post is not None and popover.post.id == made.id


def press(popover: PostPopover, key: Qt.Key) -> None:
    """On whatever inside has the keyboard, as fingers do."""
    inside = popover.focusWidget()
    assert inside is not None
    QTest.keyClick(inside, key)


def test_arrows_step_wherever_the_keyboard_is_inside(desk: Desk) -> None:
    desk.add("Idea", None, status=D.DRAFT)
    first = desk.add("First", hours(30), status=D.FAILED)
    second = desk.add("Second", hours(60))
    desk.chip(second)
    popover = desk.open(first)
    for inner in (False, True):
        line, foot = popover.lines[0].buttons, popover.buttons
        (line[Act.RETRY] if inner else foot[PostAct.RETRY]).setFocus()
        press(popover, Qt.Key.Key_Right)
        desk.wait(lambda: shows(popover, second))
        press(popover, Qt.Key.Key_Right)  # the last one: a draft without a place is none
        assert popover.isVisible()
        press(popover, Qt.Key.Key_Left)
        desk.wait(lambda: shows(popover, first))


def test_arrows_scroll_the_week_to_the_neighbour(desk: Desk) -> None:
    first, second = desk.add("First", hours(1)), desk.add("Second", hours(14))
    desk.page.resize(1180, 480)
    QTest.keyClick(desk.page, Qt.Key.Key_W)
    grid = desk.page.calendar.week
    desk.wait(lambda: grid.chip_of(second.id))
    chip = grid.chip_of(first.id)
    assert chip is not None
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    popover = desk.page.detail.popover
    desk.wait(lambda: popover.isVisible() and shows(popover, first))
    press(popover, Qt.Key.Key_Right)
    desk.wait(lambda: shows(popover, second))
    other = grid.chip_of(second.id)
    assert other is not None
    assert not other.visibleRegion().isEmpty()
    QTest.keyClick(popover, Qt.Key.Key_Escape)
    assert other.hasFocus()


def test_keys_edit_and_delete(desk: Desk) -> None:
    made = desk.add("Reminder", hours(30))
    QTest.keyClick(desk.open(made), Qt.Key.Key_E)
    assert desk.way.went == [f"editor {made.id}"]
    QTest.keyClick(desk.open(made), Qt.Key.Key_Delete)
    desk.wait(lambda: desk.way.toasts == ["Deleted “Reminder”"])
    assert desk.page.calendar.month.chip_of(made.id) is None or desk.show(made).deleted_at


def test_post_now_asks_first(desk: Desk) -> None:
    made = desk.add("Reminder", hours(30), to=("x", "bluesky"))
    desk.open(made).buttons[PostAct.POST_NOW].click()
    dialog = desk.page.findChild(ConfirmDialog)
    assert dialog is not None
    assert dialog.accessibleDescription() == "“Reminder” goes out at once to X, Bluesky."
    assert desk.show(made).content.scheduled_at == hours(30)
    dialog.confirm_button.click()
    desk.wait(lambda: desk.way.went == [f"delivery {made.id}"])


def test_a_missed_post_gets_a_new_time(desk: Desk) -> None:
    made = desk.add("Speed paint", hours(-12), status=D.MISSED)
    desk.open(made).buttons[PostAct.MOVE].click()
    dialog = desk.page.findChild(MoveDialog)
    assert dialog is not None
    dialog.confirm_button.click()
    desk.wait(lambda: desk.show(made).status is PostStatus.SCHEDULED)
    assert desk.show(made).content.scheduled_at == hours(1)
    assert desk.way.undo is None


def test_a_missed_post_can_be_skipped(desk: Desk) -> None:
    made = desk.add("Speed paint", hours(-12), status=D.MISSED)
    desk.open(made).buttons[PostAct.SKIP].click()
    desk.wait(lambda: desk.way.toasts == ["Skipped"])
    assert desk.show(made).status is PostStatus.CANCELED


def test_editing_a_partly_published_post_opens_the_failed_part(desk: Desk) -> None:
    made = desk.add("Pack", SIXTH, to=("x", "linkedin"), status=D.PUBLISHED)
    set_status(desk.workspace, made, "linkedin", D.FAILED)
    desk.wait(lambda: "Partly" in desk.chip(made).accessibleName())
    desk.open(made).buttons[PostAct.EDIT].click()
    desk.wait(lambda: desk.way.went == [f"failed {made.deliveries['linkedin']}"])


def test_a_handle_is_shown_whole(desk: Desk) -> None:
    made = desk.add("Sketch", hours(3), to=("x", "bluesky"))
    long = "@demo-studio.bsky.social"
    desk.workspace.database.write(
        lambda connection: connection.execute(update(tables.deliveries).values(handle=long))
    )
    popover = desk.open(made)
    names = [one.findChildren(ElidedLabel)[0] for one in popover.lines]
    assert [one.shown_text() for one in names] == [long, long]
    assert len({one.width() for one in names}) == 1
