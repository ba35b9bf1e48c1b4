"""The trash from the list: what is in it, and the way back."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from brandcraft_desktop.domain.status import DeliveryStatus as D
from brandcraft_desktop.services import posts
from brandcraft_desktop.ui.publisher.trash_dialog import NOTHING, TrashDialog
from tests.ui.publisher.conftest import Desk, hours


def opened(desk: Desk) -> TrashDialog:
    desk.page.header.view.button("list").click()
    QTest.mouseClick(desk.page.list.trash, Qt.MouseButton.LeftButton)
    (dialog,) = [one for one in desk.page.findChildren(TrashDialog) if one.isVisible()]
    return dialog


def test_deleted_posts_come_back_from_the_trash(desk: Desk) -> None:
    first = desk.add("Idea", hours(72), status=D.DRAFT)
    second = desk.add("Reply", hours(80), status=D.DRAFT)
    for one in (first, second):
        posts.delete(desk.workspace, one.id)
    dialog = opened(desk)
    desk.wait(lambda: dialog.list.count() == 2)
    assert [dialog.list.item(row).text() for row in (0, 1)] == [
        "Reply\n30 days left",
        "Idea\n30 days left",
    ]
    dialog.list.selectAll()
    assert dialog.restore.text() == "Restore 2 posts"
    QTest.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    desk.wait(lambda: dialog.words.whole_text() == NOTHING)
    assert dialog.restore.isHidden()
    assert posts.trashed(desk.workspace) == ()
    dialog.accept()
    desk.wait(lambda: desk.page.list.items.posts == 2)


def test_it_says_how_long_a_post_stays(desk: Desk) -> None:
    post = desk.add("Old", hours(72), status=D.DRAFT)
    posts.delete(desk.workspace, post.id)
    desk.clock.moment += timedelta(days=29)
    dialog = opened(desk)
    desk.wait(lambda: dialog.list.count() == 1)
    assert dialog.list.item(0).text() == "Old\n1 day left"
    dialog.accept()
